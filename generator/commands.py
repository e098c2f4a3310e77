"""What each command does, between its arguments and its words: no printing, no exit status."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from generator import pipeline
from generator.advice import advice_text, select_advice, shown_by_default
from generator.characters import french_spaces, is_identifier
from generator.checked import Checked, Folders
from generator.diagnostics import CODES, UsageError, is_advice, is_ours
from generator.fix_steps import count_mendable
from generator.load import (
    load_explanations,
    load_path_list,
    load_schemas,
    load_theme,
    resource_folder,
)
from generator.previous import read_previous
from generator.progress import progress_bar
from generator.render import render_entry_template, render_month, render_preview
from generator.reporters import FORMATS, count_text, report_summary, typeset
from generator.server import Rebuild
from generator.server import serve as serve_site
from generator.write import (
    Publication,
    append_output,
    put_month,
    scratch_folder,
    write_entry,
    write_output,
    write_site,
)

# What `new` may create → the folder of `content/` that keeps it.
KINDS = {
    "service": "services",
    "structure": "structures",
    "situation": "situations",
    "parcours": "parcours",
    "evenement": "evenements",
    "manque": "manques",
}


def folders(root: Path) -> Folders:
    """The content repository at `root`, with the theme and schemas of this installation."""
    return Folders(
        root=root,
        schemas=resource_folder("schemas"),
        referentiels=resource_folder("referentiels"),
        theme=resource_folder("theme"),
    )


def check(
    root: Path,
    today: date,
    changed: Path | None = None,
    previous: str | None = None,
    announce: Callable[[str], None] | None = None,
) -> Checked:
    """Every mistake of every file; those of the files that `changed` lists come first.

    `previous` names what was published last time: what would break one of its addresses is one.
    `announce` is told when there is nothing to compare with yet.
    """
    places = folders(root)
    published_before = read_previous(previous, places, today, announce)
    with progress_bar() as advance:
        checked = pipeline.check(places, today, advance, published_before)
    if changed is None:
        return checked
    first = load_path_list(changed)
    ordered = sorted(checked.diagnostics, key=lambda item: item.path not in first)
    return replace(checked, diagnostics=tuple(ordered))


def build(
    root: Path,
    output: Path,
    today: date,
    *,
    strict: bool = False,
    previous: str | None = None,
    announce: Callable[[str], None] | None = None,
) -> tuple[Checked, Publication | None]:
    """The site, or what forbids it; with `strict`, a warning forbids it too."""
    places = folders(root)
    published_before = read_previous(previous, places, today, announce)
    with progress_bar() as advance:
        checked = pipeline.check(places, today, advance, published_before)
        if checked.refused or (strict and is_doubtful(checked)):
            return checked, None
        artifacts = pipeline.render(checked, places, advance)
        return checked, write_site(artifacts, output, _sources(places))


def keep_month(checked: Checked, root: Path) -> str:
    """Keep what the observatory counts today, in place of what was kept of this month."""
    assert checked.plan is not None, "only what was accepted is counted"
    month = checked.plan.history[-1]
    path = put_month(root, month.mois, render_month(month))
    return f"{path} : le mois de l’observatoire est gardé"


def is_doubtful(checked: Checked) -> bool:
    """Whether a file written here has a warning: other guichets' and advice do not count."""
    return any(is_ours(item) and not is_advice(item) for item in checked.diagnostics)


def _sources(places: Folders) -> tuple[Path, ...]:
    """What is read: no build may replace it."""
    root = places.root
    return (
        root / "content",
        root / "guichet.yaml",
        root / "observatoire",
        places.schemas,
        places.referentiels,
        places.theme,
    )


def report(checked: Checked, form: str, advice: str | None = None) -> str:
    """The diagnostics of a check in one of `reporters.FORMATS`, with so much advice."""
    shown = select_advice(checked.diagnostics, advice or shown_by_default(form))
    return FORMATS[form](typeset(shown), checked.texts)


def count(checked: Checked, form: str = "text", advice: str | None = None) -> str:
    """« 118 fichiers lus : aucune erreur »."""
    others = sum(bool(document.source) for document in checked.documents)
    number = len(checked.documents) - others
    files = f"{number} fichier{'s' if number > 1 else ''} lu{'s' if number > 1 else ''}"
    taken = f" et {others} fiche{'s' if others > 1 else ''} d’autres guichets" if others else ""
    said = advice_text(checked.diagnostics, advice or shown_by_default(form))
    return f"{files}{taken} : {count_text(checked.diagnostics)}{said}"


def mendable(checked: Checked, root: Path, today: date) -> str:
    """« ; « guichet fix » sait en corriger 3 », when it can mend some."""
    number = count_mendable(checked.diagnostics, root, today)
    return f" ; « guichet fix » sait en corriger {number}" if number else ""


def published(checked: Checked, publication: Publication, seconds: float) -> str:
    """The last line of a build."""
    pages = len(checked.plan.pages) if checked.plan is not None else 0
    return (
        f"{count(checked)} ; site construit en {seconds:.1f} s "
        f"({pages} pages, {publication.files} fichiers)".replace(".", ",", 1)
    )


def summarise(checked: Checked, path: Path) -> None:
    """Append a Markdown summary of a check to a file."""
    append_output(path, report_summary(typeset(checked.diagnostics), french_spaces(count(checked))))


def serve(root: Path, today: date, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Build and serve until interrupted; a refused entry leaves the last good site."""
    places = folders(root)

    # Not in « site »: what is being written must not be mistaken for what is published.
    with scratch_folder() as scratch:
        output = scratch / "site"

        def rebuild() -> Rebuild:
            checked, publication = build(root, output, today)
            return Rebuild(
                published=publication is not None,
                report=report(checked, "text") if checked.diagnostics else "",
                base=urlsplit(checked.plan.settings.url).path if checked.plan else "/",
            )

        watched = (root / "content", root / "guichet.yaml", places.theme, places.schemas)
        serve_site(output, rebuild, watched, announce, host=host, port=port)


def new_entry(
    kind: str, identifier: str, root: Path, today: date, *, is_yaml: bool = False
) -> Path:
    """Create an entry to fill; its path."""
    if not is_identifier(identifier):
        raise UsageError(
            f"« {identifier} » ne peut pas être un identifiant : lettres minuscules sans accent, "
            "chiffres et traits d’union, par exemple « garage-solidaire »"
        )
    collection = KINDS[kind]
    schemas = load_schemas(resource_folder("schemas"))
    title = identifier.replace("-", " ").capitalize()
    path = root / "content" / collection / f"{identifier}.{'yaml' if is_yaml else 'md'}"
    beside = f".vscode/schemas/{kind}.json"  # as « guichet export editors » names it
    schema_path = f"../../{beside}" if is_yaml and (root / beside).is_file() else ""
    text = render_entry_template(
        kind, schemas, today, title, is_yaml=is_yaml, schema_path=schema_path
    )
    write_entry(path, text)
    return path


def explain(code: str | None) -> str:
    """The section of one code of `docs/erreurs.md`, or the list of the codes."""
    sections = load_explanations(resource_folder("docs"))
    if code is None:
        width = max(map(len, CODES))
        titles = "\n".join(f"  {name:<{width}}  {said}" for name, said in CODES.items())
        return french_spaces(f"guichet explain CODE, avec l’un de ces codes :\n\n{titles}\n")
    if code not in sections:
        close = get_close_matches(code, sections, n=1, cutoff=0.5)
        hint = f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
        raise UsageError(f"aucune erreur ne porte le code « {code} »{hint}")
    return f"{sections[code]}\n"


def preview(entries: Sequence[str], root: Path, today: date, output: Path) -> tuple[Checked, str]:
    """Draw some entries in one file; their names, or none when something is refused."""
    places = folders(root)
    checked = check(root, today)
    if checked.plan is None:
        return checked, ""
    wanted = dict.fromkeys(_page_path(entry) for entry in entries)
    pages = {page.path: page for page in checked.plan.pages}
    missing = [path for path in wanted if path not in pages]
    if missing:
        raise UsageError(f"aucune fiche ne s’appelle « {PurePosixPath(missing[0]).stem} »")
    chosen = [pages[path] for path in wanted]
    write_output(output, render_preview(checked.plan, load_theme(places.theme), chosen))
    return checked, ", ".join(page.title for page in chosen)


def _page_path(entry: str) -> str:
    """`content/services/visale.md` or `visale` → `services/visale.html`."""
    path = PurePosixPath(entry.replace("\\", "/"))
    folder = path.parent.name
    collection = folder if folder in KINDS.values() else "services"
    return (
        f"{collection}/{path.stem if path.suffix in ('.md', '.yaml', '.yml') else path.name}.html"
    )
