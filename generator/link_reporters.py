"""A report on links → text for a terminal, JSON, or the Markdown of the one rolling issue. Pure.

What an entry says never drives a terminal, calls anybody or points at another issue: in Markdown
its signs are escaped, and « @ » and « # » are cut from what follows.
"""

from collections.abc import Callable, Iterator, Mapping

from generator.characters import french_spaces
from generator.json_text import visible_json
from generator.link_words import ETAT_WORDS, counted, day_words, when, why
from generator.links import (
    A_VERIFIER,
    CASSE,
    DEPLACE,
    ECHEC,
    SUSPECT,
    LinkGroup,
    LinkLine,
    LinkReport,
    LinkUse,
)
from generator.markdown_text import (
    markdown_address,
    markdown_code,
    markdown_target,
    markdown_words,
)

# How a workflow finds its issue, and whether there is something to tell: the first lines.
MARKER = "<!-- guichet:liens -->"
MAX_MARKDOWN = 60_000  # bytes: GitHub refuses an issue of more than 65,536 characters
_TO_DO = (CASSE, SUSPECT, DEPLACE)
_TO_WAIT = (ECHEC, A_VERIFIER)


def report_text(report: LinkReport) -> str:
    """What to look at, by structure."""
    parts = []
    for group in report.groups:
        parts.append(f"{_safe(group.nom)}\n")
        for line in group.lines:
            memory = line.memory
            assert memory is not None, "only what was visited is grouped"
            said = " ; ".join(filter(None, (why(memory), when(memory))))
            parts.append(f"  {ETAT_WORDS[memory.etat][0]} : {_safe(line.url)}\n      {said}\n")
            if memory.vers:
                parts.append(f"      mène à {_safe(memory.vers)}\n")
            parts.extend(
                f"      {_safe(use.path)}:{use.line} {_safe(use.champ)}\n" for use in line.uses
            )
        parts.append("\n")
    return french_spaces("".join(parts))


def report_json(report: LinkReport) -> str:
    """Every address, with what is remembered of it and where it is written."""
    rows = [_row(line) for line in report.lines]
    counts = {etat or "jamais-visite": number for etat, number in report.counts.items()}
    whole = {"version": 1, "jour": report.jour.isoformat(), "compte": counts, "liens": rows}
    return visible_json(whole, indent=2) + "\n"


def report_markdown(report: LinkReport) -> str:
    """The text of the issue: what to mend by structure, then what only time or a person tells."""
    to_do = sum(report.counts[etat] for etat in _TO_DO)
    news = sum(
        line.memory is not None
        and line.memory.etat in (CASSE, SUSPECT)
        and line.memory.depuis == report.jour
        for line in report.lines
    )
    text = (
        f"{MARKER}\n<!-- a-faire: {to_do} -->\n<!-- nouveaux: {news} -->\n\n"
        f"Visite du {day_words(report.jour)} — {counted(report.counts)}.\n\n"
        "Un robot a ouvert les adresses que citent les fiches. Il se trompe parfois : il signale, "
        "et ne corrige rien. Ce ticket se met à jour chaque semaine ; il se ferme quand il n’y a "
        "plus rien à corriger.\n\n"
    )
    for etat in _TO_DO:
        if report.counts[etat]:
            one, _, advice = ETAT_WORDS[etat]
            text += f"- **{_sentence(one)}** : {advice}\n"
    blocks = [*_to_do(report), *_to_wait(report)]
    for rank, block in enumerate(blocks):
        if len((text + block).encode()) > MAX_MARKDOWN:
            left = len(blocks) - rank
            text += f"\nEt {left} autre{'s' if left > 1 else ''} : voir le rapport complet.\n"
            break
        text += block
    return french_spaces(text)


def _to_do(report: LinkReport) -> Iterator[str]:
    for group in report.groups:
        yield from _group_blocks(group, _TO_DO, "## ")


def _to_wait(report: LinkReport) -> Iterator[str]:
    for etat in _TO_WAIT:
        number = report.counts[etat]
        if number:
            _, several, advice = ETAT_WORDS[etat]
            yield f"\n## {_sentence(several)} ({number})\n\n{_sentence(advice)}\n"
        for group in report.groups:
            yield from _group_blocks(group, (etat,), "### ")


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _group_blocks(group: LinkGroup, etats: tuple[str, ...], level: str) -> Iterator[str]:
    """A heading with the first of its links, then the others one by one: none is cut in two."""
    heading = f"\n{level}{markdown_words(group.nom)}\n\n"
    for line in group.lines:
        if line.memory is not None and line.memory.etat in etats:
            yield heading + _item(line)
            heading = ""


def _item(line: LinkLine) -> str:
    memory = line.memory
    assert memory is not None, "only what was visited is grouped"
    said = " ; ".join(filter(None, (why(memory), when(memory))))
    to = f" Elle mène à {markdown_address(memory.vers)}." if memory.vers else ""
    archive = f" [Archives](<https://web.archive.org/web/*/{markdown_target(line.url)}>)."
    places = "".join(_places(line))
    kept = archive if memory.etat == CASSE else ""
    etat = f"**{ETAT_WORDS[memory.etat][0]}** : " if memory.etat in _TO_DO else ""
    return f"- {etat}{markdown_address(line.url)} — {said}.{to}{kept}\n{places}"


def _places(line: LinkLine) -> Iterator[str]:
    """One line an entry, with all the places of it."""
    by_file: dict[str, list[tuple[LinkUse, str]]] = {}
    for use, page in zip(line.uses, line.pages, strict=True):
        by_file.setdefault(use.path, []).append((use, page))
    for path, found in by_file.items():
        use, page = found[0]
        name = markdown_address(page, use.nom) if page else markdown_words(use.nom)
        lines = (f"ligne {other.line} ({markdown_code(other.champ)})" for other, _ in found)
        where = ", ".join(lines)
        yield f"  - {name} : {markdown_code(path)}, {where}\n"


def _safe(text: str) -> str:
    """Every character that nobody can see, as an escape."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def _row(line: LinkLine) -> dict[str, object]:
    memory = line.memory
    row: dict[str, object] = {"url": line.url, "etat": memory.etat if memory else None}
    if memory is not None:
        row |= {"raison": french_spaces(why(memory)) or None, "statut": memory.statut or None}
        row |= {"vers": memory.vers or None}
        days = ("depuis", "vu_le", "repondait_le", "premier_echec")
        row |= {name: day.isoformat() if (day := getattr(memory, name)) else None for name in days}
    row["importance"] = line.weight
    row["utilisations"] = [
        {
            "fichier": use.path,
            "ligne": use.line,
            "champ": use.champ,
            "collection": use.collection,
            "id": use.id,
            "nom": use.nom,
            "structure": use.structure or None,
            "page": page or None,
        }
        for use, page in zip(line.uses, line.pages, strict=True)
    ]
    return row


REPORTS: Mapping[str, Callable[[LinkReport], str]] = {
    "text": report_text,
    "json": report_json,
    "markdown": report_markdown,
}
