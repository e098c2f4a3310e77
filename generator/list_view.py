"""What « Ma liste » shows of a service on the device: shared by plan, which words, and render.

Texts are French, typeset and final; an empty value is left out of the published file.
"""

from dataclasses import dataclass

from generator.view_parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMeeting:
    """An event that makes a service known."""

    label: str
    url: str
    note: str  # when and where
    times: tuple[tuple[str, int, int], ...]  # day, first and last minute; 0 and 0: the whole day


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedService:
    """One service as a personal list, a message and a calendar tell it."""

    id: str
    nom: str
    url: str  # of its page, relative to the site's root
    accent: str
    structure: str
    resume: str
    state: str  # "Budget épuisé": only when it needs saying
    message: str  # what comes with the state
    phone: Link | None  # its own number, else that of its first place, else the structure's
    phone_note: str  # whose number it is, when it is the structure's
    link: Link | None
    email: Link | None
    person: str
    cost: str
    place: str  # where it is valid
    delay: str
    addresses: tuple[str, ...]  # "Espace emploi, 2 rue du Pont, 43000 Le Puy-en-Velay"
    hours: tuple[str, ...]
    steps: tuple[str, ...]
    papers: tuple[str, ...]
    freshness: str
    until: str  # the last day, as AAAA-MM-JJ
    timetable: str  # JSON, as on the page of the service
    meetings: tuple[ListedMeeting, ...]  # to come


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerService:
    """An identifier that lists still hold and no service has any more."""

    id: str
    nom: str
    url: str  # the page that says what happened
    now: str  # the identifier that takes its place; "" when there is none
    gone: bool = True
