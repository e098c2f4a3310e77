"""What answers a situation, territory by territory, and what its pages show.

`docs/situations.md` has the rules by which a situation is solved. Texts of views are French,
typeset and final; `url` values are relative to the site's root.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.entries import RichText
from generator.model import Territory
from generator.situations import Besoin, Situation
from generator.view_parts import Action, Badge, HelpView, Link, LinkGroup

SERVED, PARTLY, NOBODY = "servi", "en-partie", "personne"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One service that answers a need somewhere in the served territory."""

    service: str
    eligibilite: str = ""  # "oui" or "a-verifier" for the person; "" when no rule was asked
    delai: str = ""  # "connu" or "a-demander"; "" when the need has no deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAnswers:
    """All that answers a need, in order, wherever in the served territory."""

    rang: int  # in the list of the entry, from 1
    ordre: int
    answers: tuple[Answer, ...]
    late: tuple[Answer, ...]  # what would come after the deadline
    everywhere: tuple[str, ...]  # answers in each commune of the served territory


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedHere:
    """What answers a need on one territory: identifiers of services, in order."""

    etat: str  # SERVED, PARTLY or NOBODY
    reponses: tuple[str, ...]
    hors_delai: tuple[str, ...]
    communes_sans_reponse: tuple[str, ...]  # sorted codes; all of them for NOBODY
    # On an EPCI, those of `reponses` that answer in a part of it only → its communes.
    partielles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionHere:
    """A situation solved on one served département or EPCI, need by need."""

    area: Territory
    besoins: tuple[NeedHere, ...]  # in the order of the entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A situation solved everywhere."""

    situation: Situation
    besoins: tuple[NeedAnswers, ...]
    territoires: tuple[SolutionHere, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A need that nothing answers on a territory, or on a part of it."""

    situation: Situation
    rang: int
    besoin: Besoin
    area: Territory
    etat: str  # PARTLY or NOBODY
    communes: tuple[str, ...]
    population: int  # of those communes


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One answer on a page: what, from whom, how to ask."""

    id: str
    nom: str
    url: str
    resume: str
    structure: str
    accent: str
    icon: str
    contact: Action | None
    facts: tuple[str, ...]  # "Gratuit", "Sur place à Besançon"
    badges: tuple[Badge, ...]  # what to know before asking: "Délai à demander"
    place: str  # the communes or the territories that it covers, when not all; "" otherwise
    paper: str  # how to ask, for who holds only a sheet of paper: a phone, else an address


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """One need on a page, with what answers it there."""

    rang: int  # in the list of the entry: names the need in the data
    number: int  # its place on the page, from 1
    together: str  # "En même temps que le besoin 1"; "" when it has its moment alone
    anchor: str
    nom: str
    explanation: str
    role: str  # "Indispensable", "Utile"
    essential: bool
    deadline: str  # "Dans les 8 jours"; "" when there is none
    accent: str
    icon: str
    answers: tuple[AnswerView, ...]
    more: tuple[Link, ...]  # the other answers, by name
    search_url: str  # finds them all, when there are too many to name
    late: tuple[Link, ...]  # what would come after the deadline; `note` tells when
    state: Badge
    missing: str  # where nobody answers: "" when the need is answered everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationView:
    """A situation, or its sheet for one territory (`place` names it)."""

    id: str
    heading: str
    intro: str
    speaks_to: str
    body: RichText | None
    place: str  # "" on the page of the situation itself
    place_note: str  # "Intercommunalité de 72 communes, Haute-Loire"
    summary: str  # "5 besoins : 4 ont une réponse ici."
    needs: tuple[NeedView, ...]
    territories: tuple[LinkGroup, ...]  # its sheets by département, their EPCI
    communes: tuple[Link, ...]  # on the sheet of a département: each commune → its EPCI's sheet
    others: tuple[Link, ...]  # other situations on the same territory
    help: HelpView | None  # when somebody is left without an answer
    sources: tuple[Link, ...]
    updated: str
    data_url: str  # what answers each need, for the script and for programs
    json_url: str
    aides_url: str  # the questions, already answered for this person
    paper: str = ""  # how a sheet fits on one A4: "", "serre" (small type), "extrait" (cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationLink:
    """A way in to a situation: its title, one sentence, a pictogram of its first need."""

    label: str
    text: str
    url: str
    icon: str
    accent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationIndexView:
    """All the situations."""

    heading: str
    intro: str
    situations: tuple[SituationLink, ...]
    gaps: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class GapNeed:
    """One need without an answer somewhere: for how many people, where."""

    nom: str
    role: str
    summary: str
    groups: tuple[LinkGroup, ...]  # by département, the territories; `note` tells how many people


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSituation:
    """The needs of one situation that have no answer somewhere."""

    situation: Link
    anchor: str
    needs: tuple[GapNeed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsView:
    """The needs that nothing answers, situation by situation."""

    heading: str
    intro: str
    situations: tuple[GapSituation, ...]
    json_url: str
    csv_url: str


SituationViews = SituationView | SituationIndexView | GapsView
