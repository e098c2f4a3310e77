"""Render: the rules of the services → small files, from which the browser says who may get what.

Cut as the zones are: what reaches a place stands in the file of its département or in `commun`.
Services with the same rule are written once, and so are criteria. `besoins` tells which need each
answers first: results are grouped by it. What only a person can check is
text, different for each service: it stands apart, for the services that are shown; the state of a
service (« à confirmer ») stays with the rule, since it orders them.
`theme/assets/js/lib/aid-rules.js` reads these files.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from generator.eligibility_rule import STATES
from generator.eligibility_view import AidRule, Criterion
from generator.model import Artifact
from generator.render.search.compact import ascending
from generator.render.search.territories import COMMON, holders_of
from generator.render.search.texts import Numbering
from generator.site_plan import SitePlan

FOLDER = "regles"
WORDS_IN_A_FILE = 32  # services
_TO_CHECK = "a_verifier"
# The first criterion of each file: something in words, to read beside.
_WORDS: tuple[Mapping[str, str], str] = ({_TO_CHECK: ""}, "")


def render_rules(numbering: Numbering, plan: SitePlan) -> Iterator[Artifact]:
    """By département then `commun`, who may get what; by range of services, what is in words."""
    for name, documents in _sets(numbering, plan).items():
        yield _json(f"{FOLDER}/{name}.json", _rules(documents, numbering, plan))
    for start in range(0, numbering.count, WORDS_IN_A_FILE):
        shown = enumerate(numbering.services[start : start + WORDS_IN_A_FILE], start)
        words = {document: _words(plan.aids.rules[service.id]) for document, service in shown}
        path = f"{FOLDER}/mots/{start // WORDS_IN_A_FILE}.json"
        yield _json(path, {str(document): texts for document, texts in words.items() if texts})


def questions_data(plan: SitePlan) -> bytes:
    """Every question that a rule may need; it depends on the vocabularies alone."""
    rows = [
        {name: value for name, value in asdict(question).items() if value}
        for question in plan.aids.questions
    ]
    for row in rows:
        if "answers" in row:
            row["answers"] = [[answer["code"], answer["label"]] for answer in row["answers"]]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _sets(numbering: Numbering, plan: SitePlan) -> Mapping[str, list[int]]:
    served = plan.settings.territoire.departements
    sets: dict[str, list[int]] = {name: [] for name in (COMMON, *served)}
    for document, zone in enumerate(numbering.zones):
        names = {
            name
            for code in zone
            for name in (set(holders_of(plan.referentiels, code)) & set(served)) or (COMMON,)
        }
        for name in names:
            sets[name].append(document)
    return sets


def _rules(documents: list[int], numbering: Numbering, plan: SitePlan) -> Mapping[str, object]:
    criteria: dict[str, int] = {_key(*_WORDS): 0}
    needs: dict[str, list[int]] = defaultdict(list)
    same: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for document in documents:
        service = numbering.services[document]
        needs[service.thematiques[0].partition("--")[0]].append(document)
        rule = plan.aids.rules[service.id]
        ranks = (criteria.setdefault(key, len(criteria)) for key in map(_keyed, rule.criteria))
        same[tuple(dict.fromkeys(ranks))].append(document)
    return {
        "criteres": [json.loads(key) for key in criteria],
        "regles": [list(ranks) for ranks in same],
        "services": [ascending(found) for found in same.values()],
        "besoins": {code: ascending(needs[code]) for code in sorted(needs)},
    }


def _keyed(criterion: Criterion) -> str:
    return _key(*(_WORDS if _is_apart(criterion) else (criterion.condition, criterion.words)))


def _is_apart(criterion: Criterion) -> bool:
    """The state of a service is in words too, but a few words that services share."""
    return _TO_CHECK in criterion.condition and criterion.condition[_TO_CHECK] not in STATES


def _key(condition: Mapping[str, object], words: str) -> str:
    return json.dumps([condition, words], ensure_ascii=False, separators=(",", ":"))


def _words(rule: AidRule) -> list[str]:
    return [item.words for item in rule.criteria if _is_apart(item)]


def _json(path: str, value: object) -> Artifact:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Artifact(path=path, content=text.encode())
