"""Questions in people's words → what the search of the built site answers, in a real browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Page

FOLDER = Path(__file__).parent
SHOWN = 10
FOUND = 3  # a person on a phone reads three results

# The page's own modules, called as the page calls them, for all the questions at once.
_ASK = """async ([questions, shown]) => {
    const form = document.querySelector("[data-module=search]");
    const scripts = document.querySelector("script[src$='/main.js']").src.replace("main.js", "");
    const { SearchData } = await import(`${scripts}lib/search-data.js`);
    const { search } = await import(`${scripts}lib/searching.js`);
    const { readAddress } = await import(`${scripts}lib/url-state.js`);
    const { root, ...addresses } = form.dataset;
    const data = new SearchData(root, addresses);
    const places = await data.loadPlaces();
    const answers = [];
    for (const { question, lieu, statut } of questions) {
        const { criteria } = readAddress("");
        const place = lieu ? await places.byCode(lieu) : null;
        if (lieu && !place) throw new Error(`unknown place: ${lieu}`);
        const asked = { ...criteria, q: question, statut: statut ? [statut] : [] };
        const { engine, results } = await search(data, asked, { place, unknown: "" });
        const documents = await engine.documents(results.slice(0, shown).map(({ doc }) => doc));
        answers.push(documents.map(({ url }) => url));
    }
    return answers;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person types and chooses, and the entries that answer it."""

    question: str
    attendu: tuple[str, ...]
    lieu: str = ""
    statut: str = ""
    raison: str = ""

    @property
    def label(self) -> str:
        """The question with what was chosen beside it."""
        chosen = [value for value in (self.lieu, self.statut) if value]
        return f"{self.question} ({', '.join(chosen)})" if chosen else self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question and the identifiers of the first results."""

    question: Question
    results: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """Where the first accepted entry is, from 1."""
        ranks = (rank for rank, id_ in enumerate(self.results, 1) if id_ in self.question.attendu)
        return next(ranks, None)

    @property
    def found(self) -> bool:
        """Whether one of the first results answers."""
        return self.rank is not None and self.rank <= FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well a file of questions is answered; `missed` names those that are not."""

    mrr: float
    success_at_1: float
    success_at_3: float
    questions: int
    missed: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"MRR {self.mrr:.3f}, success@3 {self.success_at_3:.3f}, "
            f"success@1 {self.success_at_1:.3f} ({self.questions} questions)"
        )


def read_questions(name: str) -> tuple[Question, ...]:
    """The questions of a file of this folder."""
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(Question(**item | {"attendu": tuple(item["attendu"])}) for item in data)


def ask(page: Page, questions: Sequence[Question]) -> tuple[Answered, ...]:
    """What the search page that is open answers to each question."""
    asked: list[Mapping[str, str]] = [
        {"question": item.question, "lieu": item.lieu, "statut": item.statut} for item in questions
    ]
    answers = page.evaluate(_ASK, [asked, SHOWN])
    return tuple(
        Answered(question=question, results=tuple(Path(url).stem for url in urls))
        for question, urls in zip(questions, answers, strict=True)
    )


def score(answers: Sequence[Answered]) -> Score:
    """The mean reciprocal rank and the parts of the questions that are well answered."""
    count = len(answers)
    return Score(
        mrr=round(sum(1 / answer.rank for answer in answers if answer.rank) / count, 4),
        success_at_1=round(sum(answer.rank == 1 for answer in answers) / count, 4),
        success_at_3=round(sum(answer.found for answer in answers) / count, 4),
        questions=count,
        missed=tuple(answer.question.label for answer in answers if not answer.found),
    )
