"""Plan: the sheet of a situation → how it fits on one A4 sheet, from the lines that it takes.

A style cannot measure: see `paper.py`, which does the same for services. Figures are points of a
sheet set at its ordinary size, measured with Chromium, some room left.
"""

from dataclasses import replace
from math import ceil

from generator.plan.paper import EXTRACT, TIGHT, WHOLE
from generator.solutions import AnswerView, NeedView, SituationView

PRINTED = 3  # answers of a need that paper shows, side by side
_ROOM, _TIGHT_ROOM = 990, 1410
_AROUND = 230  # the top of the sheet, and what it ends with
_LINE, _TITLE_LINE, _NEED = 16, 18, 30
_SIGNS, _TITLE_SIGNS, _WIDE_SIGNS = 34, 25, 100
_WORD_SIGNS = 24  # an address is one long word: it fills its lines badly


def with_sheet(view: SituationView) -> SituationView:
    """The same view, which knows how it is printed."""
    height = _AROUND + sum(map(_need_height, view.needs))
    paper = WHOLE if height <= _ROOM else TIGHT if height <= _TIGHT_ROOM else EXTRACT
    return replace(view, paper=paper)


def _need_height(need: NeedView) -> int:
    texts = (need.explanation, need.missing, *(link.label for link in need.late))
    lines = sum(ceil(len(text) / _WIDE_SIGNS) for text in texts)
    lines += bool(need.missing) + bool(need.late)
    return _NEED + lines * _TITLE_LINE + max(map(_answer_height, need.answers[:PRINTED]), default=0)


def _answer_height(answer: AnswerView) -> int:
    facts = " ".join((*(badge.label for badge in answer.badges), *answer.facts, answer.place))
    lines = sum(ceil(len(text) / _SIGNS) for text in (answer.structure, answer.resume, facts))
    lines += ceil(len(answer.paper) / _WORD_SIGNS)
    return ceil(len(answer.nom) / _TITLE_SIGNS) * _TITLE_LINE + lines * _LINE
