"""Plan: services and structures → what may tell that two of them are the same."""

from collections.abc import Iterable
from functools import cache

from generator.entries import Service, Structure
from generator.french_words import meaningful_words
from generator.model import Referentiels
from generator.plan.duplicates import Candidate, Words, page_key, phone_key

_SIREN = 9


class Candidates:
    """Reads entries as candidates; the territories tell which zones hold which."""

    def __init__(self, referentiels: Referentiels) -> None:
        self._referentiels = referentiels
        self._above = cache(self._chain)

    def service(self, entry: Service, provider: Structure | None, side: str) -> Candidate:
        """One service, with who provides it."""
        zone = self._today(entry.zone_eligibilite)
        pages = {page_key(entry.lien_source), page_key(entry.lien_mobilisation)}
        return Candidate(
            key=entry.id,
            side=side,
            words=_words(entry.nom),
            pages=frozenset(pages - {""}),
            phone=phone_key(entry.telephone),
            provider=_words(provider.nom) if provider else frozenset(),
            provider_marks=_marks(provider) if provider else frozenset(),
            zone=zone,
            above=frozenset().union(*map(self._above, zone)),
        )

    def structure(self, entry: Structure, side: str) -> Candidate:
        """One structure: it may be anywhere."""
        pages = {page_key(entry.site_web, root=True), page_key(entry.lien_source, root=True)}
        return Candidate(
            key=entry.id,
            side=side,
            words=_words(entry.nom),
            short=_words(entry.sigle),
            pages=frozenset(pages - {""}),
            phone=phone_key(entry.telephone),
            number=entry.siret or "",
            siren=_siren(entry),
        )

    def _today(self, codes: Iterable[str]) -> frozenset[str]:
        former = self._referentiels.former_communes
        return frozenset(former.get(code, code) for code in codes)

    def _chain(self, code: str) -> frozenset[str]:
        area = self._referentiels.territory(code)
        return frozenset((code, "france", *(area.parents if area is not None else ())))


def _words(text: str | None) -> Words:
    return frozenset(meaningful_words(text or ""))


def _marks(provider: Structure) -> frozenset[str]:
    marks = (_siren(provider), page_key(provider.site_web, root=True))
    return frozenset(mark for mark in marks if mark)


def _siren(entry: Structure) -> str:
    return entry.siren or (entry.siret or "").replace(" ", "")[:_SIREN]
