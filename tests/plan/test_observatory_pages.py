"""The pages of the observatory: what they print is what the table counts, everywhere."""

import re
from collections.abc import Iterator

import pytest

from generator.observatory import EVERYBODY, EVERYTHING, MANQUE, NON_RECENSE, SERVI, Cell
from generator.observatory_view import (
    AreaCoverageView,
    GapListView,
    HeatCell,
    HeatTable,
    ObservatoryView,
    ThemeCoverageView,
)
from generator.plan import urls
from generator.plan.observatory_words import share_text
from generator.plan.wording import number_text
from generator.site_plan import Page
from tests.sites.building import Built, complete_site, real_site

SITES = {"real": real_site, "complete": complete_site}
CAVEAT = "Ces chiffres disent la <strong>couverture déclarée</strong>"


@pytest.fixture(params=sorted(SITES))
def site(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def pages(site: Built) -> Iterator[Page]:
    return (page for page in site.plan.pages if page.section == "observatoire")


def views(site: Built, kind: type) -> list[Page]:
    found = [page for page in pages(site) if isinstance(page.view, kind)]
    assert found
    return found


def says(cell: Cell, drawn: HeatCell) -> bool:
    """Whether a cell of a page says what the table counts."""
    if cell.etat != SERVI:
        sign = {MANQUE: "✕", NON_RECENSE: "?"}[cell.etat]
        return (drawn.etat, drawn.text, drawn.level) == (cell.etat, sign, 0) and bool(drawn.words)
    part = cell.habitants_servis < cell.habitants
    share = share_text(cell.habitants_servis, cell.habitants) if part else ""
    return (drawn.etat, drawn.text, drawn.share) == (SERVI, number_text(cell.services), share)


def test_each_territory_and_each_need_has_its_page(site: Built) -> None:
    table = site.plan.coverage_table
    drawn = {page.url for page in pages(site)}
    expected = {urls.coverage_area_url(here.area.code) for here in table.areas}
    expected |= {urls.coverage_theme_url(theme) for theme in table.themes if theme != EVERYTHING}

    assert len(expected) > 85
    assert expected <= drawn


def heads(table: HeatTable) -> tuple[int, int]:
    return len(table.rows), len(table.columns)


def test_every_cell_of_a_territory_is_what_the_table_counts(site: Built) -> None:
    table = site.plan.coverage_table
    great = [theme for theme in table.themes if theme != EVERYTHING and "--" not in theme]
    publics = [code for code in table.audiences if code.startswith("public/")]
    statuts = [code for code in table.audiences if code.startswith("statut/")]
    publics.remove("public/tous-publics")
    wrong = []
    for page in views(site, AreaCoverageView):
        assert isinstance(page.view, AreaCoverageView)
        for heat, audiences in zip(page.view.heat, (publics, statuts), strict=True):
            assert heads(heat) == (1 + len(great), 1 + len(audiences))
            wrong += [
                (page.url, theme, audience)
                for theme, row in zip((EVERYTHING, *great), heat.rows, strict=True)
                for audience, drawn in zip((EVERYBODY, *audiences), row.cells, strict=True)
                if not says(table.cell(theme, audience, page.view.code), drawn)
            ]

    assert wrong == []


def test_every_row_of_a_need_is_what_the_table_counts(site: Built) -> None:
    table = site.plan.coverage_table
    wrong = []
    for page in views(site, ThemeCoverageView):
        assert isinstance(page.view, ThemeCoverageView)
        rows = [row for body in page.view.places.bodies for row in body.rows]
        assert len(rows) == len(table.areas)
        departement = ""
        for body in page.view.places.bodies:
            assert body.head is not None
            departement = body.head.url
            for row in body.rows:
                code = (row.head.url or departement).rpartition("/")[2].removesuffix(".html")
                cell = table.cell(page.view.code, EVERYBODY, code)
                said = (
                    number_text(cell.services),
                    share_text(cell.habitants_servis, cell.habitants),
                    f"{number_text(cell.communes_servies)} sur {number_text(cell.communes)}",
                    *(number_text(getattr(cell, name)) for name in _COUNTED),
                )
                if row.cells[1:] != said:
                    wrong.append((page.url, code, row.cells, said))

    assert wrong == []


_COUNTED = (
    *("locaux", "departementaux", "regionaux", "nationaux"),
    *("sur_place", "a_distance", "gratuits", "autonomes"),
)


def test_every_confirmed_gap_is_in_the_list_with_its_people_and_its_witness() -> None:
    site = complete_site()
    (page,) = views(site, GapListView)
    view = page.view
    assert isinstance(view, GapListView)
    first = view.groups[0]
    told = {link.url for line in (*first.lines, *first.folded) for link in line.manques}
    gaps = [gap for gap in site.plan.coverage_gaps if gap.etat == MANQUE]

    assert gaps
    assert told == {urls.manque_url(name) for gap in gaps for name in gap.manques}
    assert all(link.note for line in first.lines for link in line.manques)
    assert all(line.people.endswith("habitants") for line in first.lines)


def test_an_epci_hears_of_the_gaps_of_its_departement_with_its_own_people() -> None:
    site = complete_site()
    table = site.plan.coverage_table
    above = [gap for gap in site.plan.coverage_gaps if gap.area.code == "43" and gap.etat == MANQUE]
    assert above
    for page in views(site, AreaCoverageView):
        assert isinstance(page.view, AreaCoverageView)
        here = table.area(page.view.code)
        if here.area.kind != "epci" or not set(here.area.members) <= set(
            table.area("43").area.members
        ):
            continue
        named = {
            link.url for group in page.view.gaps for line in group.lines for link in line.manques
        }

        assert {urls.manque_url(name) for gap in above for name in gap.manques} <= named, page.url


def test_a_territory_says_whose_job_it_is() -> None:
    site = complete_site()
    asked = 0
    for page in views(site, AreaCoverageView):
        assert isinstance(page.view, AreaCoverageView)
        stale = page.view.questions[0]
        if stale.table is not None:
            asked += 1
            assert all(
                row.head.url.startswith("observatoire/partenaires/")
                for row in stale.table.bodies[0].rows
            )

    assert asked


def test_the_overview_answers_three_questions_before_any_table() -> None:
    (page,) = views(real_site(), ObservatoryView)
    assert isinstance(page.view, ObservatoryView)
    text = real_site().pages[page.path]

    assert len(page.view.questions) == 3
    assert all(question.answer for question in page.view.questions)
    assert text.index("Qu’est-ce qui manque") < text.index("Territoire par territoire")


def test_each_page_says_what_its_figures_are_not(site: Built) -> None:
    found = list(pages(site))

    assert len(found) > 100
    assert [page.url for page in found if CAVEAT not in site.pages[page.path]] == []


def test_a_drawing_has_a_name_a_description_and_a_table() -> None:
    """On the site that has outlines: bars, lines and maps are all there."""
    site = complete_site()
    kinds = set()
    for page in pages(site):
        text = site.pages[page.path]
        for name, anchor in re.findall(
            r'<svg class="(chart|map)"[^>]* aria-labelledby="(\S+)-image', text
        ):
            kinds.add(name)
            assert f'<title id="{anchor}-image">' in text
            assert f'<desc id="{anchor}-texte">' in text
            assert name == "map" or f'id="{anchor}-table-titre"' in text, page.url

    assert kinds == {"chart", "map"}


def test_no_cell_says_anything_by_its_colour_alone(site: Built) -> None:
    cells = [
        cell
        for page in pages(site)
        for cell in re.findall(r"<td data-heat[^>]*>(.*?)</td>", site.pages[page.path])
    ]

    assert len(cells) > 10_000
    assert [cell for cell in cells if not re.match(r"[0-9✕?]", cell)] == []
    assert [cell for cell in cells if cell[0] in "✕?" and "visually-hidden" not in cell] == []


def test_the_observatory_is_reached_from_the_site(site: Built) -> None:
    assert site.pages["index.html"].count('href="./observatoire/"') == 2  # in the page, at its foot
    territory = site.plan.territories[0].area.code
    listed = site.pages[f"territoires/{territory}.html"]

    assert f'href="../{urls.coverage_area_url(territory)}"' in listed
    assert (
        f'href="../{urls.coverage_theme_url("mobilite")}"'
        in site.pages["thematiques/mobilite.html"]
    )


def test_what_improved_is_told_since_three_months_when_there_is_such_a_month() -> None:
    site = complete_site()
    (page,) = views(site, ObservatoryView)
    assert isinstance(page.view, ObservatoryView)
    assert next(item.mois for item in site.plan.history) <= "2026-08"

    assert page.view.questions[2].answer.startswith("Depuis trois mois\u00a0: ")
    assert page.view.trend is not None


def test_a_territory_says_what_changed_there() -> None:
    answers = [
        page.view.questions[1].answer
        for page in views(complete_site(), AreaCoverageView)
        if isinstance(page.view, AreaCoverageView) and len(page.view.questions) > 1
    ]

    assert answers
    assert all("août 2026" in answer for answer in answers)


def area_view(site: Built, code: str) -> AreaCoverageView:
    for page in views(site, AreaCoverageView):
        if isinstance(page.view, AreaCoverageView) and page.view.code == code:
            return page.view
    raise AssertionError(code)


def test_a_departement_tells_the_confirmed_gaps_of_its_epci_and_in_which(site: Built) -> None:
    table = site.plan.coverage_table
    for here in table.areas:
        if here.area.kind != "departement":
            continue
        view = area_view(site, here.area.code)
        groups = {group.anchor: group for group in view.gaps}
        lines = groups["manques"].lines if "manques" in groups else ()
        told = {link.url for line in lines for link in line.manques}
        manques = table.columns["manques"][table.index(EVERYTHING, EVERYBODY, here.area.code)]

        assert len(told) == manques  # as in the table of the overview
        assert view.figures[2].value == str(manques)


def test_a_confirmed_gap_of_two_communes_is_not_that_of_a_departement() -> None:
    view = area_view(complete_site(), "43")
    (line,) = (one for one in view.gaps[0].lines if "soins" in one.sentence)
    rows = {row.head.label: row.cells for body in view.needs.bodies for row in body.rows}

    assert line.part == "2\u00a0communes sur 257"
    assert {place.label for place in line.places} == {
        "CA du Puy-en-Velay",
        "CC Mézenc-Loire-Meygal",
    }
    assert rows["Accès aux soins"][0] == "manque confirmé dans 2\u00a0communes"


def test_what_exists_is_not_said_to_be_missing_nor_judged_by_who_did_not_see_it() -> None:
    """Three services answer, of which the partner names one; another came after its word."""
    view = area_view(complete_site(), "200073419")
    (line,) = (one for one in view.gaps[0].lines if "véhicule" in one.sentence)

    assert line.sentence == "Les jeunes n’ont pas assez de réponses pour accéder à un véhicule"
    assert line.search is not None
    assert line.search.label == "3\u00a0aides existent"
    assert line.doubt == "confirmé avant l’une de ces aides\u00a0: à reconfirmer"
    assert line.since == "confirmé le 15\u00a0juin 2026"


def test_what_lacks_to_some_audiences_is_one_sentence_a_need(site: Built) -> None:
    for page in pages(site):
        if isinstance(page.view, AreaCoverageView | ThemeCoverageView):
            groups = page.view.gaps
        else:
            groups = page.view.groups if isinstance(page.view, GapListView) else ()
        for group in groups:
            needs = [item.need.label for item in group.needs]

            assert len(needs) == len(set(needs)) <= 17, page.url


def test_no_state_is_said_twice(site: Built) -> None:
    assert [page.url for page in pages(site) if "confirmé</span> <span>confirmé" in
            site.pages[page.path]] == []  # fmt: skip


def test_an_epci_astride_says_what_a_commune_has_and_not_the_sum_of_two_departements() -> None:
    site = real_site()
    table = site.plan.coverage_table
    astride = 0
    for here in table.areas:
        counts = {len(here.partout) + len(group.services) for group in here.groups}
        total = len(here.partout) + len(here.en_partie)
        figure = area_view(site, here.area.code).figures[0]
        if here.area.kind == "epci" and max(counts) < total:
            astride += 1
            each = f"{min(counts)} à {max(counts)}" if len(counts) > 1 else str(*counts)
            assert figure.value == each
            assert figure.note.count(f"{total} en tout") == 1

    assert astride
