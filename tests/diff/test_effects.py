"""What a proposal does beyond its entries: people, cells, situations, pathways, twins, faults."""

import subprocess
from pathlib import Path

import pytest

from generator.diff_steps import compare
from generator.diff_words import sections
from generator.load import load_revision
from generator.proposal import Effects
from tests.conftest import TODAY
from tests.diff.proposals import GARAGE, Two, plain

SITUATION = """titre: Ma voiture est en panne
resume: Je dois aller travailler demain, et ma voiture ne démarre plus.
besoins:
  - nom: Réparer
    role: indispensable
    recherche:
      thematiques: [mobilite--entretenir-reparer-son-vehicule]
date_maj: 2026-02-18
"""
PATHWAY = """nom: Retrouver une voiture
resume: De la panne au trajet, avec un garage et une aide.
zone_eligibilite: ["43"]
etapes:
  - nom: Réparer
    services: [garage-solidaire]
  - nom: Payer
    services: [aide-reparation]
etat: actif
date_maj: 2026-02-18
sources:
  - nom: Maison de la mobilité
"""


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


def effects(two: Two) -> Effects:
    found = two.proposal().effets
    assert found is not None
    return found


def test_a_narrower_service_is_told_in_people_cells_situations_and_pathways(two: Two) -> None:
    two.service("aide-reparation", both=True, nom="Aide au contrôle")
    two.lay("content/situations/panne.yaml", SITUATION, both=True)
    two.lay("content/parcours/voiture.yaml", PATHWAY, both=True)
    two.replace('  - "43"', '  - "43157"')
    two.replace('  - "43"', '  - "43157"', "content/services/aide-reparation.md")
    found = effects(two)

    assert (len(found.portee.perdues), found.portee.gagnees) == (256, ())
    (need,) = found.besoins
    assert (need.titre, need.besoin) == ("Ma voiture est en panne", "Réparer")
    assert need.portee.habitants_perdus == found.portee.habitants_perdus
    worst = found.cellules[0]
    assert worst.worse
    assert {move.avant for move in found.cellules} == {"servi"}
    assert any(move.apres == "non-recense" for move in found.cellules)
    assert {item.fiche for item in found.ruptures} == {"parcours/voiture"}
    assert not found.ruptures_fermees


def test_going_back_tells_the_same_the_other_way_round(two: Two) -> None:
    two.lay("content/situations/panne.yaml", SITUATION, both=True)
    two.replace('  - "43"', '  - "43157"')
    there = effects(two)
    two.base, two.head = two.head, two.base
    back = effects(two)

    assert back.portee.gagnees == there.portee.perdues
    assert [move.portee.gagnees for move in back.besoins] == [
        move.portee.perdues for move in there.besoins
    ]
    assert {(m.theme, m.audience, m.avant, m.apres) for m in there.cellules} == {
        (m.theme, m.audience, m.apres, m.avant) for m in back.cellules
    }


def test_what_everybody_loses_is_not_told_again_for_each_audience(two: Two) -> None:
    two.replace("etat: actif", "etat: termine")
    moves = effects(two).cellules

    assert moves
    assert {move.audience for move in moves} == {""}
    assert {code for move in moves for code, _ in move.territoires} == {"43"}


def test_a_probable_twin_is_told_once_and_goes_when_it_is_mended(two: Two) -> None:
    two.service("garage-bis")
    doubled = effects(two)
    two.base, two.head = two.head, two.base
    mended = effects(two)

    assert [item.code for item in doubled.contradictions] == ["doublon-probable"]
    assert [item.code for item in mended.contradictions_levees] == ["doublon-probable"]


def test_a_refused_entry_counts_as_if_it_had_not_changed(two: Two) -> None:
    two.replace("etat: actif", "etat: ouvert")
    two.service("autre", nom="Autre aide au vélo", zone_eligibilite='["43157"]')
    proposal = two.proposal()

    assert proposal.refusees == (GARAGE,)
    assert proposal.refused
    assert [item.code for item in proposal.diagnostics][:1] == ["valeur-inconnue"]
    assert proposal.effets is not None
    assert proposal.effets.portee.perdues == ()


def test_what_names_a_deleted_structure_is_set_aside_and_the_rest_is_compared(two: Two) -> None:
    two.lay(
        "content/structures/mairie.yaml",
        (two.base / "content/structures/maison-mobilite.yaml")
        .read_text("utf-8")
        .replace("Maison", "Mairie"),
        both=True,
    )
    two.service("velo", both=True, nom="Vélo à prêter", structure="mairie")
    (two.head / "content/structures/maison-mobilite.yaml").unlink()
    two.replace("nom: Vélo à prêter", "nom: Vélo prêté", "content/services/velo.md")
    proposal = two.proposal()

    assert GARAGE in proposal.refusees
    assert proposal.effets is not None
    assert ("velo", "modifie") in {(change.id, change.genre) for change in proposal.fiches}


def test_settings_that_cannot_be_read_are_those_of_before(two: Two) -> None:
    two.lay("guichet.yaml", "nom: [\n")
    two.lay("schemas/service.schema.json", "{}")
    two.replace("etat: actif", "etat: suspendu")
    proposal = two.proposal()

    assert proposal.refusees == ("guichet.yaml",)
    assert [change.genre for change in proposal.fiches] == ["suspendu"]


def test_only_new_warnings_are_told_and_the_mended_ones_are_counted(two: Two) -> None:
    # Saint-Étienne is not in the served département: a warning on both sides.
    two.service("loin", both=True, nom="Aide au loin", zone_eligibilite='["42218"]')
    same = two.proposal()
    two.service("loin", nom="Aide au loin", zone_eligibilite='["43157"]')
    mended = two.proposal()

    assert same.diagnostics == ()
    assert (mended.diagnostics, mended.repares) == ((), 1)


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True)


def test_revisions_are_compared_and_no_line_of_the_proposal_hides_one_of_its_files(
    two: Two,
) -> None:
    root = two.head
    git(root, "init", "--quiet")
    for change in ("", "content/services/cache.md export-ignore\n*.md export-subst\n"):
        if change:
            two.service("cache", nom="Aide cachée $Format:%H$")
            two.lay(".gitattributes", change)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "content: essai")
    files = load_revision(root, "HEAD")
    proposal = compare(root, "git:HEAD~1", "git:HEAD", TODAY).proposal

    assert b"$Format:%H$" in files["content/services/cache.md"]
    assert [plain(change.nom) for change in proposal.fiches] == ["Aide cachée $Format:%H$"]


RELATION = "etat: actif\nrelations:\n  complement_de: [velo]"


def test_deleting_what_others_cite_takes_nothing_from_those_who_cite_it(two: Two) -> None:
    cited = {
        "zone_eligibilite": '["43157"]',
        "thematiques": "[logement-hebergement--louer-un-logement]",
    }
    two.service("velo", both=True, nom="Un vélo", **cited)
    text = (two.base / GARAGE).read_text("utf-8").replace("etat: actif", RELATION)
    two.lay(GARAGE, text, both=True)
    two.lay("content/situations/panne.yaml", SITUATION, both=True)
    (two.head / "content/services/velo.md").unlink()
    two.replace("nom: Garage", "nom: Grand garage")
    proposal = two.proposal()

    assert proposal.refusees == (GARAGE,)
    assert proposal.ecartees == ()
    assert {(one.id, one.genre) for one in proposal.fiches} == {
        ("velo", "disparu"),
        ("garage-solidaire", "modifie"),
    }
    assert proposal.effets is not None
    assert proposal.effets.besoins == ()
    assert not [one for one in proposal.effets.cellules if one.theme.startswith("mobilite")]
    hints = [item.hint for item in proposal.diagnostics if item.code == "relation-inconnue"]
    assert hints == ["la proposition supprime cette fiche : retirez cette ligne, ou remettez-la"]


def test_services_of_a_deleted_structure_still_answer_and_it_is_told(two: Two) -> None:
    (two.head / "content/structures/maison-mobilite.yaml").unlink()
    proposal = two.proposal()

    assert [(one.collection, one.genre) for one in proposal.fiches] == [("structures", "disparu")]
    assert proposal.effets is not None
    assert proposal.effets.portee.perdues == ()
    assert proposal.effets.cellules == ()


def test_who_cites_a_renamed_entry_is_given_its_new_name(two: Two) -> None:
    two.service("velo", both=True, nom="Un vélo")
    two.service("velos", both=True, nom="Des vélos à louer")
    text = (two.base / GARAGE).read_text("utf-8").replace("etat: actif", RELATION)
    two.lay(GARAGE, text, both=True)
    services = two.head / "content/services"
    (services / "velo.md").rename(services / "bicyclette.md")
    (hint,) = (it.hint for it in two.proposal().diagnostics if it.code == "relation-inconnue")

    assert hint == "la proposition l’appelle maintenant « bicyclette » : écrivez « bicyclette »"


def test_what_a_refused_entry_would_change_is_told_and_not_counted(two: Two) -> None:
    two.replace("etat: actif", "etat: actif\ninconnu: 1")
    two.replace('  - "43"', '  - "43157"')
    proposal = two.proposal()
    (change,) = proposal.fiches

    assert "refusée" in change.phrase
    assert any("se réduit" in plain(field.phrase) for field in change.champs)
    assert proposal.effets is not None
    assert proposal.effets.portee.perdues == ()


def test_the_observatory_speaks_of_the_audiences_that_an_entry_names(two: Two) -> None:
    theme = "[logement-hebergement--louer-un-logement]"
    young = "{}\npublics: [jeunes]"
    two.service("toit", both=True, nom="Un toit", thematiques=theme, etat=young.format("actif"))
    two.service("toit", nom="Un toit", thematiques=theme, etat=young.format("termine"))
    moves = effects(two).cellules

    assert moves
    assert {move.audience for move in moves} <= {"", "public/jeunes"}


def test_what_all_audiences_lose_is_one_line(two: Two) -> None:
    temporary = "{}\npublics: [tous-publics]\nstatuts: [interimaire]"
    theme = "[logement-hebergement--louer-un-logement]"
    two.service("toit", both=True, nom="Un toit", thematiques=theme, etat=temporary.format("actif"))
    two.service("toit", nom="Un toit", thematiques=theme, etat=temporary.format("termine"))
    found = sections(two.proposal())
    lines = [line for one in found for line in one.lines if "passe de" in line]

    assert lines
    assert len(lines) == len({line.partition(" pour ")[0] for line in lines})
    assert not [line for line in lines if "femmes" in line]
