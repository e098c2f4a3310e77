"""Plan: who has each identifier of a collection, and under which name another guichet's goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from generator.characters import MAX_IDENTIFIER, is_identifier
from generator.entries import Service, Structure
from generator.model import Document, ExternalSource
from generator.plan.duplicates import Candidate, likeness, page_key

MAX_NAME = 150
_DIGEST = 8

Origin = tuple[str, str]  # the page an entry was taken from, its identifier there


class Names:
    """The identifiers of one collection, former ones included; local entries come first."""

    def __init__(self) -> None:
        self.owners: dict[str, Candidate] = {}
        self._origins: dict[Origin, tuple[str, str]] = {}  # → the identifier here, whose it is
        # The same of external entries that their guichet has renamed, under what they were called.
        self._renamed: dict[str, Candidate] = {}
        self._moved: dict[Origin, tuple[str, str]] = {}
        self._former: set[str] = set()  # of entries that are shown

    def keep(
        self, candidate: Candidate, former: tuple[str, ...], origins: Sequence[Origin | None]
    ) -> None:
        """A local entry takes its identifiers, whatever other guichets call theirs."""
        for name in (candidate.key, *former):
            self.owners.setdefault(name, candidate)
        for origin in origins:
            self._remember(origin, candidate.key, candidate.side)

    def claim(
        self,
        document: Document,
        candidate: Candidate,
        origin: Origin | None,
        former: Sequence[str] = (),
    ) -> tuple[str, bool]:
        """The name that an external entry takes, and whether it is shown under it already.

        The same thing under the same name steps back; another thing takes its source in front. No
        name: both are taken by something else. What it was called before tells as much as what it
        is called, but for the entries of its own guichet.
        """
        known = self._known(document.id, candidate, origin, former)
        if known:
            self._remember(origin, known, candidate.side)
            return known, True
        for name in dict.fromkeys((document.id, prefixed(document.source, document.source_id))):
            owner = self.owners.get(name)
            if owner is None:
                self.owners[name] = shown = replace(candidate, key=name)
                self._remember(origin, name, candidate.side)
                for before in former:
                    self._renamed.setdefault(before, shown)
                for place in _former_origins(origin, former):
                    self._moved.setdefault(place, (name, candidate.side))
                return name, False
            if likeness(owner, candidate):
                self._remember(origin, owner.key, candidate.side)
                return owner.key, True
        return "", False

    def _known(
        self, own: str, candidate: Candidate, origin: Origin | None, former: Sequence[str]
    ) -> str:
        """The identifier here of the same entry, under what either is or was called; or ""."""
        if origin is not None and origin in self._origins:
            return self._origins[origin][0]
        moved = [self._moved.get(origin)] if origin is not None else []
        moved += [self._origins.get(place) for place in _former_origins(origin, former)]
        for found in moved:
            if found is not None and found[1] != candidate.side:
                return found[0]
        owners = [self.owners.get(name) for name in (own, *former)]
        for owner in (*owners, self._renamed.get(own)):
            if owner is not None and owner.side != candidate.side and likeness(owner, candidate):
                return owner.key
        return ""

    def _remember(self, origin: Origin | None, name: str, side: str) -> None:
        if origin is not None:
            self._origins.setdefault(origin, (name, side))

    def take(self, former: tuple[str, ...]) -> tuple[str, ...]:
        """Those former identifiers of an entry that nobody has; it has them from now on."""
        found = tuple(
            name for name in former if name not in self.owners and name not in self._former
        )
        self._former.update(found)
        return found


def _former_origins(origin: Origin | None, former: Sequence[str]) -> Iterator[Origin]:
    """Where an entry was written under the names that it had: beside its page of today."""
    if origin is not None:
        folder = origin[0].rpartition("/")[0]
        yield from ((f"{folder}/{name}.html", name) for name in former)


def names_here(source: ExternalSource, collection: str) -> Mapping[str, tuple[str, str]]:
    """Every identifier that an entry of a source has, had or could have here.

    Each with the name of the entry and its identifier there. Whether it is shown or not, now or
    never: an address that it had is not lost.
    """
    found = {
        it.id: (it.nom, it.source_id or it.id)
        for it in source.former
        if it.collection == collection
    }
    for document in source.documents:
        if document.collection == collection:
            nom = " ".join(str(document.data.get("nom", "")).split())[:MAX_NAME]
            former = former_names(document)
            fronted = (prefixed(source.id, name) for name in (document.source_id, *former))
            for name in (document.id, *former, *fronted):
                found[name] = (nom or name, document.source_id)
    return found


def former_names(document: Document) -> tuple[str, ...]:
    """The former identifiers that a document gives, as far as they can be some."""
    said = document.data.get("anciens_ids")
    names = said if isinstance(said, list) else []
    return tuple(name for name in names if isinstance(name, str) and is_identifier(name))


def prefixed(source: str, identifier: str) -> str:
    """The name of an entry whose own is taken: its source first, the same at each import."""
    name = f"{source}-{identifier}"
    if len(name) <= MAX_IDENTIFIER:
        return name
    digest = blake2b(name.encode(), digest_size=_DIGEST // 2).hexdigest()
    return f"{name[: MAX_IDENTIFIER - _DIGEST - 1].rstrip('-')}-{digest}"


def origin_of(entry: Service | Structure) -> Origin | None:
    """The page and the identifier of an entry where it was first written, when it says both."""
    provenance = entry.provenance
    if provenance is None or not provenance.url or not provenance.id:
        return None
    return page_key(provenance.url, root=True), provenance.id
