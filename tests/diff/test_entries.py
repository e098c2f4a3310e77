"""What a proposal does to each entry: told field by field, and never in silence."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import load_referentiels
from generator.plan.change_words import Speaker
from generator.plan.coverage import CoverageMap
from generator.plan.proposal_fields import MAX_SAID, tell_changes
from generator.plan.vocabulary import Labels
from generator.proposal import Proposal
from tests.diff.proposals import GARAGE, Two, phrases, plain
from tests.entry_strategies import REPOSITORY, entries, schemas

AMOUNT = "montant: {max: 800, unite: €}\netat: actif"


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


def test_proposal_that_changes_nothing_has_nothing_to_tell(two: Two) -> None:
    proposal = two.proposal()

    assert proposal.fiches == ()
    assert proposal.diagnostics == ()
    assert not proposal.refused


def test_a_field_is_told_in_the_words_that_the_public_will_read(two: Two) -> None:
    text = (two.base / GARAGE).read_text("utf-8").replace("etat: actif", AMOUNT)
    two.lay(GARAGE, text, both=True)
    two.replace("max: 800", "max: 1000")
    change = two.change()

    assert change.genre == "modifie"
    assert phrases(change) == ["le plafond passe de 800 à 1 000 €"]
    assert change.structure == "Maison de la mobilité"


def test_what_pages_leave_out_is_told_by_the_titles_of_the_schema(two: Two) -> None:
    two.replace("date_maj: 2026-02-18", "date_maj: 2026-03-01\nmots_cles:\n  - mécano")
    source = "  - nom: Site de la Maison de la mobilité"
    two.replace(source, f"{source}\n    consulte_le: 2026-03-01")

    assert phrases(two.change()) == [
        "« Mots-clés » : « mécano » est indiqué",
        "« Date de mise à jour » : le 18 février 2026 devient le 1er mars 2026",
        (
            "« Sources », « Site de la Maison de la mobilité », « Consultée le » : "
            "le 1er mars 2026 est indiqué"
        ),
    ]


def test_a_file_written_otherwise_is_told_as_such(two: Two) -> None:
    two.replace("etat: actif", "etat: actif # vu en mars")
    change = two.change()

    assert change.champs == ()
    assert "l’écriture du fichier change" in change.phrase


def test_a_number_that_was_withdrawn_is_not_said_again(two: Two) -> None:
    text = (two.base / GARAGE).read_text("utf-8")
    known = text.replace(
        "etat: actif",
        "lieux:\n  - nom: Atelier\n    adresse: 1 rue Cachée\n    code_postal: '43000'\n"
        "    commune: Le Puy-en-Velay\n    code_insee: '43157'\netat: actif",
    )
    two.lay(GARAGE, known, both=True)
    two.replace("    adresse: 1 rue Cachée\n", "")
    change = two.change()

    assert any("Adresse" in phrase for phrase in phrases(change))
    assert "Cachée" not in repr(change)


def test_a_service_that_ends_leaves_its_communes(two: Two) -> None:
    two.replace("etat: actif", "etat: termine")
    change = two.change()

    assert change.genre == "termine"
    assert change.portee is not None
    assert (len(change.portee.perdues), change.portee.habitants_perdus) == (257, 228654)
    assert change.qualite is not None
    assert change.qualite.apres is None


def test_a_smaller_zone_loses_its_communes_and_names_the_few(two: Two) -> None:
    two.replace('  - "43"', '  - "43"\n  - "42218"')
    gained = two.change().portee

    assert gained is not None
    assert gained.noms_gagnees == ("Saint-Étienne",)
    assert gained.perdues == ()


def test_a_renamed_entry_is_one_change_whether_it_says_so_or_not(two: Two) -> None:
    (two.head / GARAGE).rename(two.head / "content/services/garage.md")
    silent = two.change()
    two.replace(
        "etat: actif", "etat: actif\nanciens_ids: [garage-solidaire]", "content/services/garage.md"
    )
    said = two.proposal()

    assert (silent.genre, silent.ancien_id) == ("renomme", "garage-solidaire")
    assert "serait perdue" in silent.phrase
    assert said.fiches[0].phrase == ""
    assert said.fiches[0].portee is None
    assert not said.refused


def test_an_entry_that_goes_says_where_its_address_leads(two: Two) -> None:
    two.service("autre", both=True, nom="Autre garage")
    (two.head / "content/services/autre.md").unlink()
    lost = two.proposal()
    line = "{id: autre, collection: services, nom: Autre garage, depuis: 2026-03-01"
    two.lay("content/retires.yaml", f"retires:\n  - {line}, motif: L’atelier a fermé.}}\n")
    kept = two.proposal()

    assert [change.genre for change in lost.fiches] == ["disparu"]
    assert lost.refused
    assert lost.diagnostics[0].code == "adresse-perdue"
    assert {(change.collection, change.genre) for change in kept.fiches} == {
        ("services", "retire"),
        ("retires", "modifie"),
    }
    assert "l’atelier a fermé" in next(it.phrase for it in kept.fiches if it.id == "autre")
    assert not kept.refused


def test_settings_are_told_like_an_entry(two: Two) -> None:
    two.replace("  nom: Haute-Loire", "  nom: La Haute-Loire", "guichet.yaml")
    change = two.change()

    assert change.nom == "Les réglages du site"
    assert "« La Haute-Loire »" in phrases(change)[0]


def test_a_new_link_says_what_the_watch_knows_of_it(two: Two, tmp_path: Path) -> None:
    memory = (
        '{"version": 1, "liens": {"https://mort.example.org/": {"etat": "casse", '
        '"depuis": "2026-01-01", "vu_le": "2026-02-01", "motif": "404", "statut": 404}}}'
    )
    state = tmp_path / "liens.json"
    state.write_text(memory)
    page = 'etat: actif\nlien_source: "https://mort.example.org/page"'
    two.service("autre", both=True, nom="Aide au vélo", etat=page.removeprefix("etat: "))
    two.replace("etat: actif", 'etat: actif\nlien_source: "https://mort.example.org/"')
    (change,) = two.proposal(state).fiches

    assert [(link.url, link.champ, link.etat) for link in change.liens] == [
        ("https://mort.example.org/", "lien_source", "casse")
    ]


def make_speaker() -> Speaker:
    referentiels = load_referentiels(REPOSITORY / "referentiels")
    return Speaker(labels=Labels(schemas()), coverage=CoverageMap(referentiels, ("43",)), names={})


SPEAKER = make_speaker()
Row = dict[str, Any]
KINDS = ("service", "structure", "situation", "parcours", "evenement", "manque")


@settings(max_examples=30)
@given(kind=st.sampled_from(KINDS), data=st.data())
def test_no_difference_passes_in_silence(kind: str, data: st.DataObject) -> None:
    before, after = data.draw(entries(kind)), data.draw(entries(kind))
    public = kind in ("service", "structure")
    schema = schemas().documents[f"{kind}.schema.json"]
    told = tell_changes(before, after, SPEAKER, schema, public=public)
    fields = {change.champ.partition(".")[0] for change in told}
    different = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    address = {"complement_adresse", "code_postal", "commune"} if "adresse" in fields else set()

    assert all(change.phrase.strip() for change in told)
    if len(told) < MAX_SAID:
        assert different <= fields | address


def test_twins_in_a_list_are_told_apart() -> None:
    schema = schemas().documents["situation.schema.json"]
    before: Row = {"besoins": [{"nom": "a", "role": "utile"}, {"nom": "a", "role": "utile"}]}
    after: Row = {"besoins": [{"nom": "a", "role": "utile"}, {"nom": "a", "role": "indispensable"}]}
    (change,) = tell_changes(before, after, SPEAKER, schema, public=False)

    assert plain(change.phrase) == (
        "« Besoins », « a (2) », « Rôle » : « utile » devient « indispensable »"
    )


def test_nothing_is_told_of_a_proposal_that_cannot_be_read(two: Two) -> None:
    for path in sorted(two.head.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    proposal: Proposal = two.proposal()

    assert "dossier « content »" in proposal.illisible
    assert proposal.refused


@pytest.mark.parametrize(
    ("wide", "narrow", "smaller", "larger"),
    [
        ("region-84", '"43"', "à la Haute-Loire", "à la région Auvergne-Rhône-Alpes"),
        ("france", '"39"', "au Jura", "à toute la France"),
        ('"43"', '"43157"', "au Puy-en-Velay", "à la Haute-Loire"),
    ],
)
def test_a_zone_inside_another_is_said_to_shrink_or_to_spread(
    two: Two, wide: str, narrow: str, smaller: str, larger: str
) -> None:
    for side, code in ((two.base, wide), (two.head, narrow)):
        text = (two.base / GARAGE).read_text("utf-8")
        (side / GARAGE).write_text(
            re.sub(r"(?m)^zone_eligibilite:\n  - .*$", f"zone_eligibilite:\n  - {code}", text)
        )
    there = phrases(two.change())
    two.base, two.head = two.head, two.base

    assert there == [f"se réduit {smaller}"]
    assert phrases(two.change()) == [f"s’étend {larger}"]


@pytest.mark.parametrize(
    "added", ["<script>alert(1)</script>", "a_b*c", "![x](https://a.fr/i.png)"]
)
def test_a_description_is_quoted_as_it_is_written(two: Two, added: str) -> None:
    text = (two.base / GARAGE).read_text("utf-8")
    (two.head / GARAGE).write_text(text.replace("\n---\n", f"\n---\n\n{added} ", 1), "utf-8")

    assert added in " ".join(phrases(two.change()))
