"""Load: a content repository → every document that can be read, and why the others cannot."""

from pathlib import Path

from generator.diagnostics import FILE_START, Diagnostic, Severity, UsageError
from generator.load.contours import load_contours
from generator.load.externals import load_externals
from generator.load.files import COLLECTIONS, find_near_names, list_entries, read_plain_file
from generator.load.front_matter import LONG_FILES, read_document
from generator.load.history import load_months
from generator.load.text import MAX_FILE_BYTES, decode
from generator.model import Content, Document, Outcome

SETTINGS_FILE = "guichet.yaml"
# One file each, which a site may do without.
SINGLE_FILES = (
    ("content/lexique.yaml", "lexique"),
    ("content/retires.yaml", "retires"),
    ("content/doublons.yaml", "doublons"),
)


def load_content(root: Path) -> Outcome[Content]:
    """Every entry under `root`/content, the lexicon and the settings file, in a stable order."""
    if not (root / "content").is_dir():
        raise UsageError(
            f"il n’y a pas de dossier « content » dans {root} : "
            "lancez la commande à la racine du dépôt, ou indiquez-la avec --root"
        )
    documents: list[Document] = []
    texts: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    singles = [shown.removeprefix("content/") for shown, _ in SINGLE_FILES]
    diagnostics.extend(find_near_names(root / "content", singles))
    for shown, path, collection, fault in _inventory(root):
        if fault is not None:
            diagnostics.append(fault)
            continue
        raw = read_plain_file(path, _most(collection))
        if raw is None:
            diagnostics.append(_unreadable(shown))
            continue
        outcome, texts[shown] = read_content(raw, shown, collection)
        diagnostics.extend(outcome.diagnostics)
        if outcome.value is not None:
            documents.append(outcome.value)
    settings = next((item for item in documents if item.path == SETTINGS_FILE), None)
    contours = load_contours(root, settings)
    diagnostics.extend(contours.diagnostics)
    externals = load_externals(root)
    diagnostics.extend(externals.diagnostics)
    months = load_months(root, texts)
    diagnostics.extend(months.diagnostics)
    content = Content(
        documents=tuple(documents),
        texts=texts,
        contours=contours.value,
        externals=externals.value,
        months=months.value,
    )
    return Outcome(content, tuple(diagnostics))


def load_settings(root: Path) -> Outcome[Document | None]:
    """The settings file alone; nothing is said of the entries."""
    raw = read_plain_file(root / SETTINGS_FILE)
    if raw is None:
        return Outcome(None, ())
    return read_content(raw, SETTINGS_FILE, "guichet")[0]


def read_content(
    content: bytes, shown: str, collection: str
) -> tuple[Outcome[Document | None], str]:
    """The bytes of one file → its document, and its text for excerpts even when it is refused."""
    text, fault = decode(shown, content, _most(collection))
    if fault is not None:
        return Outcome(None, (fault,)), content.decode("utf-8", "replace")
    return read_document(shown, collection, text), text


def _most(collection: str) -> int:
    """How many bytes a file of this collection may weigh."""
    return MAX_FILE_BYTES * LONG_FILES.get(collection, 1)


def _inventory(root: Path) -> list[tuple[str, Path, str, Diagnostic | None]]:
    found: list[tuple[str, Path, str, Diagnostic | None]] = [
        (SETTINGS_FILE, root / SETTINGS_FILE, "guichet", None)
    ]
    for shown, collection in SINGLE_FILES:
        path = root / shown
        if path.exists() or path.is_symlink():
            found.append((shown, path, collection, None))
    for collection in COLLECTIONS:
        shown = f"content/{collection}"
        found.extend(
            (path, real, collection, fault)
            for path, real, fault in list_entries(root / "content" / collection, shown)
        )
    return found


def _unreadable(shown: str) -> Diagnostic:
    return Diagnostic(
        code="fichier-illisible",
        severity=Severity.ERROR,
        path=shown,
        span=FILE_START,
        message="ce fichier manque, ou ce n’est pas un fichier ordinaire",
        hint="vérifiez son nom et ses droits de lecture",
    )
