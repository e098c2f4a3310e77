"""The rule of an aid as a page and its scripts hold it: conditions, and the words of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.view_parts import Link, Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing to meet, and how it reads."""

    condition: Mapping[str, Any]
    words: str  # "Avoir entre 16 et 25 ans"


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRule:
    """All that a person has to meet for one service."""

    zone: Criterion  # apart: a list of aids near a place already answers it
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One answer that can be given."""

    code: str
    label: str  # as the person would say it: « En intérim »


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question about a person."""

    fact: str  # "statut", "age", "quotient-familial/mensuelle"…
    label: str
    hint: str = ""
    unit: str = ""  # of a number
    answers: tuple[AnswerView, ...] = ()  # none: a number is asked
    several: bool = False
    vocabulary: str = ""  # the kind of condition whose codes are these answers


@dataclass(frozen=True, slots=True, kw_only=True)
class AidPlan:
    """What the browser needs to say who may get what."""

    rules: Mapping[str, AidRule]  # by identifier of service
    questions: tuple[QuestionView, ...]  # that a rule may need


NO_AIDS = AidPlan(rules={}, questions=())


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAidsView:
    """The page « Mes aides possibles »: what one can do there without script."""

    heading: str
    intro: str
    needs: tuple[Tile, ...]
    situations: tuple[Link, ...]  # lists of services
    publics: tuple[Link, ...]
    questions: tuple[str, ...]  # to have in mind, alone or with a counsellor
