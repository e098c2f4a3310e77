"""Real questions, typed in the real site: how many find their answer among the first results.

`score.json` is what the search could do when it was last written: it may only rise.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

import pytest
from playwright.sync_api import Browser

from tests.relevance.asking import FOLDER, Answered, Question, Score, ask, read_questions, score
from tests.sites.building import real_site

SCORES = FOLDER / "score.json"
FILES = ("questions", "held-back")
# Under this, the score cannot even be rewritten.
LEAST = {"questions": 0.97, "held-back": 0.93}


@pytest.fixture(scope="module")
def answers(
    chromium: Browser, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Answered, ...]]:
    """Ask all the questions of a file on the search page of the real site."""
    address = serve(real_site().write(tmp_path_factory.mktemp("relevance") / "site"))

    def answer(name: str) -> tuple[Answered, ...]:
        page = chromium.new_page(locale="fr-FR", timezone_id="Europe/Paris")
        page.goto(f"{address}recherche/")
        found = ask(page, read_questions(name))
        page.close()
        return found

    return answer


@pytest.mark.parametrize("name", FILES)
def test_the_relevance_of_the_search_only_rises(
    name: str,
    answers: Callable[[str], tuple[Answered, ...]],
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    answered = answers(name)
    measured = score(answered)
    if request.config.getoption("--update-expected"):
        keep(name, measured)
    kept = kept_score(name)
    higher = measured.mrr > kept.mrr or measured.success_at_3 > kept.success_at_3
    advice = " - higher than score.json: run pytest --update-expected" if higher else ""
    record_property("relevance", f"{name}: {measured}{advice}")

    assert measured.success_at_3 >= LEAST[name], told(answered, measured.missed)
    lost = [question for question in measured.missed if question not in kept.missed]
    assert measured.success_at_3 >= kept.success_at_3, told(answered, lost)
    assert measured.mrr >= kept.mrr, told(answered, lost) or "right answers come later than before"


def keep(name: str, measured: Score) -> None:
    """Write the score of a file of questions beside those of the others."""
    scores = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.is_file() else {}
    scores[name] = asdict(measured)
    ordered = {name: scores[name] for name in FILES if name in scores}
    text = json.dumps(ordered, ensure_ascii=False, indent=2)
    SCORES.write_text(f"{text}\n", encoding="utf-8")


def kept_score(name: str) -> Score:
    values = json.loads(SCORES.read_text(encoding="utf-8"))[name]
    return Score(**values | {"missed": tuple(values["missed"])})


def told(answered: Sequence[Answered], questions: Sequence[str]) -> str:
    """What was answered to some questions, and what should have been."""
    lines = [
        f"« {answer.question.label} »: {', '.join(answer.results[:3]) or 'nothing'}"
        f" instead of {' or '.join(answer.question.attendu[:3])}"
        for answer in answered
        if answer.question.label in questions
    ]
    return "\n".join(lines)


def test_every_question_has_an_answer_among_the_entries_that_can_be_found() -> None:
    services = {
        service.id for service in real_site().plan.catalogue.services if service.etat != "termine"
    }
    expected = {id_ for name in FILES for item in read_questions(name) for id_ in item.attendu}

    assert expected == services


def test_no_question_is_asked_twice_nor_both_tuned_and_held_back() -> None:
    labels = [item.label.casefold() for name in FILES for item in read_questions(name)]

    assert len(labels) == len(set(labels))


def test_the_questions_are_many_and_of_every_kind() -> None:
    tuned, held_back = (read_questions(name) for name in FILES)

    assert len(tuned) >= 60
    assert len(held_back) >= 30
    assert any(item.lieu for item in tuned)
    assert any(item.statut for item in tuned)


def test_a_rank_is_the_one_of_the_first_accepted_entry() -> None:
    question = Question(question="?", attendu=("b", "c"))

    assert Answered(question=question, results=("a", "c", "b")).rank == 2
    assert Answered(question=question, results=("a", "d")).rank is None
    assert not Answered(question=question, results=("a", "d", "e", "b")).found


def test_a_score_counts_what_is_well_answered() -> None:
    question = Question(question="?", attendu=("a",))
    results = (("a",), ("b", "a"), ("b", "c", "d", "a"), ())

    found = score([Answered(question=question, results=ids) for ids in results])

    assert (found.mrr, found.success_at_1, found.success_at_3) == (0.4375, 0.25, 0.5)
    assert len(found.missed) == 2
