"""What there is to review → Markdown for a summary, text for a terminal, notes beside files. Pure.

What an entry says never drives a terminal, a runner or a page: `markdown_text.py` says how.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from generator.characters import french_spaces
from generator.diff_holding import CITING
from generator.diff_json import report_json
from generator.diff_words import Item, Section, heading_lines, sections
from generator.markdown_text import markdown_address, markdown_code, markdown_words
from generator.proposal import OUTCOMES, Proposal
from generator.proposal_words import change_lines, link_words
from generator.reporters import report_github as annotations
from generator.reporters import typeset, visible_text, workflow_command

# GitHub drops a summary of more than 1 MiB; `guichet check` adds its own to it.
MAX_MARKDOWN = 500_000  # bytes
MAX_LINE = 1_500  # signs of a sentence: an entry's text may be much longer
_MAX_LINES = 60  # of one entry
_MAX_NOTES = 10  # that GitHub shows of one step


def report_markdown(proposal: Proposal) -> str:
    """The summary that explains a proposal: no item is cut in two, those left out are counted."""
    proposal = _without_machine(proposal)
    text = "## Ce que change cette proposition\n\n"
    text += "\n\n".join(_words(line) for line in heading_lines(proposal)) + "\n"
    left = 0
    for section in sections(proposal):
        for block in _blocks(section):
            if left or len((text + block).encode()) > MAX_MARKDOWN:
                left += 1
            else:
                text += block
    if left:
        text += f"\n**Et {left} autres : le résumé est trop long pour les montrer.** "
        text += "`guichet diff --format json` les donne tous.\n"
    return text


def _without_machine(proposal: Proposal) -> Proposal:
    """A summary is published: of a folder, only its name, never where the machine keeps it."""
    names = {
        name: PurePath(name).name or name
        for name in (proposal.base, proposal.head)
        if PurePath(name).is_absolute()
    }
    illisible = proposal.illisible
    for name, shown in names.items():
        illisible = illisible.replace(name, shown)
    base, head = (names.get(name, name) for name in (proposal.base, proposal.head))
    return replace(proposal, base=base, head=head, illisible=illisible)


def _blocks(section: Section) -> Iterator[str]:
    """A heading with its note, then each item: none is cut in two."""
    note = f"\n{_words(section.note)}\n" if section.note else ""
    yield f"\n### {_words(section.heading)}\n{note}"
    for item in section.items:
        yield _item(item)
    for rank, line in enumerate(section.lines):
        yield f"{'' if rank else chr(10)}- {_words(line)}\n"
    if section.left:
        yield f"- Et {section.left} autres, que donne `guichet diff --format json`.\n"


def _item(item: Item) -> str:
    lines = [f"- {_words(line)}\n" for line in item.lines[:_MAX_LINES]]
    if len(item.lines) > _MAX_LINES:
        lines.append(f"- Et {len(item.lines) - _MAX_LINES} autres changements.\n")
    lines.extend(
        f"- {_words(f'{link_words(link)} :')} {markdown_address(link.url)}\n"
        for link in item.links[:_MAX_LINES]
    )
    file = f"\n{markdown_code(item.file)}\n" if item.file else ""
    return f"\n#### {_words(item.title)}\n{file}\n{''.join(lines)}"


def _words(text: str) -> str:
    return markdown_words(french_spaces(_cut(text)))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_LINE else f"{text[:MAX_LINE].rstrip()}…"


def report_text(proposal: Proposal) -> str:
    """The same for a terminal."""
    return "".join(f"{visible_text(french_spaces(_cut(line)))}\n" for line in _lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    yield from heading_lines(proposal)
    for section in sections(proposal):
        yield ""
        yield section.heading.upper()
        if section.note:
            yield section.note
        for item in section.items:
            yield ""
            yield f"  {item.title}"
            if item.file:
                yield f"  {item.file}"
            yield from (f"    - {line}" for line in item.lines)
            yield from (f"    - {link_words(link)} : {link.url}" for link in item.links)
        yield from (f"  - {line}" for line in section.lines)
        if section.left:
            yield f"  - Et {section.left} autres : « --format json » les donne tous."


def report_github(proposal: Proposal) -> str:
    """A note beside each changed file, as many as GitHub shows; then each fault at its line."""
    lines = []
    for change in proposal.fiches:
        if change.origine or not change.fichier:
            continue
        said = " ".join(french_spaces(_cut(line)) for line in change_lines(change))
        title = OUTCOMES[change.genre].label
        lines.append(workflow_command("notice", change.fichier, title, said or change.nom))
    return "".join(lines[:_MAX_NOTES]) + _annotations(proposal)


def _annotations(proposal: Proposal) -> str:
    """What is wrong, at its line: the changed files first, since GitHub shows ten of a kind."""
    changed = {change.fichier for change in proposal.fiches}
    found = (*proposal.diagnostics, *proposal.restantes)
    # What only cites an absent entry is in a file that the proposal did not touch.
    ordered = sorted(found, key=lambda it: it.path not in changed and it.code in CITING)
    return annotations(typeset(ordered), {})


def report_note(proposal: Proposal, drawn: int) -> str:
    """The last line, for the operator: « 4 fiches changées, 3 aperçus dessinés »."""
    number = len(proposal.fiches)
    many = "s" if number > 1 else ""
    changed = f"{number} fiche{many} changée{many}" if number else "aucune fiche changée"
    several = "s" if drawn > 1 else ""
    previews = f", {drawn} aperçu{several} dessiné{several}" if drawn else ""
    faults = "s" if proposal.erreurs > 1 else ""
    errors = f", {proposal.erreurs} erreur{faults}" if proposal.erreurs else ""
    return f"{changed}{previews}{errors}."


REPORTS: Mapping[str, Callable[[Proposal], str]] = {
    "text": report_text,
    "markdown": report_markdown,
    "json": report_json,
    "github": report_github,
}
