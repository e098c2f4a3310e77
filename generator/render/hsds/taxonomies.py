"""Render: the vocabularies → HSDS taxonomies and terms, and the attributes that cite them.

The vocabularies of data·inclusion are the taxonomies of HSDS: their terms have one identifier in
every directory. Ours (states, situations of employment) have those of the site.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from generator.model import Schemas, Term
from generator.render.hsds.identifiers import DATA_INCLUSION, named, part_of

# Field of a service → the vocabulary of its values; the order is that of the attributes.
OF_SERVICES = {
    "thematiques": "thematiques",
    "type": "types",
    "publics": "publics",
    "statuts": "statuts",
    "frais": "frais",
    "modes_accueil": "modes-accueil",
    "mobilisable_par": "personnes-mobilisatrices",
    "modes_mobilisation": "modes-mobilisation",
    "etat": "etats",
}
OF_STRUCTURES = {"reseaux_porteurs": "reseaux-porteurs"}

Row = dict[str, Any]


class Taxonomies:
    """The taxonomies of a site: each term once, found by its vocabulary and its code."""

    def __init__(self, schemas: Schemas, namespace: UUID, base: str) -> None:
        self._schemas = schemas
        self._namespace = namespace
        self._base = base
        names = (*OF_SERVICES.values(), *OF_STRUCTURES.values())
        self.taxonomies = tuple(self._taxonomy(name) for name in names)
        self._terms = {
            (name, term["code"]): term
            for name, taxonomy in zip(names, self.taxonomies, strict=True)
            for term in self._terms_of(name, taxonomy)
        }
        self._by_id = {term["id"]: term for term in self._terms.values()}

    @property
    def terms(self) -> tuple[Row, ...]:
        """Every term of every taxonomy, those of a great theme after the theme."""
        return tuple(self._terms.values())

    def attributes(
        self, owner: str, entity: str, entry: Any, fields: Mapping[str, str]
    ) -> list[Row]:
        """What an entry says in the words of the vocabularies: one attribute for each code."""
        return [
            {
                "id": part_of(owner, "attributes", f"{field}/{code}"),
                "link_id": owner,
                "link_entity": entity,
                "link_type": field,
                "taxonomy_term_id": self._terms[vocabulary, code]["id"],
            }
            for field, vocabulary in fields.items()
            for code in _codes(getattr(entry, field))
        ]

    def spelled_out(self, attributes: Iterable[Mapping[str, Any]]) -> list[Row]:
        """Attributes with the term that each names, for a document that stands alone."""
        return [
            {**attribute, "taxonomy_term": self._by_id[attribute["taxonomy_term_id"]]}
            for attribute in attributes
        ]

    def _space(self, vocabulary: str) -> UUID:
        return DATA_INCLUSION if self._origin(vocabulary) else self._namespace

    def _origin(self, vocabulary: str) -> Mapping[str, str]:
        document: Any = self._schemas.documents[f"vocabulaires/{vocabulary}.json"]
        origin: Mapping[str, str] = document.get("x-origine", {})
        return origin

    def _taxonomy(self, vocabulary: str) -> Row:
        document: Any = self._schemas.documents[f"vocabulaires/{vocabulary}.json"]
        origin = self._origin(vocabulary)
        row = {
            "id": named(self._space(vocabulary), "taxonomies", vocabulary),
            "name": vocabulary,
            "description": f"{document['title']}. {document['description']}",
            "uri": f"{self._base}api/v1/schemas/vocabulaires/{vocabulary}.json",
        }
        version = {"version": f"{origin['nom']} {origin['version']}"} if origin else {}
        return row | version

    def _terms_of(self, vocabulary: str, taxonomy: Row) -> Iterable[Row]:
        space, terms = self._space(vocabulary), self._schemas.vocabularies
        parents = terms["categories"] if vocabulary == "thematiques" else {}
        for term in (*parents.values(), *terms[vocabulary].values()):
            row = self._term(space, vocabulary, term, taxonomy["id"])
            above = term.code.partition("--")[0]
            if above in parents and above != term.code:
                row["parent_id"] = named(space, f"taxonomies/{vocabulary}", above)
            yield row

    def _term(self, space: UUID, vocabulary: str, term: Term, taxonomy: str) -> Row:
        return {
            "id": named(space, f"taxonomies/{vocabulary}", term.code),
            "code": term.code,
            "name": term.label,
            "description": term.description or term.label,
            "taxonomy": vocabulary,
            "language": "fr",
            "taxonomy_id": taxonomy,
        }


def _codes(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
