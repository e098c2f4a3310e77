"""Plan: entries of this site, then those of other guichets, in the order in which they win.

An external service is shown when it reaches someone here, an external structure when a service
that is shown needs it; both under the names that they have here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from generator.entries import Relations, Service, Structure
from generator.model import Document, Referentiels
from generator.plan.candidates import Candidates
from generator.plan.coverage import CoverageMap
from generator.plan.duplicates import Candidate, Pair, find_duplicates, page_key
from generator.plan.external_names import Names, origin_of
from generator.plan.urls import service_url, structure_url
from generator.settings import Settings

Entry = Service | Structure
Known = tuple[Document, Entry]
Refused = tuple[Document, str]  # and why
E = TypeVar("E", bound=Service | Structure)
_PAGES = {"services": service_url, "structures": structure_url}
_RELATIONS = tuple(field.name for field in fields(Relations))


class Gathering:
    """What is known so far; entries are added in the order in which they win."""

    def __init__(self, settings: Settings, referentiels: Referentiels) -> None:
        self.refused: list[Refused] = []
        self.known: Counter[str] = Counter()  # by source
        self.away: Counter[str] = Counter()
        self._site = settings.url
        self._coverage = CoverageMap(referentiels, settings.territoire.departements)
        self._read = Candidates(referentiels)
        self._names = {"services": Names(), "structures": Names()}
        self._added: dict[str, dict[str, Known]] = {"services": {}, "structures": {}}
        self._providers: dict[tuple[str, str], Structure] = {}  # source, its identifier → itself
        self._here: dict[str, dict[tuple[str, str], str]] = {"services": {}, "structures": {}}

    def names_of(self, source: str) -> dict[tuple[str, str], str]:
        """Collection and identifier there → what each entry of a source is called here."""
        return {
            (collection, theirs): name
            for collection, names in self._here.items()
            for (owner, theirs), name in names.items()
            if owner == source
        }

    def keep_structure(self, document: Document, entry: Structure) -> None:
        """A structure of this site."""
        self._providers["", document.id] = entry
        self._keep(document, entry, self._read.structure(entry, ""))

    def keep_service(self, document: Document, entry: Service) -> None:
        """A service of this site."""
        provider = self._providers.get(("", entry.structure))
        self._keep(document, entry, self._read.service(entry, provider, ""))

    def _keep(self, document: Document, entry: Entry, candidate: Candidate) -> None:
        page = _PAGES[document.collection]
        names = (document.id, *entry.anciens_ids)
        own = ((page_key(f"{self._site}{page(name)}"), name) for name in names)
        origins = (*own, origin_of(entry))
        self._names[document.collection].keep(candidate, entry.anciens_ids, origins)

    def add_structure(self, document: Document, entry: Structure) -> None:
        """A structure of another guichet: shown when a service that is shown needs it."""
        self._providers[document.source, document.source_id] = entry
        self._add(document, entry, self._read.structure(entry, document.source))

    def add_service(self, document: Document, entry: Service) -> None:
        """A service of another guichet: shown when it reaches someone here."""
        provider = (document.source, entry.structure)
        if not self._coverage.reached(entry):
            self.away[document.source] += 1
        elif provider not in self._here["structures"]:
            reason = f"sa structure « {entry.structure} » n’est pas reprise de ce guichet"
            self.refused.append((document, reason))
        else:
            candidate = self._read.service(entry, self._providers[provider], document.source)
            self._add(document, entry, candidate)

    def _add(self, document: Document, entry: Entry, candidate: Candidate) -> None:
        collection, theirs = document.collection, (document.source, document.source_id)
        provenance = entry.provenance
        if theirs in self._here[collection]:
            self.refused.append((document, "son identifiant sert déjà à une autre fiche du flux"))
            return
        name, known = self._names[collection].claim(
            document, candidate, origin_of(entry), entry.anciens_ids
        )
        ours = provenance is not None and (provenance.url or "").startswith(self._site)
        if known or ours:  # ours, and gone since: another guichet does not bring it back
            self.known[document.source] += 1
        elif not name:
            self.refused.append((document, "son identifiant est pris, même avec sa source devant"))
        else:
            self._added[collection][name] = (document, entry)
        if name:
            self._here[collection][theirs] = name

    def shown(self) -> tuple[Known, ...]:
        """What is shown of all sources, each entry under its names here, sorted."""
        services = [self._renamed_service(*pair, name) for name, pair in self._services()]
        needed = {entry.structure for _, entry in services}
        structures = []
        for name, (document, entry) in self._added["structures"].items():
            if name not in needed:
                self.away[document.source] += 1
                continue
            former = self._names["structures"].take(entry.anciens_ids)
            structures.append(_renamed(document, entry, name, {"anciens_ids": former}))
        return tuple(sorted((*structures, *services), key=lambda it: (it[0].collection, it[0].id)))

    def _services(self) -> Iterator[tuple[str, tuple[Document, Service]]]:
        for name, (document, entry) in self._added["services"].items():
            if isinstance(entry, Service):
                yield name, (document, entry)

    def _renamed_service(
        self, document: Document, entry: Service, name: str
    ) -> tuple[Document, Service]:
        changes: dict[str, Any] = {
            "structure": self._here["structures"][document.source, entry.structure],
            "relations": self._relations(document.source, entry.relations),
            "anciens_ids": self._names["services"].take(entry.anciens_ids),
        }
        return _renamed(document, entry, name, changes)

    def _relations(self, source: str, relations: Relations | None) -> Relations | None:
        """The same relations to what is here; nothing is left of those to what is not."""
        if relations is None:
            return None
        found = {}
        for kind in _RELATIONS:
            targets = (
                self._here["services"].get((source, name)) for name in getattr(relations, kind)
            )
            found[kind] = tuple(dict.fromkeys(filter(None, targets)))
        return Relations(**found) if any(found.values()) else None

    def duplicates(self, shown: Sequence[Known]) -> list[Pair]:
        """The probable duplicates of what is shown, keys as « services/visale »."""
        found = []
        for collection, names in self._names.items():
            external = {document.id for document, _ in shown if document.collection == collection}
            compared = {
                owner.key: owner
                for owner in names.owners.values()
                if not owner.side or owner.key in external
            }
            for pair in find_duplicates([compared[key] for key in sorted(compared)]):
                first, second = f"{collection}/{pair.first}", f"{collection}/{pair.second}"
                found.append(replace(pair, first=first, second=second))
        return found


def _renamed(
    document: Document, entry: E, name: str, changes: Mapping[str, Any]
) -> tuple[Document, E]:
    """An entry under its names here, and its document in step: both are compared at the end."""
    data = dict(document.data)
    for field, value in changes.items():
        data.pop(field, None)
        if value:
            data[field] = _written(value)
    return replace(document, id=name, data=data), replace(entry, id=name, **changes)


def _written(value: object) -> object:
    if isinstance(value, Relations):
        kinds = ((kind, getattr(value, kind)) for kind in _RELATIONS)
        return {kind: list(targets) for kind, targets in kinds if targets}
    return list(value) if isinstance(value, tuple) else value
