"""The optional file of outlines: what is read, and what is refused without a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.load.contours import MAX_BYTES, load_contours
from generator.load.front_matter import read_document
from generator.model import Document

SQUARE = [[3.8, 45.0], [3.9, 45.0], [3.9, 45.1], [3.8, 45.1], [3.8, 45.0]]


def settings(name: str) -> Document:
    outcome = read_document("guichet.yaml", "guichet", f"nom: Essai\ncontours: {name}\n")
    assert outcome.value is not None
    return outcome.value


def feature(code: object = "43157", **changes: object) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [SQUARE]} | changes
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def load(folder: Path, content: str | bytes, name: str = "contours.geojson") -> Any:
    raw = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(raw)
    return load_contours(folder, settings(name))


def test_a_polygon_gives_its_ring_latitude_first(tmp_path: Path) -> None:
    outcome = load(tmp_path, collection(feature()))

    assert outcome.diagnostics == ()
    assert outcome.value == {"43157": (tuple((y, x) for x, y in SQUARE),)}


def test_several_polygons_and_their_holes_give_their_rings(tmp_path: Path) -> None:
    shape = {"type": "MultiPolygon", "coordinates": [[SQUARE, SQUARE], [SQUARE]]}

    outcome = load(tmp_path, collection(feature(**shape)))

    assert len(outcome.value["43157"]) == 3


@pytest.mark.parametrize("name", ["code", "insee", "code_insee", "INSEE_COM"])
def test_the_code_has_the_names_that_common_files_give_it(tmp_path: Path, name: str) -> None:
    named = feature() | {"properties": {"nom": "Le Puy-en-Velay", name: "43157"}}

    assert set(load(tmp_path, collection(named)).value) == {"43157"}


def test_contours_that_are_not_communes_are_left_aside(tmp_path: Path) -> None:
    others = (feature("43"), feature("200073419"), feature(None), feature(43157.5))

    assert set(load(tmp_path, collection(*others, feature("2A004"))).value) == {"2A004"}


def test_a_third_coordinate_and_a_byte_order_mark_are_accepted(tmp_path: Path) -> None:
    high = [[x, y, 630.5] for x, y in SQUARE]
    content = b"\xef\xbb\xbf" + collection(feature(coordinates=[high])).encode()

    assert load(tmp_path, content).diagnostics == ()


def test_without_the_setting_nothing_is_read(tmp_path: Path) -> None:
    document = read_document("guichet.yaml", "guichet", "nom: Essai\n").value

    assert load_contours(tmp_path, document).value == {}
    assert load_contours(tmp_path, None).value == {}


POINT = "un point illisible"
WRONG = {
    "nothing": ("", "n’est pas du JSON"),
    "not-json": ("{", "n’est pas du JSON (ligne 1, colonne 2)"),
    "not-utf-8": (b'{"\xe9": 1}', "UTF-8"),
    "not-a-number": ('{"features": [NaN]}', "« NaN », qui n’est pas un nombre"),
    "infinite": (collection(feature(coordinates=[[[0, 0]]])).replace("0]", "1e999]"), POINT),
    "too-deep": ("[" * 100_000 + "]" * 100_000, "a trop de niveaux"),
    "too-long": ('{"features": [' + "1" * 5_000 + "]}", "un nombre trop long"),
    "a-list": ("[]", "la liste « features »"),
    "no-features": ("{}", "la liste « features »"),
    "features-not-a-list": ('{"features": {}}', "la liste « features »"),
    "empty": (collection(), "aucun contour de commune"),
    "no-commune": (collection(feature("43")), "aucun contour de commune"),
    "twice": (collection(feature(), feature()), "deux fois le contour de la commune 43157"),
    "a-point": (collection(feature(type="Point", coordinates=[3, 45])), "n’est pas un polygone"),
    "a-strange-type": (collection(feature(type=["Polygon"])), "n’est pas un polygone"),
    "no-coordinates": (collection(feature(coordinates=None)), "une liste vide"),
    "no-ring": (collection(feature(coordinates=[])), "une liste vide"),
    "empty-ring": (collection(feature(coordinates=[[]])), "une liste vide"),
    "no-polygon": (collection(feature(type="MultiPolygon", coordinates=[])), "un polygone"),
    "text": (collection(feature(coordinates=[[["3", "45"]]])), POINT),
    "truth": (collection(feature(coordinates=[[[True, 45]]])), POINT),
    "one-number": (collection(feature(coordinates=[[[3]]])), POINT),
    "four-numbers": (collection(feature(coordinates=[[[3, 45, 0, 0]]])), POINT),
    "metres": (collection(feature(coordinates=[[[770_000, 6_440_000]]])), POINT),
    "latitude-first": (collection(feature(coordinates=[[[3, 95]]])), POINT),
    "huge": (collection(feature(coordinates=[[[10**400, 1]]])), POINT),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_said_at_the_line_that_names_it(tmp_path: Path, case: str) -> None:
    content, reason = WRONG[case]

    outcome = load(tmp_path, content)

    assert outcome.value == {}
    (fault,) = outcome.diagnostics
    assert fault.code == "contours-illisibles"
    assert (fault.path, fault.span.start.line, fault.span.start.column) == ("guichet.yaml", 2, 11)
    assert fault.message.startswith("le fichier « contours.geojson » ")
    assert reason in fault.message


def test_a_file_above_the_limit_is_not_parsed(tmp_path: Path) -> None:
    (fault,) = load(tmp_path, b" " * (MAX_BYTES + 1)).diagnostics

    assert "pèse plus de 20 Mio" in fault.message


def test_only_a_plain_file_inside_the_repository_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "dehors"
    outside.mkdir()
    (outside / "contours.geojson").write_text(collection(feature()))
    root = tmp_path / "depot"
    (root / "dossier").mkdir(parents=True)
    (root / "lien.geojson").symlink_to(outside / "contours.geojson")
    (root / "lie").symlink_to(outside)

    for name, reason in (
        ("absent.geojson", "n’existe pas"),
        ("dossier", "est un dossier"),
        ("lien.geojson", "n’est pas un fichier ordinaire"),
        ("lie/contours.geojson", "n’est pas un fichier ordinaire"),
    ):
        (fault,) = load_contours(root, settings(name)).diagnostics
        assert reason in fault.message, name


@pytest.mark.parametrize("name", ["../dehors.geojson", "/etc/passwd", "a//b", ".cache"])
def test_what_leaves_the_repository_is_left_to_the_schema_to_refuse(
    tmp_path: Path, name: str
) -> None:
    outcome = load_contours(tmp_path / "depot", settings(f'"{name}"'))

    assert outcome.value == {}
    assert outcome.diagnostics == ()
