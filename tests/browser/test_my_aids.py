"""« Mes aides possibles » and « Est-ce pour moi ? » as someone uses them, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from generator.plan.urls import my_aids_url
from tests.browser.conftest import Served, Visit

Open = Callable[..., Visit]
Sites = Callable[[str], Served]

PHONE = {"width": 360, "height": 740}
LE_PUY = "mes-aides/#lieu=43157"


@pytest.fixture
def aids(served: Sites, visit: Open) -> Callable[[str], Page]:
    """The page at an address, once it has answered."""

    def start(path: str) -> Page:
        watched = visit(served("real"), viewport=PHONE)
        page = watched.open(path)
        expect(page.locator(".aids-status")).to_contain_text(re.compile(r"aide"))
        start.faults = watched.faults  # type: ignore[attr-defined]
        return page

    yield start
    assert start.faults == []  # type: ignore[attr-defined]


def question(page: Page) -> str:
    return page.locator(".aids-asked [data-question]").inner_text().replace("\u00a0", " ")


def possible(page: Page) -> int:
    return int(page.locator(".aids-status strong").inner_text().split()[0])


def go_on(page: Page) -> None:
    """Send the answer, and wait for the next question, which takes the focus."""
    before = page.url
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(lambda url: url != before)
    expect(page.locator(".aids-asked [data-question]")).to_be_focused()


def test_it_is_useful_before_any_answer_and_says_that_nothing_is_sent(aids) -> None:
    page = aids("mes-aides/")

    assert question(page) == "Où habitez-vous ?"
    assert possible(page) > 40
    expect(page.locator("main")).to_contain_text("Rien n’est envoyé.")
    expect(page.locator(".card").first).to_be_visible()


def test_each_answer_narrows_and_nothing_is_asked_of_the_network(aids) -> None:
    page = aids(LE_PUY)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    everything = possible(page)
    page.get_by_role("checkbox", name="Me déplacer").check()
    go_on(page)
    wheels = possible(page)
    page.get_by_role("radio", name="En intérim").check()
    go_on(page)
    page.get_by_role("textbox").fill("22")
    go_on(page)

    assert possible(page) < wheels < everything
    assert page.url.endswith("#lieu=43157&besoins=mobilite&statut=interimaire&age=22")
    assert not [url for url in asked if "interimaire" in url or "22" in url.rpartition("/")[2][:2]]
    expect(page.locator(".badge[data-tone=ok]").first).to_have_text("Oui, d’après vos réponses")
    expect(page.locator(".card", has_text="Location de véhicules")).to_contain_text(
        "Situation : intérimaires"
    )


def test_everything_can_be_passed_and_there_is_no_dead_end(aids) -> None:
    page = aids("mes-aides/")
    seen = []
    while page.get_by_role("button", name="Passer cette question").count():
        seen.append(question(page))
        assert len(seen) < 12
        before = page.url
        page.get_by_role("button", name="Passer cette question").click()
        page.wait_for_url(lambda url, before=before: url != before)
        expect(page.locator(".aids-asked [data-question]")).to_be_focused()

    assert len(seen) == len(set(seen)) >= 4
    assert possible(page) > 40
    expect(page.locator(".card").first).to_be_visible()


def test_only_what_still_splits_is_asked(aids) -> None:
    page = aids(f"{LE_PUY}&age=70&statut=retraite&besoins=mobilite")

    assert "âge" not in question(page)
    assert "situation" not in question(page)


def test_what_does_not_fit_is_folded_with_why(aids) -> None:
    page = aids(f"{LE_PUY}&age=40&statut=interimaire")
    page.locator(".aids-others summary").click()

    line = page.locator(".aids-refused li", has_text="Illico Hebdo Jeunes").first
    expect(line).to_contain_text("Non rempli : Avoir 25 ans ou moins")


def test_an_answer_is_taken_back_and_so_is_a_step_of_the_history(aids) -> None:
    page = aids(f"{LE_PUY}&age=40&besoins=mobilite")
    before = possible(page)
    page.get_by_role("button", name="40 ans").click()
    expect(page.get_by_role("button", name="40 ans")).to_have_count(0)

    assert "age=" not in page.url
    assert possible(page) > before
    page.go_back()
    expect(page.get_by_role("button", name="40 ans")).to_be_visible()
    assert possible(page) == before


def test_a_hostile_address_is_only_an_address(aids) -> None:
    page = aids(
        "mes-aides/#lieu=<img src=x>&age=-3&statut=<b>&publics=x,familles"
        "&permis=__proto__&besoins=mobilite,zzz&passe=constructor&toString=1"
        "&quotient-familial/annuelle=1e9"
    )

    chips = page.locator(".aids-given .chip").all_inner_texts()
    assert [text.split("\n")[-1] for text in chips] == [
        "Me déplacer",
        "J’ai des enfants ou une famille",
    ]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("43000", "5 communes ont ce code : laquelle ?"),
        ("71200", "2 communes ont ce code : laquelle ?"),
        ("le puy", "Plusieurs lieux : lequel ?"),
    ],
)
def test_what_may_be_several_places_is_asked_again(aids, typed: str, asked: str) -> None:
    page = aids("mes-aides/")
    page.get_by_role("combobox").fill(typed)
    page.keyboard.press("Enter")
    choice = page.locator(".question-answers button").first

    said = page.locator(".question-fault")
    expect(said).to_have_text(re.compile("5 communes|2 communes|Plusieurs"))
    assert said.inner_text().replace("\u00a0", " ") == asked
    expect(choice).to_be_in_viewport()
    expect(choice).to_be_focused()
    choice.click()
    page.wait_for_url("**/#lieu=*")


def test_going_back_gives_the_question_before(aids) -> None:
    page = aids("mes-aides/")
    expect(page.get_by_role("button", name="Retour")).to_have_count(0)
    page.get_by_role("button", name="Passer cette question").click()
    expect(page.get_by_role("heading", name="De quoi avez-vous besoin")).to_be_focused()
    page.get_by_role("button", name="Retour").click()

    expect(page.get_by_role("heading", name="Où habitez-vous")).to_be_focused()
    assert "#" not in page.url


def test_nothing_goes_in_the_list_before_an_answer(aids) -> None:
    page = aids("mes-aides/")
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    expect(page.get_by_role("button", name="dans ma liste")).to_have_count(0)


def test_paper_has_every_aid_and_its_address(aids) -> None:
    page = aids(f"{LE_PUY}&besoins=mobilite,logement-hebergement,choisir-un-metier")
    expect(page.locator(".card")).to_have_count(possible(page))
    page.emulate_media(media="print")
    cards = page.locator(".card").all()

    assert all(card.is_visible() for card in cards)
    assert all("/services/" in card.locator(".aids-address").inner_text() for card in cards)
    assert not any(link.is_visible() for link in page.locator("a[href$='#demander']").all())
    expect(page.locator(".aids-page > .aids-address")).to_contain_text("mes-aides/#lieu=43157")


def test_what_is_meant_for_the_person_comes_first_and_what_is_unsure_last(aids) -> None:
    page = aids(f"{LE_PUY}&age=28&besoins=mobilite&statut=interimaire")
    expect(page.locator(".card")).to_have_count(possible(page))
    names = page.locator(".card-link").all_text_contents()
    texts = page.locator(".card").all_text_contents()
    unsure = ["Existence à confirmer" in text for text in texts]

    assert "Location de véhicules" in names[0]
    assert all("SOS location" in name for name in names[1:3])
    assert unsure == sorted(unsure)
    assert any(unsure)
    for card in page.locator(".card", has_text="Existence à confirmer").all():
        assert "Oui" not in (card.locator(".verdict").text_content() or "")


def test_an_employer_is_not_asked_what_only_a_person_has(aids) -> None:
    page = aids(f"{LE_PUY}&statut=employeur&passe=besoins")

    assert question(page) == "C’est tout : aucune autre question ne changerait ces réponses."
    page.locator(".aids-others summary").click()
    expect(page.locator(".aids-refused")).to_contain_text("pas à un employeur")


def test_the_bundle_goes_in_the_list(aids) -> None:
    page = aids(f"{LE_PUY}&besoins=mobilite&statut=interimaire&age=22")
    page.get_by_role("button", name="dans ma liste").first.click()
    page.get_by_role("link", name="voir ma liste").click()

    expect(page.locator("main")).to_contain_text("Location de véhicules")


def test_a_situation_leads_to_the_answers_of_its_person(aids) -> None:
    person = {"age": 24, "statut": "interimaire", "commune": "43157", "permis": ["aucun"]}
    page = aids(my_aids_url(person))

    chips = page.locator(".aids-given .chip").all_inner_texts()
    assert [text.split("\n")[-1] for text in chips] == [
        "Le Puy-en-Velay",
        "24\u00a0ans",
        "En intérim",
        "Aucun permis",
    ]


def test_without_script_the_lists_are_there(served: Sites, visit: Open) -> None:
    page = visit(served("real"), java_script_enabled=False, viewport=PHONE).open("mes-aides/")

    expect(page.get_by_role("link", name="Me déplacer")).to_be_visible()
    expect(page.get_by_role("link", name="Intérimaires")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Quel âge avez-vous")


def test_a_service_asks_its_own_questions(served: Sites, visit: Open) -> None:
    watched = visit(served("real"), viewport=PHONE)
    page = watched.open("services/aide-permis-bourgogne-franche-comte.html")
    page.get_by_role("button", name="Est-ce pour moi").click()
    expect(page.locator(".for-me [data-question]")).to_be_focused()
    page.get_by_role("combobox").fill("Besançon")
    page.get_by_role("option", name="Besançon").first.click()
    expect(page.locator(".for-me [data-question]")).to_contain_text("Quel âge")
    page.locator(".question input").fill("45")
    page.get_by_role("button", name="Continuer").click()

    expect(page.locator(".for-me .badge")).to_have_text("Non, d’après vos réponses")
    expect(page.locator(".for-me")).to_contain_text("Non rempli : Avoir entre 15 et 25 ans")
    assert watched.faults == []
