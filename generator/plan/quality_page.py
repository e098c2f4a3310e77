"""Plan: the quality of every service → `observatoire/qualite.html`: what is weak, what to gain."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.chart_view import (
    BarChart,
    Table,
    TableBody,
    TableRow,
)
from generator.entries import Service, Structure
from generator.model import Catalogue
from generator.observatory_view import (
    Figure,
)
from generator.plan import urls
from generator.plan.observatory_charts import Measure, bar_chart
from generator.plan.observatory_frame import observatory_page
from generator.plan.plain_advice import plain_advice
from generator.plan.quality import WORDS
from generator.plan.wording import NBSP, counted, number_text
from generator.quality import Quality, mean_score
from generator.quality_view import QualityGroup, QualityView
from generator.site_plan import Page
from generator.view_parts import Link

MOST_GROUPS = 40  # beyond, a page is read by nobody: the table to download has them all
MOST_ENTRIES = 40
MOST_KEEPERS = 100
GOOD, WEAK = 0.8, 0.5
_INTRO = (
    "Une fiche complète se trouve, se comprend et s’utilise sans appeler personne. "
    "Cette page dit ce qui manque à chacune, et combien de points cela rapporte."
)
_RULE = (
    "Le score est celui de data·inclusion, le socle national de l’offre d’insertion\u00a0: dix "
    "critères, de 0 à 1, et leur moyenne sans ceux qui ne concernent pas le service. Il mesure ce "
    "que la fiche dit, pas la qualité de l’accueil ni celle de l’aide."
)

Marked = tuple[Service, Quality]


def quality_page(catalogue: Catalogue, quality: Mapping[str, Quality]) -> Page:
    """Criterion by criterion, structure by structure, then the entries, the weakest first."""
    marked = [(one, quality[one.id]) for one in catalogue.services if one.id in quality]
    marked.sort(key=lambda pair: (pair[1].score, pair[0].id))
    structures = {structure.id: structure for structure in catalogue.structures}
    groups = tuple(_groups(marked, structures))
    view = QualityView(
        heading="La qualité des fiches",
        intro=_INTRO,
        rule=_RULE,
        figures=tuple(_figures(marked)),
        chart=_chart(marked) if marked else None,
        keepers=_keepers(marked, structures) if marked else None,
        groups=groups[:MOST_GROUPS],
        more=_left(len(groups) - MOST_GROUPS, "autre groupe", "autres groupes"),
        json_url=urls.QUALITY_JSON,
        csv_url=urls.QUALITY_CSV,
    )
    return observatory_page(urls.QUALITY, "pages/quality.html", view)


def _left(count: int, noun: str, plural: str = "") -> str:
    return counted(count, noun, plural) if count > 0 else ""


def percent(share: float) -> str:
    """« 57 % »."""
    return f"{round(100 * share)}{NBSP}%"


def points(gain: float) -> str:
    """« + 14 points », out of a hundred."""
    count = round(100 * gain)
    return f"+{NBSP}{counted(count, 'point')}" if count else f"moins d’un{NBSP}point"


def _figures(marked: Sequence[Marked]) -> Iterator[Figure]:
    mean = mean_score([mark for _, mark in marked])
    if mean is None:
        return
    good = sum(mark.score >= GOOD for _, mark in marked)
    weak = sum(mark.score < WEAK for _, mark in marked)
    yield Figure(value=percent(mean), label="de qualité moyenne", note=_on(len(marked)))
    yield Figure(
        value=number_text(good), label=f"{_sheets(good)} à {percent(GOOD)} ou plus", tone="ok"
    )
    yield Figure(
        value=number_text(weak),
        label=f"{_sheets(weak)} sous {percent(WEAK)}",
        tone="warn" if weak else "ok",
    )
    lost: Counter[str] = Counter()
    for _, mark in marked:
        for item in mark.missing:
            lost[item.code] += 1
    if lost:
        code, count = min(lost.items(), key=lambda pair: (-pair[1], pair[0]))
        yield Figure(
            value=number_text(count),
            label="fiche où manque" if count == 1 else "fiches où manque",
            note=f"{WORDS[code][0][:1].lower()}{WORDS[code][0][1:]}",
        )


def _sheets(count: int) -> str:
    return "fiche" if count == 1 else "fiches"


def _on(count: int) -> str:
    return f"sur {counted(count, 'service')} en cours"


def _chart(marked: Sequence[Marked]) -> BarChart:
    """For each criterion, how many services meet it, in part, or not at all."""
    met: Counter[tuple[str, int]] = Counter()
    for _, mark in marked:
        for item in mark.criteres:
            if item.valeur is not None:
                met[item.code, 0 if item.atteint else 1 if item.valeur else 2] += 1
    return bar_chart(
        "criteres",
        "Critère par critère",
        "Combien de fiches remplissent chaque critère, parmi celles qu’il concerne. Un critère qui "
        "n’en concerne aucune n’est pas montré.",
        corner="Critère",
        parts=("Rempli", "En partie", "Pas rempli"),
        measures=[
            Measure(head=Link(label=name, url=""), parts=parts)
            for code, (name, _) in WORDS.items()
            if any(parts := tuple(met[code, rank] for rank in range(3)))
        ],
        csv_url=urls.QUALITY_CSV,
    )


def _keepers(marked: Sequence[Marked], structures: Mapping[str, Structure]) -> Table:
    """Who has the most to gain first."""
    held: dict[str, list[Quality]] = {}
    for service, mark in marked:
        held.setdefault(service.structure, []).append(mark)
    means = {name: mean_score(marks) or 0.0 for name, marks in held.items()}
    ordered = sorted(held, key=lambda name: (means[name], name))
    return Table(
        caption="Qualité moyenne, structure par structure",
        corner="Structure",
        columns=("Fiches", "Qualité moyenne", "Ce qui rapporterait le plus"),
        bodies=(
            TableBody(
                head=None,
                rows=tuple(
                    TableRow(
                        head=Link(label=structures[name].nom, url=urls.partner_url(name)),
                        cells=(
                            number_text(len(held[name])),
                            percent(means[name]),
                            _most_gained(held[name]),
                        ),
                    )
                    for name in ordered[:MOST_KEEPERS]
                ),
            ),
        ),
        note=f"La moyenne des fiches de chacune, hors services terminés{NBSP}: la plus basse "
        "d’abord.",
        csv_url=urls.QUALITY_CSV,
    )


def _most_gained(marks: Sequence[Quality]) -> str:
    total: Counter[str] = Counter()
    for mark in marks:
        for item in mark.missing:
            total[item.code] += round(1000 * item.gain)  # whole: no order of sums matters
    if not total:
        return "rien ne manque"
    return WORDS[min(total, key=lambda code: (-total[code], code))][0]


def _groups(
    marked: Sequence[Marked], structures: Mapping[str, Structure]
) -> Iterator[QualityGroup]:
    """Services that lack the same things are told together: one sentence mends them all."""
    alike: dict[frozenset[str], list[Marked]] = {}
    for service, mark in marked:
        if mark.missing:
            lacking = frozenset(item.remede for item in mark.missing)
            alike.setdefault(lacking, []).append((service, mark))
    for pairs in sorted(alike.values(), key=lambda found: -len(found)):
        yield QualityGroup(
            heading=counted(len(pairs), "fiche"),
            remedies=tuple(_remedies([mark for _, mark in pairs])),
            entries=tuple(_entry(*pair, structures) for pair in pairs[:MOST_ENTRIES]),
            which="Voir cette fiche" if len(pairs) == 1 else f"Voir ces {len(pairs)} fiches",
            named=f"{f'{NBSP}: ' if len(pairs) == 1 else ', dont '}{pairs[0][0].nom}",
            more=_left(len(pairs) - MOST_ENTRIES, "autre"),
        )


def _remedies(marks: Sequence[Quality]) -> Iterator[Link]:
    """What all of them lack, in the order of the first; a gain may differ from one to another."""
    gains: dict[str, list[float]] = {}
    for mark in marks:
        for item in mark.missing:
            gains.setdefault(item.remede, []).append(item.gain)
    for text, found in gains.items():
        least, most = round(100 * min(found)), points(max(found))
        note = most if points(min(found)) == most else f"{least} à {most.removeprefix('+' + NBSP)}"
        yield Link(label=plain_advice(text), url="", note=note)


def _entry(service: Service, mark: Quality, structures: Mapping[str, Structure]) -> Link:
    return Link(
        label=service.nom,
        url=urls.service_url(service.id),
        note=f"{percent(mark.score)}, {structures[service.structure].nom}",
    )
