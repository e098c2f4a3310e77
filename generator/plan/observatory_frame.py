"""Plan: what the pages of the observatory have in common: what they read, their way back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.entries import Service
from generator.freshness import Keeper
from generator.history import NO_HISTORY, History
from generator.manques import Manque
from generator.model import Catalogue, Ring, Term, Territory
from generator.observatory import EVERYBODY, EVERYTHING, CoverageGap, CoverageTable
from generator.plan import urls
from generator.plan.coverage import CoverageMap
from generator.plan.crossings import departement_of
from generator.plan.facets import EVERYONE, PUBLIC, STATUT, THEME
from generator.plan.observatory_words import audience_name
from generator.plan.outlines import NO_CONTOURS
from generator.plan.page import make_page
from generator.plan.vocabulary import Labels, category_code
from generator.plan.wording import counted
from generator.site_plan import Page, View
from generator.solutions import Gap
from generator.view_parts import Link

SECTION = "observatoire"
INDEX = Link(label="Observatoire", url=urls.OBSERVATORY)
PLACES = Link(label="Par territoire", url=f"{urls.OBSERVATORY}#territoires")
NEEDS = Link(label="Par besoin", url=f"{urls.OBSERVATORY}#besoins")
_TOO_WIDE = f"{PUBLIC.name}/{EVERYONE}"  # says no more than everybody


@dataclass(frozen=True, kw_only=True)
class Survey:
    """All that the observatory looks at."""

    catalogue: Catalogue
    labels: Labels
    coverage: CoverageMap
    table: CoverageTable
    gaps: tuple[CoverageGap, ...]  # worst first
    situation_gaps: tuple[Gap, ...] = ()
    history: History = NO_HISTORY
    keepers: tuple[Keeper, ...] = ()  # who answers for which services
    contours: Mapping[str, tuple[Ring, ...]] | None = None

    @property
    def outlines(self) -> Mapping[str, tuple[Ring, ...]]:
        """By commune, when outlines are given."""
        return NO_CONTOURS if self.contours is None else self.contours

    @cached_property
    def gaps_of(self) -> Mapping[str, Sequence[CoverageGap]]:
        """By territory."""
        found: defaultdict[str, list[CoverageGap]] = defaultdict(list)
        for gap in self.gaps:
            found[gap.area.code].append(gap)
        return found

    @cached_property
    def gaps_about(self) -> Mapping[str, Sequence[CoverageGap]]:
        """By need."""
        found: defaultdict[str, list[CoverageGap]] = defaultdict(list)
        for gap in self.gaps:
            found[gap.theme].append(gap)
        return found

    @cached_property
    def manques(self) -> Mapping[str, Link]:
        """The entries of confirmed gaps, with the people concerned; `note` says who confirmed."""
        names = {structure.id: structure.nom for structure in self.catalogue.structures}
        return {
            entry.id: Link(
                label=_with_people(entry),
                url=urls.manque_url(entry.id),
                note=names.get(entry.confirme_par, ""),
            )
            for entry in self.catalogue.manques
        }

    @cached_property
    def confirmed_gaps(self) -> Mapping[str, Manque]:
        """The entries of confirmed gaps, by identifier."""
        return {entry.id: entry for entry in self.catalogue.manques}

    @cached_property
    def _answering(self) -> dict[tuple[str, str], Mapping[str, Service]]:
        """What `answering` found: few cells are asked for, each by many territories."""
        return {}

    def answering(self, theme: str, audience: str) -> Mapping[str, Service]:
        """The services that answer a need and an audience anywhere, by identifier."""
        cell = (theme, audience)
        if cell not in self._answering:
            kind, _, code = audience.partition("/")
            facet = PUBLIC if kind == PUBLIC.name else STATUT
            self._answering[cell] = {
                service.id: service
                for service in self.catalogue.services
                if (not theme or THEME.answered(service, (theme,)))
                and (not code or facet.answered(service, (code,)))
            }
        return self._answering[cell]

    @cached_property
    def great(self) -> tuple[str, ...]:
        """The great themes, in the order of the site."""
        return tuple(code for code in self.table.themes if code != EVERYTHING and "--" not in code)

    def inner(self, great: str) -> tuple[str, ...]:
        """The thématiques of a great theme."""
        return tuple(
            code for code in self.table.themes if "--" in code and category_code(code) == great
        )

    @cached_property
    def theme_ranks(self) -> Mapping[str, int]:
        """By theme, its row in the table."""
        return {theme: rank for rank, theme in enumerate(self.table.themes)}

    @cached_property
    def publics(self) -> tuple[str, ...]:
        """Everybody, then each public that says more."""
        return (EVERYBODY, *self._audiences("public/"))

    @cached_property
    def statuts(self) -> tuple[str, ...]:
        """Everybody, then each situation of employment."""
        return (EVERYBODY, *self._audiences("statut/"))

    def _audiences(self, prefix: str) -> tuple[str, ...]:
        codes = self.table.audiences
        return tuple(code for code in codes if code.startswith(prefix) and code != _TOO_WIDE)

    def category(self, theme: str) -> Term:
        """The great theme of a theme of any depth: its colour, its pictogram."""
        return self.labels.terms("categories")[category_code(theme)]

    def audience_links(self, codes: tuple[str, ...]) -> tuple[Link, ...]:
        """Audiences as the heads of a table."""
        return tuple(Link(label=audience_name(code, self.labels), url="") for code in codes)

    @cached_property
    def departements(self) -> Mapping[str, Territory]:
        """By EPCI or département, the département under which it is drawn."""
        return departement_of(self.coverage)


def _with_people(entry: Manque) -> str:
    if entry.personnes_concernees is None:
        return entry.nom
    return f"{entry.nom} ({counted(entry.personnes_concernees, 'personne')} chaque année)"


def observatory_page(
    url: str,
    template: str,
    view: View,
    *,
    title: str = "",
    description: str = "",
    breadcrumb: tuple[Link, ...] = (),
) -> Page:
    """A page of the observatory: its way back starts with the overview."""
    parents = () if url == urls.OBSERVATORY else (INDEX, *breadcrumb)
    return make_page(
        url,
        template,
        view,
        title=title,
        description=description,
        breadcrumb=parents,
        section=SECTION,
    )
