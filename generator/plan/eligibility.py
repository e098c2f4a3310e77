"""Plan: nested eligibility conditions → a checklist in plain French."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.plan.coverage import CoverageMap
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, listed, number_text

Condition = Mapping[str, Any]

_NAMED = frozenset(("statuts", "publics"))


def checklist(
    rules: Mapping[str, object] | None,
    said: frozenset[str],
    labels: Labels,
    coverage: CoverageMap,
) -> tuple[str, ...]:
    """The `eligibilite` of a service → one line for each thing to check.

    What only a person can check (`a_verifier`) is said elsewhere: a tick would be a promise.
    `said` holds the statuts and publics that the page names already: they are not said twice.
    """
    if not rules:
        return ()
    worder = _Worder(labels, coverage)
    lines = [
        worder.word(condition)
        for condition in _conditions(rules.get("toutes"))
        if "a_verifier" not in condition
        and not said.issuperset(condition.get("statuts") or condition.get("publics") or (None,))
    ]
    either = _conditions(rules.get("une"))
    if either:
        lines.append(worder.either(either))
    lines.extend(
        f"Sauf{NBSP}: {_lower(worder.word(item))}" for item in _conditions(rules.get("sauf"))
    )
    return tuple(line for line in lines if line)


def condition_words(condition: Condition, labels: Labels, coverage: CoverageMap) -> str:
    """One criterion of a rule, as it reads in a list of what to meet."""
    return _Worder(labels, coverage).word(condition)


class _Worder:
    def __init__(self, labels: Labels, coverage: CoverageMap) -> None:
        self._labels = labels
        self._coverage = coverage

    def word(self, condition: Condition) -> str:
        (kind, value), *_ = condition.items()
        if kind == "toutes":
            return listed(tuple(_later(rank, self.word(item)) for rank, item in enumerate(value)))
        if kind == "une":
            return self.either(value)
        if kind == "sauf":
            words = (_lower(self.word(item)) for item in value)
            return f"Sauf{NBSP}: {listed(tuple(words), last='ou')}"
        return str(getattr(self, f"_{kind}")(value))

    def either(self, conditions: Sequence[Condition]) -> str:
        """Situations and publics are one list of cases: « Situation : a ou public : b » is none."""
        cases = tuple(name for item in conditions for name in self._cases(item))
        others = [self.word(item) for item in conditions if not _NAMED & item.keys()]
        named = [f"Être dans un de ces cas{NBSP}: {listed(cases, last='ou')}"] if cases else []
        if len(named) + len(others) > 1 and len(cases) > 1:
            named, others = others, named  # a list of cases comes last: it has its own « ou »
        words = tuple(_later(rank, text) for rank, text in enumerate((*named, *others)))
        return listed(words, last="ou")

    def _cases(self, condition: Condition) -> tuple[str, ...]:
        """The situations or publics that a condition names, as they read in a sentence."""
        return tuple(
            _lower(name)
            for vocabulary in _NAMED & condition.keys()
            for name in self._labels.labels(vocabulary, tuple(condition[vocabulary]))
        )

    def _age(self, value: Condition) -> str:
        low, high = value.get("min"), value.get("max")
        if low == high:
            return f"Avoir {low}{NBSP}ans"
        if low is not None and high is not None:
            return f"Avoir entre {low} et {high}{NBSP}ans"
        if low is not None:
            return f"Avoir {low}{NBSP}ans ou plus"
        return f"Avoir {high}{NBSP}ans ou moins"

    def _statuts(self, codes: Sequence[str]) -> str:
        return f"Situation{NBSP}: {self._names('statuts', codes)}"

    def _publics(self, codes: Sequence[str]) -> str:
        return f"Public{NBSP}: {self._names('publics', codes)}"

    def _contrat(self, codes: Sequence[str]) -> str:
        return f"Contrat{NBSP}: {self._names('contrats', codes)}"

    def _permis(self, codes: Sequence[str]) -> str:
        return f"Permis{NBSP}: {self._names('permis', codes)}"

    def _zone(self, codes: Sequence[str]) -> str:
        areas = (self._coverage.referentiels.territory(code) for code in codes)
        names = tuple(area.nom for area in areas if area is not None)
        return f"Habiter ici{NBSP}: {listed(names, limit=4, last='ou')}"

    def _ressources(self, value: Condition) -> str:
        base = value.get("base")
        kind = self._labels.label("bases-ressources", base) if base else "Ressources"
        period = {"mensuelle": " par mois", "annuelle": " par an"}.get(
            str(value.get("periode")), ""
        )
        if value.get("max") is None:
            return kind
        return f"{kind}{NBSP}: au plus {number_text(value['max'])}{NBSP}€{period}"

    def _distance_km(self, value: Condition) -> str:
        low, high = value.get("min"), value.get("max")
        parts = []
        if low is not None:
            parts.append(f"au moins {number_text(low)}{NBSP}km")
        if high is not None:
            parts.append(f"au plus {number_text(high)}{NBSP}km")
        return f"Trajet entre le domicile et le travail{NBSP}: {listed(tuple(parts))}"

    def _a_verifier(self, text: str) -> str:
        return text

    def _names(self, vocabulary: str, codes: Sequence[str]) -> str:
        names = self._labels.labels(vocabulary, tuple(codes))
        return listed(tuple(_lower(name) for name in names), last="ou")


def _conditions(value: object) -> Sequence[Condition]:
    return value if isinstance(value, (list, tuple)) else ()


def _later(rank: int, text: str) -> str:
    return text if rank == 0 else _lower(text)


def _lower(text: str) -> str:
    """The first letter lower, unless the word is an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
