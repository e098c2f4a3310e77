"""Plan: what answers a need → how it is shown on a page, in final French text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.entries import Service
from generator.model import Referentiels, Territory
from generator.plan import urls
from generator.plan.shelves import Shelves
from generator.plan.situation_ways import Ways
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, bound_figures, counted, listed
from generator.situations import Besoin, Situation
from generator.solutions import (
    NOBODY,
    SERVED,
    Answer,
    AnswerView,
    NeedAnswers,
    NeedHere,
    NeedView,
)
from generator.view_parts import Badge, Link

SHOWN = 4  # answers drawn in full; the best come first
NAMED = 12  # answers told by their name only
COMMUNES_NAMED = 6
ROLES = {"indispensable": "Indispensable", "utile": "Utile"}
HERE = {
    SERVED: Badge(label="Il y a une réponse ici", tone="ok"),
    NOBODY: Badge(label="Personne sur ce besoin ici", tone="warn"),
}
PARTLY_HERE = Badge(label="Une réponse dans une partie du territoire", tone="info")


@dataclass(frozen=True, slots=True)
class _Look:
    """All that a need shows that depends on the territory."""

    situation: str
    rang: int
    names: tuple[str, ...]
    places: tuple[str, ...]  # of the first names, where each answers
    late: tuple[str, ...]
    search_url: str
    state: Badge
    missing: str


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws needs; each is made once for all the territories where it looks the same."""

    shelves: Shelves
    labels: Labels
    referentiels: Referentiels
    services: dict[str, Service]
    ways: Ways
    drawn: dict[tuple[Answer, str], AnswerView] = field(default_factory=dict)
    listed: dict[int, Mapping[str, Answer]] = field(default_factory=dict)
    links: dict[tuple[str, bool], Link] = field(default_factory=dict)
    needs: dict[_Look, NeedView] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    moments: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def need(
        self,
        situation: Situation,
        known: NeedAnswers,
        here: NeedHere,
        area: Territory | None,
        badge: Badge,
    ) -> NeedView:
        """One need on the sheet of a territory, or on the page of the situation (no territory)."""
        besoin = situation.besoins[known.rang - 1]
        many = len(here.reponses) > SHOWN + NAMED
        look = _Look(
            situation=situation.id,
            rang=known.rang,
            names=here.reponses,
            places=tuple(self._where(name, here, area) for name in here.reponses[:SHOWN]),
            late=here.hors_delai,
            search_url=self._search(besoin, situation, area) if many else "",
            state=badge,
            missing=self._missing(here, area),
        )
        if look not in self.needs:
            self.needs[look] = self._need(look, situation, known)
        return self.needs[look]

    def _need(self, look: _Look, situation: Situation, known: NeedAnswers) -> NeedView:
        besoin, answers = situation.besoins[known.rang - 1], self._known(known)
        accent, icon = self.look(besoin, known)
        number, together = self._moment(situation, known.rang)
        return NeedView(
            rang=known.rang,
            number=number,
            together=together,
            anchor=f"besoin-{known.rang}",
            nom=bound_figures(besoin.nom),
            explanation=bound_figures(besoin.explication or ""),
            role=ROLES[besoin.role],
            essential=besoin.role == "indispensable",
            deadline=_deadline(besoin.delai_jours),
            accent=accent,
            icon=icon,
            answers=tuple(
                self._answer(answers[name], place)
                for name, place in zip(look.names, look.places, strict=False)
            ),
            more=tuple(self._link(name) for name in look.names[SHOWN:][:NAMED]),
            search_url=look.search_url,
            late=tuple(self._link(name, late=True) for name in look.late[:NAMED]),
            state=look.state,
            missing=look.missing,
        )

    def _moment(self, situation: Situation, rank: int) -> tuple[int, str]:
        """The number of a need on the page, and those that are met at the same time."""
        if situation.id not in self.moments:
            self.moments[situation.id] = moments_of(situation)
        return self.moments[situation.id][rank - 1]

    def _known(self, known: NeedAnswers) -> Mapping[str, Answer]:
        """Its answers by service, listed once for all territories."""
        if id(known) not in self.listed:
            self.listed[id(known)] = {answer.service: answer for answer in known.answers}
        return self.listed[id(known)]

    def look(self, need: Besoin, known: NeedAnswers) -> tuple[str, str]:
        """The colour and the pictogram of the great theme that a need is about."""
        themes = need.recherche.thematiques if need.recherche else ()
        found = next(iter(known.answers), None)
        if not themes and found is not None:
            themes = self.services[found.service].thematiques
        if not themes:
            return "autre", "compass"
        term = self.labels.category(themes[0])
        return term.accent, term.icon

    def _answer(self, answer: Answer, where: str) -> AnswerView:
        key = (answer, where)
        if key not in self.drawn:
            card = self.shelves.cards[answer.service]
            facts = (
                card.cost,
                card.on_site,
                "Conditions à vérifier" if answer.eligibilite == "a-verifier" else "",
                "Délai à demander" if answer.delai == "a-demander" else "",
            )
            self.drawn[key] = AnswerView(
                id=card.id,
                nom=card.nom,
                url=card.url,
                resume=card.resume,
                structure=card.structure,
                accent=card.accent,
                icon=card.icon,
                contact=card.contact,
                facts=tuple(fact for fact in facts if fact),
                badges=(card.badge,) if card.badge else (),
                place=where,
                paper=self.ways.on_paper(self.services[card.id]),
            )
        return self.drawn[key]

    def _where(self, name: str, here: NeedHere, area: Territory | None) -> str:
        """The communes of an EPCI where a service answers, when it does not in all of them."""
        communes = here.partielles.get(name, ())
        if not communes or area is None:
            return ""
        return f"Seulement{NBSP}: {self._communes(communes)}"

    def _link(self, name: str, *, late: bool = False) -> Link:
        if (name, late) not in self.links:
            card, delay = self.shelves.cards[name], self.services[name].delai_jours
            note = f"réponse en {counted(delay, 'jour')}" if late and delay else card.structure
            self.links[name, late] = Link(label=card.nom, url=card.url, note=note)
        return self.links[name, late]

    def _search(self, need: Besoin, situation: Situation, area: Territory | None) -> str:
        """The search that finds most of these answers, when the need is a search."""
        search, person = need.recherche, situation.personne or {}
        if search is None or len(search.thematiques) != 1:
            return ""
        statut = str(person.get("statut") or "")
        chosen = {"theme": search.thematiques[0], "lieu": area.code if area else ""}
        if statut and not search.statuts:
            chosen["statut"] = statut
        return urls.search_url(**{key: value for key, value in chosen.items() if value})

    def _missing(self, here: NeedHere, area: Territory | None) -> str:
        if here.etat == SERVED or area is None:
            return ""
        if here.etat == NOBODY:
            return "Aucune aide de ce site ne répond à ce besoin sur ce territoire."
        names = self._communes(here.communes_sans_reponse)
        return f"Personne sur ce besoin dans {_communes(here.communes_sans_reponse)}{NBSP}: {names}"

    def _communes(self, codes: Sequence[str]) -> str:
        """The first ones, by name: reading the names of all takes long, and nobody reads them."""
        more = len(codes) - COMMUNES_NAMED
        named = codes if more <= 1 else codes[:COMMUNES_NAMED]
        words = tuple(map(self._commune, named))
        return listed(words if more <= 1 else (*words, f"{more} autres"))

    def _commune(self, code: str) -> str:
        """Its name; a row of the reference data is read once."""
        if code not in self.names:
            self.names[code] = self.referentiels.communes[code][0]
        return self.names[code]


def state_badge(here: NeedHere) -> Badge:
    """Whether somebody answers here, in words."""
    return HERE.get(here.etat, PARTLY_HERE)


def summary_text(needs: Iterable[NeedHere]) -> str:
    """« 5 besoins : 4 ont une réponse ici, personne sur 1. »"""
    states = [need.etat for need in needs]
    answered, nobody = len(states) - states.count(NOBODY), states.count(NOBODY)
    words = f"{counted(len(states), 'besoin')}{NBSP}: "
    if not nobody:
        return f"{words}{'tous ont' if answered > 1 else 'il a'} au moins une réponse ici."
    if not answered:
        return f"{words}personne n’y répond ici, à notre connaissance."
    verb = "ont" if answered > 1 else "a"
    return f"{words}{answered} {verb} une réponse ici, personne ne répond à {nobody}."


def moments_of(situation: Situation) -> tuple[tuple[int, str], ...]:
    """By need of the entry, its number on the page and which ones have the same moment."""
    orders = [
        rank if need.ordre is None else need.ordre
        for rank, need in enumerate(situation.besoins, start=1)
    ]
    ranks = sorted(range(len(orders)), key=lambda rank: orders[rank])  # stable: then by rank
    numbers = {rank: number for number, rank in enumerate(ranks, start=1)}
    return tuple(
        (numbers[rank], _together([numbers[i] for i in ranks if orders[i] == order and i != rank]))
        for rank, order in enumerate(orders)
    )


def _together(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    named = listed(tuple(map(str, numbers)))
    return f"En même temps que {'le besoin' if len(numbers) == 1 else 'les besoins'}{NBSP}{named}"


def _deadline(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return "Le jour même"
    return f"Sous {counted(days, 'jour')}"


def _communes(codes: Sequence[str]) -> str:
    return counted(len(codes), "commune")
