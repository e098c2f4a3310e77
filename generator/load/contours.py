"""Load: the file of outlines that the settings name → the rings of each commune's contour.

A GeoJSON of the content repository, optional. It is content like any other: a plain file of a
bounded size, whose numbers are checked; whatever is wrong is said at the line that names it.
"""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.model import Document, Outcome, Ring

MAX_BYTES = 20 * 1024 * 1024
CODE_PROPERTIES = ("code", "code_insee", "insee", "INSEE_COM")
_COMMUNE = re.compile(r"[0-9][0-9AB][0-9]{3}\Z")
# The form that the schema asks for: no « .. », no path from the root.
_PATH = re.compile(r"[A-Za-z0-9](?:[._/\-]?[A-Za-z0-9])*\Z")
_BOUNDS = (180, 90)  # of a longitude, of a latitude

Contours = Mapping[str, tuple[Ring, ...]]


class _Unreadable(Exception):
    """Why the file cannot be used, as a French sentence without its subject."""


def load_contours(root: Path, settings: Document | None) -> Outcome[Contours]:
    """The contours of the file that `contours` of the settings names; none without it."""
    name = settings.data.get("contours") if settings is not None else None
    if settings is None or not isinstance(name, str) or not _PATH.match(name):
        return Outcome({})  # what is not a path is refused by the schema
    try:
        return Outcome(_read_contours(_read_bytes(root, name)))
    except _Unreadable as fault:
        return Outcome({}, (_refuse(settings, f"le fichier « {name} » {fault}"),))


def _read_bytes(root: Path, name: str) -> bytes:
    """The bytes of a plain file, reached without following a link."""
    path = root
    try:
        for part in name.split("/"):
            path /= part
            mode = os.lstat(path).st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise _Unreadable("n’est pas un fichier ordinaire")
        if not stat.S_ISREG(mode):
            raise _Unreadable("est un dossier")
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        raise _Unreadable("n’existe pas, ou ne peut pas être lu") from error
    with open(descriptor, "rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _Unreadable(f"pèse plus de {MAX_BYTES // 1024 // 1024} Mio")
    return content


def _read_contours(content: bytes) -> Contours:
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise _Unreadable("n’est pas enregistré en UTF-8") from error
    except json.JSONDecodeError as error:
        raise _Unreadable(
            f"n’est pas du JSON (ligne {error.lineno}, colonne {error.colno})"
        ) from error
    except RecursionError as error:
        raise _Unreadable("a trop de niveaux") from error
    except ValueError as error:  # Python reads no integer of thousands of figures
        raise _Unreadable("contient un nombre trop long") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise _Unreadable("n’est pas une collection GeoJSON : il manque la liste « features »")
    contours: dict[str, tuple[Ring, ...]] = {}
    for rank, feature in enumerate(features, start=1):
        code = _code(feature)
        if not _COMMUNE.match(code):
            continue  # an EPCI or a département in the same file
        if code in contours:
            raise _Unreadable(f"donne deux fois le contour de la commune {code}")
        contours[code] = tuple(_rings(feature.get("geometry"), f"{rank} ({code})"))
    if not contours:
        raise _Unreadable(
            "ne donne aucun contour de commune : chacun a une propriété « code », son code INSEE"
        )
    return contours


def _refuse_constant(name: str) -> float:
    raise _Unreadable(f"contient « {name} », qui n’est pas un nombre")


def _code(feature: object) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return ""
    return next((str(properties[name]) for name in CODE_PROPERTIES if name in properties), "")


def _rings(geometry: object, where: str) -> Iterator[Ring]:
    """The rings of a polygon or of several; a hole is a ring like another."""
    shape = geometry if isinstance(geometry, dict) else {}
    polygons = {"Polygon": [shape.get("coordinates")], "MultiPolygon": shape.get("coordinates")}
    kind = shape.get("type")
    parts = polygons.get(kind) if isinstance(kind, str) else None
    if not isinstance(parts, list) or not parts:
        raise _Unreadable(f"a un contour illisible : l’élément {where} n’est pas un polygone")
    for polygon in parts:
        for ring in _list(polygon, where):
            yield tuple(_point(point, where) for point in _list(ring, where))


def _list(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list) or not value:
        raise _Unreadable(f"a un contour illisible : l’élément {where} a une liste vide")
    return value


def _point(value: object, where: str) -> tuple[float, float]:
    """GeoJSON writes the longitude first."""
    numbers = value[:2] if isinstance(value, list) and len(value) in (2, 3) else []
    in_degrees = [
        type(number) in (int, float) and abs(number) <= bound
        for number, bound in zip(numbers, _BOUNDS, strict=False)
    ]
    if in_degrees != [True, True]:
        raise _Unreadable(
            f"a un point illisible : l’élément {where} attend une longitude puis une latitude, "
            "en degrés"
        )
    return (float(numbers[1]), float(numbers[0]))


def _refuse(settings: Document, message: str) -> Diagnostic:
    field = ("contours",)
    return Diagnostic(
        code="contours-illisibles",
        severity=Severity.ERROR,
        path=settings.path,
        span=settings.value_spans[field],
        message=message,
        hint="donnez un GeoJSON de contours de communes, ou retirez cette ligne : "
        "le site marche sans",
        field=field,
    )
