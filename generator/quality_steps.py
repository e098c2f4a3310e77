"""The steps of `guichet list --quality`: check the content, then say what each entry lacks."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator import commands
from generator.diagnostics import UsageError
from generator.entries import Service
from generator.json_text import visible_json
from generator.quality import Quality, mean_score
from generator.render import quality_csv
from generator.reporters import visible_text
from generator.site_plan import SitePlan

Marked = tuple[Service, Quality]


def list_quality(
    root: Path, today: date, structure: str | None, form: str, *, by_structure: bool
) -> tuple[bool, str, str]:
    """Whether the content could be read, the list (the weakest first), what to say beside it."""
    checked = commands.check(root, today)
    plan = checked.plan
    if plan is None:
        counted = commands.count(checked)
        return False, "", f"{counted} : corrigez d’abord ce que dit « guichet check »."
    names = {one.id: one.nom for one in plan.catalogue.structures}
    if structure not in (None, *names):
        raise UsageError(f"aucune structure de ce guichet ne s’appelle « {structure} »")
    found = [
        (service, plan.quality[service.id])
        for service in plan.catalogue.services
        if service.id in plan.quality and structure in (None, service.structure)
    ]
    found.sort(key=lambda pair: (pair[1].score, pair[0].id))
    files = {item.id: item.path for item in checked.documents if item.collection == "services"}
    mean = mean_score([mark for _, mark in found])
    noted = "aucun service en cours." if mean is None else f"qualité moyenne\u00a0: {_share(mean)}."
    if form == "csv":
        return True, quality_csv(plan, found).decode(), noted
    if form == "json":
        return True, _json(found, plan, files), noted
    if not by_structure:
        return True, "\n".join(_told(*pair, files) for pair in found), noted
    return True, "\n".join(_by_structure(found, names, files)), noted


def _share(value: float) -> str:
    return f"{round(100 * value)}\u00a0%"


def _told(service: Service, mark: Quality, files: Mapping[str, str]) -> str:
    """One entry, then one line for each thing to write."""
    head = f"{_share(mark.score):>5}  {files[service.id]}  {_name(service.nom)}\n"
    lines = (
        f"       +{round(100 * item.gain):>2}  {visible_text(item.remede)}\n"
        for item in mark.missing
    )
    return head + "".join(lines)


def _name(text: str) -> str:
    """A name on one line, that cannot act on a terminal."""
    return visible_text(" ".join(text.split()))


def _by_structure(
    found: Sequence[Marked], names: Mapping[str, str], files: Mapping[str, str]
) -> list[str]:
    """The structures with the lowest mean first, each with its entries."""
    held: dict[str, list[Marked]] = {}
    for pair in found:
        held.setdefault(pair[0].structure, []).append(pair)
    means = {name: mean_score([mark for _, mark in pairs]) or 0 for name, pairs in held.items()}
    return [
        f"{_name(names[name])}\u00a0: {_share(means[name])}\n\n"
        + "\n".join(_told(*pair, files) for pair in held[name])
        for name in sorted(held, key=lambda name: (means[name], name))
    ]


def _json(found: Sequence[Marked], plan: SitePlan, files: Mapping[str, str]) -> str:
    content: dict[str, Any] = {
        "date": plan.today.isoformat(),
        "moyenne": mean_score([mark for _, mark in found]),
        "services": [
            {
                "id": service.id,
                "nom": service.nom,
                "structure": service.structure,
                "fichier": files[service.id],
                "score": mark.score,
                "a_gagner": [
                    {
                        "critere": item.code,
                        "gain": round(item.gain, 4),
                        "remede": item.remede,
                    }
                    for item in mark.missing
                ],
            }
            for service, mark in found
        ],
    }
    return f"{visible_json(content, indent=1)}\n"
