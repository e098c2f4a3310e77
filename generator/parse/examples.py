"""Parse: the example persons of an entry, each judged by its own rule: who wrote both finds out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.diagnostics import Diagnostic
from generator.eligibility import CHECK, NO, Reason, evaluate, holds_in
from generator.model import Referentiels
from generator.parse.rules import Breach

FIELD = "eligibilite"


def find_contradictions(
    data: Mapping[str, Any], said: Sequence[Diagnostic], referentiels: Referentiels
) -> Iterator[Breach]:
    """Every example whose expected answer is not what the rule says.

    A rule with another fault is not judged: `said` holds what was found before.
    """
    rule = data.get(FIELD)
    if not isinstance(rule, Mapping) or any(item.field[:1] == (FIELD,) for item in said):
        return
    holds = holds_in(referentiels)
    for rank, example in enumerate(rule.get("exemples", ())):
        verdict = evaluate(rule, example["personne"], holds)
        if verdict.reponse != example["attendu"]:
            yield Breach(
                "exemple-contredit",
                (FIELD, "exemples", rank, "attendu"),
                f"la règle répond « {verdict.reponse} » pour cette personne",
                _hint(verdict.reponse, verdict.raisons),
            )


def _hint(answer: str, reasons: Sequence[Reason]) -> str:
    """Which criterion decides: there is one, unless the rule accepts everything."""
    deciding = next((reason for reason in reasons if reason.reponse == answer), None)
    if answer == NO and deciding is not None:
        return f"elle ne remplit pas « {_named(deciding)} » : corrigez l’exemple, ou la règle"
    if answer == CHECK and deciding is not None:
        missing = ", ".join(deciding.manque)
        if missing:
            return f"l’exemple ne dit pas « {missing} » : ajoutez-le, ou attendez « a-verifier »"
        return f"« {_named(deciding)} » ne se calcule pas : attendez « a-verifier »"
    return "elle remplit toutes les conditions : corrigez l’exemple, ou la règle"


def _named(reason: Reason) -> str:
    """The place of a criterion, counted from 1 as people count: « sauf, ligne 2 »."""
    key, *rank = reason.path
    kind = next(iter(reason.condition))
    where = f"{key}, n° {int(rank[0]) + 1}" if rank else str(key)
    return where if kind == key else f"{where} : {kind}"
