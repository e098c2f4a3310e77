"""Conditions of an aid and what is known of a person → « oui », « non » or « à vérifier », and why.

A fact that is not known never excludes: the answer is then « à vérifier », and the reason names
the fact that is missing. `theme/assets/js/lib/eligibility.js` holds the same rule, and
`tests/fixtures/eligibilite.json` tests both. The person of an example, of a situation or of a
visitor has the same fields (`eligibilite.exemples[].personne` of `service.schema.json`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from generator.eligibility_facts import (
    BELONGS,
    POSSIBLE,
    STATUT_OF_CONTRAT,
    YOUNG_TO,
    YOUNG_TO_FOR_SOME,
    implied_contrats,
    implied_permis,
    implied_statuts,
)
from generator.model import Referentiels

YES, NO, CHECK = "oui", "non", "a-verifier"
EMPLOYER = "employeur"

# Who lives a situation may belong to more publics than are told: those that are not are not known.
# The person of an example is whole: see `_belongs`.
OPEN: Mapping[str, tuple[str, ...]] = MappingProxyType({"hors_publics": ()})

Condition = Mapping[str, Any]  # one key: "age", "statuts", "toutes"…
Person = Mapping[str, Any]
# Whether a zone's code holds a commune; None when only a part of the place lies in it.
Holds = Callable[[str, str], bool | None]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one criterion says of a person."""

    reponse: str  # "oui", "non" or "a-verifier"
    path: Path  # ("toutes", 0), ("une",), ("sauf", 1): the place of the criterion in its rule
    condition: Condition
    manque: tuple[str, ...] = ()  # facts to know for it to be settled: "age", "permis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer of a rule, with the reason of each of its criteria."""

    reponse: str
    raisons: tuple[Reason, ...] = ()


def evaluate(rule: Mapping[str, Any], person: Person, holds: Holds) -> Verdict:
    """The answer of an `eligibilite` for a person; a rule without condition says « oui »."""
    judge = _Judge(person, holds)
    reasons = []
    for path, condition, excludes in criteria(rule):
        answer = judge.answer(condition)
        missing = tuple(dict.fromkeys(judge.missing(condition))) if answer == CHECK else ()
        reasons.append(
            Reason(
                reponse=_opposite(answer) if excludes else answer,
                path=path,
                condition=condition,
                manque=missing,
            )
        )
    return Verdict(
        reponse=all_of(reason.reponse for reason in reasons),
        raisons=tuple(reasons),
    )


def criteria(rule: Mapping[str, Any]) -> Iterator[tuple[Path, Condition, bool]]:
    """Each criterion of a rule, its place, and whether it excludes; all of `une` is one."""
    for rank, condition in enumerate(rule.get("toutes") or ()):
        yield ("toutes", rank), condition, False
    if rule.get("une"):
        yield ("une",), {"une": rule["une"]}, False
    for rank, condition in enumerate(rule.get("sauf") or ()):
        yield ("sauf", rank), condition, True


def holds_in(referentiels: Referentiels) -> Holds:
    """What holds each commune of France: itself, its EPCI, its département, its région, France."""
    former = referentiels.former_communes

    @cache
    def above(commune: str) -> frozenset[str]:
        area = referentiels.territory(former.get(commune, commune))
        return frozenset((area.code, *area.parents, "france")) if area else frozenset()

    return lambda commune, code: former.get(code, code) in above(commune)


def all_of(answers: Iterator[str]) -> str:
    """« non » as soon as one says no, « oui » when all say yes."""
    found = set(answers)
    return NO if NO in found else CHECK if CHECK in found else YES


def any_of(answers: Iterator[str]) -> str:
    """« oui » as soon as one says yes, « non » when all say no."""
    found = set(answers)
    return YES if YES in found else CHECK if CHECK in found else NO


def _opposite(answer: str) -> str:
    return {YES: NO, NO: YES}.get(answer, CHECK)


class _Judge:
    """Answers conditions for one person."""

    def __init__(self, person: Person, holds: Holds) -> None:
        self._person = person
        self._holds = holds

    def answer(self, condition: Condition) -> str:
        """What one condition says, those inside it included."""
        (kind, value), *_ = condition.items()
        if kind == "toutes":
            return all_of(self.answer(item) for item in value)
        if kind == "une":
            return any_of(self.answer(item) for item in value)
        if kind == "sauf":
            return _opposite(any_of(self.answer(item) for item in value))
        return str(getattr(self, f"_{kind}")(value))

    def missing(self, condition: Condition) -> Iterator[str]:
        """The facts that the undecided parts of a condition ask for, in the order of the rule."""
        if self.answer(condition) != CHECK:
            return
        (kind, value), *_ = condition.items()
        if kind in ("toutes", "une", "sauf"):
            for item in value:
                yield from self.missing(item)
        elif kind in _FACT_OF:
            yield _FACT_OF[kind]
        elif kind == "ressources":
            yield resource_key(value)

    def _age(self, value: Condition) -> str:
        return _within(self._person.get("age"), value)

    def _distance_km(self, value: Condition) -> str:
        return _within(self._person.get("distance_km"), value)

    def _ressources(self, value: Condition) -> str:
        known = self._person.get("ressources")
        if isinstance(known, Mapping):  # one amount for each way of counting
            known = known.get(resource_key(value))
        return _within(known, {"max": value["max"]})

    def _statuts(self, codes: Sequence[str]) -> str:
        statut = self._person.get("statut")
        signed = STATUT_OF_CONTRAT.get(self._person.get("contrat") or "")
        if {*implied_statuts(statut), *implied_statuts(signed)} & set(codes):
            return YES
        if statut is None or POSSIBLE.get(statut, frozenset()) & set(codes):
            return CHECK
        return NO

    def _contrat(self, codes: Sequence[str]) -> str:
        contrat = self._person.get("contrat")
        if contrat is not None:
            return YES if contrat in codes else NO
        return YES if implied_contrats(self._person.get("statut")) & set(codes) else CHECK

    def _permis(self, codes: Sequence[str]) -> str:
        known = self._person.get("permis")
        if not known:
            return CHECK
        return YES if implied_permis(known) & set(codes) else NO

    def _publics(self, codes: Sequence[str]) -> str:
        return any_of(self._belongs(code) for code in codes)

    def _belongs(self, public: str) -> str:
        """Whether the person is of a public: said, else deduced from the age or the situation."""
        said = self._person.get("publics")
        if public == "tous-publics" or public in (said or ()):
            return YES
        if public in (self._person.get("hors_publics") or ()):
            return NO
        deduced = self._deduced(public)
        if deduced == CHECK and said and "hors_publics" not in self._person:
            return NO  # all that the person belongs to was said
        return deduced

    def _deduced(self, public: str) -> str:
        age = self._person.get("age")
        if public == "jeunes" and age is not None:
            return YES if age <= YOUNG_TO else NO if age > YOUNG_TO_FOR_SOME else CHECK
        return BELONGS.get(public, {}).get(self._person.get("statut") or "", CHECK)

    def _zone(self, codes: Sequence[str]) -> str:
        commune = self._person.get("commune")
        if "france" in codes:
            return YES
        if commune is None:
            return CHECK
        held = {self._holds(commune, code) for code in codes}
        return YES if True in held else CHECK if None in held else NO

    def _a_verifier(self, _text: str) -> str:
        return CHECK

    def _personne(self, _only: object) -> str:
        """An employer is no person to help; who does not say so is taken for a person."""
        return NO if self._person.get("statut") == EMPLOYER else YES


_FACT_OF = {
    "age": "age",
    "statuts": "statut",
    "publics": "publics",
    "zone": "commune",
    "permis": "permis",
    "distance_km": "distance_km",
    "contrat": "contrat",
}


def resource_key(value: Condition) -> str:
    """What a ceiling counts, and on which period: "quotient-familial/mensuelle"."""
    return f"{value['base']}/{value.get('periode') or 'autre'}"


def _within(known: float | None, bounds: Condition) -> str:
    """Both bounds are included."""
    if known is None:
        return CHECK
    low, high = bounds.get("min"), bounds.get("max")
    inside = (low is None or known >= low) and (high is None or known <= high)
    return YES if inside else NO
