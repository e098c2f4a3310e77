"""Plan: services → what a booklet prints of each: the phone first, addresses in words, papers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.booklet_view import BookletEntry, BookletWay
from generator.entries import Service, Structure
from generator.plan.contact import LONGEST_WRITTEN_LINK
from generator.plan.wording import host_of, listed, phone_text
from generator.view_parts import Card

MAX_PAPERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletEntries:
    """The entries of all booklets: each service is worded once."""

    cards: Mapping[str, Card]
    structures: Mapping[str, Structure]
    _made: dict[str, BookletEntry] = field(default_factory=dict)

    def of(self, service: Service) -> BookletEntry:
        """What a booklet says of a service."""
        if service.id not in self._made:
            self._made[service.id] = BookletEntry(
                card=self.cards[service.id],
                ways=self._ways(service),
                papers=_papers(service),
            )
        return self._made[service.id]

    def _ways(self, service: Service) -> tuple[BookletWay, ...]:
        """How to ask; through its provider when the service gives no way of its own."""
        own = tuple(ways(service.telephone, service.courriel, service.lien_mobilisation))
        if own:
            return own
        provider = self.structures[service.structure]
        return tuple(ways(provider.telephone, provider.courriel, provider.site_web))


def ways(number: str | None, mail: str | None, url: str | None) -> Iterator[BookletWay]:
    """A number, a mail and an address, as one writes them on paper."""
    if number:
        yield BookletWay(icon="phone", text=phone_text(number))
    if mail:
        yield BookletWay(icon="mail", text=mail)
    if url:
        words = url.removeprefix("https://").removeprefix("http://").removesuffix("/")
        yield BookletWay(
            icon="globe", text=words if len(words) <= LONGEST_WRITTEN_LINK else host_of(url)
        )


def _papers(service: Service) -> str:
    """What to prepare, in one line."""
    if not service.justificatifs:
        return ""
    names = tuple(f"{paper[:1].lower()}{paper[1:]}" for paper in service.justificatifs)
    return f"À préparer\u00a0: {listed(names, limit=MAX_PAPERS)}."
