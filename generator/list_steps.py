"""The steps of `guichet list`: check the content, choose entries, say them as text or as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from generator import commands
from generator.checked import Checked
from generator.diagnostics import UsageError
from generator.freshness import (
    A_JOUR,
    A_REVOIR,
    PERIME,
    RETIRE,
    Freshness,
    Keeper,
    Watched,
    watched,
)
from generator.json_text import visible_json
from generator.render import freshness_csv
from generator.reporters import visible_text
from generator.shares import percent
from generator.site_plan import SitePlan

_STATES = {
    A_JOUR: "à revoir le",
    A_REVOIR: "à revoir depuis le",
    PERIME: "périmée depuis le",
    RETIRE: "retirée depuis le",
}
_WIDTH = max(map(len, _STATES.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries are wanted."""

    stale: bool = False
    soon: int = 0  # days
    structure: str | None = None
    by_structure: bool = False

    def keeps(self, item: Watched, today: date) -> bool:
        """Whether an entry is wanted."""
        if self.structure not in (None, item.keeper.id):
            return False
        return not self.stale or item.fresh.revue_le <= today + timedelta(days=self.soon)


def list_entries(root: Path, today: date, asked: Asked, form: str) -> tuple[bool, str, str]:
    """Whether the content could be read, the list, and what to say beside it."""
    checked = commands.check(root, today)
    if checked.plan is None:
        counted = commands.count(checked)
        return False, "", f"{counted} : corrigez d’abord ce que dit « guichet check »."
    return True, *say_entries(checked.plan, _files(checked), asked, form)


def say_entries(
    plan: SitePlan, files: Mapping[str, str], asked: Asked, form: str
) -> tuple[str, str]:
    """The list, and how many it holds; `files` says where each entry is written."""
    if asked.structure not in (None, *(keeper.structure.id for keeper in plan.keepers)):
        raise UsageError(f"aucune structure de ce guichet ne s’appelle « {asked.structure} »")
    found = [item for item in watched(plan.keepers) if asked.keeps(item, plan.today)]
    return _WRITERS[form](found, plan, files, asked), _count(found, asked)


def _count(found: Sequence[Watched], asked: Asked) -> str:
    some = f"{len(found)} fiches" if len(found) > 1 else f"{len(found) or 'aucune'} fiche"
    return f"{some} à vérifier." if asked.stale else f"{some}."


def _files(checked: Checked) -> Mapping[str, str]:
    """« services/visale » → the file that its author edits."""
    return {f"{item.collection}/{item.id}": item.path for item in checked.documents}


def _text(found: Sequence[Watched], plan: SitePlan, files: Mapping[str, str], asked: Asked) -> str:
    if not asked.by_structure:
        ordered = sorted(found, key=_urgency)
        return "".join(f"{_line(item, files)} ({_name(item.keeper.nom)})\n" for item in ordered)
    keepers = {keeper.structure.id: keeper for keeper in plan.keepers}
    parts = (
        f"{_heading(keepers[name])}\n" + "".join(f"  {_line(item, files)}\n" for item in items)
        for name, items in _grouped(found)
    )
    return "\n".join(parts)


def _grouped(found: Sequence[Watched]) -> Iterator[tuple[str, list[Watched]]]:
    """By structure, who has most to do first."""
    groups = [list(items) for _, items in groupby(found, key=lambda item: item.keeper.id)]
    groups.sort(key=lambda items: (-sum(item.fresh.due for item in items), items[0].keeper.id))
    for items in groups:
        yield items[0].keeper.id, sorted(items, key=_urgency)


def _urgency(item: Watched) -> tuple[date, str, str]:
    return (item.fresh.revue_le, item.collection, item.entry.id)


def _heading(keeper: Keeper) -> str:
    total = len(keeper.services)
    if not total:
        return f"{_name(keeper.structure.nom)}\u00a0: aucun service en cours"
    part = percent(keeper.on_time, total)
    return (
        f"{_name(keeper.structure.nom)}\u00a0: {keeper.on_time} sur {total} "
        f"vérifiée{'s' if keeper.on_time > 1 else ''} à temps ({part}\u00a0%)"
    )


def _name(text: str) -> str:
    """A name on one line, that cannot act on a terminal."""
    return visible_text(" ".join(text.split()))


def _line(item: Watched, files: Mapping[str, str]) -> str:
    fresh = item.fresh
    day = fresh.depuis if fresh.due else fresh.revue_le
    path = files[f"{item.collection}/{item.entry.id}"]
    return f"{_STATES[fresh.etat]:<{_WIDTH}} {day.isoformat()}  {path}  {_name(item.entry.nom)}"


def _json(found: Sequence[Watched], plan: SitePlan, files: Mapping[str, str], asked: Asked) -> str:
    content: dict[str, Any] = {"date": plan.today.isoformat()}
    if asked.by_structure:
        keepers = {keeper.structure.id: keeper for keeper in plan.keepers}
        content["structures"] = [
            {
                "id": name,
                "nom": keepers[name].structure.nom,
                "services": len(keepers[name].services),
                "verifies_a_temps": keepers[name].on_time,
                "fiches": [_row(item, files) for item in items],
            }
            for name, items in _grouped(found)
        ]
    else:
        content["fiches"] = [_row(item, files) for item in sorted(found, key=_urgency)]
    return f"{visible_json(content, indent=1)}\n"


def _row(item: Watched, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "collection": item.collection,
        "id": item.entry.id,
        "nom": item.entry.nom,
        "structure": item.keeper.id,
        "fichier": files[f"{item.collection}/{item.entry.id}"],
        **_dates(item.fresh),
    }


def _dates(fresh: Freshness) -> dict[str, Any]:
    names = ("reference", "depuis", "revue_le", "perime_le", "retire_le")
    return {
        "fraicheur": fresh.etat,
        "verifie": fresh.verifie,
        **{name: getattr(fresh, name).isoformat() for name in names},
    }


def _csv(
    found: Sequence[Watched], _plan: SitePlan, _files: Mapping[str, str], _asked: Asked
) -> str:
    return freshness_csv(found).decode()


_WRITERS = {"text": _text, "json": _json, "csv": _csv}
