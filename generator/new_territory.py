"""The answers to « guichet init »: what a new repository of entries is drawn from."""

from dataclasses import dataclass
from datetime import date

# What `uses:` names when nobody knows where this generator was taken from: `guichet doctor` asks
# for the real one. A hash of zeros is no commit, so nothing of somebody else's can ever run.
UNKNOWN_GENERATOR = "organisation/guichet-unique@" + "0" * 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerritory:
    """One new guichet: each answer has been judged."""

    nom: str
    territoire: str  # the names of its départements, as one says them
    departements: tuple[str, ...]  # their codes
    structure: str  # who publishes the site
    organisme: str  # the identifier of its entry
    url: str
    couleur: str | None
    depot: str | None
    generateur: str  # "owner/repository@hash"
    version: str  # of the generator
    jour: date
