"""Plan: documents, ledger and last publication → each address that would be lost or given twice.

The repository alone has to keep an address: a former identifier in the entry that goes on, or a
line of the ledger of withdrawn entries. What is missing is said with the line to write.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from generator.characters import fold, is_identifier
from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity
from generator.model import Document, ExternalSource
from generator.news import PreviousFeed
from generator.plan.change_words import codes, text
from generator.plan.external_names import names_here
from generator.plan.ledger_lines import LEDGER, ledger_line, with_one_block
from generator.plan.lost_pages import find_lost_pages
from generator.plan.references import known_identifiers
from generator.plan.urls import service_url, structure_url

_PAGES = {"services": service_url, "structures": structure_url}
_ALIKE = 0.6
Known = Mapping[str, frozenset[str]]  # by collection, identifiers


def find_address_faults(
    documents: Sequence[Document],
    said: Sequence[Diagnostic],
    previous: PreviousFeed | None,
    sources: Iterable[ExternalSource],
    today: date,
) -> Iterator[Diagnostic]:
    """What the ledger gets wrong, then what was published and that nothing keeps any more."""
    alive = known_identifiers(documents, said)
    former = _former_identifiers(documents)
    yield from _ledger_faults(documents, alive, former)
    if previous is not None:
        kept = {
            collection: alive[collection]
            | former[collection]
            | {item for _, where, item in _ledger_lines(documents) if where == collection}
            | {name for source in sources for name in names_here(source, collection)}
            for collection in _PAGES
        }
        yield from with_one_block(tuple(_lost_addresses(documents, previous, kept, today)))
        yield from find_lost_pages(documents, said, alive, previous)


def _former_identifiers(documents: Sequence[Document]) -> Known:
    found: dict[str, set[str]] = {collection: set() for collection in _PAGES}
    for document in documents:
        names = document.data.get("anciens_ids")
        if document.collection in found and isinstance(names, list):
            found[document.collection].update(map(str, names))
    return {collection: frozenset(names) for collection, names in found.items()}


def _ledger_lines(documents: Sequence[Document]) -> Iterator[tuple[int, str, str]]:
    """Each line of the ledger: its rank, its collection and its identifier."""
    for _, rank, line in _ledger_rows(documents):
        yield rank, str(line.get("collection")), str(line.get("id"))


def _ledger_rows(
    documents: Sequence[Document],
) -> Iterator[tuple[Document, int, Mapping[str, object]]]:
    for document in documents:
        lines = document.data.get("retires") if document.collection == "retires" else None
        for rank, line in enumerate(lines if isinstance(lines, list) else ()):
            if isinstance(line, Mapping):
                yield document, rank, line


def _ledger_faults(
    documents: Sequence[Document], alive: Known, former: Known
) -> Iterator[Diagnostic]:
    """A line about an entry that exists, or that is replaced by one that nobody knows."""
    lines = {(where, item) for _, where, item in _ledger_lines(documents)}
    for document, rank, line in _ledger_rows(documents):
        where, item, successor = line.get("collection"), line.get("id"), line.get("remplace_par")
        if where not in _PAGES or not isinstance(item, str):
            continue  # the schema says so
        collection = str(where)
        field: FieldPath = ("retires", rank, "id")
        if item in alive[collection]:
            message = f"la fiche « {item} » existe encore"
            hint = "retirez cette ligne, ou la fiche ; « etat: termine » suffit souvent"
            yield _say(document, "retire-en-conflit", field, message, hint)
        elif item in former[collection]:
            message = f"« {item} » est l’ancien identifiant d’une fiche qui continue"
            hint = "retirez cette ligne : « anciens_ids » suffit"
            yield _say(document, "retire-en-conflit", field, message, hint)
        elif not is_identifier(item):
            message = f"« {item} » n’a pas pu être l’identifiant d’une fiche"
            hint = "écrivez le nom que le fichier avait, sans son extension"
            yield _say(document, "retire-en-conflit", field, message, hint)
        if isinstance(successor, str) and successor:
            known = alive[collection] | former[collection] | {it for at, it in lines if at == where}
            if successor == item or successor not in known:
                yield _unknown_successor(document, rank, successor, alive[collection] - {item})


def _unknown_successor(
    document: Document, rank: int, successor: str, alive: frozenset[str]
) -> Diagnostic:
    close = get_close_matches(successor[:100], sorted(alive), n=1, cutoff=_ALIKE)
    return _say(
        document,
        "remplacant-inconnu",
        ("retires", rank, "remplace_par"),
        f"aucune fiche ne s’appelle « {successor} »",
        f"vouliez-vous dire « {close[0]} » ?" if close else "retirez cette ligne",
    )


def _lost_addresses(
    documents: Sequence[Document], previous: PreviousFeed, kept: Known, today: date
) -> Iterator[Diagnostic]:
    ledger = next((it for it in documents if it.collection == "retires"), None)
    for collection, make_url in _PAGES.items():
        gone = {it.id: it.nom for it in previous.gone if it.collection == collection}
        names = {item: text(row, "nom") for item, row in previous.rows[collection].items()}
        published = {item: nom[:150] for item, nom in (gone | names).items()}
        new = {
            it.id: str(it.data.get("nom", ""))
            for it in documents
            if it.collection == collection and it.id not in published
        }
        for item in sorted(published.keys() - kept[collection]):
            themes = codes(previous.rows[collection].get(item, {}), "thematiques")
            yield Diagnostic(
                code="adresse-perdue",
                severity=Severity.ERROR,
                path=ledger.path if ledger is not None else LEDGER,
                span=FILE_START,
                message=f"la fiche « {published[item]} », publiée à l’adresse {make_url(item)}, "
                "n’existe plus",
                hint=_what_to_write(
                    ledger_line(collection, item, published[item], themes, today),
                    item,
                    published[item],
                    new,
                ),
            )


def _what_to_write(line: str, item: str, nom: str, new: Mapping[str, str]) -> str:
    """The line; before it, the former identifier when a new entry looks the same."""
    retired = f"écrivez dans {LEDGER}, sous « retires: » : {line}"
    same = [name for name, said in sorted(new.items()) if fold(said) == fold(nom)]
    close = same or get_close_matches(item, sorted(new), n=1, cutoff=_ALIKE)
    if not close:
        return retired
    return (
        f"si elle s’appelle maintenant « {close[0]} », ajoutez-y « anciens_ids: [{item}] » ; "
        f"si elle est retirée, {retired}"
    )


def _say(document: Document, code: str, field: FieldPath, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        path=document.path,
        span=document.value_spans.get(field, FILE_START),
        message=message,
        hint=hint,
        field=field,
    )
