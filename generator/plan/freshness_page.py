"""Plan: the freshness of every entry → `observatoire/fraicheur.html`: what is due, and for whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from generator.freshness import A_JOUR, A_REVOIR, PERIME, RETIRE, Keeper, Watched, watched
from generator.freshness_view import FreshnessGroup, FreshnessLine, FreshnessView, KeeperLine
from generator.model import Catalogue
from generator.plan import urls
from generator.plan.contact import correct_link
from generator.plan.freshness_words import STATE_BADGES, keeper_link
from generator.plan.observatory_words import share_text
from generator.plan.page import make_page
from generator.plan.reminders import reminder, when_text
from generator.plan.wording import NBSP, capitalised, counted, date_text, listed, number_text
from generator.settings import Settings
from generator.site_plan import Page
from generator.view_parts import Badge, Fact, Link

SOON_DAYS = 90
MOST_KEEPERS = 100  # beyond, a page is read by nobody: the table to download has them all
MOST_LINES = 20  # of one structure: its mirror has the others
_SOON = Badge(label="Bientôt", tone="ok")
_WORST = (PERIME, RETIRE, A_REVOIR, A_JOUR)  # what can still be kept in the lists first
_INTRO = (
    "Une fiche que personne n’a vérifiée depuis longtemps trompe plus qu’elle n’aide. "
    "Cette page dit ce qui est à vérifier, et par qui."
)


def freshness_page(keepers: Sequence[Keeper], catalogue: Catalogue, today: date) -> Page:
    """Every structure, then what each has to check, in the order of what to do first."""
    busy = [keeper for keeper in keepers if keeper.services]
    busy.sort(key=lambda one: (-one.due, one.on_time - len(one.services), one.structure.id))
    links = {keeper.structure.id: keeper_link(keeper, catalogue) for keeper in keepers}
    asked = _asked(watched(keepers), today)
    view = FreshnessView(
        heading="La fraîcheur des fiches",
        intro=_INTRO,
        rule=_rule(catalogue.settings),
        facts=tuple(_facts(keepers)),
        keepers=tuple(_keeper_line(one, links, today) for one in busy[:MOST_KEEPERS]),
        keepers_left=_left(len(busy) - MOST_KEEPERS, "autre structure", "autres structures"),
        states=tuple(_states(asked)),
        groups=tuple(_group(items, links, catalogue) for items in asked[:MOST_KEEPERS]),
        groups_left=_left(len(asked) - MOST_KEEPERS, "autre structure", "autres structures"),
        json_url=urls.FRESHNESS_JSON,
        csv_url=urls.FRESHNESS_CSV,
        calendar_url=urls.review_calendar_url(),
        feed_url=urls.review_feed_url(),
    )
    return make_page(
        urls.FRESHNESS,
        "pages/freshness.html",
        view,
        breadcrumb=(Link(label="Observatoire", url=urls.OBSERVATORY),),
        section="observatoire",
    )


def _left(count: int, noun: str, plural: str) -> str:
    return counted(count, noun, plural) if count > 0 else ""


def _rule(settings: Settings) -> str:
    windows = settings.fraicheur
    review, stale, gone = map(
        _duration, (windows.a_revoir_jours, windows.perime_jours, windows.retrait_jours)
    )
    return (
        f"Sur ce site, une fiche est à revoir {review} après sa dernière vérification, ou le jour "
        f"qu’elle a fixé elle-même\u00a0; elle est périmée après {stale} et passe alors après les "
        f"autres\u00a0; après {gone}, elle quitte les listes et la recherche, en gardant sa page. "
        "Une fiche jamais vérifiée compte depuis sa dernière mise à jour."
    )


def _duration(days: int) -> str:
    """« 180 jours », « 5 ans » when it is as many years, two or more."""
    years = round(days / 365.25)
    is_whole = years > 1 and abs(days - years * 365.25) < years
    return f"{number_text(years)}{NBSP}ans" if is_whole else counted(days, "jour")


def _facts(keepers: Sequence[Keeper]) -> Iterator[Fact]:
    services = [fresh for keeper in keepers for _, fresh in keeper.services]
    total = len(services)
    on_time = sum(fresh.on_time for fresh in services)
    never = sum(not fresh.verifie for fresh in services)
    part = f" ({share_text(on_time, total)})" if total else ""
    said = f"{number_text(on_time)} sur {counted(total, 'fiche de service', 'fiches de services')}"
    yield Fact(label="Vérifiées à temps", value=f"{said}{part}", icon="badge-check")
    for state, icon in ((A_REVOIR, "calendar"), (PERIME, "hourglass"), (RETIRE, "circle-alert")):
        count = sum(fresh.etat == state for fresh in services)
        yield Fact(label=_PLURALS[state], value=number_text(count), icon=icon)
    yield Fact(label="Jamais vérifiées", value=number_text(never), icon="info")


_PLURALS = {A_REVOIR: "À revoir", PERIME: "Périmées", RETIRE: "Retirées des listes"}


def _keeper_line(keeper: Keeper, links: Mapping[str, Link], today: date) -> KeeperLine:
    structure, total = keeper.structure, len(keeper.services)
    coming = [fresh.revue_le for _, fresh in keeper.services if fresh.revue_le > today]
    return KeeperLine(
        structure=links[structure.id],
        on_time=f"{keeper.on_time} sur {total} ({share_text(keeper.on_time, total)})",
        due=keeper.count(A_REVOIR),
        stale=keeper.count(PERIME),
        withdrawn=keeper.count(RETIRE),
        next_review=date_text(min(coming)) if coming else "",
        calendar_url=urls.review_calendar_url(structure.id),
        feed_url=urls.review_feed_url(structure.id),
    )


def _asked(entries: Iterable[Watched], today: date) -> list[list[Watched]]:
    """By structure, what it has to check now or soon; who has most to do first."""
    last = today + timedelta(days=SOON_DAYS)
    found: dict[str, list[Watched]] = {}
    for item in entries:
        if item.fresh.revue_le <= last:
            found.setdefault(item.keeper.id, []).append(item)
    for items in found.values():
        items.sort(key=lambda one: (_WORST.index(one.fresh.etat), *_urgency(one)))
    return sorted(
        found.values(),
        key=lambda items: (
            -sum(not one.fresh.trusted for one in items),
            -sum(one.fresh.due for one in items),
            items[0].keeper.id,
        ),
    )


def _urgency(item: Watched) -> tuple[date, str, str]:
    fresh = item.fresh
    return (fresh.depuis if fresh.due else fresh.revue_le, item.collection, item.entry.id)


def _states(asked: Sequence[Sequence[Watched]]) -> Iterator[Fact]:
    """What each word of the list means, when it is there."""
    met = {item.fresh.etat for items in asked for item in items}
    for state, label, note in _MEANINGS:
        if state in met:
            yield Fact(label=label, value=note, icon="")


_MEANINGS = (
    (
        PERIME,
        "Périmée",
        (
            "elle passe après les autres dans les listes, et sa page le dit. Sans vérification, "
            "elle quittera les listes."
        ),
    ),
    (
        RETIRE,
        "Retirée des listes",
        (
            "plus personne ne la trouve. Vérifiez-la pour qu’elle revienne, ou dites que l’aide "
            "n’existe plus."
        ),
    ),
    (A_REVOIR, "À revoir", "elle reste à sa place. Sa page demande au public de se renseigner."),
    (A_JOUR, "Bientôt", f"à revoir dans les {SOON_DAYS}{NBSP}jours."),
)


def _group(
    items: Sequence[Watched], links: Mapping[str, Link], catalogue: Catalogue
) -> FreshnessGroup:
    structure = items[0].keeper
    due = [item for item in items if item.fresh.due]
    keeper = links[structure.id]
    return FreshnessGroup(
        keeper=keeper,
        anchor=f"structure-{structure.id}",
        counted=_counted(items),
        reminder=reminder(structure, due, keeper.url, catalogue.settings) if due else None,
        lines=tuple(_line(item, catalogue) for item in items[:MOST_LINES]),
        left=_left(len(items) - MOST_LINES, "autre fiche", "autres fiches"),
    )


def _counted(found: Sequence[Watched]) -> str:
    """How many now, how many soon, told apart from the entries of structures."""
    now = [item for item in found if item.fresh.due]
    soon = len(found) - len(now)
    services = sum(item.collection == "services" for item in now)
    structures = len(now) - services
    parts = (
        counted(services, "fiche de service", "fiches de services") if services else "",
        counted(structures, "fiche de structure", "fiches de structures") if structures else "",
    )
    said = listed(tuple(filter(None, parts)))
    words = (
        f"{said} à vérifier maintenant" if said else "",
        f"{number_text(soon)} bientôt" if now and soon else "",
        f"{counted(soon, 'fiche')} à vérifier bientôt" if soon and not now else "",
    )
    return capitalised(", ".join(filter(None, words)))


def _line(item: Watched, catalogue: Catalogue) -> FreshnessLine:
    fresh = item.fresh
    return FreshnessLine(
        entry=_entry_link(item),
        badge=STATE_BADGES[fresh.etat] if fresh.due else _SOON,
        when=capitalised(when_text(item)),
        checked=f"vérifiée le {date_text(fresh.reference)}"
        if fresh.verifie
        else f"jamais vérifiée, écrite le {date_text(fresh.reference)}",
        report=correct_link(catalogue, f"{item.collection}/{item.entry.id}"),
    )


def _entry_link(item: Watched) -> Link:
    """The page of an entry; that of a structure is told from the structure."""
    if item.collection == "services":
        return Link(label=item.entry.nom, url=urls.service_url(item.entry.id))
    return Link(
        label=f"{item.entry.nom} (la fiche de la structure)", url=urls.structure_url(item.entry.id)
    )
