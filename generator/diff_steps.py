"""The steps of `guichet diff`: two states of the content → what there is to review, and previews.

Both states are judged by this generator, its schemas and its reference data: what a proposal
brings of these is never read, so that nothing it holds can change how it is told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.characters import french_spaces
from generator.commands import folders
from generator.diagnostics import Diagnostic, GeneratorError, Severity
from generator.diff_reporters import report_markdown
from generator.diff_sides import Side, Tools, read_side, read_tools
from generator.links import Memory
from generator.load import load_link_memory, load_revision, load_theme
from generator.parse import find_outgoing_links
from generator.plan import Beside, plan_proposal, plan_site
from generator.proposal import OUTCOMES, EntryChange, Key, NewLink, Proposal
from generator.proposal_words import change_lines
from generator.render import Shown, render_comparisons
from generator.site_plan import Page, SitePlan
from generator.write import append_output, put_entry, scratch_copy

Pages = Mapping[str, Page]  # by path
REVISION = "git:"
_HOSTS = ("guichet",)  # where the domains that are accepted are listed
_ADDRESS = re.compile(r"""https?://[^\s"'<>)\]]+""")
GONE = ("retire", "disparu")
MAX_PREVIEWS = 30  # a file for each is a quarter of a second
ALL_IN_ONE = "apercu.html"
PAGES = ("services", "structures", "situations", "parcours", "evenements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What there is to review, and the two sides that previews are drawn from."""

    proposal: Proposal
    sides: tuple[Side, Side] | None
    tools: Tools


def compare(root: Path, base: str, head: str, today: date, state: Path | None = None) -> Compared:
    """Two folders, or revisions of the repository at `root` → what changes between them."""
    places = folders(root)
    tools = read_tools(places, today)
    with _opened(root, base) as folder:
        before = read_side(replace(places, root=folder), tools)
    nothing = Proposal(base=base, head=head, jour=today)
    try:
        with _opened(root, head) as folder:
            after = read_side(replace(places, root=folder), tools, before)
    except GeneratorError as error:  # the proposal has no content any more: that is to be told
        unread = replace(nothing, illisible=str(error))
        return Compared(proposal=unread, sides=None, tools=tools)
    memory = load_link_memory(state) if state is not None else {}
    told = _with_diagnostics(nothing, before, after)
    states = before.state, after.state
    if states[0] is None or states[1] is None:
        return Compared(proposal=told, sides=None, tools=tools)
    changes, effects = plan_proposal(states[0], states[1], tools.schemas, tools.referentiels, today)
    there = {document.path for document in after.documents} | {*after.faulty, *after.dropped}
    links = _new_links(before, after, memory)
    kept = tuple(
        replace(change, liens=links.get(change.key, ()))
        for change in changes
        if change.genre not in GONE or change.fichier not in there  # refused is not removed
    )
    return Compared(
        proposal=replace(told, fiches=kept, effets=effects), sides=(before, after), tools=tools
    )


@contextmanager
def _opened(root: Path, name: str) -> Iterator[Path]:
    """A folder as it is, or a revision laid out in a folder of our own."""
    if not name.startswith(REVISION):
        yield Path(name)
        return
    with scratch_copy(load_revision(root, name.removeprefix(REVISION))) as folder:
        yield folder


def _with_diagnostics(proposal: Proposal, before: Side, after: Side) -> Proposal:
    """What the proposal brings of faults and warnings, and how many it mends."""
    old = Counter(map(_same, before.diagnostics))
    brought, left = [], []
    for item in after.diagnostics:
        key = _same(item)
        if old[key]:
            old[key] -= 1
            left += [item] if item.severity is Severity.ERROR else []
        else:
            brought.append(item)
    return replace(
        proposal,
        diagnostics=tuple(sorted(brought, key=lambda item: item.severity is not Severity.ERROR)),
        restantes=tuple(left),
        repares=sum(old.values()),
        erreurs=sum(item.severity is Severity.ERROR for item in after.diagnostics),
        refusees=after.faulty,
        ecartees=after.dropped,
    )


def _same(item: Diagnostic) -> object:
    """What makes two diagnostics the same one: never the line, which moves."""
    field = tuple(part for part in item.field if isinstance(part, str))
    return item.code, item.path, field, item.message


def _new_links(
    before: Side, after: Side, memory: Mapping[str, Memory]
) -> Mapping[Key, tuple[NewLink, ...]]:
    """By entry, the addresses that the whole site did not cite.

    Only what changed is read as Markdown; of the rest, what looks like an address is enough.
    """
    texts = {document.path: document.text for document in before.documents}
    changed = {item.path for item in after.documents if texts.get(item.path) != item.text}
    old, new = (
        find_outgoing_links(
            [item for item in side.documents if item.path in changed or item.collection in _HOSTS]
        )
        for side in (before, after)
    )
    known = {link.url for link in old}.union(*map(_ADDRESS.findall, texts.values()))
    found: dict[Key, list[NewLink]] = {}
    for link in new:
        if link.url in known:
            continue
        etat = memory[link.url].etat if link.url in memory else ""
        for use in link.uses:
            row = NewLink(url=link.url, champ=re.sub(r"\.\d+", "", use.champ), etat=etat)
            rows = found.setdefault((use.collection, use.id), [])
            if all(other.url != link.url for other in rows):
                rows.append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def summarise(proposal: Proposal, path: Path) -> None:
    """Append the summary of a proposal to a file."""
    append_output(path, report_markdown(proposal))


def put_previews(compared: Compared, root: Path, folder: Path) -> int:
    """Draw what changed, one file an entry, and all of them in one; how many entries."""
    changes = [
        change
        for change in compared.proposal.fiches
        if change.collection in PAGES and not change.origine
    ]
    if compared.sides is None or not changes:
        return 0
    # What is refused without being readable as an entry has no page of its own to show.
    written = compared.sides[1].written
    changes = [one for one in changes if one.genre in GONE or one.key in written][:MAX_PREVIEWS]
    plans = tuple(_plan(side, compared.tools) for side in compared.sides)
    old, new = ({page.path: page for page in plan.pages} for plan in plans)
    pairs = [(change, _shown(change, (old, new))) for change in changes]
    drawn = {name: one for change, one in pairs if (name := _file(change)) and one is not None}
    if not drawn:
        return 0
    theme = load_theme(folders(root).theme)
    documents, together = render_comparisons((plans[0], plans[1]), theme, tuple(drawn.values()))
    for name, document in zip((*drawn, ALL_IN_ONE), (*documents, together), strict=True):
        put_entry(folder / name, document.decode())
    return len(drawn)


def _file(change: EntryChange) -> str:
    return f"{change.collection}-{change.id}.html"


def _shown(change: EntryChange, pages: tuple[Pages, Pages]) -> Shown | None:
    """An entry with its pages; none when it has no page on either side."""
    before = pages[0].get(f"{change.collection}/{change.ancien_id or change.id}.html")
    after = pages[1].get(f"{change.collection}/{change.id}.html")
    if change.genre in GONE:
        after = None  # the page of a tombstone says nothing of the entry
    if before is None and after is None:
        return None
    return Shown(
        heading=french_spaces(f"{OUTCOMES[change.genre].label} : {change.nom}"),
        lines=tuple(map(french_spaces, change_lines(change))),
        before=before,
        after=after,
    )


def _plan(side: Side, tools: Tools) -> SitePlan:
    assert side.catalogue is not None, "only what can be compared is drawn"
    beside = Beside(only_entries=True)
    return plan_site(side.catalogue, tools.schemas, tools.referentiels, tools.today, beside)
