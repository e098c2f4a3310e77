"""Plan: gaps of the coverage → the sentences that say them, of a territory, of a need, of all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.observatory import (
    EVERYBODY,
    EVERYTHING,
    MANQUE,
    NON_RECENSE,
    SERVI_SANS_DEDIE,
    CoverageGap,
)
from generator.observatory_view import GapGroup, GapLine, NeedGaps
from generator.plan import urls
from generator.plan.observatory_confirmed import doubt, existing, is_judged
from generator.plan.observatory_frame import Survey
from generator.plan.observatory_words import (
    STATES,
    audience_name,
    missing,
    need_name,
    people_text,
    short_name,
    since_text,
)
from generator.plan.wording import capitalised, counted, listed
from generator.view_parts import Link

SHOWN = 10  # lines of a group at first sight: the others are folded
# What answers all the same, and does not fill the gap.
_ALL_THE_SAME = {
    SERVI_SANS_DEDIE: ("aide générale", "aides générales"),
    MANQUE: ("aide existe", "aides existent"),
    NON_RECENSE: ("aide dans d’autres communes", "aides dans d’autres communes"),
}
_NOT_ENOUGH = ("aide existe, sans suffire", "aides existent, sans suffire")
# What a list of audiences names: publics or situations of employment, one, several or all.
_KINDS = (
    ("ce public", "ces publics", "tous les publics"),
    ("cette situation d’emploi", "ces situations d’emploi", "toutes les situations d’emploi"),
)
_WHOLE = "sur tout le territoire de ce site"


def gap_line(
    gap: CoverageGap, survey: Survey, *, here: bool, places: Sequence[CoverageGap] = ()
) -> GapLine:
    """What is missing; `here` when the page is that of the territory, which it need not name.

    `places`: where it is, when that is only in some parts of the territory.
    """
    return GapLine(
        sentence=missing(
            gap.theme,
            gap.audience,
            gap.etat,
            survey.labels,
            None if here else gap.area,
            some=bool(existing(gap, survey)),
        ),
        people=people_text(gap.habitants),
        etat=gap.etat,
        label=_label(gap.etat),
        part=_part(gap, survey),
        since=_since(gap.etat, gap.since, survey),
        doubt=doubt((gap,), survey),
        search=_search(gap, survey),
        need=_need(gap.theme, survey),
        places=tuple(map(_place, places)) if here else (_place(gap),),
        manques=_manques(gap, survey),
    )


def merged_lines(gaps: Iterable[CoverageGap], survey: Survey) -> Iterator[GapLine]:
    """One line for the same gap in several territories, those that concern most people first."""
    together: defaultdict[tuple[str, str, str], list[CoverageGap]] = defaultdict(list)
    for gap in gaps:
        together[gap.etat, gap.theme, gap.audience].append(gap)
    for found in sorted(together.values(), key=lambda found: -_people(found)):
        yield merged_line(found, survey)


def merged_line(found: Sequence[CoverageGap], survey: Survey) -> GapLine:
    """The same gap in several territories, as one sentence."""
    first = found[0]
    if len(found) == 1:
        return gap_line(first, survey, here=False)
    days = [gap.since for gap in found if gap.since is not None]
    names = dict.fromkeys(link for gap in found for link in _manques(gap, survey))
    return GapLine(
        sentence=missing(
            first.theme,
            first.audience,
            first.etat,
            survey.labels,
            some=any(existing(gap, survey) for gap in found),
        ),
        people=people_text(_people(found)),
        etat=first.etat,
        label=_label(first.etat),
        part=_WHOLE if _is_everywhere(found, survey) else "",
        since=_since(first.etat, min(days, default=None), survey),
        doubt=doubt(found, survey),
        need=_need(first.theme, survey),
        places=()
        if _is_everywhere(found, survey)
        else tuple(map(_place, sorted(found, key=lambda gap: -gap.habitants))),
        manques=tuple(names),
    )


def grouped(
    heading: str, anchor: str, note: str, lines: Sequence[GapLine], *, count: int
) -> GapGroup:
    """Lines under a heading, which says what they all say: their state, since when."""
    days = {line.since for line in lines}
    since = capitalised(days.pop()) if len(days) == 1 else ""
    said = tuple(replace(line, label="", since="" if since else line.since) for line in lines)
    shown = len(said) if len(said) <= SHOWN + 2 else SHOWN
    return GapGroup(
        heading=heading,
        anchor=anchor,
        note=f"{note} {since}." if since else note,
        count=count,
        lines=said[:shown],
        folded=said[shown:],
    )


def depths(gaps: Iterable[CoverageGap]) -> str:
    """« 14 grands besoins et 11 besoins plus précis »: two units, that nobody adds up."""
    themes = {gap.theme for gap in gaps}
    precise = sum("--" in theme for theme in themes)
    great = len(themes - {EVERYTHING}) - precise
    return listed(
        (
            *(("tous les besoins",) if EVERYTHING in themes else ()),
            *((counted(great, "grand besoin", "grands besoins"),) if great else ()),
            *((counted(precise, "besoin plus précis", "besoins plus précis"),) if precise else ()),
        )
    )


def needs_lacking(gaps: Iterable[CoverageGap], survey: Survey) -> tuple[NeedGaps, ...]:
    """What is missing for some audiences: one sentence for each need, which names them."""
    together: defaultdict[str, defaultdict[str, list[CoverageGap]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for gap in gaps:
        if gap.audience != EVERYBODY:
            together[gap.theme][gap.audience].append(gap)
    return tuple(
        _lacking(theme, together[theme], survey)
        for theme in sorted(together, key=survey.theme_ranks.__getitem__)
    )


def _lacking(
    theme: str, audiences: Mapping[str, Sequence[CoverageGap]], survey: Survey
) -> NeedGaps:
    general = any(gap.etat == SERVI_SANS_DEDIE for found in audiences.values() for gap in found)
    return NeedGaps(
        need=_need(theme, survey),
        words="aucune aide dédiée" if general else "aucune réponse connue",
        audiences=tuple(_named(audiences, survey)),
    )


def _named(audiences: Mapping[str, Sequence[CoverageGap]], survey: Survey) -> Iterator[str]:
    """« ces publics : jeunes et femmes (12 000 habitants) »; one name may be of both kinds."""
    for kind, axis in zip(_KINDS, (survey.publics[1:], survey.statuts[1:]), strict=True):
        alike: defaultdict[int, list[str]] = defaultdict(list)
        for code in axis:
            if code in audiences:
                alike[_people(audiences[code])].append(code)
        for people in sorted(alike, reverse=True):
            yield f"{_listed_of(alike[people], axis, kind, survey)} ({people_text(people)})"


def _listed_of(
    codes: Sequence[str], axis: Sequence[str], kind: tuple[str, str, str], survey: Survey
) -> str:
    """« tous les publics sauf actifs et jeunes », when they are most of them."""
    one, several, every = kind
    left = [code for code in axis if code not in codes]
    if len(left) <= len(codes) // 3:
        return f"{every} sauf {_names(left, survey)}" if left else every
    return f"{several if len(codes) > 1 else one}\u00a0: {_names(codes, survey)}"


def _names(codes: Iterable[str], survey: Survey) -> str:
    names = (audience_name(code, survey.labels) for code in codes)
    return listed(tuple(f"{name[:1].lower()}{name[1:]}" for name in names))


def _is_everywhere(found: Iterable[CoverageGap], survey: Survey) -> bool:
    """Whether no commune of the served départements is spared."""
    missing = {gap.area.code: gap.communes for gap in found if gap.area.kind == "departement"}
    return all(
        missing.get(area.code) == survey.table.area(area.code).communes
        for area in survey.coverage.departements
    )


def _people(found: Iterable[CoverageGap]) -> int:
    return sum(gap.habitants for gap in found)


def _need(theme: str, survey: Survey) -> Link:
    url = urls.coverage_theme_url(theme) if theme else urls.OBSERVATORY
    return Link(label=need_name(theme, survey.labels), url=url)


def _place(gap: CoverageGap) -> Link:
    return Link(
        label=short_name(gap.area),
        url=urls.coverage_area_url(gap.area.code),
        note=people_text(gap.habitants),
    )


def _search(gap: CoverageGap, survey: Survey) -> Link | None:
    """The services that answer all the same; only a partner says that they are not enough."""
    if not gap.services:
        return None
    kind, _, name = gap.audience.partition("/")
    chosen = {"theme": gap.theme, kind: name, "lieu": gap.area.code}
    found = {key: code for key, code in chosen.items() if key and code}
    singular, plural = _ALL_THE_SAME[gap.etat]
    if gap.etat == MANQUE:
        there = existing(gap, survey)
        if not there:
            singular, plural = _ALL_THE_SAME[NON_RECENSE]
        elif len(there) == gap.services and is_judged(gap, there, survey):
            singular, plural = _NOT_ENOUGH
    words = counted(gap.services, singular, plural)
    return Link(label=words, url=urls.search_url(**found))


def _label(etat: str) -> str:
    """« manque », before « confirmé le 3 mars 2026 »."""
    return "manque" if etat == MANQUE else STATES[etat]


def _since(etat: str, since: date | None, survey: Survey) -> str:
    return since_text(etat, since, survey.history[0].jour if survey.history else None)


def _part(gap: CoverageGap, survey: Survey) -> str:
    """How many communes are concerned, when not all of them are."""
    whole = survey.table.area(gap.area.code).communes
    if gap.communes == whole:
        return ""
    return f"{counted(gap.communes, 'commune')} sur {whole}"


def _manques(gap: CoverageGap, survey: Survey) -> tuple[Link, ...]:
    """The entries that confirm a gap, and who did."""
    return tuple(survey.manques[name] for name in gap.manques if name in survey.manques)
