"""Plan: one service → where its text contradicts its own fields.

Each rule is silent as soon as a sentence may speak of something else: a warning that is often
wrong teaches nobody to read warnings.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.contradictions import Contradiction
from generator.diagnostics import FieldPath
from generator.entries import Service
from generator.plan.told_figures import Told, sentences, told_ages, told_amounts
from generator.plan.told_states import (
    past_deadline,
    says_ended,
    says_free,
    says_only_on_site,
    says_only_online,
    says_paid,
)
from generator.plan.wording import NBSP, bound_figures, date_text, number_text

_OPEN = ("actif", "a-confirmer", "saisonnier")
# Stems of the phrases that `told_states` looks for.
_ONLY = ("uniquement", "seulement", "exclusivement", "entièrement", "totalement", "100")
_OVER = ("plus", "fin", "supprim", "suspend", "termin", "épuis", "clos", "arrêt", "abandonn")
Text = tuple[FieldPath, str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One service, and the texts that speak of it."""

    service: Service

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """What a person reads, with the field that holds it."""
        entry = self.service
        falc = entry.falc.texte if entry.falc else None
        found: list[tuple[FieldPath, str | None]] = [
            (("nom",), entry.nom),
            (("resume",), entry.resume),
            (("conditions_acces",), entry.conditions_acces),
            (("frais_precisions",), entry.frais_precisions),
            (("description",), entry.description.text if entry.description else None),
            (("falc", "texte"), falc),
        ]
        found.extend((("demarches", rank), step) for rank, step in enumerate(entry.demarches))
        return tuple((field, text) for field, text in found if text)

    def says(self, *stems: str) -> Iterator[Text]:
        """The sentences, when one of these stems is somewhere: most entries have none."""
        return iter(self.sentences if any(stem in self._whole for stem in stems) else ())

    @cached_property
    def _whole(self) -> str:
        return "\n".join(text for _, text in self.texts).lower()

    @cached_property
    def sentences(self) -> tuple[Text, ...]:
        """Each sentence of them."""
        return tuple((field, one) for field, text in self.texts for one in sentences(text))

    def say(
        self, code: str, field: FieldPath, words: str, message: str, advice: str
    ) -> Contradiction:
        """One contradiction; `words` are those of the text."""
        told = bound_figures(words.replace("'", "’"))
        return Contradiction(
            code=code,
            fiche=f"services/{self.service.id}",
            champ=field,
            message=f"le texte dit «{NBSP}{told}{NBSP}», {message}",
            conseil=advice,
            texte=words,
        )


def find_text_faults(service: Service, today: date) -> Iterator[Contradiction]:
    """Every contradiction of one service with itself; what ended is kept as it was."""
    if service.etat != "termine":
        reading = Reading(service=service)
        for rule in _RULES:
            yield from rule(reading)
        yield from _deadline(reading, today)


def _amount(reading: Reading) -> Iterator[Contradiction]:
    amount = reading.service.montant
    if amount is None or amount.max is None or amount.unite not in ("€", None):
        return
    price = amount.sens == "paye"
    for field, text in reading.texts:
        told = tuple(
            item
            for item in told_amounts(text, price=price)
            if item.rhythm in ("", amount.periodicite) or not amount.periodicite
        )
        if told and not any(amount.max in item.mosts for item in told):
            yield reading.say(
                "montant-contredit",
                field,
                told[0].words,
                f"et «{NBSP}montant{NBSP}» un maximum de {number_text(amount.max)}{NBSP}€",
                f"gardez le bon montant aux deux endroits{NBSP}: le champ et le texte",
            )


def _age(reading: Reading) -> Iterator[Contradiction]:
    rule = reading.service.eligibilite
    if not rule or (bounds := rule_ages(rule)) is None:
        return
    for field, text in reading.texts:
        told = told_ages(text)
        fault = _age_fault(told, bounds) if told else ""
        if fault:
            yield reading.say(
                "age-contredit",
                field,
                told[0].words,
                f"et «{NBSP}eligibilite{NBSP}» {fault}",
                f"gardez le bon âge aux deux endroits{NBSP}: la règle et le texte",
            )


def rule_ages(rule: Mapping[str, Any]) -> Mapping[str, int] | None:
    """The bounds of the only condition of age; `{}` when the rule asks none; `None` for a doubt."""
    doubts = tuple(_told_doubts(rule))
    if any("ans" in doubt or "âge" in doubt for doubt in doubts):
        return None  # the entry says itself that the age is to be checked
    ages = [item["age"] for item in rule.get("toutes") or () if "age" in item]
    if len(ages) == 1 and not _speaks_of_age((rule.get("une"), rule.get("sauf"))):
        return dict(ages[0])
    return None if doubts or _speaks_of_age(rule) else {}


def _speaks_of_age(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(
            name == "age" or (name != "exemples" and _speaks_of_age(held))
            for name, held in value.items()
        )
    return isinstance(value, (list, tuple)) and any(map(_speaks_of_age, value))


def _told_doubts(value: object) -> Iterator[str]:
    """What the rule leaves to check: it then says yes to nobody."""
    if isinstance(value, Mapping):
        for name, held in value.items():
            if name == "a_verifier":
                yield str(held)
            elif name != "exemples":
                yield from _told_doubts(held)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _told_doubts(item)


def _age_fault(told: tuple[Told, ...], bounds: Mapping[str, int]) -> str:
    """What the rule says otherwise; several bounds in one text are as many cases, and a doubt."""
    leasts = {item.leasts for item in told if item.leasts}
    mosts = {item.mosts for item in told if item.mosts}
    if len(leasts) > 1 or len(mosts) > 1:
        return ""
    if not bounds:
        return "ne demande aucun âge"
    for said, name, words in ((leasts, "min", "à partir de"), (mosts, "max", "jusqu’à")):
        asked = bounds.get(name)
        for possible in said:
            if asked is None:
                return f"ne met pas d’âge {'minimal' if name == 'min' else 'maximal'}"
            if asked not in possible:
                return f"dit oui {words} {asked}{NBSP}ans"
    return ""


def _cost(reading: Reading) -> Iterator[Contradiction]:
    """A price that the text gives or takes back."""
    service = reading.service
    said = {"payant": says_free, "gratuit": says_paid}.get(service.frais or "")
    if said is None:
        return
    for field, sentence in reading.says("gratuit", "sans frais", "pay", "coûte", "tarif", "prix"):
        if words := said(sentence):
            yield reading.say(
                "frais-contredits",
                field,
                words,
                f"et «{NBSP}frais{NBSP}» dit «{NBSP}{service.frais}{NBSP}»",
                "gardez ce qui est vrai ; si une partie est payante, dites laquelle dans "
                f"«{NBSP}frais_precisions{NBSP}»",
            )
            return


def _reception(reading: Reading) -> Iterator[Contradiction]:
    """Where one is received."""
    modes = reading.service.modes_accueil
    if len(modes) != 1:
        return
    said = says_only_online if modes[0] == "en-presentiel" else says_only_on_site
    for field, sentence in reading.says(*_ONLY, "tout se fait", "il faut", "vous devez"):
        if words := said(sentence):
            yield reading.say(
                "accueil-contredit",
                field,
                words,
                f"et «{NBSP}modes_accueil{NBSP}» dit «{NBSP}{modes[0]}{NBSP}»",
                "gardez ce qui est vrai ; les deux modes peuvent être cités",
            )
            return


def _state(reading: Reading) -> Iterator[Contradiction]:
    if reading.service.etat != "actif":
        return
    for field, sentence in reading.says(*_OVER):
        if words := says_ended(sentence):
            yield reading.say(
                "etat-contredit",
                field,
                words,
                f"et «{NBSP}etat{NBSP}» dit «{NBSP}actif{NBSP}»",
                f"changez «{NBSP}etat{NBSP}» («{NBSP}suspendu{NBSP}», «{NBSP}termine{NBSP}»…), "
                "ou corrigez le texte",
            )
            return


def _deadline(reading: Reading, today: date) -> Iterator[Contradiction]:
    if reading.service.etat not in _OPEN:
        return
    for field, sentence in reading.says("jusqu", "au plus tard", "date limite"):
        found = past_deadline(sentence, today)
        if found is not None:
            words, day = found
            yield reading.say(
                "echeance-passee",
                field,
                words,
                f"et ce jour est passé{NBSP}: le service est encore donné pour ouvert",
                f"donnez la nouvelle date, ou changez «{NBSP}etat{NBSP}» "
                f"(le {date_text(day)} peut aller dans «{NBSP}etat_precisions{NBSP}»)",
            )
            return


_RULES: tuple[Callable[[Reading], Iterator[Contradiction]], ...] = (
    _amount,
    _age,
    _cost,
    _reception,
    _state,
)
