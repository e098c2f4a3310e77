"""Load: `referentiels/` → Referentiels."""

import pickle
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.load.referentiels import load_referentiels
from generator.model import Referentiels

FOLDER = Path(__file__).parent.parent.parent / "referentiels"


@pytest.fixture(scope="module")
def france() -> Referentiels:
    return load_referentiels(FOLDER)


def test_a_commune_knows_what_it_belongs_to(france: Referentiels) -> None:
    commune = france.territory("43157")

    assert commune is not None
    assert (commune.nom, commune.kind) == ("Le Puy-en-Velay", "commune")
    assert commune.parents == ("200073419", "43", "region-84")
    assert commune.codes_postaux == ("43000",)
    assert commune.population > 15000


def test_a_commune_without_epci_has_no_empty_parent(france: Referentiels) -> None:
    island = france.territory("29083")  # Île-de-Sein

    assert island is not None
    assert island.parents == ("29", "region-53")


def test_an_overseas_collectivity_has_no_region(france: Referentiels) -> None:
    commune, departement = france.territory("97801"), france.territory("978")

    assert commune is not None
    assert departement is not None
    assert commune.parents == ("978",)
    assert departement.parents == ()


def test_an_epci_may_lie_in_two_departements(france: Referentiels) -> None:
    epci = next(
        area
        for area in france.areas.values()
        if area.nom.endswith("Mâconnais Beaujolais Agglomération")
    )

    assert epci.kind == "epci"
    assert set(epci.parents) == {"01", "71", "region-27", "region-84"}


@pytest.mark.parametrize(
    ("code", "kind", "count"),
    [("43", "departement", 257), ("200073419", "epci", 72), ("region-84", "region", 4025)],
)
def test_an_area_lists_its_communes(france: Referentiels, code: str, kind: str, count: int) -> None:
    area, communes = france.territory(code), france.communes_of(code)

    assert area is not None
    assert area.kind == kind
    assert len(communes) == count
    assert list(communes) == sorted(set(communes))
    assert area.population == sum(france.communes[commune][4] for commune in communes)


def test_france_is_a_territory(france: Referentiels) -> None:
    country = france.territory("france")

    assert country is not None
    assert country.kind == "pays"
    assert country.population == sum(row[4] for row in france.communes.values())


def test_a_departement_has_the_article_of_its_name(france: Referentiels) -> None:
    articles = {code: france.areas[code].article for code in ("43", "71", "25", "70", "90", "01")}

    assert articles == {"43": "la", "71": "", "25": "le", "70": "la", "90": "le", "01": "l’"}


def test_a_former_code_leads_to_the_commune_of_today(france: Referentiels) -> None:
    assert france.former_communes["43146"] == "43157"
    assert france.territory("43146") is None
    assert set(france.former_communes.values()) <= set(france.communes)


def test_an_arrondissement_is_a_commune_that_stands_for_its_town(france: Referentiels) -> None:
    district = france.territory("69383")

    assert district is not None
    assert (district.nom, district.kind) == ("Lyon 3e Arrondissement", "commune")
    assert district.parents == ("69123", "200046977", "69", "region-84")
    assert france.former_communes["69383"] == "69123"
    assert "69383" not in france.communes


def test_unknown_codes_are_nothing(france: Referentiels) -> None:
    assert france.territory("99999") is None
    assert france.communes_of("99999") == ()
    assert "99999" not in france.communes
    assert france.communes.get("99999") is None


def test_it_can_be_sent_to_another_process(france: Referentiels) -> None:
    copy = pickle.loads(pickle.dumps(france))  # noqa: S301 -- our own bytes

    assert copy.territory("43157") == france.territory("43157")
    assert len(copy.communes) == len(france.communes) == 34969


def test_a_damaged_folder_is_one_sentence(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "referentiels")
    (tmp_path / "referentiels" / "epci.csv").write_text("siren;nom\n200073419;Puy\n")

    with pytest.raises(GeneratorError, match="illisibles"):
        load_referentiels(tmp_path / "referentiels")
    with pytest.raises(GeneratorError, match="illisibles"):
        load_referentiels(tmp_path / "absent")
