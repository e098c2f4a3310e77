"""Render: an entry → the words by which it is also found: labels, names of places, other forms.

The full-text index of SQLite knows neither the labels of the codes nor that « voitures » is the
plural of « voiture », and reads « œ » as a letter of its own.
"""

import re
from collections.abc import Iterator
from functools import cache

from generator.french_words import words
from generator.render.tables.rows import Filled, Published
from generator.site_plan import SitePlan

_LABELLED = (
    ("thematiques", "thematiques"),
    ("publics", "publics"),
    ("statuts", "statuts"),
    ("reseaux_porteurs", "reseaux-porteurs"),
)
_READ = ("nom", "resume", "sigle")
_LONG_WORD = re.compile(r"\w{4,}").findall
_LIGATURES = ("œ", "Œ", "æ", "Æ")


def search_words(filled: Filled, plan: SitePlan) -> Iterator[str]:
    """For each entry, in order, what to add to its own texts."""
    owners = {item.id: f"{item.nom} {item.sigle or ''}" for item in plan.catalogue.structures}

    @cache
    def label(vocabulary: str, code: str) -> str:
        term = plan.schemas.vocabularies[vocabulary][code]
        return f"{term.label} {' '.join(_other_forms(term.label))}"

    @cache
    def place(code: str) -> str:
        area = plan.referentiels.territory(code)
        return area.nom if area is not None else ""

    for entry in filled.entries:
        parts = [owners.get(entry.get("structure", ""), "").strip()]
        parts += [
            label(vocabulary, code)
            for field, vocabulary in _LABELLED
            for code in entry.get(field, ())
        ]
        parts += [place(code) for code in entry.get("zone_eligibilite", ())]
        parts += [place(code) for code in entry.get("territoires", ())]
        parts += [item["commune"] for item in entry.get("lieux", ()) if "commune" in item]
        parts += _of_texts(entry)
        yield " ".join(dict.fromkeys(filter(None, parts)))


def _of_texts(entry: Published) -> list[str]:
    """The other forms of the words that name an entry, and its « œ » written « oe »."""
    text = " ".join((*(entry.get(field, "") for field in _READ), *entry.get("mots_cles", ())))
    found = _other_forms(text)
    told = f"{text} {entry.get('description', '')}"
    if any(sign in told for sign in _LIGATURES):
        found += [word for word in words(told) if "oe" in word or "ae" in word]
    return found


def _other_forms(text: str) -> list[str]:
    """The plural of what may be singular, the singular of what may be plural."""
    found = _LONG_WORD(text.lower())
    return [word[:-1] if word[-1] in "sx" else f"{word}s" for word in found]
