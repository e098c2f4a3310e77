"""Plan: situations, services in display order, territories → what answers each need, and where.

Everything is decided commune by commune: a service answers in a commune when its zone holds it and
when its conditions do not say no to the person who lives there. `docs/situations.md` says it in
full, for who wants to compute it again from the feed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.eligibility import CHECK, NO, OPEN, YES, Holds, evaluate
from generator.entries import Service
from generator.model import Territory
from generator.plan.commune_sets import Communes, CommuneSets
from generator.plan.coverage import CoverageMap
from generator.plan.facets import EVERYONE
from generator.plan.vocabulary import category_code
from generator.situations import Besoin, Recherche, Situation
from generator.solutions import (
    NOBODY,
    PARTLY,
    SERVED,
    Answer,
    NeedAnswers,
    NeedHere,
    Solution,
    SolutionHere,
)

CLOSED = frozenset(("termine", "suspendu", "budget-epuise"))  # nobody can ask today
Person = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate that may be asked for, and the communes where it answers."""

    service: Service
    communes: Communes
    answer: Answer
    late: bool


class Solver:
    """Solves situations over one catalogue; `services` are in the order of the lists."""

    def __init__(
        self,
        services: Sequence[Service],
        coverage: CoverageMap,
        areas: Sequence[Territory],
    ) -> None:
        self._sets = CommuneSets(coverage)
        self._coverage = coverage
        self._open = tuple(service for service in services if service.etat not in CLOSED)
        self._by_id = {service.id: service for service in self._open}
        self._by_theme = _by_theme(self._open)
        self._areas = {area.code: area for area in areas}
        self._whole = {code: self._sets.held((code,)) for code in self._areas}
        self._members = {code: self._sets.named(held) for code, held in self._whole.items()}
        self._reached: dict[tuple[str, ...], tuple[str, ...]] = {}

    def solve(self, situation: Situation) -> Solution:
        """What answers each need of a situation, everywhere."""
        found = [self._candidates(need, situation) for need in situation.besoins]
        here = [self._by_area(candidates) for candidates in found]
        return Solution(
            situation=situation,
            besoins=tuple(
                self._answers(rank, need, candidates)
                for rank, (need, candidates) in enumerate(
                    zip(situation.besoins, found, strict=True), start=1
                )
            ),
            territoires=tuple(
                SolutionHere(area=area, besoins=tuple(needs[area.code] for needs in here))
                for area in self._areas.values()
            ),
        )

    def _candidates(self, need: Besoin, situation: Situation) -> tuple[_Found, ...]:
        """Named services, then those of the search; those that answer nowhere are left out."""
        person = situation.personne or {}
        wanted = [self._by_id[name] for name in need.services if name in self._by_id]
        if need.recherche is not None:
            search = _with_person(need.recherche, person)
            wanted += [service for service in self._about(search) if matches(service, search)]
        once = {service.id: service for service in wanted}
        return tuple(
            found
            for service in once.values()
            if (found := self._judge(service, need, situation.personne)).communes
        )

    def _about(self, search: Recherche) -> Sequence[Service]:
        """The services of its themes, in the order of the lists; all of them without themes."""
        if not search.thematiques:
            return self._open
        ranks = {rank for theme in search.thematiques for rank in self._by_theme.get(theme, ())}
        return [self._open[rank] for rank in sorted(ranks)]

    def _judge(self, service: Service, need: Besoin, person: Person | None) -> _Found:
        communes, said = self._sets.held(service.zone_eligibilite), ""
        if person is not None and service.eligibilite is not None:
            communes, said = self._eligible(service.eligibilite, person, communes)
        known = service.delai_jours is not None
        delay = "" if need.delai_jours is None else "connu" if known else "a-demander"
        late = (
            need.delai_jours is not None
            and service.delai_jours is not None
            and service.delai_jours > need.delai_jours
        )
        answer = Answer(service=service.id, eligibilite=said, delai=delay)
        return _Found(service=service, communes=communes, answer=answer, late=late)

    def _eligible(
        self, rule: Mapping[str, object], person: Person, communes: Communes
    ) -> tuple[Communes, str]:
        """Of these communes, those where the answer is not « non », and what it is there."""
        kept, answers = 0, set()
        for part in _cut(communes, [self._sets.held(zone) for zone in zones_of(rule)]):
            commune = self._sets.named(part & -part)[0]
            here = {**person, **OPEN, "commune": commune}
            verdict = evaluate(rule, here, self._holds).reponse
            if verdict != NO:
                kept |= part
                answers.add(verdict)
        return kept, YES if answers == {YES} else CHECK

    @property
    def _holds(self) -> Holds:
        return lambda commune, code: bool(self._sets.held((code,)) & self._sets.held((commune,)))

    def _answers(self, rank: int, need: Besoin, candidates: Sequence[_Found]) -> NeedAnswers:
        everything = self._sets.everything
        return NeedAnswers(
            rang=rank,
            ordre=rank if need.ordre is None else need.ordre,
            answers=tuple(found.answer for found in candidates if not found.late),
            late=tuple(found.answer for found in candidates if found.late),
            everywhere=tuple(
                found.service.id
                for found in candidates
                if not found.late and found.communes == everything
            ),
        )

    def _by_area(self, candidates: Sequence[_Found]) -> dict[str, NeedHere]:
        """By territory, what answers there; each service is tried where its zone reaches."""
        here: dict[str, list[_Found]] = {code: [] for code in self._areas}
        for found in candidates:
            for code in self._reach(found.service):
                if found.communes & self._whole[code]:
                    here[code].append(found)
        return {code: self._need_here(code, found) for code, found in here.items()}

    def _reach(self, service: Service) -> tuple[str, ...]:
        zone = service.zone_eligibilite
        if zone not in self._reached:
            reached = self._coverage.reached(service)
            self._reached[zone] = tuple(code for code in self._areas if code in reached)
        return self._reached[zone]

    def _need_here(self, code: str, candidates: Sequence[_Found]) -> NeedHere:
        whole, answered = self._whole[code], 0
        answers, partial = [], {}
        for found in candidates:
            if found.late:
                continue
            answers.append(found.service.id)
            inside = found.communes & whole
            answered |= inside
            if inside != whole and self._areas[code].kind == "epci":
                partial[found.service.id] = self._sets.named(inside)
        left = whole & ~answered
        return NeedHere(
            etat=SERVED if not left else PARTLY if answers else NOBODY,
            reponses=tuple(answers),
            hors_delai=tuple(found.service.id for found in candidates if found.late),
            communes_sans_reponse=self._sets.named(left) if answers else self._members[code],
            partielles=partial,
        )


def _by_theme(services: Sequence[Service]) -> Mapping[str, Sequence[int]]:
    """Thématique or great theme → the ranks of its services."""
    found: dict[str, list[int]] = {}
    for rank, service in enumerate(services):
        for theme in {*service.thematiques, *map(category_code, service.thematiques)}:
            found.setdefault(theme, []).append(rank)
    return found


def matches(service: Service, search: Recherche) -> bool:
    """Whether a service meets every field of a search that says something."""
    themes = search.thematiques
    return (
        (not themes or any(t in themes or category_code(t) in themes for t in service.thematiques))
        and (not search.types or service.type in search.types)
        and (not search.frais or service.frais in search.frais)
        and (not search.modes_accueil or bool({*search.modes_accueil} & {*service.modes_accueil}))
        and _open_to(search.statuts, service.statuts)
        and _open_to(search.publics, () if EVERYONE in service.publics else service.publics)
    )


def _open_to(wanted: Sequence[str], named: Sequence[str]) -> bool:
    """What names nobody excludes nobody."""
    return not wanted or not named or not frozenset(wanted).isdisjoint(named)


def _with_person(search: Recherche, person: Person) -> Recherche:
    """The search, with the situation and the audiences of the person when it says none."""
    statut = person.get("statut")
    return Recherche(
        thematiques=search.thematiques,
        types=search.types,
        statuts=search.statuts or ((statut,) if statut else ()),
        publics=search.publics or tuple(person.get("publics") or ()),
        frais=search.frais,
        modes_accueil=search.modes_accueil,
    )


def zones_of(rule: object) -> Iterator[Sequence[str]]:
    """Every zone that a rule names, at any depth."""
    if isinstance(rule, Mapping):
        for key, value in rule.items():
            if key == "zone":
                yield value
            elif key != "exemples":
                yield from zones_of(value)
    elif isinstance(rule, (list, tuple)):
        for item in rule:
            yield from zones_of(item)


def _cut(communes: Communes, zones: Sequence[Communes]) -> list[Communes]:
    """Communes → parts, in each of which all are in the same zones."""
    parts = [communes]
    for zone in zones:
        parts = [piece for part in parts for piece in (part & zone, part & ~zone) if piece]
    return [part for part in parts if part]
