"""Every type that crosses a stage border, from the raw document to the bytes to write.

All are frozen. What a partner's entry says once checked is in `entries.py`; the views that the
theme draws are in `page_views.py`, its pages in `site_plan.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from generator.contradictions import NO_EXEMPTION, Contradiction, Doublons
from generator.diagnostics import Diagnostic, FieldPath, Span
from generator.entries import (
    NO_WORDS,
    NOTHING_RETIRED,
    EditorialPage,
    Lexique,
    MotSimple,
    Registre,
    Service,
    Structure,
)
from generator.evenements import Evenement
from generator.manques import Manque
from generator.parcours import Parcours
from generator.settings import Settings
from generator.situations import Situation

T = TypeVar("T")


class Plain(str):
    """A YAML scalar written without quotes: its text, until the schema says what type it has."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage made (or `None`) and what it has to say."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of content as read: raw data, the place of each key and value, and its text."""

    path: str
    collection: str  # the folder under `content/`, or "lexique", "retires", "guichet"
    id: str  # the file's stem
    data: Mapping[str, object]
    key_spans: Mapping[FieldPath, Span]
    value_spans: Mapping[FieldPath, Span]
    body: str  # Markdown after the front matter; "" for a plain YAML entry
    body_line: int  # line of the file on which `body` begins
    text: str  # the whole file, normalised: what excerpts are cut from
    source: str = ""  # the external source that it comes from; "" for what partners write here
    source_id: str = ""  # its identifier in that source
    source_page: str = ""  # its page there


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One value of a vocabulary."""

    code: str
    label: str
    description: str = ""
    everyday: str = ""  # the label in everyday words: "Me déplacer"
    icon: str = ""  # name of a file of theme/assets/icons
    accent: str = ""  # "mobilite", "logement", "emploi" or "autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A commune, an EPCI, a département, a région or France."""

    code: str  # "43157", "200073419", "43", "region-84" or "france"
    nom: str
    kind: str  # "commune", "epci", "departement", "region", "pays"
    population: int
    article: str = ""  # "la" for Haute-Loire, "l’" for Ain; "" when it takes none
    parents: tuple[str, ...] = ()  # commune → (epci, département, région); département → (région,)
    members: tuple[str, ...] = ()  # EPCI, département, région → its communes
    codes_postaux: tuple[str, ...] = ()


# (nom, EPCI, département, région, population, codes postaux)
CommuneRow = tuple[str, str, str, str, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Referentiels:
    """Territories of France (communes stay rows until asked for) and everyday words."""

    millesime: str
    communes: Mapping[str, CommuneRow]  # by INSEE code
    areas: Mapping[str, Territory]  # all others, arrondissements of Paris, Lyon, Marseille too
    former_communes: Mapping[str, str]  # former code, or arrondissement's → the commune today
    former_names: Mapping[str, str]  # former code, or arrondissement's → its name when it is known
    mots_simples: tuple[MotSimple, ...] = ()  # words of offices, and the everyday ones

    def territory(self, code: str) -> Territory | None:
        """The territory of a code of any kind, if there is one today."""
        area = self.areas.get(code)
        if area is not None:
            return area
        row = self.communes.get(code)
        if row is None:
            return None
        nom, epci, departement, region, population, codes_postaux = row
        above = (epci, departement, region and f"region-{region}")
        return Territory(
            code=code,
            nom=nom,
            kind="commune",
            population=population,
            parents=tuple(parent for parent in above if parent),
            codes_postaux=codes_postaux,
        )

    def communes_of(self, code: str) -> tuple[str, ...]:
        """The INSEE codes of the communes of an EPCI, a département or a région, sorted."""
        area = self.areas.get(code)
        return area.members if area is not None else ()


Point = tuple[float, float]  # latitude, longitude
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """What the outlines of the communes say, when the settings name a file of them."""

    centres: Mapping[str, Point]  # by INSEE code
    neighbours: Mapping[str, tuple[str, ...]]  # EPCI → those that touch it, sorted


NO_OUTLINES = Outlines(centres={}, neighbours={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemas:
    """The JSON Schemas and the vocabularies they cite, as read from `schemas/`."""

    documents: Mapping[str, Mapping[str, object]]  # file name → schema
    vocabularies: Mapping[str, Mapping[str, Term]]  # "publics" → code → term
    changelog: str = ""  # what changed in them, version by version: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Templates and assets of the site, as read."""

    templates: Mapping[str, str]  # "pages/home.html" → source
    assets: Mapping[str, bytes]  # "css/1-tokens.css" → bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """Another guichet's feed as it answered: nothing in it has been believed yet."""

    address: str  # of its interface; "" when a folder was read
    index: object
    services: object
    structures: object
    disparus: object = None  # an older feed has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """An external entry that its source no longer publishes, since when we know it."""

    collection: str
    id: str  # what it was called here
    nom: str
    depuis: date
    was_shown: bool = True  # on this site, the last time its source published it
    source_id: str = ""  # what its source called it; "" when it was not kept
    remplace_par: str | None = None  # what its source calls the one that takes its place
    motif: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalSource:
    """Another guichet whose feed was imported: what `content/externes/{id}/` holds."""

    id: str
    nom: str
    site: str  # its address, with a final slash
    flux: str  # the address of its feed
    licence: str
    attribution: str
    genere_le: date  # the day on which it built the feed
    importe_le: date  # the day on which this state of the feed was first read
    documents: tuple[Document, ...]
    former: tuple[Former, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)  # of its files, as they were read


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What became of the entries of one external source."""

    source: ExternalSource
    services: int  # shown on this site
    structures: int
    refused: int  # set aside for a fault
    known: int  # set aside for the same entry, of this site or of a source read before
    away: int  # reach no part of the served territory, or provide nothing that is shown
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)  # theirs → the one here


@dataclass(frozen=True, slots=True, kw_only=True)
class Federation:
    """What the external sources add to the site: documents as published, with their entries."""

    pairs: tuple[tuple[Document, Service | Structure], ...] = ()
    reports: tuple[SourceReport, ...] = ()  # one a source, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMonth:
    """One month of the observatory as read: nothing in it has been believed yet."""

    path: str  # "observatoire/2026-11.json"
    mois: str  # "2026-11", as the name of the file says it
    data: object
    text: str  # what excerpts are cut from


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that was read from the content folder: documents, and each file’s text for excerpts."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str]  # by path, refused files included
    contours: Mapping[str, tuple[Ring, ...]] = field(default_factory=dict)  # by commune's code
    externals: tuple[ExternalSource, ...] = ()  # sorted by identifier
    months: tuple[RawMonth, ...] = ()  # of the observatory, the oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that was accepted, in stable order, with references resolved."""

    services: tuple[Service, ...]
    structures: tuple[Structure, ...]
    pages: tuple[EditorialPage, ...]
    settings: Settings
    situations: tuple[Situation, ...] = ()
    parcours: tuple[Parcours, ...] = ()
    evenements: tuple[Evenement, ...] = ()
    manques: tuple[Manque, ...] = ()
    lexique: Lexique = NO_WORDS
    registre: Registre = NOTHING_RETIRED
    doublons: Doublons = NO_EXEMPTION
    contradictions: tuple[Contradiction, ...] = ()
    sources: tuple[SourceReport, ...] = ()  # the other guichets whose entries are shown
    externals: Mapping[str, str] = field(
        default_factory=dict
    )  # "services/visale" → its page in its source
    paths: Mapping[str, str] = field(
        default_factory=dict
    )  # "services/visale" → "content/services/visale.md", for what partners write here


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file to publish: a relative POSIX path and its bytes."""

    path: str
    content: bytes
