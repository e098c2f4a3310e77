"""Plan: what entries say of one another, judged on all documents, refused ones included.

An entry with a fault of its own is checked as the others are: its author learns everything at
once, and what refers to a refused entry is not blamed for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from generator.characters import MAX_IDENTIFIER, is_identifier
from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity
from generator.model import Document
from generator.plan.citations import cited

_COLLECTIONS = (
    "services",
    "structures",
    "situations",
    "parcours",
    "evenements",
    "manques",
    "pages",
)
# What no schema lets through says its own fault: that it names nothing is no second one.
_FORM = re.compile(r"[a-z0-9](?:-?[a-z0-9])*\Z")
Known = Mapping[str, frozenset[str]]  # by collection, the identifiers of every file seen


def find_broken_references(
    documents: Sequence[Document], said: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Every structure, relation or former identifier that does not hold.

    `said` is what reading said: a file that cannot be read exists all the same.
    """
    ours = [document for document in documents if not document.source]
    known = known_identifiers(ours, said)
    taken: dict[str, dict[str, str]] = {"services": {}, "structures": {}}
    for document in sorted(ours, key=lambda item: item.path):
        if document.collection == "services":
            yield from _unknown_structure(document, known["structures"])
            yield from _unknown_relations(document, known["services"])
        yield from _unknown_citations(document, known)
        if document.collection == "doublons":
            yield from _unknown_pairs(document, documents, known)
        if document.collection == "guichet":
            yield from _unknown_contacts(document, known["structures"])
        if document.collection in taken:
            names = known[document.collection]
            yield from _former_ids(document, names, taken[document.collection])


def known_identifiers(documents: Sequence[Document], said: Sequence[Diagnostic]) -> Known:
    """By collection, the identifier of every file seen, even of those that cannot be read."""
    paths = {document.path for document in documents} | {item.path for item in said}
    known: dict[str, set[str]] = {name: set() for name in _COLLECTIONS}
    for path in map(PurePosixPath, paths):
        known.get(path.parent.name, set()).add(path.stem)
    return {collection: frozenset(identifiers) for collection, identifiers in known.items()}


def _unknown_structure(document: Document, known: frozenset[str]) -> Iterator[Diagnostic]:
    structure = document.data.get("structure")
    if not isinstance(structure, str) or not _FORM.match(structure) or structure in known:
        return
    close = _nearest(structure, known)
    yield _say(
        document,
        "structure-inconnue",
        ("structure",),
        f"aucune structure ne s’appelle « {structure} »",
        f"vouliez-vous dire « {close} » ?"
        if close
        else f"créez-la : guichet new structure {structure}",
    )


def _unknown_citations(document: Document, known: Known) -> Iterator[Diagnostic]:
    """What an event, a gap, a parcours or a situation names has to be of the site."""
    words = {
        "structures": ("structure-inconnue", "aucune structure"),
        "services": ("relation-inconnue", "aucun service"),
    }
    for path, identifier, collection in cited(document):
        if identifier not in known[collection] and _FORM.match(identifier):
            code, nothing = words[collection]
            close = _nearest(identifier, known[collection])
            other = "retirez cette ligne"
            if path == ("confirme_par",):  # required
                other = f"créez-la : guichet new structure {identifier}"
            hint = f"vouliez-vous dire « {close} » ?" if close else other
            yield _say(document, code, path, f"{nothing} ne s’appelle « {identifier} »", hint)


def _unknown_pairs(
    document: Document, documents: Sequence[Document], known: Known
) -> Iterator[Diagnostic]:
    """What looks alike is of one kind, and may be an entry of another guichet."""
    kinds = [
        known[kind] | {item.id for item in documents if item.source and item.collection == kind}
        for kind in ("services", "structures")
    ]
    names = kinds[0] | kinds[1]
    groups = document.data.get("pas_un_doublon")
    for rank, group in enumerate(groups if isinstance(groups, Sequence) else ()):
        fiches = group.get("fiches") if isinstance(group, Mapping) else None
        told = [name for _, name in _texts(fiches)]
        if names.issuperset(told) and not any(kind.issuperset(told) for kind in kinds):
            yield _say(
                document,
                "fiches-de-deux-sortes",
                ("pas_un_doublon", rank, "fiches"),
                "un service et une structure ne sont jamais comparés",
                "nommez des services seulement, ou des structures seulement",
            )
        for place, name in _texts(fiches):
            if name not in names and _FORM.match(name):
                close = _nearest(name, names)
                yield _say(
                    document,
                    "fiche-inconnue",
                    ("pas_un_doublon", rank, "fiches", place),
                    f"aucune fiche ne s’appelle « {name} »",
                    f"vouliez-vous dire « {close} » ?" if close else "retirez ce groupe",
                )


def _unknown_contacts(document: Document, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Who to call when nothing answers has to be a structure of the site."""
    for rank, name in _texts(document.data.get("interlocuteurs")):
        if name not in known:
            close = _nearest(name, known)
            yield _say(
                document,
                "interlocuteur-inconnu",
                ("interlocuteurs", rank),
                f"aucune structure ne s’appelle « {name} »",
                f"vouliez-vous dire « {close} » ?" if close else "retirez cette ligne",
            )


def _unknown_relations(document: Document, known: frozenset[str]) -> Iterator[Diagnostic]:
    relations = document.data.get("relations")
    for kind, targets in relations.items() if isinstance(relations, Mapping) else ():
        for rank, target in _texts(targets):
            close = ""
            if target == document.id:  # no other name is near what was meant
                message = "une fiche ne peut pas renvoyer à elle-même"
            elif target not in known:
                message = f"aucun service ne s’appelle « {target} »"
                close = _nearest(target, known - {document.id})
            else:
                continue
            hint = f"vouliez-vous dire « {close} » ?" if close else "retirez cette ligne"
            yield _say(document, "relation-inconnue", ("relations", kind, rank), message, hint)


def _former_ids(
    document: Document, known: frozenset[str], taken: dict[str, str]
) -> Iterator[Diagnostic]:
    for rank, former in _texts(document.data.get("anciens_ids")):
        owner = former if former in known else taken.get(former)
        if owner is not None:
            yield _say(
                document,
                "ancien-id-en-conflit",
                ("anciens_ids", rank),
                f"« {former} » est déjà l’adresse de « {owner} »",
                "un ancien identifiant ne sert qu’une fois : retirez cette ligne",
            )
        elif not is_identifier(former):
            yield _say(
                document,
                "ancien-id-en-conflit",
                ("anciens_ids", rank),
                f"« {former} » n’a pas pu être l’identifiant d’une fiche",
                "écrivez le nom que le fichier avait, sans son extension",
            )
        taken[former] = document.id


def _texts(value: object) -> Iterator[tuple[int, str]]:
    for rank, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str) and item:
            yield rank, item


def _nearest(identifier: str, known: frozenset[str]) -> str:
    if len(identifier) > MAX_IDENTIFIER:  # comparing is slow, and no name is so long
        return ""
    close = get_close_matches(identifier, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else ""


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
