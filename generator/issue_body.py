"""The body of an issue, as GitHub writes the answers to a form → an answer for each question.

« ### Question », an empty line, the answer: an answer that holds such a line is told from a
question by the order of the questions; when that is not enough, it is refused, never guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.characters import find_forbidden_character, fold
from generator.issue_form import NO_ANSWER, Question, heard

MAX_BODY = 200_000  # GitHub itself stops at 65 536 signs
_HEADING = re.compile(r"###[ \u00a0]+(.+?)[ \u00a0]*#*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an issue answers."""

    answers: dict[str, str]  # by the identifier of the question
    before: str = ""  # what stands above the first question: nobody asked for it
    unclear: tuple[str, ...] = ()  # labels that stand twice, so that nothing tells which is which
    unseen: tuple[str, ...] = ()  # « U+200B »: signs that nobody sees, taken off


def count_questions(body: str, questions: Sequence[Question]) -> int:
    """How many questions of a form a body shows: tells which form it answers."""
    return len({label for _, label in _headings(_lines(body)[0], questions)})


def read_answers(body: str, questions: Sequence[Question]) -> Heard:
    """A body → the answers to the questions of a form; none for what was left empty."""
    lines, unseen = _lines(body)
    found = _headings(lines, questions)
    chosen = _in_order(found)
    if chosen is None:
        labels = [label for _, label in found]
        twice = tuple(
            question.label
            for rank, question in enumerate(questions)
            if labels.count(rank) > 1 or labels != sorted(labels)
        )
        return Heard(answers={}, unclear=twice, unseen=unseen)
    answers = {}
    for place, (line, rank) in enumerate(chosen):
        end = chosen[place + 1][0] if place + 1 < len(chosen) else len(lines)
        text = "\n".join(lines[line + 1 : end]).strip("\n")
        if text.strip() and text.strip() != NO_ANSWER:
            answers[questions[rank].id] = heard(text)
    before = "\n".join(lines[: chosen[0][0]] if chosen else lines).strip()
    return Heard(answers=answers, before=before, unseen=unseen)


def _lines(body: str) -> tuple[list[str], tuple[str, ...]]:
    """Lines without what nobody can see, and what that was."""
    text = body[:MAX_BODY].replace("\r\n", "\n").replace("\r", "\n")
    unseen: dict[str, None] = {}
    while (sign := find_forbidden_character(text)) is not None:
        unseen[f"U+{ord(sign[0]):04X}"] = None
        text = text.replace(sign[0], "")
    return text.split("\n"), tuple(unseen)


def _headings(lines: Sequence[str], questions: Sequence[Question]) -> list[tuple[int, int]]:
    """Lines that say a question: their place, and the rank of the question."""
    ranks = {fold(question.label): rank for rank, question in enumerate(questions)}
    found = []
    for place, line in enumerate(lines):
        heading = _HEADING.match(line)
        is_apart = place == 0 or not lines[place - 1].strip()
        if heading is not None and is_apart and fold(heading[1]) in ranks:
            found.append((place, ranks[fold(heading[1])]))
    return found


def _in_order(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The one way to take each question once, in the order of the form; `None` if not exactly one.

    Counted from the last line up: how many ways there are to finish from each heading.
    """
    wanted = sorted({rank for _, rank in found})
    if not wanted:
        return []
    after = dict(pairwise(wanted))
    ways: dict[int, int] = {}  # rank → ways to finish from the headings of that rank seen so far
    onward: dict[int, tuple[int, int] | None] = {}
    last_of: dict[int, tuple[int, int]] = {}
    for place in reversed(found):
        rank = place[1]
        more = 1 if rank == wanted[-1] else ways.get(after[rank], 0)
        if more:
            ways[rank] = min(2, ways.get(rank, 0) + more)
            onward[place[0]] = last_of.get(after.get(rank, -1))
            last_of[rank] = place
    if ways.get(wanted[0]) != 1:
        return None
    chain: list[tuple[int, int]] = []
    step: tuple[int, int] | None = last_of[wanted[0]]
    while step is not None:
        chain.append(step)
        step = onward[step[0]]
    return chain
