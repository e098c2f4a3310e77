"""Render: when entries have to be checked → calendars and Atom feeds, of each structure and of all.

A calendar tells the days to come and those of the past month, and calls again what is late; a feed,
what became due, the last
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from generator.freshness import A_REVOIR, PERIME, RETIRE, Freshness, Watched, watched
from generator.model import Artifact
from generator.render.atom import FIRST_YEAR, AtomEntry, AtomFeed, render_atom, tag
from generator.render.calendar import WholeDays
from generator.render.calendar_text import WholeDay
from generator.site_plan import SitePlan

CALENDAR = "observatoire/revues.ics"
FEED = "observatoire/revues.atom"
PAGE = "observatoire/fraicheur.html"
BEFORE, AHEAD = timedelta(days=31), timedelta(days=366)
MOST_ITEMS = 100  # of a feed: what a reader keeps
MOST_NAMES = 12  # of one day, in an agenda
LATE = "en-retard"

_SUMMARIES = {
    A_REVOIR: ("fiche à revoir", "fiches à revoir"),
    PERIME: ("fiche devient périmée", "fiches deviennent périmées"),
    RETIRE: ("fiche quitte les listes", "fiches quittent les listes"),
    LATE: ("fiche en retard de vérification", "fiches en retard de vérification"),
}
_TITLES = {A_REVOIR: "À revoir", PERIME: "Périmée", RETIRE: "Retirée des listes"}


def render_reviews(plan: SitePlan) -> Iterator[Artifact]:
    """`observatoire/revues.ics` and `.atom`, and two files for each structure."""
    calendars = WholeDays(plan)
    for keeper in plan.keepers:
        own = tuple(watched((keeper,)))
        path = f"observatoire/revues/{keeper.structure.id}"
        title = f"Fiches à vérifier – {keeper.structure.nom}"
        yield Artifact(path=f"{path}.ics", content=calendars.calendar(title, _days(own, plan)))
        yield _feed(f"{path}.atom", title, own, plan)
    everything = tuple(watched(plan.keepers))
    title = f"Fiches à vérifier – {plan.settings.nom}"
    yield Artifact(path=CALENDAR, content=calendars.calendar(title, _days(everything, plan)))
    yield _feed(FEED, title, everything, plan)


def _changes(fresh: Freshness) -> Iterator[tuple[date, str]]:
    """The days when an entry changes state; of two on one day, the later state."""
    found = ((fresh.revue_le, A_REVOIR), (fresh.perime_le, PERIME), (fresh.retire_le, RETIRE))
    yield from dict(found).items()


def _days(entries: Sequence[Watched], plan: SitePlan) -> list[WholeDay]:
    """By day and state, one line of an agenda."""
    first, last = plan.today - BEFORE, plan.today + AHEAD
    groups: dict[tuple[date, str], list[Watched]] = defaultdict(list)
    for item in entries:
        for day, state in _changes(item.fresh):
            if first <= day <= last:
                groups[day, state].append(item)
    days = [_day(day, state, groups[day, state], plan) for day, state in sorted(groups)]
    late = [item for item in entries if item.fresh.due]
    if late:  # its day is past, where nobody looks: it comes back on the next first Monday
        days.append(_day(_next_first_monday(plan.today), LATE, late, plan))
    return days


def _next_first_monday(today: date) -> date:
    """The first Monday of the month after this one."""
    first = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _day(day: date, state: str, found: Sequence[Watched], plan: SitePlan) -> WholeDay:
    one, many = _SUMMARIES[state]
    count = len(found)
    keepers = {item.keeper.id for item in found}
    summary = f"{count}\u00a0{one if count == 1 else many}"
    lines = [_named(item, plan.settings.url) for item in found[:MOST_NAMES]]
    if count > MOST_NAMES:
        lines.append(f"et {count - MOST_NAMES} autres, sur la page ci-dessous")
    return WholeDay(
        key="revues-en-retard" if state == LATE else f"revues-{state}-{day.isoformat()}",
        day=day,
        summary=f"{summary} ({found[0].keeper.nom})" if len(keepers) == 1 else summary,
        description="\n".join((*lines, "", plan.settings.url + PAGE)),
        url=plan.settings.url + PAGE,
        changed=max(item.fresh.reference for item in found),
    )


def _named(item: Watched, site: str) -> str:
    """An entry on a line of an agenda: its name, whose it is, where it is."""
    whose = "" if item.entry is item.keeper else f" – {item.keeper.nom}"
    return f"- {' '.join(item.entry.nom.split())}{whose}\u00a0: {site}{_page(item)}"


def _page(item: Watched) -> str:
    return f"{item.collection}/{item.entry.id}.html"


def _feed(path: str, title: str, entries: Sequence[Watched], plan: SitePlan) -> Artifact:
    """What is due, the last to become so first."""
    due = sorted(
        (item for item in entries if item.fresh.due),
        key=lambda item: (-item.fresh.depuis.toordinal(), _page(item)),
    )
    days = [item.fresh.depuis if item.fresh.due else item.fresh.reference for item in entries]
    updated = max(days, default=plan.today)
    head = AtomFeed(
        path=path,
        id=tag(plan, path.removesuffix(".atom"), FIRST_YEAR),
        title=title,
        subtitle=f"Les fiches à vérifier, dès qu’elles le deviennent. {plan.settings.nom}.",
        page_url=PAGE,
        updated=updated.isoformat(),
    )
    shown = (_entry(item, plan) for item in due[:MOST_ITEMS])
    return Artifact(path=path, content=render_atom(head, shown, plan))


def _entry(item: Watched, plan: SitePlan) -> AtomEntry:
    fresh = item.fresh
    day = fresh.depuis.isoformat()
    checked = "Dernière vérification" if fresh.verifie else "Jamais vérifiée, dernière mise à jour"
    words = (
        f"À vérifier par\u00a0: {item.keeper.nom}.",
        f"{checked}\u00a0: {fresh.reference.isoformat()}.",
    )
    return AtomEntry(
        id=tag(plan, f"fraicheur/{item.collection}/{item.entry.id}/{fresh.etat}", day),
        title=f"{_TITLES[fresh.etat]}\u00a0: {item.entry.nom}",
        day=day,
        url=_page(item),
        tags=(fresh.etat, item.keeper.id),
        html="".join(f"<p>{escape(line)}</p>" for line in words),
    )
