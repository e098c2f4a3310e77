"""Plan: the history of the observatory → the page that says what improved, and what got worse."""

from collections.abc import Iterator

from generator.chart_view import (
    Table,
    TableBody,
    TableRow,
    TrendChart,
)
from generator.history import History, Snapshot, months_before, snapshot_at, trend
from generator.mirror_view import PeriodView, ProgressView
from generator.observatory_view import (
    Figure,
)
from generator.plan import urls
from generator.plan.month_comparison import Comparison, compare
from generator.plan.observatory_charts import Series, month_name, trend_chart
from generator.plan.observatory_frame import Survey, observatory_page
from generator.plan.observatory_words import need_name
from generator.plan.progress_lines import (
    closed_gaps,
    is_known,
    opened_gaps,
    parents_of,
    served_table,
    signed,
)
from generator.plan.progress_names import (
    confirmed_since,
    filled_list,
    filled_since,
    named_changes,
    opened_since,
)
from generator.plan.wording import NBSP, capitalised, counted, date_text, number_text
from generator.shares import percent
from generator.site_plan import Page
from generator.view_parts import Link

_NAMED = 3  # needs in a sentence
_PERCENT = f"{NBSP}%"
_SPANS = ((1, "Depuis le mois dernier"), (3, "Depuis trois mois"), (12, "Depuis un an"))


def progress_page(survey: Survey) -> Page:
    """`observatoire/progres.html`; it exists while there is nothing to compare, to say so."""
    history = survey.history
    now = history[-1]
    periods = tuple(_periods(history, survey))
    view = ProgressView(
        heading="Ce qui progresse",
        intro="Ce que comptait l’observatoire il y a un mois, trois mois, un an, et ce qu’il "
        "compte aujourd’hui\u00a0: qui est servi, ce qui manque, ce qui est tenu à jour.",
        figures=_figures(now),
        waiting="" if periods else _waiting(now),
        filled=() if periods else tuple(filled_list(filled_since(None, survey), survey)),
        periods=periods,
        trends=tuple(_trends(history)),
        months=tuple(
            Link(
                label=capitalised(month_name(item.mois)),
                url=urls.month_json_url(item.mois),
                note=f"relevé du {date_text(item.jour)}",
            )
            for item in reversed(history)
        ),
        json_url=urls.HISTORY_JSON,
        csv_url=urls.HISTORY_CSV,
    )
    return observatory_page(urls.PROGRESS, "pages/progress.html", view)


def _waiting(now: Snapshot) -> str:
    return (
        f"Le relevé du {date_text(now.jour)} est le premier\u00a0: il n’y a encore rien à comparer."
        " La comparaison paraîtra ici dès le mois prochain."
    )


def _figures(now: Snapshot) -> tuple[Figure, ...]:
    entries = now.fiches
    return (
        Figure(
            value=number_text(entries.ouverts),
            label="aide ou service ouvert" if entries.ouverts == 1 else "aides et services ouverts",
        ),
        Figure(value=_on_time(now), label="des fiches vérifiées à temps"),
        Figure(value=_percent_text(_quality_percent(now)), label="de qualité moyenne des fiches"),
        Figure(
            value=f"{now.besoins_sans_reponse} sur {len(now.grands_besoins)}",
            label="grands besoins sans réponse connue",
            note="aucun service ouvert n’y répond, nulle part",
        ),
    )


def _periods(history: History, survey: Survey) -> Iterator[PeriodView]:
    """Each span of time that the history covers; a month is compared once."""
    now, seen = history[-1], set()
    for months, heading in _SPANS:
        before = snapshot_at(history[:-1], months_before(now.mois, months))
        if before is None or before.mois in seen:
            continue
        seen.add(before.mois)
        found = compare(before, now, is_known(survey), parents_of(survey))
        exact = before.mois == months_before(now.mois, months)
        yield _period(
            found,
            heading if exact else f"Depuis {month_name(before.mois)}",
            f"depuis-{months}",
            survey,
        )


def _period(found: Comparison, heading: str, anchor: str, survey: Survey) -> PeriodView:
    ground = (
        ""
        if found.same_ground
        else " Le territoire du site a changé depuis\u00a0: seuls les manques des territoires "
        "communs sont comparés."
    )
    return PeriodView(
        heading=heading,
        anchor=anchor,
        note=f"Comparé au relevé du {date_text(found.before.jour)}.{ground}",
        summary=tuple(_summary(found, survey)),
        named=tuple(named_changes(found, survey)),
        figures=_figure_table(found),
        closed=closed_gaps(f"{anchor}-combles", found.closed, survey),
        opened=opened_gaps(f"{anchor}-nouveaux", found.opened, survey),
        needs=served_table(found, survey),
    )


def _summary(found: Comparison, survey: Survey) -> Iterator[str]:
    """What matters most, in sentences."""
    before, now = found.before, found.now
    yield from _partners_said(found, survey)
    yield from _aids(found, survey)
    if before.besoins_sans_reponse != now.besoins_sans_reponse and found.same_ground:
        yield (
            f"Grands besoins sans réponse connue\u00a0: {before.besoins_sans_reponse} alors, "
            f"{now.besoins_sans_reponse} aujourd’hui, sur {len(now.grands_besoins)}."
        )
    if _on_time(before) != _on_time(now):
        yield f"La part des fiches vérifiées à temps passe de {_on_time(before)} à {_on_time(now)}."
    yield from _served(found, survey)


def _partners_said(found: Comparison, survey: Survey) -> Iterator[str]:
    """Only a partner says that a gap is there, or that it is filled."""
    filled = len(filled_since(found.before.jour, survey))
    if filled:
        said = counted(filled, "manque constaté", "manques constatés")
        yield f"{said} par un partenaire {'est comblé' if filled == 1 else 'sont comblés'}."
    confirmed = len(confirmed_since(found.before.jour, survey))
    if confirmed:
        said = counted(confirmed, "nouveau manque constaté", "nouveaux manques constatés")
        yield f"{said} par un partenaire."


def _aids(found: Comparison, survey: Survey) -> Iterator[str]:
    """Those that opened and those that are not there any more, or the difference alone."""
    opened = opened_since(found, survey)
    change = found.now.fiches.ouverts - found.before.fiches.ouverts
    if opened is None:
        if change:
            said = counted(abs(change), "aide ou service ouvert", "aides et services ouverts")
            yield f"{said} {'de plus' if change > 0 else 'de moins'}."
        return
    if opened:
        said = counted(len(opened), "aide ou service", "aides et services")
        yield f"{said} {'a' if len(opened) == 1 else 'ont'} ouvert depuis."
    closed = len(opened) - change
    if closed > 0:
        said = counted(closed, "aide ou service", "aides et services")
        yield f"{said} {'n’est plus ouvert' if closed == 1 else 'ne sont plus ouverts'}."


def _served(found: Comparison, survey: Survey) -> Iterator[str]:
    """The great needs answered for more people, or for fewer: everybody, or some audiences."""
    for better, words in ((True, "Davantage d’habitants"), (False, "Moins d’habitants")):
        needs = dict.fromkeys(
            need_name(item.theme, survey.labels)
            for item in found.served
            if item.theme and (item.apres > item.avant) is better
        )
        if needs:
            named = ", ".join(list(needs)[:_NAMED])
            left = len(needs) - _NAMED
            more = f" et {counted(left, 'autre besoin', 'autres besoins')}" if left > 0 else ""
            yield f"{words} ont une réponse connue pour\u00a0: {named}{more}."


def _figure_table(found: Comparison) -> Table:
    before, now = found.before, found.now
    rows = (
        _count("Aides et services ouverts", before.fiches.ouverts, now.fiches.ouverts),
        _count("Structures", before.fiches.structures, now.fiches.structures),
        _share("Fiches vérifiées à temps", _on_time_percent(before), _on_time_percent(now)),
        _count(
            "Fiches périmées ou retirées",
            before.fiches.perimes + before.fiches.retires,
            now.fiches.perimes + now.fiches.retires,
        ),
        _share("Qualité moyenne", _quality_percent(before), _quality_percent(now)),
        _count(
            f"Grands besoins sans réponse connue, sur {len(now.grands_besoins)}",
            before.besoins_sans_reponse,
            now.besoins_sans_reponse,
        ),
    )
    return Table(
        caption=f"Les chiffres en {month_name(before.mois)} et ceux d’aujourd’hui",
        corner="Chiffre",
        columns=(capitalised(month_name(before.mois)), "Aujourd’hui", "Écart"),
        bodies=(TableBody(head=None, rows=rows),),
    )


def _count(label: str, before: int, now: int) -> TableRow:
    cells = (number_text(before), number_text(now), signed(now - before))
    return TableRow(head=Link(label=label, url=""), cells=cells)


def _share(label: str, before: int | None, now: int | None) -> TableRow:
    gap = ""
    if before is not None and now is not None:
        unit = "point" if abs(now - before) == 1 else "points"
        gap = f"{signed(now - before)}{NBSP}{unit}" if now != before else "="
    return TableRow(
        head=Link(label=label, url=""), cells=(_percent_text(before), _percent_text(now), gap)
    )


def _on_time_percent(item: Snapshot) -> int | None:
    entries = item.fiches
    return percent(entries.verifies, entries.services) if entries.services else None


def _quality_percent(item: Snapshot) -> int | None:
    return None if item.fiches.qualite is None else round(100 * item.fiches.qualite)


def _on_time(item: Snapshot) -> str:
    return _percent_text(_on_time_percent(item))


def _percent_text(value: int | None) -> str:
    return "inconnu" if value is None else f"{value}{_PERCENT}"


def _trends(history: History) -> Iterator[TrendChart]:
    csv = urls.HISTORY_CSV
    charts = (
        trend_chart(
            "evolution-aides",
            "Aides et services ouverts",
            "Le nombre d’aides et de services ouverts, mois après mois.",
            (Series(label="Ouverts", points=trend(history, lambda item: item.fiches.ouverts)),),
            csv_url=csv,
        ),
        trend_chart(
            "evolution-fiches",
            "Des fiches tenues à jour",
            "La part des fiches vérifiées à temps, et leur qualité moyenne, mois après mois.",
            (
                Series(
                    label="Vérifiées à temps",
                    points=trend(history, _on_time_percent),
                    unit=_PERCENT,
                ),
                Series(
                    label="Qualité moyenne",
                    points=trend(history, _quality_percent),
                    unit=_PERCENT,
                ),
            ),
            csv_url=csv,
        ),
        trend_chart(
            "evolution-besoins",
            "Les grands besoins sans réponse connue",
            "Combien des grands besoins n’ont aucune réponse recensée, mois après mois.",
            (
                Series(
                    label="Sans réponse connue",
                    points=trend(history, lambda item: item.besoins_sans_reponse),
                ),
            ),
            csv_url=csv,
        ),
    )
    yield from (chart for chart in charts if chart is not None)
