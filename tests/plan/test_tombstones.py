"""Plan: an identifier that was published answers for ever, whatever happened to its entry."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, sort_key
from generator.entries import Retire
from generator.model import Document, ExternalSource, Former, SourceReport
from generator.news import News, PreviousFeed, TombstoneView
from generator.plan.addresses import find_address_faults
from generator.plan.shelves import shelve
from generator.plan.tombstone_pages import tombstone_pages
from generator.plan.vocabulary import Labels
from generator.published import published
from tests.plan.conftest import SERVICE
from tests.plan.test_changes import COVERAGE, SCHEMAS, TODAY, catalogue, feed_of, news_of

LABELS = Labels(SCHEMAS)
OTHER = replace(SERVICE, id="autre", nom="Autre prêt")


def retire(identifier: str, **more: Any) -> Retire:
    return Retire(
        id=identifier, collection="services", nom="Parti", depuis=date(2026, 3, 1), **more
    )


def views(made: Any, news: News) -> dict[str, TombstoneView]:
    """The page of each tombstone, by its address."""
    pages = tombstone_pages(news, made, shelve(made, LABELS, COVERAGE, TODAY), LABELS)
    found = {}
    for page in pages:
        assert isinstance(page.view, TombstoneView)
        assert not page.index
        found[page.url] = page.view
    return found


def test_a_former_identifier_leads_to_the_entry_that_goes_on() -> None:
    made = catalogue(replace(SERVICE, anciens_ids=("ancien",)))
    news = news_of(feed_of(catalogue(replace(SERVICE, id="ancien"))), made)
    (view,) = views(made, news).values()

    assert list(views(made, news)) == ["services/ancien.html"]
    assert view.successor is not None
    assert view.successor.url == "services/pret-de-voiture.html"
    assert view.facts == ("L’adresse a changé le 21\u00a0novembre 2026.",)


def test_since_when_is_remembered_from_one_publication_to_the_next() -> None:
    made = catalogue(replace(SERVICE, anciens_ids=("ancien",)))
    first = news_of(feed_of(catalogue(replace(SERVICE, id="ancien"))), made)
    later = news_of(feed_of(made, TODAY, gone=first.gone), made, TODAY + timedelta(days=40))

    assert later.gone == first.gone
    assert first.gone[0].depuis == TODAY


def test_a_structure_leaves_the_directory() -> None:
    line = Retire(id="partie", collection="structures", nom="Partie", depuis=date(2026, 3, 1))
    made = catalogue(SERVICE, retires=(line,))

    (view,) = views(made, news_of(feed_of(catalogue()), made)).values()

    assert view.intro == "Cette structure n’est plus dans l’annuaire."


def test_a_former_identifier_that_was_never_seen_has_no_date() -> None:
    news = news_of(feed_of(catalogue()), catalogue(replace(SERVICE, anciens_ids=("ancien",))))

    assert news.gone[0].depuis is None


def test_a_withdrawn_entry_proposes_others_for_the_same_need() -> None:
    made = catalogue(SERVICE, OTHER, retires=(retire("parti", motif="Fini."),))
    news = news_of(feed_of(catalogue(replace(SERVICE, id="parti"), OTHER)), made)
    view = views(made, news)["services/parti.html"]

    assert view.intro == "Cette aide n’est plus proposée."
    assert view.facts == ("La fiche a été retirée le 1er\u00a0mars 2026.", "Fini.")
    assert {card.id for card in view.related} == {"pret-de-voiture", "autre"}
    assert view.successor is None
    assert [link.url for link in view.lists] == ["thematiques/mobilite.html", "services/"]


def test_what_replaces_it_is_followed_to_what_exists_today() -> None:
    made = catalogue(
        replace(SERVICE, anciens_ids=("troisieme",)),
        retires=(
            retire("premier", remplace_par="deuxieme"),
            retire("deuxieme", remplace_par="troisieme"),
        ),
    )
    found = views(made, news_of(feed_of(catalogue()), made))

    for name in ("premier", "deuxieme", "troisieme"):
        card = found[f"services/{name}.html"].successor
        assert card is not None
        assert card.id == SERVICE.id


def test_two_that_replace_each_other_lead_nowhere_and_stop() -> None:
    made = catalogue(retires=(retire("a", remplace_par="b"), retire("b", remplace_par="a")))
    found = views(made, news_of(feed_of(catalogue()), made))

    assert [view.successor for view in found.values()] == [None, None]


def test_what_another_guichet_no_longer_publishes_keeps_its_page() -> None:
    source = ExternalSource(
        id="velay",
        nom="Guichet du Velay",
        site="https://velay.example.org/",
        flux="https://velay.example.org/api/v1/",
        licence="Licence Ouverte 2.0",
        attribution="Velay",
        genere_le=TODAY,
        importe_le=TODAY,
        documents=(),
        former=(Former(collection="services", id="parti", nom="Parti", depuis=TODAY),),
    )
    report = SourceReport(source=source, services=0, structures=0, refused=0, known=0, away=0)
    made = replace(catalogue(SERVICE), sources=(report,))
    found = views(made, news_of(feed_of(catalogue()), made))

    assert found["services/parti.html"].facts[1] == "Guichet du Velay ne la publie plus."


# Lost addresses


def document(entry: Any, collection: str = "services") -> Document:
    row = published(entry)
    return Document(
        path=f"content/{collection}/{entry.id}.yaml",
        collection=collection,
        id=row.pop("id"),
        data=row,
        key_spans={},
        value_spans={},
        body="",
        body_line=1,
        text="",
    )


def ledger(*lines: Retire) -> Document:
    rows = [published(line) for line in lines]
    return replace(document(SERVICE), path="content/retires.yaml", collection="retires",
                   id="retires", data={"retires": rows})  # fmt: skip


def faults(previous: PreviousFeed, *documents: Document) -> list[Diagnostic]:
    structures = [document(entry, "structures") for entry in catalogue().structures]
    return list(find_address_faults([*documents, *structures], (), previous, (), TODAY))


def test_a_lost_entry_is_refused_with_the_line_to_write() -> None:
    (fault,) = faults(feed_of(catalogue(SERVICE)))

    assert (fault.code, fault.path) == ("adresse-perdue", "content/retires.yaml")
    assert "- {id: pret-de-voiture, collection: services" in fault.hint


@pytest.mark.parametrize("number", [3, 4, 30])
def test_many_lost_entries_are_kept_by_one_block_to_paste(number: int) -> None:
    gone = [replace(SERVICE, id=f"aide-{rank}", nom=f"L’aide {rank}") for rank in range(number)]

    found = sorted(faults(feed_of(catalogue(*gone))), key=sort_key)

    assert len(found) == number
    assert [bool(it.paste) for it in found] == [number > 3] + [False] * (number - 1)
    if number > 3:
        rows = yaml.safe_load("\n".join(found[0].paste))["retires"]
        lines = tuple(
            Retire(**{k: v for k, v in row.items() if k != "thematiques"}) for row in rows
        )
        assert faults(feed_of(catalogue(*gone)), ledger(*lines)) == []


def test_an_entry_under_a_new_name_is_recognised() -> None:
    (fault,) = faults(feed_of(catalogue(SERVICE)), document(replace(SERVICE, id="voiture")))

    assert "« voiture », ajoutez-y « anciens_ids: [pret-de-voiture] »" in fault.hint


def test_a_tombstone_that_loses_its_line_is_refused_too() -> None:
    made = catalogue(SERVICE, retires=(retire("parti"),))
    feed = feed_of(made, gone=news_of(feed_of(catalogue()), made).gone)

    assert [it.code for it in faults(feed, document(SERVICE))] == ["adresse-perdue"]
    assert faults(feed, document(SERVICE), ledger(retire("parti"))) == []


@pytest.mark.parametrize("odd", [None, 3, "a", [], {}, [None], [{}], [{"id": [], "collection": 2}]])
def test_a_ledger_that_is_not_one_breaks_nothing(odd: object) -> None:
    broken = replace(ledger(), data={"retires": odd})

    assert {it.code for it in faults(feed_of(catalogue(SERVICE)), broken)} <= {"adresse-perdue"}


# Histories

NAMES = ("a", "b", "c", "d", "e", "f", "g", "h")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("add", "rename", "retire", "revive", "forget", "edit")),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
    ),
    max_size=12,
)


class History:
    """A content repository, whose partners do what they want and then what they are told."""

    def __init__(self) -> None:
        self.alive: dict[str, Any] = {}
        self.retired: dict[str, Retire] = {}

    def former(self) -> set[str]:
        return {name for entry in self.alive.values() for name in entry.anciens_ids}

    def do(self, verb: str, one: str, two: str) -> None:
        known = {*self.alive, *self.retired, *self.former()}
        if verb == "add" and one not in known:
            self.alive[one] = replace(SERVICE, id=one, nom=f"Aide {one}")
        if verb == "rename" and one in self.alive and two not in known:
            entry = self.alive.pop(one)
            self.alive[two] = replace(entry, id=two, anciens_ids=(*entry.anciens_ids, one))
        if verb == "retire" and one in self.alive:
            for name in (one, *self.alive.pop(one).anciens_ids):
                self.retired[name] = retire(name, remplace_par=two if two in self.alive else None)
        if verb == "revive" and one in self.retired:
            del self.retired[one]
            self.alive[one] = replace(SERVICE, id=one, nom=f"Aide {one}")
        if verb == "forget" and one in self.alive:
            del self.alive[one]
        if verb == "edit" and one in self.alive:
            self.alive[one] = replace(self.alive[one], frais="gratuit", nom=f"Aide {two}")

    def catalogue(self) -> Any:
        lines = tuple(self.retired[name] for name in sorted(self.retired))
        return catalogue(*(self.alive[name] for name in sorted(self.alive)), retires=lines)

    def documents(self) -> list[Document]:
        return [*map(document, self.alive.values()), ledger(*self.retired.values())]

    def obey(self, said: list[Diagnostic]) -> None:
        """Write the line that each refusal gives."""
        for fault in said:
            assert fault.code == "adresse-perdue"
            name = fault.hint.partition("{id: ")[2].partition(",")[0]
            self.retired[name] = retire(name)


@settings(max_examples=60)
@given(st.lists(STEPS, min_size=1, max_size=4))
def test_whatever_partners_do_every_address_ever_published_answers(
    publications: list[list[tuple[str, str, str]]],
) -> None:
    history, feed, ever = History(), feed_of(catalogue()), set()
    for days, steps in enumerate(publications):
        for step in steps:
            history.do(*step)
        documents = history.documents()
        said = faults(feed, *documents)
        history.obey(said)
        assert faults(feed, *history.documents()) == []
        made = history.catalogue()
        news = news_of(feed, made, TODAY + timedelta(days=days))

        pages = views(made, news)
        answering = {f"services/{name}.html" for name in history.alive} | set(pages)
        assert ever <= answering
        assert len(pages) == len(news.gone)
        assert not {f"services/{name}.html" for name in history.alive} & set(pages)
        ever |= answering
        feed = feed_of(made, TODAY + timedelta(days=days), news.changes, gone=news.gone)
        assert news_of(feed, made, TODAY + timedelta(days=days)).changes == news.changes
