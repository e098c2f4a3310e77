"""Plan: every service → its whole rule, each criterion with the words that a person reads."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.eligibility import Condition
from generator.eligibility_rule import FOR_A_PERSON, kinds, service_rule
from generator.eligibility_view import AidPlan, AidRule, Criterion
from generator.entries import Service
from generator.model import Catalogue
from generator.page_views import ServiceView
from generator.plan.coverage import CoverageMap
from generator.plan.eligibility import condition_words
from generator.plan.question_words import plan_questions
from generator.plan.vocabulary import Labels
from generator.site_plan import Page

MOST_CODES = 60  # of a zone, in the page: beyond, its names are read

Word = Callable[[Condition], Criterion]


def plan_aids(catalogue: Catalogue, labels: Labels, coverage: CoverageMap) -> AidPlan:
    """The rule of every service that is not over, and the questions that rules may need."""
    return AidPlan(
        rules=_rules(catalogue, labels, coverage),
        questions=plan_questions(labels),
    )


def _rules(catalogue: Catalogue, labels: Labels, coverage: CoverageMap) -> Mapping[str, AidRule]:
    former = coverage.referentiels.former_communes
    known: dict[str, Criterion] = {}

    def word(condition: Condition) -> Criterion:
        """Thousands of services share a few conditions: each is worded once."""
        key = json.dumps(condition, sort_keys=True, default=list)
        found = known.get(key)
        if found is None:
            words = _words(condition, labels, coverage)
            found = known[key] = Criterion(condition=condition, words=words)
        return found

    def today(code: str) -> str:
        return former.get(code, code)

    return {
        service.id: _rule(service, word, today)
        for service in catalogue.services
        if service.etat != "termine"
    }


def _words(condition: Condition, labels: Labels, coverage: CoverageMap) -> str:
    return FOR_A_PERSON if "personne" in condition else condition_words(condition, labels, coverage)


def _rule(service: Service, word: Word, today: Callable[[str], str]) -> AidRule:
    rule = service_rule(service, today)
    zone, *others = rule["toutes"]
    either = ({"une": rule["une"]},) if "une" in rule else ()
    excluded = tuple({"sauf": (condition,)} for condition in rule.get("sauf", ()))
    return AidRule(
        zone=word(zone),
        criteria=tuple(map(word, (*others, *either, *excluded))),
    )


def with_questions(pages: Iterable[Page], aids: AidPlan) -> tuple[Page, ...]:
    """The same pages; that of a service holds its rule, when a question may settle it."""
    return tuple(_with_question(page, aids.rules) for page in pages)


def _with_question(page: Page, rules: Mapping[str, AidRule]) -> Page:
    view = page.view
    if not isinstance(view, ServiceView) or view.id not in rules:
        return page
    held = _held(rules[view.id])
    return replace(page, view=replace(view, eligibility=held)) if held else page


def _held(rule: AidRule) -> str:
    """A rule as the script of the page reads it; "" when no question about a person is in it."""
    criteria = (*_zone(rule.zone), *rule.criteria)
    found = frozenset().union(*(kinds({"toutes": (item.condition,)}) for item in criteria))
    if not found - {"a_verifier", "personne"}:
        return ""
    rows = [[item.condition, item.words] for item in criteria]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=list)


def _zone(zone: Criterion) -> tuple[Criterion, ...]:
    codes = zone.condition["zone"]
    if "france" in codes:
        return ()
    if len(codes) <= MOST_CODES:
        return (zone,)
    return (Criterion(condition={"a_verifier": zone.words}, words=zone.words),)
