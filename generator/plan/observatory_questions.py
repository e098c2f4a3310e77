"""Plan: what an elected official asks → the answer in a sentence, the figures, where to read on.

What is missing, for whom, since when? What is out of date, and whose job is it? What improved?
"""

from collections.abc import Iterator, Sequence

from generator.chart_view import (
    Table,
    TableBody,
    TableRow,
)
from generator.freshness import A_REVOIR, PERIME, RETIRE, Keeper
from generator.mirror_view import ProgressView
from generator.observatory import EVERYBODY, MANQUE, NON_RECENSE
from generator.observatory_view import (
    Figure,
    Question,
)
from generator.plan import urls
from generator.plan.freshness_words import keeper_link
from generator.plan.observatory_frame import Survey
from generator.plan.observatory_lines import merged_lines
from generator.plan.observatory_words import share_text
from generator.plan.wording import counted, listed, number_text
from generator.view_parts import Link

_LINES = 5  # of each answer: the pages behind have them all
_KEEPERS = 8


def questions(survey: Survey, progress: ProgressView) -> Iterator[Question]:
    """The three, in the order in which they are asked."""
    yield _missing(survey)
    yield _stale(survey)
    yield _improved(progress)


def _missing(survey: Survey) -> Question:
    confirmed = [gap for gap in survey.gaps if gap.etat == MANQUE]
    wide = [gap for gap in survey.gaps if gap.etat == NON_RECENSE and gap.audience == EVERYBODY]
    names = {name for gap in confirmed for name in gap.manques}
    now = survey.history[-1]
    needs, great = now.besoins_sans_reponse, len(now.grands_besoins)
    known = (
        f"{counted(len(names), 'manque')} {'est confirmé' if len(names) == 1 else 'sont confirmés'}"
        " par un partenaire"
        if names
        else "Aucun manque n’est encore confirmé par un partenaire"
    )
    unknown = (
        f"\u00a0; pour {counted(needs, 'grand besoin', 'grands besoins')} sur {great}, aucune "
        "réponse n’est recensée."
        if needs
        else "\u00a0; chaque grand besoin a au moins une réponse recensée."
    )
    lines = (*merged_lines(confirmed, survey), *merged_lines(wide, survey))
    return Question(
        heading="Qu’est-ce qui manque, où, pour qui, depuis quand\u00a0?",
        anchor="ce-qui-manque",
        answer=known + unknown,
        figures=(),
        lines=lines[:_LINES],
        links=(
            Link(label="Tous les manques", url=urls.OBSERVATORY_GAPS),
            Link(label="Par territoire", url=f"{urls.OBSERVATORY}#territoires"),
            Link(label="Par besoin", url=f"{urls.OBSERVATORY}#besoins"),
        ),
    )


def _stale(survey: Survey) -> Question:
    services = sum(len(keeper.services) for keeper in survey.keepers)
    on_time = sum(keeper.on_time for keeper in survey.keepers)
    due = [keeper for keeper in survey.keepers if keeper.due or keeper.own.due]
    count = sum(keeper.due for keeper in due)
    own = sum(keeper.own.due for keeper in due)
    found = (
        counted(count, "fiche de service", "fiches de services") if count else "",
        counted(own, "fiche de structure", "fiches de structures") if own else "",
    )
    answer = (
        f"{listed(tuple(filter(None, found)))} {'est' if count + own == 1 else 'sont'} à vérifier, "
        f"par {counted(len(due), 'structure')}."
        if due
        else "Aucune fiche n’est à vérifier aujourd’hui."
    )
    return Question(
        heading="Qu’est-ce qui n’est plus à jour, et qui doit s’en occuper\u00a0?",
        anchor="a-verifier",
        answer=answer,
        figures=(
            Figure(
                value=share_text(on_time, services),
                label="des fiches sont vérifiées à temps",
                note=f"{number_text(on_time)} sur {number_text(services)}",
                url=urls.FRESHNESS,
            ),
        ),
        table=_keepers_table(due, survey),
        links=(
            Link(label="Ce qui est à vérifier", url=urls.FRESHNESS),
            Link(label="Partenaire par partenaire", url=urls.PARTNERS),
        ),
    )


def _keepers_table(due: Sequence[Keeper], survey: Survey) -> Table | None:
    """Who has something to check → the table of those who have most."""
    worst = sorted(
        (keeper for keeper in due if keeper.due),
        key=lambda keeper: (-keeper.due, keeper.structure.nom.casefold()),
    )
    rows = tuple(
        TableRow(
            head=keeper_link(keeper, survey.catalogue),
            cells=tuple(
                map(number_text, (keeper.due, *map(keeper.count, (A_REVOIR, PERIME, RETIRE))))
            ),
        )
        for keeper in worst[:_KEEPERS]
    )
    others = len(worst) - _KEEPERS
    if not rows:
        return None
    return Table(
        caption="Les structures qui ont le plus de fiches à vérifier",
        corner="Structure",
        columns=("À vérifier", "À revoir", "Périmées", "Retirées de la recherche"),
        bodies=(TableBody(head=None, rows=rows),),
        note="Les fiches de services de chacune."
        + (f" Et {counted(others, 'autre structure', 'autres structures')}." if others > 0 else ""),
    )


def _improved(progress: ProgressView) -> Question:
    """Since three months if there is such a month, else since the nearest one."""
    periods = progress.periods
    period = next(
        (one for one in periods if one.anchor == _QUARTER), periods[0] if periods else None
    )
    return Question(
        heading="Qu’est-ce qui s’est amélioré\u00a0?",
        anchor="ce-qui-progresse",
        answer=f"{period.heading}\u00a0: {' '.join(period.summary)}"
        if period is not None
        else progress.waiting,
        figures=(),
        table=period.figures if period is not None else None,
        named=period.named if period is not None else progress.filled,
        links=(Link(label="Ce qui progresse", url=urls.PROGRESS),),
    )


_QUARTER = "depuis-3"
