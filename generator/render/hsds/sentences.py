"""Render: the fields of a service → the free texts of HSDS, in paragraphs an import can part again.

Each paragraph stands alone between blank lines, and the words that open it say what it is.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from generator.entries import Periode, Service
from generator.model import Term
from generator.page_views import ServiceView

NBSP = "\u00a0"
DELAY = f"Délai habituel{NBSP}: "
PUBLIC = f"Public{NBSP}: "
CHECKLIST = f"Pour{NBSP}: "
SEPARATOR = f"{NBSP}; "
_SPACES = re.compile(r"[ \t\r\n]+")  # a no-break space is a part of its word
_STATUS = {
    "actif": "active",
    "saisonnier": "active",
    "a-confirmer": "active",
    "suspendu": "temporarily closed",
    "budget-epuise": "inactive",
    "termine": "defunct",
}


def status(entry: Service, today: date) -> str:
    """One of the four states of HSDS; out of its season a service is closed for a time."""
    season = entry.etat_precisions.periode if entry.etat_precisions else None
    if entry.etat == "saisonnier" and season is not None and not in_season(season, today):
        return "temporarily closed"
    return _STATUS[entry.etat]


def in_season(season: Periode, today: date) -> bool:
    """Whether a day is in a season, which may run over the new year."""
    day = f"{today:%m-%d}"
    if season.debut <= season.fin:
        return season.debut <= day <= season.fin
    return day >= season.debut or day <= season.fin


def alert(entry: Service, view: ServiceView, states: Mapping[str, Term]) -> str | None:
    """What the state is, unless all is well, and what there is to say of it."""
    words = [view.state_message]
    if entry.etat != "actif":
        state = states[entry.etat]
        words = [f"{state.label}{NBSP}: {view.state_message or state.description}"]
    return _paragraphs(words)


def application_process(entry: Service) -> str | None:
    """The steps, numbered; what to know before; how long an answer takes."""
    steps = (f"{rank}. {_line(step)}" for rank, step in enumerate(entry.demarches, start=1))
    delay = f"{DELAY}{_line(entry.delai)}" if entry.delai else ""
    return _paragraphs(("\n".join(steps), _text(entry.mobilisation_precisions), delay))


def fees_description(entry: Service, terms: Mapping[str, Term]) -> str | None:
    """What is said of the fees, else whether there are any."""
    if entry.frais_precisions:
        return entry.frais_precisions
    return terms[entry.frais].label if entry.frais else None


def eligibility_description(entry: Service, view: ServiceView) -> str | None:
    """The conditions, what is said of the public, and the checklist of the page."""
    public = f"{PUBLIC}{_text(entry.publics_precisions)}" if entry.publics_precisions else ""
    checklist = f"{CHECKLIST}{SEPARATOR.join(view.audiences)}" if view.audiences else ""
    return _paragraphs((_text(entry.conditions_acces), public, checklist))


def _text(text: str | None) -> str:
    """A text whose blank lines would part it: kept in one paragraph."""
    return "\n".join(line.rstrip(" \t\r") for line in (text or "").splitlines() if line.strip())


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def _paragraphs(parts: Iterable[str]) -> str | None:
    return "\n\n".join(part for part in parts if part) or None
