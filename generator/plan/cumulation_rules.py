"""Plan: links of cumulation and texts → where a text forbids what a link allows, or the reverse."""

import re
from collections.abc import Iterator

from generator.characters import fold
from generator.contradictions import Contradiction
from generator.diagnostics import FieldPath
from generator.entries import Service
from generator.model import Catalogue
from generator.plan.relation_graph import Said
from generator.plan.rupture_ground import Ground
from generator.plan.text_rules import Reading
from generator.plan.wording import NBSP

_TOGETHER = ("cumulable_avec", "complement_de")
_NOT = re.compile(
    r"\b(?:non cumulables?|pas cumulables?|incompatibles?"
    r"|ne (?:se|peut|peuvent) (?:pas )?(?:se )?cumule\w*(?: pas)?) (?:avec|entre)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:est|sont|se) (?:cumulables?|cumule(?:nt)?) avec\b", re.IGNORECASE)
_EVERYTHING = ("toute autre aide", "aucune autre aide", "une autre aide", "d autres aides")


def find_cumulation_faults(catalogue: Catalogue, ground: Ground) -> Iterator[Contradiction]:
    """Each link whose own entry, or the other one, writes the contrary and names it."""
    texts: dict[str, tuple[tuple[FieldPath, str], ...]] = {}
    for link in ground.links:
        if link.kind not in (*_TOGETHER, "incompatible_avec"):
            continue
        for here, there in ((link.source, link.target), (link.target, link.source)):
            service = ground.services[here]
            if service.etat == "termine" or f"services/{here}" in catalogue.externals:
                continue
            if here not in texts:
                texts[here] = _cumulation(service)
            yield from _contrary(link, service, ground.services[there], texts[here])


def _cumulation(service: Service) -> tuple[tuple[FieldPath, str], ...]:
    """The sentences that speak of cumulation: most entries have none."""
    said = Reading(service=service).says("cumul", "incompatible")
    return tuple((field, one) for field, one in said if _NOT.search(one) or _WITH.search(one))


def _contrary(
    link: Said, service: Service, other: Service, texts: tuple[tuple[FieldPath, str], ...]
) -> Iterator[Contradiction]:
    for field, sentence in texts:
        forbids = _NOT.search(sentence)
        match = forbids or _WITH.search(sentence)
        if match is None or bool(forbids) != (link.kind in _TOGETHER):
            continue
        words = fold(sentence[match.end() :])
        if fold(other.nom) in words or (forbids and any(all_ in words for all_ in _EVERYTHING)):
            verb = "incompatibles" if link.kind == "incompatible_avec" else "cumulables"
            yield Contradiction(
                code="cumul-contredit",
                fiche=f"services/{service.id}",
                champ=field,
                message=f"le texte dit «{NBSP}{match[0].replace(chr(39), '’')}{NBSP}», et un lien "
                f"donne cette aide et «{NBSP}{other.nom}{NBSP}» pour {verb}",
                conseil=f"gardez ce qui est vrai{NBSP}: le texte, ou le lien "
                f"«{NBSP}{link.kind}{NBSP}» de {link.source}",
                vers=f"services/{other.id}",
                texte=match[0],
            )
            return
