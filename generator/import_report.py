"""An `ImportReport` → what a person reads and what a program reads: nothing is lost silently."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.characters import french_spaces
from generator.import_steps import KEPT, NEW, REPLACED, SAME, Filed, ImportReport
from generator.parse import CHANGED, COMPLETED, LINE_ENDS, LOST, Origin, Remark

EXAMPLES = 3
NAMES = 10  # of the entries that share one reason, or that are no longer in the file
_HEADINGS = {
    LOST: "Ce qui n’a pas été repris",
    CHANGED: "Ce qui a été changé",
    COMPLETED: "Ce que le fichier ne disait pas, et qui a été écrit",
}
_OUTCOMES = {
    NEW: "nouvelle",
    REPLACED: "remplacée",
    SAME: "déjà là, inchangée",
    KEPT: "déjà là et différente, laissée telle quelle : relancez avec --replace",
}
# Of one, of several.
_COUNTED = {
    "structures": (
        (NEW, ("nouvelle", "nouvelles")),
        (REPLACED, ("remplacée", "remplacées")),
        (SAME, ("inchangée", "inchangées")),
        (KEPT, ("laissée en place", "laissées en place")),
    ),
    "services": (
        (NEW, ("nouveau", "nouveaux")),
        (REPLACED, ("remplacé", "remplacés")),
        (SAME, ("inchangé", "inchangés")),
        (KEPT, ("laissé en place", "laissés en place")),
    ),
}
_ASIDE = {
    "structures": ("mise de côté", "mises de côté"),
    "services": ("mis de côté", "mis de côté"),
}
_NO_THEME = "« thematiques »"
_HAS_REPLACED = (
    "Fiches remplacées ; ce qui y avait été changé ici est perdu, « git diff » le montre :"
)
_REPLACING = "Fiches qui seraient remplacées ; ce qui y a été changé ici serait perdu :"


def report_text(report: ImportReport, *, every_case: bool = False) -> str:
    """The report as a person reads it: totals, what was set aside, then field by field."""
    parts = [
        *_totals(report),
        *_set_aside(report, every_case=every_case),
        *_differing(report),
        *_gone(report, every_case=every_case),
    ]
    known = [remark for remark in report.remarks if remark.reason != LINE_ENDS]
    if times := len(report.remarks) - len(known):
        parts.extend(("", f"Fins de ligne de Windows{_times(times)} : {LINE_ENDS}."))
    for kind, heading in _HEADINGS.items():
        remarks = [remark for remark in known if remark.kind == kind]
        if remarks:
            parts.extend(("", f"{heading} :"))
            parts.extend(_by_field(remarks, every_case=every_case))
    return french_spaces("\n".join(parts) + "\n")


def report_json(report: ImportReport) -> bytes:
    """The report as a program reads it: every entry, every remark."""
    document = {
        "source": report.source,
        "dossier": report.folder,
        "essai": report.is_trial,
        "total": {
            collection: {
                **{outcome: _count(report, collection, outcome) for outcome in _OUTCOMES},
                "mises_de_cote": sum(
                    item.origin.collection == collection for item in report.set_aside
                ),
            }
            for collection in ("services", "structures")
        },
        "fiches": [
            {
                **_origin(item.entry.origin),
                "fiche": item.identifier,
                "resultat": item.outcome,
                "champs_differents": list(item.differing),
            }
            for item in report.filed
        ],
        "mises_de_cote": [
            {**_origin(item.origin), "raisons": list(item.reasons)} for item in report.set_aside
        ],
        "absentes": list(report.gone),
        "remarques": [
            {
                **_origin(remark.origin),
                "genre": remark.kind,
                "champ": remark.field,
                "valeur": remark.value,
                "raison": remark.reason,
            }
            for remark in report.remarks
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _totals(report: ImportReport) -> Iterator[str]:
    trial = " (essai : rien n’est écrit)" if report.is_trial else ""
    yield f"Import de {report.source} dans {report.folder}{trial}"
    for collection in ("structures", "services"):
        aside = sum(item.origin.collection == collection for item in report.set_aside)
        counts = [
            *(
                (_count(report, collection, outcome), words)
                for outcome, words in _COUNTED[collection]
            ),
            (aside, _ASIDE[collection]),
        ]
        said = [f"{number} {words[number > 1]}" for number, words in counts if number]
        yield f"  {collection} : {', '.join(said) or 'aucun'}"


def _set_aside(report: ImportReport, *, every_case: bool) -> Iterator[str]:
    """Entry by entry a report of one fault would be endless: reason by reason."""
    if not report.set_aside:
        return
    yield from ("", "Fiches mises de côté, à corriger dans le fichier puis à reprendre :")
    reasons: dict[str, list[Origin]] = {}
    for item in report.set_aside:
        for reason in item.reasons:
            reasons.setdefault(reason, []).append(item.origin)
    for reason, origins in reasons.items():
        yield f"  {reason}{_times(len(origins))}"
        names = [
            _named(origin) + (f" : {origin.nom[:80]}" if origin.nom else "") for origin in origins
        ]
        yield from (f"    {line}" for line in _few(names, every_case=every_case))
    themes = any(_NO_THEME in reason for reason in reasons)
    option = ", ou relancez avec --thematique CODE" if themes else ""
    yield f"  Corrigez le fichier et relancez la commande{option}."


def _differing(report: ImportReport) -> Iterator[str]:
    """Every one is named: a file that is replaced loses what a person has changed in it."""
    for outcome, heading in (
        (KEPT, "Fiches déjà là et différentes, laissées en place (voyez --replace) :"),
        (REPLACED, _REPLACING if report.is_trial else _HAS_REPLACED),
    ):
        found = [item for item in report.filed if item.outcome == outcome]
        if found:
            yield from ("", heading)
        for item in found:
            yield f"  {_file(item)} : {', '.join(item.differing) or 'illisible ici'}"


def _gone(report: ImportReport, *, every_case: bool) -> Iterator[str]:
    if report.gone:
        number = len(report.gone)
        words = (
            "1 fiche reprise auparavant n’est plus dans le fichier ; elle est laissée en place :"
            if number == 1
            else f"{number} fiches reprises auparavant ne sont plus dans le fichier ; "
            "elles sont laissées en place :"
        )
        yield from ("", words)
        yield from (f"  {line}" for line in _few(report.gone, every_case=every_case))


def _few(names: Sequence[str], *, every_case: bool) -> Iterator[str]:
    shown = names if every_case or len(names) <= NAMES + 1 else names[:NAMES]
    yield from shown
    if len(names) > len(shown):
        yield f"… et {len(names) - len(shown)} autres : le rapport complet (--report) les nomme"


def _times(number: int) -> str:
    return f" ({number} fois)" if number > 1 else ""


def _by_field(remarks: Sequence[Remark], *, every_case: bool) -> Iterator[str]:
    fields: dict[str, dict[str, list[Remark]]] = {}
    for remark in remarks:
        reason = remark.reason.replace(f"« {remark.value} »", "cette valeur")
        fields.setdefault(remark.field, {}).setdefault(reason, []).append(remark)
    for field, reasons in sorted(fields.items()):
        total = sum(map(len, reasons.values()))
        yield f"  {field} : {total} fois"
        few = sum(len(cases) == 1 for cases in reasons.values()) <= EXAMPLES or every_case
        for rank, (reason, cases) in enumerate(reasons.items()):
            if not few and len(cases) == 1 and rank >= EXAMPLES:
                continue
            yield f"    {reason}{_times(len(cases))}"
            shown = cases if every_case else cases[:EXAMPLES]
            yield from (f"      {_named(case.origin)} : {_value(case)}" for case in shown)
            if len(cases) > len(shown):
                yield "      …"
        if not few:
            yield "    … : le rapport complet (--report) dit chaque cas"


def _value(remark: Remark) -> str:
    return remark.value if len(remark.value) <= 80 else f"{remark.value[:79]}…"


def _named(origin: Origin) -> str:
    return origin.place + (f" ({origin.source_id})" if origin.source_id else "")


def _file(item: Filed) -> str:
    return f"{item.entry.origin.collection}/{item.identifier}"


def _count(report: ImportReport, collection: str, outcome: str) -> int:
    return sum(
        item.outcome == outcome and item.entry.origin.collection == collection
        for item in report.filed
    )


def _origin(origin: Origin) -> Mapping[str, Any]:
    return {
        "collection": origin.collection,
        "id": origin.source_id,
        "nom": origin.nom,
        "place": origin.place,
    }
