"""Plan: the structures and services that an entry cites by identifier, each with its place.

One row a field; `EACH` stands for every block or line of a list.
"""

from collections.abc import Iterator, Mapping

from generator.diagnostics import FieldPath
from generator.model import Document

EACH = "*"

# collection, where, what is cited there
_CITED = (
    ("evenements", ("organisateurs", EACH), "structures"),
    ("evenements", ("stands", EACH, "structure"), "structures"),
    ("evenements", ("ateliers", EACH, "structures", EACH), "structures"),
    ("evenements", ("services", EACH), "services"),
    ("evenements", ("stands", EACH, "services", EACH), "services"),
    ("evenements", ("ateliers", EACH, "services", EACH), "services"),
    ("manques", ("confirme_par",), "structures"),
    ("manques", ("ne_suffisent_pas", EACH), "services"),
    ("manques", ("comble_par", EACH), "services"),
    ("parcours", ("pilote",), "structures"),
    ("parcours", ("etapes", EACH, "acteurs", EACH, "structure"), "structures"),
    ("parcours", ("etapes", EACH, "services", EACH), "services"),
    ("situations", ("besoins", EACH, "services", EACH), "services"),
)


def cited(document: Document) -> Iterator[tuple[FieldPath, str, str]]:
    """Place, identifier and collection of all that a document cites."""
    for collection, route, target in _CITED:
        if document.collection == collection:
            for path, identifier in _at(document.data, route, ()):
                yield path, identifier, target


def _at(value: object, route: tuple[str, ...], path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if not route:
        if isinstance(value, str) and value:
            yield path, value
        return
    step, rest = route[0], route[1:]
    if step == EACH:
        for rank, item in enumerate(value if isinstance(value, list) else ()):
            yield from _at(item, rest, (*path, rank))
    elif isinstance(value, Mapping) and step in value:
        yield from _at(value[step], rest, (*path, step))
