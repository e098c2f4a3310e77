"""The facts of a folder of entries → what `guichet doctor` says of them. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypedDict

from generator.diagnostics import Diagnostic, Severity
from generator.machine import Finding, Repository, State
from generator.new_territory import UNKNOWN_GENERATOR
from generator.settings import Settings

_MIB = 1024 * 1024
_LEAST = 100 * _MIB  # a site of 10,000 entries, and the former one beside it
_COMFORT = 1024 * _MIB
_USES = re.compile(r"(?m)^\s*(?:- )?uses: *(\S+?)@(\S+)(?: +# *v?(\S+))?")
_HASH = re.compile(r"[0-9a-f]{40}")
_PINS = re.compile(r"@[0-9a-f]{40}(?: +# *\S+)?")
# One entry of a folder, and several.
_WORDS = {
    "services": ("service", "services"),
    "structures": ("structure", "structures"),
    "situations": ("situation", "situations"),
    "parcours": ("parcours", "parcours"),
    "evenements": ("événement", "événements"),
    "manques": ("manque", "manques"),
    "pages": ("page", "pages"),
}


class _Said(TypedDict):
    etat: State
    constat: str
    remede: str


def judge_settings(settings: Settings | None, said: tuple[Diagnostic, ...]) -> Iterator[Finding]:
    """Whether guichet.yaml is there, right, and no longer an example."""
    errors = [item for item in said if item.severity is Severity.ERROR]
    if settings is None or errors:
        first = errors[0] if errors else None
        yield Finding(
            code="reglages",
            titre="guichet.yaml",
            etat=State.FAULT,
            constat=f"ligne {first.span.start.line} : {first.message}" if first else "absent",
            remede=(first.hint or "« guichet check » montre la ligne")
            if first
            else "lancez la commande à la racine du dépôt, ou « guichet init » pour en créer un",
        )
        return
    todo = _unfinished(settings)
    yield Finding(
        code="reglages",
        titre="guichet.yaml",
        etat=State.DOUBTFUL if todo else State.FINE,
        constat=f"à compléter : {', '.join(todo)}" if todo else settings.nom,
        remede="ouvrez guichet.yaml : chaque ligne y est expliquée" if todo else "",
    )


def _unfinished(settings: Settings) -> list[str]:
    publisher = settings.editeur
    return [
        words
        for words, is_missing in (
            ("« url » est une adresse d’exemple", "//example.org/" in settings.url),
            (
                "« depot », sans lequel les pages n’ont pas de lien pour corriger",
                not settings.depot,
            ),
            ("« contact »", settings.contact is None),
            (
                "l’adresse, le courriel ou le directeur de la publication de l’éditeur",
                not (publisher.adresse and publisher.courriel and publisher.directeur_publication),
            ),
        )
        if is_missing
    ]


def judge_repository(repository: Repository, settings: Settings | None) -> Iterator[Finding]:
    """The entries, the disk and the git repository."""
    yield _entries(repository)
    if repository.exemples:
        yield Finding(
            code="exemples",
            titre="Exemples",
            etat=State.DOUBTFUL,
            constat=f"{len(repository.exemples)} encore là : {', '.join(repository.exemples)}",
            remede="remplacez-les ou supprimez-les avant d’ouvrir le site au public",
        )
    yield _disk(repository)
    yield _git(repository, settings)


def _entries(repository: Repository) -> Finding:
    counts = {name: number for name, number in repository.collections.items() if number}
    said = ", ".join(f"{number} {_WORDS[name][number > 1]}" for name, number in counts.items())
    fine = bool(counts.get("services") and counts.get("structures"))
    return Finding(
        code="fiches",
        titre="Fiches",
        etat=State.FINE if fine else State.DOUBTFUL,
        constat=said or "aucune",
        remede="" if fine else "« guichet new service garage-solidaire » en crée une",
    )


def _disk(repository: Repository) -> Finding:
    if not repository.inscriptible:
        return Finding(
            code="disque",
            titre="Disque",
            etat=State.FAULT,
            constat="ce dossier est en lecture seule",
            remede="lancez la commande dans un dossier où vous pouvez écrire",
        )
    low = repository.libre < _LEAST
    tight = repository.libre < _COMFORT
    free = repository.libre // _MIB
    return Finding(
        code="disque",
        titre="Disque",
        etat=State.FAULT if low else State.DOUBTFUL if tight else State.FINE,
        constat=f"{free} Mio libres" if tight else f"{free // 1024} Gio libres",
        remede="faites de la place : le site est construit à côté de l’ancien" if tight else "",
    )


def _git(repository: Repository, settings: Settings | None) -> Finding:
    constat, remede = "relié à son dépôt", ""
    if not repository.est_git:
        constat, remede = "ce dossier n’est pas un dépôt git", "lancez « git init » pour le suivre"
    elif not repository.origine:
        constat = "rien ne dit où envoyer les fiches"
        remede = "ajoutez l’adresse du dépôt : « git remote add origin ADRESSE »"
    elif not repository.identite:
        constat = "git ne sait pas qui vous êtes"
        remede = "« git config user.name » et « git config user.email »"
    elif settings and settings.depot and _name(settings.depot) != _name(repository.origine):
        said = _name(settings.depot)
        constat = f"git envoie à « {_name(repository.origine)} », guichet.yaml dit « {said} »"
        remede = "corrigez « depot » dans guichet.yaml, ou l’adresse avec « git remote set-url »"
    return Finding(
        code="depot",
        titre="Dépôt git",
        etat=State.DOUBTFUL if remede else State.FINE,
        constat=constat,
        remede=remede,
    )


def _name(address: str) -> str:
    """« owner/name » at the end of the address of a repository."""
    parts = re.split(r"[/:]", address.removesuffix("/").removesuffix(".git"))
    return "/".join(parts[-2:]).lower()


def judge_forms(forms: Mapping[str, str], made: Mapping[str, str]) -> Finding:
    """The issue forms beside those that the schemas give."""
    return Finding(code="formulaires", titre="Formulaires", **_compared(forms, made, str))


def judge_editors(found: Mapping[str, str], made: Mapping[str, str]) -> Finding:
    """The schemas that editors read beside those of this version."""
    said = _compared(found, made, str)
    if said["remede"]:
        said["remede"] = "« guichet export editors » les refait"
    if not found:
        said |= {"etat": State.OPTIONAL, "constat": "pas de « .vscode » : ni aide ni contrôle"}
    return Finding(code="editeurs", titre="Éditeurs", **said)


def _compared(
    found: Mapping[str, str], made: Mapping[str, str], bare: Callable[[str], str]
) -> _Said:
    missing = [name for name in made if name not in found]
    changed = [
        name for name, text in made.items() if name in found and bare(found[name]) != bare(text)
    ]
    said = [f"il manque {_quoted(missing)}"] if missing else []
    said += [f"{_quoted(changed)} n’est pas celui de cette version"] if changed else []
    return {
        "etat": State.DOUBTFUL if said else State.FINE,
        "constat": " ; ".join(said) or f"{len(made)}, ceux de cette version",
        "remede": "« guichet doctor --show CHEMIN » écrit celui de cette version, à copier"
        if said
        else "",
    }


def judge_workflows(
    workflows: Mapping[str, str], skeleton: Mapping[str, str], version: str
) -> Iterator[Finding]:
    """The workflows of another territory beside those of the skeleton, pins aside."""
    yield Finding(code="workflows", titre="Workflows", **_compared(workflows, skeleton, _bare))
    yield _generator(workflows, version)
    yield judge_pins(workflows)


def _bare(text: str) -> str:
    """A workflow without the versions that Dependabot moves, nor the generator's repository."""
    lines = []
    for line in text.splitlines():
        found = _USES.match(line)
        own = found is not None and not found[1].startswith("actions/")
        lines.append(line.partition("uses:")[0] if own else _PINS.sub("", line).rstrip())
    return "\n".join(lines)


def _quoted(names: list[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)


def generator_of(workflows: Mapping[str, str]) -> str:
    """« owner/repository@hash » that the workflows use, or nothing."""
    for text in workflows.values():
        for repository, commit, _ in _USES.findall(text):
            if not repository.startswith("actions/") and _HASH.fullmatch(commit):
                return f"{repository}@{commit}"
    return ""


def _generator(workflows: Mapping[str, str], version: str) -> Finding:
    found = {
        (f"{repository}@{commit}", said)
        for text in workflows.values()
        for repository, commit, said in _USES.findall(text)
        if not repository.startswith("actions/")
    }
    constat, remede, etat = "", "", State.DOUBTFUL
    if not found:
        constat = "aucun workflow ne prend le générateur"
        remede = "reprenez ceux du squelette"
    elif any(item == UNKNOWN_GENERATOR for item, _ in found):
        etat = State.FAULT
        constat = "les workflows ne disent pas où prendre le générateur"
        remede = "remplacez « organisation/guichet-unique@000… » par son dépôt et une empreinte"
    elif len(found) > 1:
        constat = (
            f"les workflows en prennent plusieurs : {_quoted(sorted(item for item, _ in found))}"
        )
        remede = "gardez la même empreinte partout"
    elif next(iter(found))[1] not in ("", version):
        said = next(iter(found))[1]
        constat = f"les fiches sont relues ici par la version {version}, sur GitHub par la {said}"
        remede = "installez ici la même version, ou changez l’empreinte des workflows"
    else:
        etat, constat = State.FINE, next(iter(found))[0]
    return Finding(code="generateur", titre="Générateur", etat=etat, constat=constat, remede=remede)


def judge_pins(workflows: Mapping[str, str]) -> Finding:
    """Whether each action is named by a hash: a tag can be moved, a hash cannot."""
    loose = sorted(
        {
            f"{action}@{ref}"
            for text in workflows.values()
            for action, ref, _ in _USES.findall(text)
            if not _HASH.fullmatch(ref)
        }
    )
    return Finding(
        code="empreintes",
        titre="Actions de GitHub",
        etat=State.FAULT if loose else State.FINE,
        constat=f"sans empreinte : {', '.join(loose)}" if loose else "désignées par leur empreinte",
        remede="remplacez l’étiquette par l’empreinte du commit, 40 signes" if loose else "",
    )


def judge_schemas(ours: Mapping[str, str], published: Mapping[str, str]) -> Finding:
    """The versions of the schemas, beside those of the site that was last built here."""
    other = sorted(
        f"{name.partition('.')[0]} {version}"
        for name, version in published.items()
        if ours.get(name, version) != version
    )
    said = ", ".join(f"{name.partition('.')[0]} {version}" for name, version in ours.items())
    return Finding(
        code="schemas",
        titre="Schémas",
        etat=State.DOUBTFUL if other else State.FINE,
        constat=f"le dossier « site » a été construit avec {', '.join(other)}" if other else said,
        remede="relancez « guichet build »" if other else "",
    )
