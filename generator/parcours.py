"""What a pathway between partners says once it was checked, and what its pages show.

A field keeps the exact French spelling it has in `schemas/`; `None` or an empty tuple means that
the entry does not say. `docs/parcours.md` says what is checked, and what a break is.
"""

from dataclasses import dataclass
from datetime import date

from generator.entries import Citation, EtatPrecisions, RichText
from generator.view_parts import Badge, Card, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Acteur:
    """A structure, and what it does at a step."""

    structure: str
    fait: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Etape:
    """One step: who does what, in how long, and what goes to the next."""

    nom: str
    explication: str | None = None
    role: str | None = None  # none: "indispensable"
    ordre: int | None = None  # none: its rank in the list; equal: at the same time
    acteurs: tuple[Acteur, ...] = ()
    services: tuple[str, ...] = ()
    duree: str | None = None
    duree_jours: int | None = None
    transmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcours:
    """One pathway (`content/parcours/`), checked against `parcours.schema.json`."""

    id: str
    nom: str
    resume: str
    description: RichText | None = None
    parle_a: str | None = None
    pilote: str | None = None
    thematiques: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    statuts: tuple[str, ...] = ()
    zone_eligibilite: tuple[str, ...]
    etapes: tuple[Etape, ...]
    mots_cles: tuple[str, ...] = ()
    ordre: int | None = None
    etat: str
    etat_precisions: EtatPrecisions | None = None
    date_maj: date
    lien_source: str | None = None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearService:
    """A service beside another, or at a step."""

    card: Card
    words: str  # what links them: "Passe le relais à celle-ci"; "" at a step


@dataclass(frozen=True, slots=True, kw_only=True)
class NearGroup:
    """What comes before, with, after a service, or does not go with it."""

    heading: str
    anchor: str
    slot: str  # "avant", "avec", "ensuite", "exclu", "remplace": how it is drawn
    services: tuple[NearService, ...]
    folded: tuple[Link, ...] = ()  # the rest, when many entries cite this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Rupture:
    """Where a pathway breaks for someone: one line of the list for the partners' meetings."""

    genre: str  # "service-ferme", "hors-zone", "zone-incomplete", "hors-dates", "sens-unique"…
    fiche: str  # "services/visale": the entry that says the link or has the step
    lien: str = ""  # "passe_le_relais_a"; "" for a step
    rang: int | None = None  # in that field, or among the steps; from 0
    vers: str = ""  # the service that is cited
    sujet: str = ""  # "l’étape 2, « Louer »"; "" when it is the entry itself
    message: str
    conseil: str
    communes: tuple[str, ...] = ()  # those of the served territory that are left out
    habitants: int = 0
    debut: date | None = None
    fin: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuptureLine:
    """One break on the page: what is wrong, for whom, what to do."""

    entry: Link  # whose entry says it
    target: Link | None
    text: str
    advice: str
    places: str  # "4 communes : CC X, CC Y – 12 000 habitants"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuptureGroup:
    """Breaks of one kind."""

    heading: str
    anchor: str
    note: str
    count: int  # those that are not shown are in the data
    lines: tuple[RuptureLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RupturesView:
    """The page of breaks."""

    heading: str
    intro: str
    groups: tuple[RuptureGroup, ...]
    json_url: str
    count: str  # "3 ruptures"; "" when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """A structure at a step."""

    link: Link
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of the path as it is drawn."""

    number: int
    anchor: str  # "etape-2"
    nom: str
    text: str
    optional: bool
    actors: tuple[ActorView, ...]
    services: tuple[NearService, ...]
    duration: str
    hands_over: tuple[str, ...]
    breaks: tuple[str, ...]  # what breaks here, in French


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """Steps that happen at the same time; most moments have one."""

    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcoursView:
    """One pathway, in the order of its page."""

    id: str
    heading: str
    intro: str
    accent: str
    icon: str
    badge: Badge
    state_message: str
    speaks_to: str
    audiences: tuple[str, ...]
    pilot: Link | None
    territories: tuple[Link, ...]
    themes: tuple[Link, ...]
    duration: str  # of the whole, when every step says its own
    moments: tuple[MomentView, ...]
    description: RichText | None
    sources: tuple[Link, ...]
    updated: str
    report: Link
    json_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcoursCard:
    """One pathway in the list: where it starts, where it leads."""

    nom: str
    url: str
    resume: str
    accent: str
    icon: str
    badge: Badge | None
    steps: tuple[str, ...]  # their names, in order
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcoursIndexView:
    """The list of pathways; those that are over come last."""

    heading: str
    intro: str
    current: tuple[ParcoursCard, ...]
    past: tuple[ParcoursCard, ...]
    breaks: Link
