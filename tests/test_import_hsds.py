"""Export, import, export: what HSDS and our entries both say comes back the same."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.import_hsds import hsds_choices, import_hsds
from generator.import_steps import ImportReport
from generator.parse import as_document, parse_document, read_hsds
from generator.render.hsds import render_hsds
from generator.site_plan import SitePlan
from tests.command_line import run_guichet
from tests.render.hsds import judge
from tests.sites.building import REPOSITORY, SITES, TODAY, newest_day
from tests.sites.hostile import context

LISTS = ("services", "organizations", "locations", "service_at_locations", "taxonomy_terms")
# Former identifiers and provenance are those of the site that an entry leaves.
NOT_OURS = frozenset(("x_anciens_ids", "x_provenance"))


def bring(sources: tuple[str, ...], folder: Path, day: date, **said: Any) -> ImportReport:
    """Import as the command does."""
    choices = hsds_choices(sources, day, nom="Essai", licence=None, thematiques=(), zones=())
    return import_hsds(sources, folder, choices, **said)


def exported(plan: SitePlan, folder: Path) -> dict[str, Any]:
    """The HSDS files of a plan, also written in a folder."""
    folder.mkdir(parents=True)
    artifacts = tuple(render_hsds(plan))
    for artifact in artifacts:
        target = folder / artifact.path.removeprefix(judge.PREFIX)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(artifact.content)
    return judge.documents(iter(artifacts))


def comparable(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every object by its identifier, without what belongs to the first site only."""
    return {
        name: {
            row["id"]: {key: value for key, value in row.items() if key not in NOT_OURS}
            for row in found[f"{name}.json"]["contents"]
        }
        for name in LISTS
    }


def new_site(root: Path, folder: Path) -> Path:
    """A content repository with the settings of another, and no entry."""
    (folder / "content").mkdir(parents=True)
    shutil.copy(root / "guichet.yaml", folder)
    for name in ("contours",):
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name)
    return folder


@pytest.mark.parametrize("site", ["real", "complete", "minimal"])
def test_what_is_exported_comes_back_and_is_exported_the_same(site: str, tmp_path: Path) -> None:
    root, day = (REPOSITORY, newest_day()) if site == "real" else (SITES / site, TODAY)
    first = exported(judge.plan_of(site), tmp_path / "export")
    sources = tuple(str(tmp_path / "export" / f"{name}.json") for name in LISTS)
    again = new_site(root, tmp_path / "site")

    report = bring(sources, again / "content", day)

    assert report.set_aside == ()
    assert {remark.field for remark in report.remarks} <= NOT_OURS
    second = judge.documents(render_hsds(judge.plan(again, day)))
    assert comparable(second) == comparable(first)


def test_one_nested_file_is_enough(tmp_path: Path) -> None:
    found = exported(judge.plan_of("complete"), tmp_path / "export")
    rows = {row["x_id"]: row for row in found["services.json"]["contents"]}
    source = tmp_path / "export" / "services" / f"{rows['service-complet']['id']}.json"
    again = new_site(SITES / "complete", tmp_path / "site")

    report = bring((str(source),), again / "content", TODAY)

    assert {item.identifier for item in report.filed} == {"service-complet", "structure-complete"}
    # the services that it names are not in this file
    assert {remark.field for remark in report.remarks} == {"x_relations", *NOT_OURS}
    (service,) = judge.plan(again).catalogue.services
    (there,) = (
        entry for entry in judge.plan_of("complete").catalogue.services if entry.id == service.id
    )
    said, withheld = there.lieux
    assert service.lieux == (
        replace(said, adresse_masquee=None),
        replace(withheld, **WITHHELD),
    )
    assert service.eligibilite == there.eligibilite
    assert service.demarches == there.demarches
    assert service.mots_cles == there.mots_cles != ()
    assert service.falc == there.falc is not None


WITHHELD: dict[str, Any] = dict.fromkeys(
    ("adresse", "complement_adresse", "latitude", "longitude"), None
)


# texts

WORDS = st.sampled_from(
    (
        "un mot",
        "au 39\u00a039\u202f!",
        "1. Appeler",
        "2. Venir",
        "Délai\u00a0: deux jours",
        "« ça »",
        "- tiret",
        "a",
        "10.",
    )
)
MARKS = st.sampled_from(
    ("Délai habituel\u00a0: ", "Public\u00a0: ", "Pour\u00a0: ", "1. ", "", "", "")
)
SENTENCE = st.builds("{}{}".format, MARKS, WORDS)
PROSE = st.lists(SENTENCE, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from(("\n", "\n\n", " ")).map(lambda mark: mark.join(parts))
)
PLAN = judge.plan_of("complete")
BASE = next(entry for entry in PLAN.catalogue.services if entry.id == "service-complet")


@settings(max_examples=30)
@given(
    demarches=st.lists(SENTENCE, max_size=3, unique=True).map(tuple),
    mobilisation_precisions=st.none() | PROSE,
    delai=st.none() | SENTENCE,
    conditions_acces=st.none() | PROSE,
    publics_precisions=st.none() | PROSE,
    frais_precisions=st.none() | PROSE,
)
def test_any_text_of_ours_is_exported_twice_the_same(**texts: Any) -> None:
    """Paragraphs that look like those of the export change nothing to what is published."""
    first = whole(
        replace(PLAN, catalogue=replace(PLAN.catalogue, services=(replace(BASE, **texts),)))
    )
    choices = hsds_choices((), TODAY, nom="Essai", licence=None, thematiques=(), zones=())
    imported, _ = read_hsds([("service.json", first)], choices)
    (entry,) = (item for item in imported.entries if item.origin.collection == "services")
    data = {k: v for k, v in entry.data.items() if k not in ("relations", "provenance")}
    entry = replace(entry, data=data | {"structure": BASE.structure})
    outcome = parse_document(as_document(entry, BASE.id), context())
    assert outcome.value is not None, outcome.diagnostics
    kept = {name: getattr(BASE, name) for name in ("relations", "anciens_ids", "provenance")}
    back = replace(outcome.value, **kept)

    second = whole(replace(PLAN, catalogue=replace(PLAN.catalogue, services=(back,))))

    assert second == first


def whole(plan: SitePlan) -> dict[str, Any]:
    found = judge.documents(render_hsds(plan))
    (row,) = found["services.json"]["contents"]
    answer: dict[str, Any] = found[f"services/{row['id']}.json"]
    return answer


# the command


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = run_guichet(("import", "hsds", *arguments), folder)

    assert "Traceback" not in done.stderr + done.stdout
    return done


def test_the_command_says_what_it_did_and_what_it_left(tmp_path: Path) -> None:
    example = str(judge.FOLDER / "examples" / "service_full.json")
    folder = new_site(SITES / "minimal", tmp_path / "site")

    refused = run(folder, example, "--date", "2026-11-22")
    assert refused.returncode == 1
    assert "thematiques" in refused.stdout
    written = [path.name for path in (folder / "content").rglob("*.md")]
    assert written == ["example-organization-inc.md"]

    theme = ("--thematique", "mobilite--acceder-a-un-vehicule")
    done = run(folder, example, "--date", "2026-11-22", *theme, "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)
    assert (folder / "content" / "services" / "community-counselling.md").is_file()


@pytest.mark.parametrize(
    ("content", "said"),
    [("[]", "HSDS"), ('{"bonjour": 1}', "HSDS"), ("{", "JSON"), ("", "rien à lire")],
)
def test_what_is_no_hsds_file_is_refused_in_a_sentence(
    content: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "fichier.json").write_text(content, encoding="utf-8")

    answer = run(tmp_path, "fichier.json")

    assert answer.returncode == 2
    assert said in answer.stderr
    assert not (tmp_path / "content").exists()
