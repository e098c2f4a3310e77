"""What the page of freshness prints: who verified what on time, what is due, whose job it is."""

from dataclasses import dataclass

from generator.view_parts import Badge, Fact, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessLine:
    """One entry that somebody has to check, now or soon."""

    entry: Link
    badge: Badge
    when: str  # "À revoir depuis le 4 mai 2026"
    checked: str  # "vérifiée le 5 novembre 2025", "jamais vérifiée"
    report: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessGroup:
    """What one structure has to check, the worst first."""

    keeper: Link  # its mirror, else its page
    anchor: str
    counted: str  # "3 fiches de services, 1 fiche de structure"
    reminder: Link | None  # how to ask it
    lines: tuple[FreshnessLine, ...]  # the first ones of a long list
    left: str  # "12 autres fiches", "" when all are here


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperLine:
    """One structure: how many of its services are in each state."""

    structure: Link
    on_time: str  # "3 sur 8 (37 %)"
    due: int
    stale: int
    withdrawn: int
    next_review: str  # "4 mai 2026", "" when everything is due
    calendar_url: str
    feed_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessView:
    """The page of freshness, for who steers the site and for each partner."""

    heading: str
    intro: str
    rule: str  # the windows, in a sentence
    facts: tuple[Fact, ...]
    keepers: tuple[KeeperLine, ...]  # who has most to check first
    keepers_left: str  # "3 autres structures": a long table is cut
    states: tuple[Fact, ...]  # what each state that is found means
    groups: tuple[FreshnessGroup, ...]  # by structure, who has the worst and the most first
    groups_left: str
    json_url: str
    csv_url: str
    calendar_url: str
    feed_url: str
