"""`guichet doctor`: the machine and the repository looked at → findings, and how they are told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator import __version__
from generator.characters import french_spaces
from generator.diagnostics import Diagnostic, UsageError
from generator.doctor_machine import MODULES, judge_machine
from generator.doctor_repository import (
    generator_of,
    judge_editors,
    judge_forms,
    judge_pins,
    judge_repository,
    judge_schemas,
    judge_settings,
    judge_workflows,
)
from generator.json_text import visible_json
from generator.load import (
    load_machine,
    load_referentiels,
    load_repository,
    load_schemas,
    load_settings,
    load_skeleton,
    resource_folder,
)
from generator.machine import Finding, Repository, State
from generator.model import Schemas
from generator.new_territory import UNKNOWN_GENERATOR
from generator.parse import make_context, parse_document
from generator.settings import Settings
from generator.territory_files import (
    EDITORS,
    FORMS,
    WORKFLOWS,
    editor_files,
    form_files,
    within,
    workflow_files,
)
from generator.write import check_output

Data = Mapping[str, Any]
_EXAMPLES = "content/"


def examine(root: Path, today: date, wanted: Collection[str]) -> tuple[Finding, ...]:
    """Every finding, the machine first; nothing is written."""
    skeleton = load_skeleton(resource_folder("skeleton"))
    schemas = load_schemas(resource_folder("schemas"))
    examples = [path for path in skeleton if path.partition("exemple-")[0].startswith(_EXAMPLES)]
    repository = load_repository(root, [path for path in examples if "exemple-" in path])
    data, settings, said = _settings(root, today, schemas)
    versions = {
        name: str(document["x-version"])
        for name, document in schemas.documents.items()
        if "x-version" in document
    }
    return (
        *judge_machine(load_machine(MODULES, wanted), wanted),
        *judge_settings(settings, said),
        *judge_repository(repository, settings),
        judge_schemas(versions, repository.schemas_publies),
        *_forge(repository, skeleton, schemas, data),
        _output(root),
    )


def _forge(
    repository: Repository, skeleton: Mapping[str, str], schemas: Schemas, data: Data
) -> Iterator[Finding]:
    """What editors and GitHub read; the latter is written by hand in the generator's own."""
    schema_files = within(editor_files(schemas), f"{EDITORS}/schemas")
    yield judge_editors(repository.editeurs, schema_files)
    if repository.est_generateur:
        yield judge_pins(repository.workflows)
        return
    workflows = within(workflow_files(skeleton, UNKNOWN_GENERATOR), WORKFLOWS)
    yield from judge_workflows(repository.workflows, workflows, __version__)
    yield judge_forms(repository.formulaires, within(form_files(schemas, data), FORMS))


def _settings(
    root: Path, today: date, schemas: Schemas
) -> tuple[Data, Settings | None, tuple[Diagnostic, ...]]:
    """What guichet.yaml holds, what it says once it is judged, what is wrong with it."""
    loaded = load_settings(root)
    if loaded.value is None:
        return {}, None, loaded.diagnostics
    referentiels = load_referentiels(resource_folder("referentiels"))
    outcome = parse_document(loaded.value, make_context(schemas, referentiels, today))
    settings = outcome.value if isinstance(outcome.value, Settings) else None
    return loaded.value.data, settings, (*loaded.diagnostics, *outcome.diagnostics)


def _output(root: Path) -> Finding:
    try:
        check_output(root / "site", (root / "content", root / "guichet.yaml"))
    except UsageError as error:
        return Finding(
            code="sortie",
            titre="Dossier du site",
            etat=State.FAULT,
            constat=str(error).partition(". ")[0],
            remede=str(error).partition(". ")[2],
        )
    return Finding(
        code="sortie",
        titre="Dossier du site",
        etat=State.FINE,
        constat="« site » peut être remplacé" if (root / "site").exists() else "« site » sera créé",
    )


def file_text(root: Path, today: date, path: str) -> str:
    """A file as `guichet init` would write it today in this repository: of GitHub, of editors."""
    schemas = load_schemas(resource_folder("schemas"))
    generator = generator_of(load_repository(root, ()).workflows) or UNKNOWN_GENERATOR
    skeleton = load_skeleton(resource_folder("skeleton"))
    data, _, _ = _settings(root, today, schemas)
    files = {
        **workflow_files(skeleton, generator),
        **form_files(schemas, data),
        **editor_files(schemas),
    }
    if path not in files:
        raise UsageError(f"le générateur n’écrit pas « {path} », mais : {', '.join(files)}")
    return files[path]


def findings_text(findings: Sequence[Finding]) -> str:
    """One line a finding, its remedy below it."""
    return french_spaces("".join(_lines(findings)))


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    wide = max(len(state) for state in State)
    for finding in findings:
        yield f"{finding.etat:<{wide}}  {finding.titre} : {finding.constat}\n"
        if finding.remede:
            yield f"{'':<{wide}}  → {finding.remede}\n"


def findings_json(findings: Sequence[Finding]) -> str:
    """The same, for a machine."""
    return (
        visible_json(
            {
                "version": __version__,
                "a_corriger": count(findings, State.FAULT),
                "a_voir": count(findings, State.DOUBTFUL),
                "constats": [
                    {
                        "code": item.code,
                        "etat": str(item.etat),
                        "titre": item.titre,
                        "constat": item.constat,
                        "remede": item.remede,
                    }
                    for item in findings
                ],
            },
            indent=1,
        )
        + "\n"
    )


def count(findings: Sequence[Finding], state: State) -> int:
    """How many findings are in a state."""
    return sum(finding.etat is state for finding in findings)


def verdict(findings: Sequence[Finding]) -> str:
    """The last line: how much there is to do."""
    faults, doubts = count(findings, State.FAULT), count(findings, State.DOUBTFUL)
    if faults:
        return f"{faults} à corriger, {doubts} à voir."
    return f"Rien à corriger, {doubts} à voir." if doubts else "Tout est en place."
