"""An entry → the whole rule of its aid: its zone, whom it names, its conditions, and its words.

A precise condition wins over a broad label: `publics` and `statuts` are not asked again when
`eligibilite` speaks of them, because the catalogues use them to sort as much as to exclude.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.eligibility import EMPLOYER, Condition
from generator.entries import Service

Rule = Mapping[str, tuple[Condition, ...]]

NOTHING_SAID = "La fiche ne donne pas de condition\u00a0: demandez à l’organisme."
TO_CONFIRM = "Existence à confirmer auprès de l’organisme"
FOR_A_PERSON = "S’adresse à une personne, pas à un employeur"
# A service that may not answer today → what is to be checked first; the others are open.
_STATE_WORDS = {
    "a-confirmer": TO_CONFIRM,
    "suspendu": "Service suspendu\u00a0: reprise à confirmer auprès de l’organisme",
    "budget-epuise": "Budget épuisé\u00a0: suite à confirmer auprès de l’organisme",
    "termine": "Service terminé\u00a0: suite à demander à l’organisme",
}
STATES = frozenset(_STATE_WORDS.values())
_OF_A_PERSON = frozenset(("age", "permis", "contrat", "ressources", "distance_km"))
LONGEST = 400
_CUT = "… La suite est sur la fiche."
_EVERYONE = "tous-publics"

# A broad public → the kind of condition that says the same with precision.
_SAID_BY = {
    "jeunes": "age",
    "seniors": "age",
    "actifs": "statuts",
    "demandeurs-emploi": "statuts",
    "etudiants": "statuts",
}


def service_rule(service: Service, today: Callable[[str], str] = str) -> Rule:
    """What a person has to meet for a service; `today` replaces the codes of former communes."""
    said = service.eligibilite or {}
    own = tuple(_listed(said, "toutes"))
    every = (*_first(service, kinds(said), today), *own)
    distinct = tuple(item for rank, item in enumerate(every) if item not in every[:rank])
    words = (*_words(service, said, distinct), *_state(service))
    either = tuple(_listed(said, "une"))
    person = ({"personne": True},) if _is_about_a_person(service, distinct, either) else ()
    rule = {
        "toutes": (*distinct, *words, *person),
        "une": either,
        "sauf": tuple(_listed(said, "sauf")),
    }
    return {key: conditions for key, conditions in rule.items() if conditions}


def kinds(rule: Mapping[str, Any]) -> frozenset[str]:
    """Every kind of condition that a rule holds, at any depth."""
    return frozenset(kind for key in ("toutes", "une", "sauf") for kind in _kinds(rule.get(key)))


def _kinds(conditions: Any) -> Iterator[str]:
    for condition in conditions or ():
        for kind, value in condition.items():
            if kind in ("toutes", "une", "sauf"):
                yield from _kinds(value)
            else:
                yield kind


def _first(
    service: Service, spoken: frozenset[str], today: Callable[[str], str]
) -> Iterator[Condition]:
    """What the fields of the entry ask, besides its `eligibilite`."""
    yield {"zone": list(dict.fromkeys(map(today, service.zone_eligibilite)))}
    if service.statuts and "statuts" not in spoken:
        yield {"statuts": list(service.statuts)}
    precise = spoken | ({"statuts"} if service.statuts else set())
    said = any(_SAID_BY.get(code) in precise for code in service.publics)
    if service.publics and not (said or _EVERYONE in service.publics or "publics" in spoken):
        yield {"publics": list(service.publics)}


def _state(service: Service) -> Iterator[Condition]:
    """A service that nobody confirmed, or that is closed, is never a sure answer."""
    if service.etat in _STATE_WORDS:
        yield {"a_verifier": _STATE_WORDS[service.etat]}


def _is_about_a_person(
    service: Service, every: tuple[Condition, ...], either: tuple[Condition, ...]
) -> bool:
    """Whether an entry asks what only a person has, or names people, and not employers."""
    named = frozenset((*service.statuts, *_named((*every, *either))))
    if EMPLOYER in named:
        return False
    asks = any(_OF_A_PERSON & condition.keys() for condition in every)
    return asks or bool(named and _EVERYONE not in named)


def _named(conditions: Any) -> Iterator[str]:
    """Every situation and public that conditions accept, at any depth."""
    for condition in conditions:
        for kind, value in condition.items():
            if kind in ("statuts", "publics"):
                yield from value
            elif kind in ("toutes", "une"):
                yield from _named(value)


def _words(
    service: Service, said: Mapping[str, Any], found: tuple[Condition, ...]
) -> Iterator[Condition]:
    """What only a person can check: the conditions in words, when nothing else says them."""
    if kinds(said) - {"zone"}:
        return
    if service.conditions_acces:
        yield {"a_verifier": _shortened(service.conditions_acces)}
    elif len(found) == 1 and _EVERYONE not in service.publics:
        yield {"a_verifier": NOTHING_SAID}


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0] + _CUT


def _listed(rule: Mapping[str, Any], key: str) -> Iterator[Condition]:
    yield from rule.get(key) or ()
