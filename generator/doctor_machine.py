"""The facts of a machine → what `guichet doctor` says of them. Pure."""

from collections.abc import Collection, Iterator

from generator.machine import Finding, Machine, State

MIN_PYTHON = (3, 11)
_SHOWN = 5  # how many names a finding gives
# What an extra brings, the modules it needs, what is missing without it.
EXTRAS = (
    ("pdf", ("weasyprint",), "« guichet booklet » n’écrit pas de PDF"),
    ("serve", ("watchfiles",), "« guichet serve » regarde les fichiers deux fois par seconde"),
    (
        "tables",
        ("pyarrow", "xlsxwriter"),
        "ni tableur, ni fichiers Parquet dans les données ouvertes",
    ),
)
MODULES = tuple(module for _, modules, _ in EXTRAS for module in modules)


def judge_machine(machine: Machine, wanted: Collection[str]) -> Iterator[Finding]:
    """Every finding about the machine; `wanted` adds "pdf" and "tests"."""
    yield _python(machine)
    yield _packages(machine)
    yield from _extras(machine)
    yield _git(machine)
    yield _files_encoding(machine)
    yield _terminal_encoding(machine)
    if "pdf" in wanted:
        yield _pango(machine)
    if "tests" in wanted:
        yield from _tests(machine)


def _python(machine: Machine) -> Finding:
    version = ".".join(map(str, machine.python))
    old = machine.python[:2] < MIN_PYTHON
    return Finding(
        code="python",
        titre="Python",
        etat=State.FAULT if old else State.FINE,
        constat=version,
        remede="installez Python 3.11 ou plus récent" if old else "",
    )


def _packages(machine: Machine) -> Finding:
    asked = machine.attendus or machine.minimums
    missing = sorted(name for name in asked if name not in machine.paquets)
    if missing:
        return Finding(
            code="paquets",
            titre="Paquets Python",
            etat=State.FAULT,
            constat=f"il manque {_names(missing)}",
            remede="relancez l’installation : « make site », ou pip comme le dit README.md",
        )
    other = sorted(
        f"{name} {machine.paquets[name]}"
        for name, versions in machine.attendus.items()
        if machine.paquets[name] not in versions
    )
    old = sorted(
        f"{name} {machine.paquets[name]}"
        for name, least in machine.minimums.items()
        if not machine.attendus and _numbers(machine.paquets[name]) < _numbers(least)
    )
    if other or old:
        said = "une version différente de celle qui est éprouvée" if other else "trop ancien"
        return Finding(
            code="paquets",
            titre="Paquets Python",
            etat=State.DOUBTFUL if other else State.FAULT,
            constat=f"{said} : {_names(other or old)}",
            remede="« make site » installe les versions de requirements.lock"
            if other
            else "mettez-les à jour avec pip",
        )
    how = "aux versions de requirements.lock" if machine.attendus else "ceux qu’il faut sont là"
    return Finding(
        code="paquets", titre="Paquets Python", etat=State.FINE, constat=f"{len(asked)}, {how}"
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _names(names: list[str]) -> str:
    others = len(names) - _SHOWN
    more = f" et {others} autre{'s' if others > 1 else ''}" if others > 0 else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def _extras(machine: Machine) -> Iterator[Finding]:
    for extra, modules, without in EXTRAS:
        missing = [name for name in modules if not machine.modules.get(name)]
        yield Finding(
            code=f"option-{extra}",
            titre=f"Option « {extra} »",
            etat=State.OPTIONAL if missing else State.FINE,
            constat=f"sans {', '.join(missing)} : {without}" if missing else "installée",
            remede=f"pip install « guichet-unique[{extra}] », si vous en avez l’usage"
            if missing
            else "",
        )


def _git(machine: Machine) -> Finding:
    return Finding(
        code="git",
        titre="git",
        etat=State.FINE if machine.git else State.DOUBTFUL,
        constat=machine.git.removeprefix("git version ") or "absent",
        remede=""
        if machine.git
        else "installez git : sans lui, ni envoi des fiches, ni comparaison avec le passé",
    )


def _files_encoding(machine: Machine) -> Finding:
    fine = _is_utf8(machine.encodage_fichiers)
    return Finding(
        code="noms-de-fichiers",
        titre="Noms de fichiers",
        etat=State.FINE if fine else State.FAULT,
        constat=machine.encodage_fichiers,
        remede="" if fine else "lancez la commande avec PYTHONUTF8=1",
    )


def _terminal_encoding(machine: Machine) -> Finding:
    fine = _is_utf8(machine.encodage_terminal)
    return Finding(
        code="terminal",
        titre="Terminal",
        etat=State.FINE if fine else State.DOUBTFUL,
        constat=machine.encodage_terminal + ("" if fine else " : des signes seront mal montrés"),
        remede=""
        if fine
        else "lancez la commande avec PYTHONUTF8=1, ou réglez LANG sur fr_FR.UTF-8",
    )


def _is_utf8(name: str) -> bool:
    return name.lower().replace("_", "-") in ("utf-8", "utf8")


def _pango(machine: Machine) -> Finding:
    return Finding(
        code="pango",
        titre="Pango, pour les PDF",
        etat=State.FINE if machine.pango else State.FAULT,
        constat="trouvé" if machine.pango else "absent",
        remede=""
        if machine.pango
        else "installez libpango-1.0-0, libpangoft2-1.0-0 et libharfbuzz-subset0",
    )


def _tests(machine: Machine) -> Iterator[Finding]:
    for code, title, found, remedy in (
        ("navigateur", "Chromium, pour les tests", machine.navigateur, "installez chromium"),
        ("npm", "Node.js, pour les tests", machine.npm, "installez Node.js 20 et npm"),
    ):
        yield Finding(
            code=code,
            titre=title,
            etat=State.FINE if found else State.FAULT,
            constat=found or "absent",
            remede="" if found else remedy,
        )
