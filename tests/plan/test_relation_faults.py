"""Who is told of a fault of links: the author, at the line; never for the entries of others."""

from dataclasses import replace
from datetime import date

import pytest

from generator.diagnostics import FILE_START, Position, Severity, Span
from generator.entries import Relations
from generator.model import Catalogue, Document
from generator.plan.relation_faults import find_relation_faults
from generator.plan.rupture_ground import make_ground
from tests.plan.conftest import SERVICE
from tests.plan.test_shelves import SETTINGS

HERE = Span(Position(9, 7), Position(9, 12))


def entry(name: str, source: str = "", **changes):
    """A document and its service."""
    service = replace(SERVICE, id=name, nom=name.capitalize(), **changes)
    fields = [
        ("relations", kind, rank)
        for kind in ("prerequis", "passe_le_relais_a", "cumulable_avec", "incompatible_avec")
        for rank in range(3)
    ]
    document = Document(
        path=f"content/services/{name}.md",
        collection="services",
        id=name,
        data={},
        key_spans={},
        value_spans=dict.fromkeys(fields, HERE),
        body="",
        body_line=1,
        text="",
        source=source,
    )
    return document, service


@pytest.fixture
def faults(coverage):
    def find(*pairs):
        catalogue = Catalogue(
            services=tuple(service for _, service in pairs),
            structures=(),
            pages=(),
            settings=SETTINGS,
        )
        ground = make_ground(catalogue, coverage, date(2026, 11, 21))
        return list(find_relation_faults([document for document, _ in pairs], (), ground))

    return find


def loop(kind: str, *names: str):
    """Each cites the next, the last the first."""
    return {
        name: Relations(**{kind: (names[(rank + 1) % len(names)],)})
        for rank, name in enumerate(names)
    }


def test_a_loop_written_here_is_one_error_at_its_line(faults) -> None:
    said = loop("prerequis", "un", "deux", "trois")

    (found,) = faults(*(entry(name, relations=links) for name, links in said.items()))

    assert (found.code, found.severity, found.span) == (
        *("prerequis-en-boucle", Severity.ERROR),
        HERE,
    )
    assert found.path == "content/services/deux.md"
    assert found.message.endswith("deux → trois → un → deux")


def test_a_loop_that_another_guichet_closes_only_warns(faults) -> None:
    said = loop("prerequis", "un", "deux")

    (found,) = faults(
        entry("un", relations=said["un"]), entry("deux", "velay", relations=said["deux"])
    )

    assert found.severity is Severity.WARNING
    assert found.path == "content/services/un.md"


def test_what_others_say_among_themselves_is_not_told_here(faults) -> None:
    said = loop("prerequis", "un", "deux")
    both = {"cumulable_avec": ("deux",), "incompatible_avec": ("deux",)}

    assert faults(*(entry(name, "velay", relations=links) for name, links in said.items())) == []
    assert faults(entry("un", "velay", relations=Relations(**both)), entry("deux", "velay")) == []
    closed = entry("deux", "velay", etat="termine")
    assert faults(entry("un", "velay", relations=Relations(prerequis=("deux",))), closed) == []


def test_a_long_loop_names_its_first_services_only(faults) -> None:
    names = [f"s{rank:03}" for rank in range(400)]
    said = loop("prerequis", *names)

    (found,) = faults(*(entry(name, relations=links) for name, links in said.items()))

    assert found.message.endswith("s000 → s001 → s002 → s003 → s004 → … → s000")


def test_a_contradiction_of_two_entries_names_the_other(faults) -> None:
    (found,) = faults(
        entry("un", relations=Relations(cumulable_avec=("deux",))),
        entry("deux", relations=Relations(incompatible_avec=("un",))),
    )

    assert (found.code, found.severity) == ("relations-contradictoires", Severity.ERROR)
    assert "mais la fiche deux dit aussi" in found.message


def test_nobody_is_asked_to_write_in_the_entry_of_another_guichet(faults) -> None:
    citing = entry("un", structure="agire", relations=Relations(passe_le_relais_a=("deux",)))

    assert [item.code for item in faults(citing, entry("deux"))] == ["relation-a-sens-unique"]
    assert faults(citing, entry("deux", "velay")) == []


def test_a_fault_without_a_known_place_is_at_the_top_of_its_file(faults) -> None:
    document, service = entry("un", relations=Relations(prerequis=("deux",)))
    over = entry("deux", etat="termine")

    (found,) = faults((replace(document, value_spans={}), service), over)

    assert found.span == FILE_START
