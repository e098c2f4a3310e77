"""Parse: documents → the addresses that they send readers to, each with all its places.

Files that `guichet check` refuses are read as well: the rest of what they say is still online.
"""

from collections.abc import Collection, Iterator, Sequence

from generator.diagnostics import FieldPath
from generator.links import Link, LinkUse
from generator.model import Document
from generator.parse.document import find_allowed_hosts
from generator.parse.rich_text import find_text_links
from generator.parse.urls import find_url_fault

# What a reader does with the address: the more it matters, the sooner it is told.
_WEIGHTS = {"lien_mobilisation": 5, "lien": 5, "lien_connexion": 5, "site_web": 4, "lien_source": 4}
_IN_TEXT = 3
_ELSEWHERE = 2  # where something was read
_ENDED = 1  # whatever is said by an entry that is over

# The site itself, and where it is written: whoever runs the command sees both.
_OURS = ("url", "depot")
# Collection → the field that names the structure which answers for an entry.
_KEEPERS = {
    "services": "structure",
    "evenements": "organisateurs",
    "parcours": "pilote",
    "manques": "confirme_par",
}


def find_outgoing_links(documents: Sequence[Document]) -> tuple[Link, ...]:
    """Every http(s) address of the documents written here, sorted, with the places of each."""
    hosts = find_allowed_hosts(documents)
    found: dict[str, list[LinkUse]] = {}
    for document in documents:
        if document.source:  # another guichet watches its own
            continue
        for url, field, line in _addresses(document, hosts):
            if _is_askable(url, hosts):
                found.setdefault(url, []).append(_use(document, field, line))
    return tuple(Link(url=url, uses=tuple(found[url])) for url in sorted(found))


def _is_askable(url: str, hosts: Collection[str]) -> bool:
    fault = find_url_fault(url, hosts)
    return fault is None or fault.warning


def _addresses(document: Document, hosts: Collection[str]) -> Iterator[tuple[str, FieldPath, int]]:
    for field, text in _texts(document.data):
        if document.collection == "guichet" and field[0] in _OURS:
            continue
        span = document.value_spans.get(field)
        line = span.start.line if span is not None else 1
        if field == ("description",):
            for url, _ in find_text_links(text, hosts):
                yield url, field, line
        elif text.lower().startswith(("https://", "http://")):
            yield text, field, line
    for url, row in find_text_links(document.body, hosts):
        yield url, ("description",), document.body_line + row


def _texts(value: object, field: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every text of raw data; load bounds its depth."""
    if isinstance(value, str):
        yield field, str(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*field, str(name)))
    elif isinstance(value, list):
        for rank, inner in enumerate(value):
            yield from _texts(inner, (*field, rank))


def _use(document: Document, field: FieldPath, line: int) -> LinkUse:
    name = document.data.get("nom") or document.data.get("titre")
    return LinkUse(
        path=document.path,
        line=line,
        champ=".".join(map(str, field)),
        collection=document.collection,
        id=document.id,
        nom=str(name) if isinstance(name, str) else document.id,
        structure=_keeper(document),
        weight=_weight(document, field),
    )


def _keeper(document: Document) -> str:
    if document.collection == "structures":
        return document.id
    named = document.data.get(_KEEPERS.get(document.collection, ""))
    if isinstance(named, list):
        named = named[0] if named else ""
    return str(named) if isinstance(named, str) else ""


def _weight(document: Document, field: FieldPath) -> int:
    if document.data.get("etat") == "termine":
        return _ENDED
    if field == ("description",):
        return _IN_TEXT
    return _WEIGHTS.get(str(field[-1]), _ELSEWHERE)
