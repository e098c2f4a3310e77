"""What a proposal changes, told to whoever reviews it: shared types, pure.

Base and head are two states of one content repository; nothing here was drawn or judged twice.
Names in French are those of the JSON that `guichet diff` writes (`docs/relire.md`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.contradictions import Contradiction
from generator.diagnostics import Diagnostic
from generator.model import Catalogue
from generator.news import FieldChange, Row
from generator.parcours import Rupture
from generator.view_parts import Badge

Key = tuple[str, str]  # collection, identifier

# What may happen to an entry between two states, and the word that tells it.
OUTCOMES: Mapping[str, Badge] = {
    "nouveau": Badge(label="Nouvelle fiche", tone="ok"),
    "retour": Badge(label="De nouveau disponible", tone="ok"),
    "modifie": Badge(label="Fiche modifiée", tone="info"),
    "renomme": Badge(label="Fiche renommée", tone="info"),
    "suspendu": Badge(label="Service suspendu", tone="warn"),
    "budget-epuise": Badge(label="Budget épuisé", tone="warn"),
    "termine": Badge(label="Service terminé", tone="closed"),
    "retire": Badge(label="Fiche retirée", tone="closed"),
    "disparu": Badge(label="Fiche supprimée sans trace", tone="warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One side of the comparison: what could be read of it."""

    catalogue: Catalogue
    files: Mapping[Key, str]  # where each entry is written
    texts: Mapping[Key, str]  # its file as it is, to tell what changes without being published
    written: Mapping[Key, object]  # what is told; what is counted may leave out a citation
    ghosts: frozenset[Key]  # gone, and counted only because others name them
    data: Mapping[Key, Row]  # every file as read, refused or not
    refused: frozenset[Key]  # those that were not accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who a service, or a proposal, starts or stops reaching: communes, and who lives there."""

    gagnees: tuple[str, ...] = ()  # INSEE codes, sorted
    habitants_gagnes: int = 0
    perdues: tuple[str, ...] = ()
    habitants_perdus: int = 0
    avant: int = 0  # communes
    apres: int = 0
    noms_gagnees: tuple[str, ...] = ()  # when they are few enough to be named
    noms_perdues: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gagnees or self.perdues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The quality of a service before and after, and what it still lacks."""

    avant: float | None  # none: it had no score, or did not exist
    apres: float | None
    manque: tuple[tuple[str, float], ...]  # what to write, what it would gain; the most first


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """An address that the entry did not cite; a build never opens it."""

    url: str
    champ: str
    etat: str = ""  # what the watch of links remembers of it; "" when nobody has visited it


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What happened to one entry."""

    collection: str
    id: str
    nom: str
    fichier: str  # in the proposal; the former one when the entry is gone
    genre: str  # one of OUTCOMES
    phrase: str = ""  # what a change without fields has to say
    champs: tuple[FieldChange, ...] = ()
    ancien_id: str = ""
    remplace_par: str = ""
    structure: str = ""  # the name of who provides it
    origine: str = ""  # the page of the other guichet that wrote it
    portee: Reach | None = None  # of a service that starts or stops answering somewhere
    qualite: Marks | None = None
    liens: tuple[NewLink, ...] = ()

    @property
    def key(self) -> Key:
        """Collection and identifier."""
        return self.collection, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMove:
    """A need, an audience and territories where the observatory would say something else."""

    besoin: str  # in words; "" for all needs
    public: str  # "pour les intérimaires"; "" for everybody
    theme: str  # codes
    audience: str
    avant: str  # a state of `observatory.py`
    apres: str
    territoires: tuple[tuple[str, str], ...]  # code, name
    habitants_avant: int  # of these territories, those who are served
    habitants_apres: int

    @property
    def worse(self) -> bool:
        """Whether somebody loses an answer."""
        return self.habitants_apres < self.habitants_avant


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedMove:
    """A need of a situation that gains or loses its answer in some communes."""

    situation: str  # identifier
    titre: str
    besoin: str
    portee: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What a proposal does beyond the entries that it changes."""

    portee: Reach = Reach()  # of the served communes: one more or one less answer at least
    cellules: tuple[CellMove, ...] = ()  # losses first, then by number of people
    besoins: tuple[NeedMove, ...] = ()
    ruptures: tuple[Rupture, ...] = ()  # that open
    ruptures_fermees: tuple[Rupture, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()  # and probable duplicates, that appear
    contradictions_levees: tuple[Contradiction, ...] = ()
    qualite_avant: float | None = None  # the mean of the services in progress
    qualite_apres: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All that there is to review."""

    base: str  # as the command line named it
    head: str
    jour: date
    fiches: tuple[EntryChange, ...] = ()
    effets: Effects | None = None  # none: one of the two states cannot be compared
    illisible: str = ""  # why the proposal could not be read at all
    refusees: tuple[str, ...] = ()  # files with a fault, compared as if they had not changed
    ecartees: tuple[str, ...] = ()  # files that only fall with another one
    diagnostics: tuple[Diagnostic, ...] = ()  # those that the proposal brings
    restantes: tuple[Diagnostic, ...] = ()  # errors of the base that it leaves
    repares: int = 0  # those of the base that are no longer there
    erreurs: int = 0  # in the whole proposal

    @property
    def refused(self) -> bool:
        """Whether it can be published as it is."""
        return bool(self.illisible or self.erreurs)
