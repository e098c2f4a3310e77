"""`guichet init`: answers → a whole repository of entries, proved before it is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator import __version__, commands, pipeline
from generator.characters import MAX_IDENTIFIER, is_identifier, slug
from generator.diagnostics import Diagnostic, GeneratorError, UsageError
from generator.load import (
    load_origin,
    load_referentiels,
    load_schemas,
    load_skeleton,
    read_content,
    resource_folder,
)
from generator.model import Artifact, Document, Outcome
from generator.new_territory import UNKNOWN_GENERATOR, NewTerritory
from generator.parse import (
    make_context,
    parse_document,
    read_address,
    read_colour,
    read_departements,
    read_generator,
    read_line,
    read_repository,
)
from generator.render import render_skeleton
from generator.territory_files import editor_files, form_files
from generator.tidying import tidy_text
from generator.write import Laid, check_place, scratch_copy, write_repository

# In the order they are asked.
QUESTIONS: Mapping[str, str] = {
    "departement": "Quels départements desservez-vous ? Leurs codes ou leurs noms",
    "nom": "Comment s’appelle votre guichet ?",
    "structure": "Quel organisme le publie ?",
    "couleur": "Quelle couleur pour les titres ? En hexadécimal, ou rien",
    "depot": "Où sera le dépôt des fiches ? Son adresse, ou rien",
    "url": "À quelle adresse sera le site ?",
}
# Where an answer stands, file, kind and field: what the schema says there is said of the answer.
_PLACES = {
    "nom": (("guichet.yaml", "guichet", "nom"),),
    "structure": (
        ("guichet.yaml", "guichet", "editeur"),
        ("content/structures/organisme.yaml", "structures", "nom"),
    ),
    "couleur": (("guichet.yaml", "guichet", "couleur_principale"),),
    "depot": (("guichet.yaml", "guichet", "depot"),),
    "url": (("guichet.yaml", "guichet", "url"),),
}
_MAX_NAME = 80
_MAX_TERRITORY = 100
# Where the skeleton names the generator: the start of a path, and how it is called.
_PINNED = {
    ".github/workflows/": "« .github/workflows »",
    "README.md": "README.md",
    ".pre-commit-config.yaml": ".pre-commit-config.yaml",
}
# What README.md of the skeleton says, for a folder that has its own.
_FIRST_STEPS = (
    "1. Relisez guichet.yaml : l’éditeur, l’hébergeur, le contact.",
    "2. Complétez votre organisme ; remplacez ou supprimez les « exemple-… » de « content ».",
    "3. Dans GitHub, « Settings », « Pages », « Source » : choisissez « GitHub Actions ».",
    "4. Dans « Settings », « Actions », « General » : laissez le jeton en lecture seule ; cochez",
    "   « Allow GitHub Actions to create and approve pull requests ».",
    "5. Dans « Issues », « Labels » : créez les étiquettes « proposition » et « correction ».",
    "6. Pour changer de générateur : son empreinte, dans chaque fichier de « .github/workflows ».",
)
_EXAMPLE_URL = "https://example.org/guichet/"


class Interview:
    """The questions, one at a time: what is answered is judged before the next one."""

    def __init__(self, today: date, folder: Path) -> None:
        self._skeleton = load_skeleton(resource_folder("skeleton"))
        check_place(folder, list(self._skeleton))  # before anything is asked
        self._folder = folder
        self._today = today
        self._referentiels = load_referentiels(resource_folder("referentiels"))
        self._schemas = load_schemas(resource_folder("schemas"))
        self._context = make_context(self._schemas, self._referentiels, today)
        self._answers: dict[str, Any] = {}
        self._generator = ""

    def proposal(self, question: str) -> str | None:
        """What is answered when nothing is typed; none when there is nothing to guess."""
        if question == "nom":
            return self._name()
        if question == "url":
            return self._address()
        return "" if question in ("couleur", "depot") else None

    def accept(self, question: str, text: str) -> None:
        """Keep an answer, or say what to write instead."""
        before = dict(self._answers)
        self._answers[question] = self._read(question, text)
        fault = self._fault(question)
        if fault is not None:
            self._answers = before
            raise UsageError(" ; ".join(filter(None, (fault.message, fault.hint))))

    def accept_generator(self, text: str) -> None:
        """Keep where the workflows take the generator."""
        self._generator = read_generator(text)

    def lay(self) -> Laid:
        """Write the whole repository; nothing when anything in it would be refused."""
        files = (*render_skeleton(self._skeleton, self._territory()), *self._made())
        _prove(files, self._today)
        return write_repository(self._folder, files)

    @property
    def knows_its_generator(self) -> bool:
        """Whether the workflows name a generator that exists."""
        return self._territory().generateur != UNKNOWN_GENERATOR

    def _read(self, question: str, text: str) -> Any:
        if question == "departement":
            return read_departements(text, self._referentiels)
        if question == "couleur":
            return read_colour(text)
        if question == "depot":
            return read_repository(text)
        return read_address(text) if question == "url" else tidy_text(read_line(text))

    def _made(self) -> tuple[Artifact, ...]:
        """What is made from the schemas: the issue forms, what editors read."""
        document = self._drawn("guichet.yaml", "guichet").value
        texts = {
            **form_files(self._schemas, document.data if document else {}),
            **editor_files(self._schemas),
        }
        return tuple(Artifact(path=path, content=text.encode()) for path, text in texts.items())

    def _drawn(self, path: str, collection: str) -> Outcome[Document | None]:
        """A file of the skeleton with the answers given so far, as it would be read."""
        (file,) = render_skeleton({path: self._skeleton[path]}, self._territory())
        return read_content(file.content, file.path, collection)[0]

    def _fault(self, question: str) -> Diagnostic | None:
        """What the schemas and the rules say of an answer, where it stands."""
        for path, collection, field in _PLACES.get(question, ()):
            outcome = self._drawn(path, collection)
            said = outcome.diagnostics
            if outcome.value is not None:
                said = parse_document(outcome.value, self._context).diagnostics
            found = (item for item in said if not item.field or item.field[0] == field)
            fault = next(found, None)
            if fault is not None:
                return fault
        return None

    def _territory(self) -> NewTerritory:
        answers = self._answers
        structure = answers.get("structure") or "Organisme"
        return NewTerritory(
            nom=answers.get("nom") or self._name(),
            territoire=self._places(),
            departements=answers.get("departement") or ("43",),
            structure=structure,
            organisme=_identifier(structure),
            url=answers.get("url") or self._address(),
            couleur=answers.get("couleur"),
            depot=answers.get("depot"),
            generateur=self._generator or load_origin() or UNKNOWN_GENERATOR,
            version=__version__,
            jour=self._today,
        )

    def _places(self) -> str:
        codes = self._answers.get("departement") or ("43",)
        names = [self._referentiels.areas[code].nom for code in codes]
        said = " et ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        return said if len(said) <= _MAX_TERRITORY else f"{len(codes)} départements"

    def _name(self) -> str:
        name = f"Guichet unique – {self._places()}"
        return name if len(name) <= _MAX_NAME else "Guichet unique"

    def _address(self) -> str:
        """Where GitHub publishes a repository, when it is one of GitHub."""
        parts = urlsplit(self._answers.get("depot") or "")
        owner, _, name = parts.path.strip("/").partition("/")
        if parts.hostname != "github.com" or not name:
            return _EXAMPLE_URL
        own = f"{owner.lower()}.github.io"
        return f"https://{own}/" if name.lower() == own else f"https://{own}/{name}/"


def laid_text(laid: Laid, folder: Path, *, is_complete: bool) -> str:
    """What was written and what to do now."""
    lines = [f"{len(laid.written)} fichiers écrits dans « {folder} »."]
    if laid.kept:
        kept = ", ".join(f"« {path} »" for path in laid.kept)
        lines.append(f"Déjà là, et laissés comme ils sont : {kept}.")
    if not is_complete:
        where = [name for start, name in _PINNED.items() if _has(laid.written, start)]
        said = f" dans {', '.join(where)}" if where else ""
        lines.append(
            "Les workflows ne savent pas encore d’où prendre le générateur : remplacez "
            f"« organisation/guichet-unique@000… »{said} "
            "(ou recommencez dans un dossier vide avec --generateur)."
        )
    if "README.md" in laid.kept:
        lines.extend(("Votre README.md est resté le vôtre. Les premiers pas :", *_FIRST_STEPS))
        lines.append("« guichet doctor » dit ce qui reste à faire.")
    else:
        lines.append("La suite est dans README.md ; « guichet doctor » dit ce qui reste à faire.")
    return "\n".join(lines)


def _has(written: Sequence[str], start: str) -> bool:
    return any(path.startswith(start) for path in written)


def _identifier(name: str) -> str:
    """The identifier of an organisation, made from its name and cut between two words."""
    identifier = slug(name)
    if len(identifier) > MAX_IDENTIFIER:
        identifier = identifier[: MAX_IDENTIFIER + 1].rpartition("-")[0]
    return identifier if is_identifier(identifier) else "organisme"


def _prove(files: Sequence[Artifact], today: date) -> None:
    """Check the repository as `guichet check --strict` would, before anybody sees it."""
    contents = {artifact.path: artifact.content for artifact in files}
    with scratch_copy(contents) as root:
        checked = pipeline.check(commands.folders(root), today, lambda *_: None)
    if checked.refused or commands.is_doubtful(checked):
        first = checked.diagnostics[0]
        raise GeneratorError(f"le dépôt ne serait pas valable : {first.path} : {first.message}")
