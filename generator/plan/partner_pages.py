"""Plan: each structure → its mirror: what it keeps, what is due, what it could do; and their list.

Public, without a login: what is said of one partner is said of all, by the same rules. The
structures of other guichets have none, for nothing of theirs can be mended here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.chart_view import (
    Table,
    TableBody,
    TableRow,
)
from generator.entries import Service
from generator.freshness import Freshness, Keeper
from generator.history import Snapshot, trend
from generator.mirror_view import MirrorEntry, PartnersView, PartnerView, Task
from generator.observatory_view import Figure
from generator.page_views import StructureView
from generator.plan import urls
from generator.plan.freshness_words import state_badge
from generator.plan.observatory_charts import Series, trend_chart
from generator.plan.observatory_frame import observatory_page
from generator.plan.observatory_words import share_text
from generator.plan.partner_gaps import partner_gaps
from generator.plan.partner_ground import PartnerGround
from generator.plan.partner_lines import mirror_groups
from generator.plan.partner_tasks import partner_tasks
from generator.plan.plain_advice import plain_advice
from generator.plan.wording import NBSP, counted, date_text, number_text
from generator.quality import mean_score
from generator.shares import percent
from generator.site_plan import Page
from generator.view_parts import Link

MAX_TASKS = 12
MAX_REMEDIES = 3
_INDEX = Link(label="Les partenaires", url=urls.PARTNERS)
_PERCENT = f"{NBSP}%"
_STATES = {
    "suspendu": "Suspendu",
    "budget-epuise": "Budget épuisé",
    "a-confirmer": "À confirmer",
    "saisonnier": "Saisonnier",
}


def partner_pages(ground: PartnerGround) -> Iterator[Page]:
    """The list, then one mirror a structure of this guichet."""
    keepers = [keeper for keeper in ground.survey.keepers if is_mirrored(keeper, ground)]
    tasks = {keeper.structure.id: tuple(partner_tasks(keeper, ground)) for keeper in keepers}
    yield _index(keepers, tasks, ground)
    for keeper in keepers:
        page = observatory_page(
            urls.partner_url(keeper.structure.id),
            "pages/partner.html",
            _mirror(keeper, tasks[keeper.structure.id], ground),
            breadcrumb=(_INDEX,),
        )
        # Search engines should bring the public to the aids, not to our housekeeping.
        yield replace(page, index=False)


def is_mirrored(keeper: Keeper, ground: PartnerGround) -> bool:
    """Whether a structure of this guichet keeps or promised something."""
    name = keeper.structure.id
    busy = keeper.services or name in ground.steps or name in ground.confirmed
    return bool(busy) and f"structures/{name}" not in ground.survey.catalogue.externals


def with_mirrors(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of structures, each with the way to its mirror."""
    mirrors = {page.view.id for page in pages if isinstance(page.view, PartnerView)}
    return tuple(
        replace(page, view=replace(page.view, mirror=urls.partner_url(page.view.id)))
        if isinstance(page.view, StructureView) and page.view.id in mirrors
        else page
        for page in pages
    )


def _index(
    keepers: Sequence[Keeper], tasks: dict[str, tuple[Task, ...]], ground: PartnerGround
) -> Page:
    total = sum(len(keeper.services) for keeper in keepers)
    on_time = sum(keeper.on_time for keeper in keepers)
    keeping = sum(bool(keeper.services) for keeper in keepers)
    others = len(keepers) - keeping
    view = PartnersView(
        heading="Les partenaires",
        intro="Chaque structure et ses fiches\u00a0: ce qui est vérifié à temps, ce qui manque, ce "
        "qu’il y a à faire. Les mêmes règles pour toutes.",
        figures=(
            Figure(
                value=number_text(keeping),
                label="structure qui tient des fiches"
                if keeping == 1
                else "structures qui tiennent des fiches",
                note=f"{number_text(others)} de plus sans fiche, dans un parcours ou pour un manque"
                if others
                else "",
            ),
            Figure(
                value=number_text(total),
                label="fiche de service" if total == 1 else "fiches de services",
            ),
            Figure(value=share_text(on_time, total) if total else "–", label="vérifiées à temps"),
        ),
        table=Table(
            caption="Les structures et leurs fiches de services",
            corner="Structure",
            columns=(
                "Fiches",
                "Vérifiées à temps",
                "À revoir",
                "Périmées ou retirées",
                "Qualité",
                "Fiches à reprendre",
            ),
            bodies=(
                TableBody(
                    head=None,
                    rows=tuple(
                        _row(keeper, _entries_of(tasks[keeper.structure.id]), ground)
                        for keeper in keepers
                    ),
                ),
            ),
        ),
    )
    return observatory_page(urls.PARTNERS, "pages/partners.html", view)


def _entries_of(tasks: Sequence[Task]) -> int:
    return sum(len(task.entries) for task in tasks)


def _row(keeper: Keeper, tasks: int, ground: PartnerGround) -> TableRow:
    total = len(keeper.services)
    stale = sum(not fresh.trusted for _, fresh in keeper.services)
    share = f" ({share_text(keeper.on_time, total)})" if total else ""
    return TableRow(
        head=Link(label=keeper.structure.nom, url=urls.partner_url(keeper.structure.id)),
        cells=(
            number_text(total),
            f"{number_text(keeper.on_time)}{share}",
            number_text(keeper.due - stale),
            number_text(stale),
            _quality(keeper, ground) or "–",
            number_text(tasks),
        ),
    )


def _mirror(keeper: Keeper, tasks: tuple[Task, ...], ground: PartnerGround) -> PartnerView:
    structure, total = keeper.structure, len(keeper.services)
    left = _entries_of(tasks[MAX_TASKS:])
    told = {item.link.url: task.texts for task in tasks[:MAX_TASKS] for item in task.entries}
    return PartnerView(
        id=structure.id,
        heading=structure.nom,
        intro="Ses fiches dans ce guichet, ce qui est à faire, les relais, les manques qu’elle "
        "pourrait combler.",
        structure=Link(label="Sa page pour le public", url=urls.structure_url(structure.id)),
        figures=tuple(_figures(keeper, ground)),
        tasks=tasks[:MAX_TASKS],
        more_tasks=_more(left),
        entries=tuple(_entry(*pair, told, ground) for pair in keeper.services),
        groups=tuple(mirror_groups(structure.id, ground)),
        gaps=tuple(partner_gaps(keeper, ground)),
        calendar_url=urls.review_calendar_url(structure.id) if total else "",
        feed_url=urls.review_feed_url(structure.id) if total else "",
        trend=trend_chart(
            "evolution",
            "Mois après mois",
            "La part des fiches vérifiées à temps.",
            (
                Series(
                    label="Vérifiées à temps",
                    points=trend(ground.survey.history, _share_of(structure.id)),
                    unit=_PERCENT,
                ),
            ),
        )
        if total
        else None,
    )


def _more(left: int) -> str:
    others = counted(left, "autre fiche", "autres fiches")
    return f"Et {others} à reprendre, dans la liste qui suit." if left else ""


def _share_of(structure: str) -> Callable[[Snapshot], float | None]:
    def share(item: Snapshot) -> float | None:
        found = item.structures.get(structure)
        return percent(found.verifies, found.services) if found and found.services else None

    return share


def _figures(keeper: Keeper, ground: PartnerGround) -> Iterator[Figure]:
    total = len(keeper.services)
    yield Figure(
        value=number_text(total), label="fiche de service" if total == 1 else "fiches de services"
    )
    if not total:
        return
    yield Figure(
        value=f"{number_text(keeper.on_time)} sur {number_text(total)}",
        label="vérifiée à temps" if keeper.on_time < 2 else "vérifiées à temps",
        note=share_text(keeper.on_time, total),
    )
    if quality := _quality(keeper, ground):
        yield Figure(value=quality, label="de qualité moyenne", url=urls.QUALITY)
    due = keeper.due + keeper.own.due
    yield Figure(
        value=number_text(due),
        label="à vérifier maintenant",
        note="dont la fiche de la structure" if keeper.own.due else "",
    )
    never = sum(not fresh.verifie for _, fresh in keeper.services)
    if never:
        yield Figure(
            value=number_text(never), label="jamais vérifiée" if never == 1 else "jamais vérifiées"
        )


def _quality(keeper: Keeper, ground: PartnerGround) -> str:
    marks = [ground.quality[one.id] for one, _ in keeper.services if one.id in ground.quality]
    mean = mean_score(marks)
    return "" if mean is None else f"{round(100 * mean)}{_PERCENT}"


def _entry(
    service: Service, fresh: Freshness, told: Mapping[str, tuple[str, ...]], ground: PartnerGround
) -> MirrorEntry:
    """One entry; what a task asks of it is not asked again."""
    quality = ground.quality.get(service.id)
    wanted = [plain_advice(item.remede) for item in quality.missing] if quality else []
    said = told.get(urls.service_url(service.id), ())
    remedies = [text for text in wanted if f"{text}." not in said]
    checked = "Vérifiée le" if fresh.verifie else "Jamais vérifiée, écrite le"
    review = "à revoir depuis le" if fresh.due else "à revoir le"
    return MirrorEntry(
        link=Link(label=service.nom, url=urls.service_url(service.id)),
        badge=state_badge(fresh),
        state=_STATES.get(service.etat, ""),
        review=f"{checked} {date_text(fresh.reference)}, {review} {date_text(fresh.revue_le)}",
        quality=f"{round(100 * quality.score)}{_PERCENT}" if quality else "",
        remedies=tuple(remedies[:MAX_REMEDIES]),
    )
