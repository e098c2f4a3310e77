"""export(import(x)) = x on the fields both have, for any x that data·inclusion accepts."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.data_inclusion import project
from generator.entries import Service, Structure
from generator.import_steps import Workshop, name_all, open_workshop, settle_all, with_structure
from generator.load.source import read_content
from generator.parse import Choices, Remark, parse_document, read_data_inclusion
from generator.render.entry_text import render_entry_text
from tests.imports.importing import same
from tests.render.data_inclusion.judging import MODELS, judge_rows
from tests.sites.building import minimal_site

REPOSITORY = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
CHOICES = Choices(today=DAY)


def codes(name: str) -> list[str]:
    path = REPOSITORY / "schemas" / "vocabulaires" / f"{name}.json"
    return [term["code"] for term in json.loads(path.read_bytes())["x-termes"]]


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def several(name: str) -> st.SearchStrategy[Any]:
    return some(st.lists(st.sampled_from(codes(name)), min_size=1, max_size=4, unique=True))


LETTERS = st.sampled_from("aàbé xyz'’-,.:;!?#&*|>%@`\"<=0123 \n\u00a0€☎\ufe0f\u200b")
WORDS = some(st.text(LETTERS | st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
INVISIBLE = str.maketrans("", "", "\ufe0f\u200b")
LINES = st.text(LETTERS, min_size=3, max_size=80).filter(  # three signs that can be seen
    lambda text: len(text.translate(INVISIBLE)) > 2
)
# As they write them: codes, addresses and numbers that exist.
PLACE = {
    "commune": WORDS,
    "code_postal": some(st.sampled_from(["43000", "01000", "97400"])),
    "code_insee": some(st.sampled_from(["43157", "2A004", "97411", "75101", "01033"])),
    "adresse": WORDS,
    "complement_adresse": WORDS,
    "longitude": some(st.floats(-180, 180)),
    "latitude": some(st.floats(-90, 90)),
    "telephone": some(
        st.sampled_from(["+33471000000", "04 71 00 00 00", "3949", "04.71.00.00.00"])
    ),
    "courriel": some(st.sampled_from(["accueil@exemple.fr", "a.b+c@mairie-test.exemple.fr"])),
    "horaires_accueil": some(st.sampled_from(["Mo-Fr 08:30-12:30; PH off", "24/7"])),
    "lien_source": some(st.sampled_from(["https://exemple.fr/a?b=c#d", "http://exemple.fr"])),
}
DAYS = st.integers(0, 3_000).map(lambda number: (DAY - timedelta(number)).isoformat())
STRUCTURES = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["dora", "cd43"]),
        "id": st.just("dora--AidantsConnect:2024-47BXY"),
        "nom": LINES,
        "date_maj": DAYS,
        "description": some(st.text(LETTERS, min_size=5, max_size=300)),
        "siret": some(st.just("13003013300016")),
        **PLACE,
        "site_web": some(st.just("https://exemple.fr")),
        "accessibilite_lieu": some(st.just("https://acceslibre.beta.gouv.fr/app/x/")),
        "reseaux_porteurs": several("reseaux-porteurs"),
    }
)
SERVICES = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["dora", "cd43"]),
        "structure_id": st.just("dora--AidantsConnect:2024-47BXY"),
        "id": st.sampled_from(["dora--1", "cd43--garage 12/é"]),
        "nom": LINES,
        "description": st.text(LETTERS, min_size=5, max_size=400),
        "date_maj": DAYS,
        "type": some(st.sampled_from(codes("types"))),
        "thematiques": several("thematiques").filter(bool),
        "frais": some(st.sampled_from(codes("frais"))),
        "frais_precisions": WORDS,
        "publics": some(st.just(["tous-publics"]))
        | several("publics").filter(lambda listed: not listed or "tous-publics" not in listed),
        "publics_precisions": WORDS,
        "conditions_acces": WORDS,
        **PLACE,
        "modes_accueil": several("modes-accueil"),
        "zone_eligibilite": some(
            st.lists(
                st.sampled_from(["france", "43", "2A", "974", "43157", "200073419", "01033"]),
                min_size=1,
                unique=True,
            )
        ),
        "contact_nom_prenom": WORDS,
        "lien_mobilisation": some(st.just("https://exemple.fr/demande")),
        "modes_mobilisation": several("modes-mobilisation"),
        "mobilisable_par": several("personnes-mobilisatrices"),
        "mobilisation_precisions": WORDS,
        "volume_horaire_hebdomadaire": some(st.floats(0, 168) | st.integers(0, 168)),
        "nombre_semaines": some(st.integers(1, 1_000)),
    }
)


@cache
def workshop() -> Workshop:
    return open_workshop(REPOSITORY / "tests" / "no-such-folder", DAY)


def there_and_back(
    service: dict[str, Any], structure: dict[str, Any]
) -> tuple[Mapping[str, dict[str, Any]], tuple[Remark, ...]]:
    """Both rows through an import, a file each, and the export; what was said of them."""
    imported = read_data_inclusion([service], [structure], ("services", "structures"), CHOICES)
    names = name_all(workshop(), imported, "data·inclusion")
    said, entries = list(imported.remarks), {}
    for collection in ("structures", "services"):
        found = [item for item in imported.entries if item.origin.collection == collection]
        if collection == "services":
            found = [with_structure(item, names["structures"]) for item in found]
        settled, remarks, aside = settle_all(workshop(), found, names[collection])
        assert aside == []
        said += remarks
        identifier = names[collection][settled[0].origin.source_id]
        text = render_entry_text(settled[0].data)
        read, _ = read_content(text.encode(), f"{collection}/{identifier}.md", collection)
        assert read.value is not None
        entries[collection] = parse_document(read.value, workshop().context).value
    plan = minimal_site().plan
    assert isinstance(entries["services"], Service)
    assert isinstance(entries["structures"], Structure)
    catalogue = replace(
        plan.catalogue, services=(entries["services"],), structures=(entries["structures"],)
    )
    services, structures = project(catalogue, plan.schemas, plan.referentiels)
    return {"services": services[0][1], "structures": structures[0][1]}, tuple(said)


def judged(collection: str, row: dict[str, Any]) -> bool:
    """Whether their models accept a row at all: a name may be blank signs, for instance."""
    try:
        judge_rows(collection, [{**dict.fromkeys(MODELS[collection].model_fields), **row}])
    except ValueError:
        return False
    return True


PLAIN_SERVICE: dict[str, Any] = {
    "source": "dora",
    "structure_id": "dora--AidantsConnect:2024-47BXY",
    "id": "dora--1",
    "nom": "Atelier CV",
    "description": "Un atelier.",
    "date_maj": "2026-01-02",
    "thematiques": ["mobilite--preparer-un-permis"],
}
PLAIN_STRUCTURE: dict[str, Any] = {
    "source": "dora",
    "id": "dora--AidantsConnect:2024-47BXY",
    "nom": "Mission locale",
    "date_maj": "2026-01-02",
}


@settings(max_examples=100)
@given(service=SERVICES, structure=STRUCTURES)
@example(service=PLAIN_SERVICE, structure=PLAIN_STRUCTURE)
def test_every_field_comes_back_the_same_or_something_was_said_of_it(
    service: dict[str, Any], structure: dict[str, Any]
) -> None:
    if not service["nom"].strip(" .\n\u00a0\u200b\ufe0f") or not structure["nom"].strip(
        " .\n\u00a0\u200b\ufe0f"
    ):
        return  # no name is left once what nobody sees is gone
    if not (judged("services", service) and judged("structures", structure)):
        return
    back, said = there_and_back(service, structure)
    explained = {(remark.origin.collection, remark.field) for remark in said}
    for collection, row in (("services", service), ("structures", structure)):
        judge_rows(collection, [back[collection]])
        for field, value in row.items():
            if (collection, field) not in explained:
                assert same(field, value, back[collection][field]), field


def test_a_service_that_says_little_comes_back_exactly() -> None:
    back, said = there_and_back(PLAIN_SERVICE, PLAIN_STRUCTURE)
    nothing = dict.fromkeys(MODELS["services"].model_fields)

    assert back["services"] == {**nothing, **PLAIN_SERVICE}
    assert back["structures"] == {
        **dict.fromkeys(MODELS["structures"].model_fields),
        **PLAIN_STRUCTURE,
    }
    assert [remark.field for remark in said] == [
        "zone_eligibilite"
    ]  # we must say one, they need not
