"""The files of the places: complete, small, quick, and the same at each build."""

import gzip
import json
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest

from generator.characters import fold
from generator.load import load_referentiels, resource_folder
from generator.model import NO_OUTLINES, Outlines, Referentiels
from generator.render.communes import NAMES_BYTES, place_key, render_communes

DEMONSTRATION = ("43", "71", "25", "39", "70", "90")


@cache
def france() -> Referentiels:
    return load_referentiels(resource_folder("referentiels"))


def render(served: tuple[str, ...], outlines: Outlines = NO_OUTLINES) -> dict[str, bytes]:
    plan: Any = SimpleNamespace(
        referentiels=france(),
        outlines=outlines,
        settings=SimpleNamespace(territoire=SimpleNamespace(departements=served)),
    )
    artifacts, folder = render_communes(plan)
    assert all(artifact.path.startswith(folder) for artifact in artifacts)
    return {artifact.path.removeprefix(folder): artifact.content for artifact in artifacts}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render(DEMONSTRATION)


def read(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[name])


def communes_of(data: Any) -> dict[str, tuple[str, str, str]]:
    """Code → name, EPCI, postcodes: what the columns of a file say, read again."""
    found = {}
    for (departement, _, _), (steps, names, groups) in zip(
        data["departements"], data["communes"], strict=False
    ):
        number = 0
        for step, name, group in zip(steps, names.split("\n"), groups, strict=True):
            number += step
            rank, postcodes = data["groups"][group]
            epci = data["epcis"][rank][0] if rank >= 0 else ""
            found[f"{departement}{number:0{5 - len(departement)}}"] = (name, epci, postcodes)
    return found


def test_every_commune_of_france_is_in_the_file_of_its_departement(
    files: dict[str, bytes],
) -> None:
    areas = france().areas.values()
    departements = [area.code for area in areas if area.kind == "departement"]
    found = {
        code: row
        for departement in departements
        for code, row in communes_of(read(files, f"{departement}.json")).items()
    }

    assert len(departements) >= 101
    assert found == {
        code: (nom, epci, " ".join(postcodes))
        for code, (nom, epci, _, _, _, postcodes) in france().communes.items()
    }


def test_the_served_communes_are_in_one_small_file(files: dict[str, bytes]) -> None:
    served = communes_of(read(files, "served.json"))

    assert {code[:2] for code in served} == set(DEMONSTRATION)
    assert len(served) == sum(len(france().communes_of(code)) for code in DEMONSTRATION)
    assert len(gzip.compress(files["served.json"], 9)) <= 25_000


def test_an_epci_brings_its_communes_from_elsewhere(files: dict[str, bytes]) -> None:
    data = read(files, "served.json")
    communes = communes_of(data)

    for code, nom, elsewhere in data["epcis"]:
        here = {commune for commune, row in communes.items() if row[1] == code}
        assert nom == france().areas[code].nom
        assert here | set(elsewhere.split()) == set(france().communes_of(code))
    known = {code for code, _, _ in data["departements"]}
    assert {code[:2] for _, _, elsewhere in data["epcis"] for code in elsewhere.split()} <= known


def test_former_codes_are_known_where_they_were_and_where_they_are(
    files: dict[str, bytes],
) -> None:
    def former(name: str) -> dict[str, str]:
        return {
            line.partition(" ")[0]: today
            for today, lines in read(files, name)["former"].items()
            for line in lines.split("\n")
        }

    found: dict[str, str] = {}
    for area in france().areas.values():
        if area.kind == "departement":
            found |= former(f"{area.code}.json")

    assert found == dict(france().former_communes)
    served = former("served.json")
    assert served["43146"] == "43157"
    assert {today for today in served.values() if today[:2] in DEMONSTRATION}


def test_neighbours_know_one_another(files: dict[str, bytes]) -> None:
    beside = read(files, "served.json")["neighbours"]

    assert sum(map(bool, beside)) > len(beside) // 2
    for rank, others in enumerate(beside):
        assert rank not in others
        assert all(rank in beside[other] for other in others)


def test_outlines_give_points_boxes_and_neighbours() -> None:
    puy, sucs = "200073419", france().communes["43268"][1]
    outlines = Outlines(
        centres={"43157": (45.0434, 3.8853), "43268": (45.14, 4.12)},
        neighbours={puy: (sucs,), sucs: (puy,)},
    )

    files = render(("43",), outlines)

    data = read(files, "served.json")
    epcis = [code for code, _, _ in data["epcis"]]
    assert data["points"] == {"43157": [45043, 3885], "43268": [45140, 4120]}
    assert data["neighbours"][epcis.index(puy)] == [epcis.index(sucs)]
    assert sum(map(len, data["neighbours"])) == 2
    assert read(files, "noms.json")["boxes"] == {"43": [45043, 3885, 45140, 4120]}
    assert read(render(("43",)), "served.json")["points"] == {}


def test_every_name_is_in_the_range_of_its_key(files: dict[str, bytes]) -> None:
    first = read(files, "noms.json")["first"]
    ranges = [read(files, f"noms/{rank}.json")["noms"].split("\n") for rank in range(len(first))]
    areas = france()
    names = [(code, row[0]) for code, row in areas.communes.items()]
    names += list(areas.former_names.items())
    held = [
        {
            (line.partition(" ")[0].rstrip("*").partition(">")[0], line.partition(" ")[2])
            for line in lines
        }
        for lines in ranges
    ]

    assert first == sorted(set(first))
    for code, name in names:
        keys = {place_key(name), place_key(name.removeprefix("Le ").removeprefix("La "))}
        for key in keys:
            rank = max(at for at, start in enumerate(first) if start <= key or at == 0)
            written = {item.partition("|")[0] for known, item in held[rank] if known == code}
            assert name in written, (code, name, key)


def test_names_come_in_small_files(files: dict[str, bytes]) -> None:
    weights = [len(content) for name, content in files.items() if name.startswith("noms/")]

    assert len(weights) > 100
    assert max(weights) < 1.5 * NAMES_BYTES
    assert len(gzip.compress(files["noms.json"], 9)) < 3_000


def test_a_postcode_from_next_door_says_its_departement(files: dict[str, bytes]) -> None:
    foreign = read(files, "noms.json")["postcodes"]

    assert foreign["01410"] == ["39"]
    assert all(not postcode.startswith(codes[0]) for postcode, codes in foreign.items())
    assert len(foreign) < 100


def test_two_renders_are_the_same_and_the_folder_says_what_it_holds() -> None:
    def folder(served: tuple[str, ...]) -> str:
        plan: Any = SimpleNamespace(
            referentiels=france(),
            outlines=NO_OUTLINES,
            settings=SimpleNamespace(territoire=SimpleNamespace(departements=served)),
        )
        return render_communes(plan)[1]

    assert render(("43",)) == render(("43",))
    assert folder(("43",)) == folder(("43",)) != folder(("71",))


def test_a_key_is_what_the_shared_folding_gives() -> None:
    names = {row[0] for row in france().communes.values()}
    for name in names:
        expected = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(name).split()]
        assert place_key(name) == " ".join(expected)
    assert place_key("St-Étienne") == "saint etienne"
    assert place_key("L’Haÿ-les-Roses") == "l hay les roses"
