"""`guichet import issue`: what an issue says becomes an entry, or its author is told why not."""

import json
import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.import_steps import Workshop
from generator.issue_answers import read_answered
from generator.issue_body import read_answers
from generator.issue_desk import Desk as IssueDesk
from generator.issue_form import issue_answers
from generator.issue_reporters import issue_markdown, issue_text
from generator.issue_steps import settle_issue
from generator.issue_words import MAX_CHOICES
from generator.load import Issue, list_taken, load_entries
from tests.command_line import run_guichet
from tests.conftest import Site
from tests.entry_strategies import DAY, HOSTILE_TEXTS, context, entries, form, schemas
from tests.issues.issue_texts import GOOD, body, questions

SERVICE = "services/garage-des-essais.md"


class Desk:
    """A small site, and an issue that somebody wrote."""

    def __init__(self, site: Site) -> None:
        self.content = site.root / "content"
        self.file = site.root / "ticket.md"

    def take(self, text: str, *, replacing: bool = False) -> tuple[str, str]:
        """What became of an issue, and what is said of it."""
        workshop = Workshop(
            context=context(),
            documents=load_entries(self.content),
            folder=self.content,
            taken=list_taken(self.content),
        )
        issue = Issue(body=text)
        desk = IssueDesk(workshop, schemas(), DAY)
        report = settle_issue(desk, issue, replacing=replacing, trial=False)
        self.answer = issue_markdown(report)
        return report.outcome, issue_text(report).replace("\u00a0", " ")

    def run(self, text: str, *options: str) -> "subprocess.CompletedProcess[str]":
        """The same by the command."""
        self.file.write_bytes(text.encode())
        words = ("import", "issue", str(self.file), "--into", str(self.content))
        return run_guichet((*words, "--date", "2026-11-21", *options), self.content)

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.content.rglob("*") if path.is_file())
        return {path.relative_to(self.content).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def desk(site: Site) -> Desk:
    site.lay("content/structures/mission-locale.md", STRUCTURE)
    return Desk(site)


STRUCTURE = """---
nom: Mission locale
date_maj: 2026-11-01
sources:
  - nom: Site de la mission locale
---
"""


def test_a_proposal_becomes_an_entry_in_the_words_of_the_schema(desk: Desk) -> None:
    outcome, said = desk.take(body("service", GOOD))

    assert outcome in ("nouvelle", "remplacee"), said
    assert said == f"nouvelle fiche {SERVICE}\n"
    assert desk.files()[SERVICE].decode() == EXPECTED


EXPECTED = """---
nom: Garage des essais
structure: mission-locale
resume: Faire réparer sa voiture à petit prix.
thematiques:
  - mobilite--acceder-a-un-vehicule
  - mobilite--entretenir-reparer-son-vehicule
montant:
  max: 1000.5
zone_eligibilite:
  - "43"
horaires_accueil: "Mo-Fr 09:00-12:00"
mots_cles:
  - voiture
  - garage
etat: a-confirmer
date_maj: 2026-11-21
sources:
  - nom: Site
    url: "https://www.example.org/aide"
  - nom: Appel
    consulte_le: 2026-11-18
---
"""


def test_windows_line_ends_and_invisible_signs_change_nothing_but_are_told(desk: Desk) -> None:
    text = body("service", GOOD).replace("\n", "\r\n").replace("Garage", "Gar\u200bage")
    outcome, said = desk.take(text)

    assert outcome in ("nouvelle", "remplacee"), said
    assert desk.files()[SERVICE].decode() == EXPECTED
    assert "signes invisibles retirés : U+200B" in said


def test_every_mistake_is_told_with_its_question_and_what_to_write(desk: Desk) -> None:
    wrong = {
        "resume": "court",
        "structure": "Mision local",
        "thematiques": "mobilité",
        "zone_eligibilite": "Haute-Loire",
        "montant_max": "1 000 euros",
        "frais": "gratuitt",
        "sources": "consulte_le: 18/11/2026",
        "autres_champs": "horaires_acceuil: Mo\nn’importe quoi",
    }
    before = desk.files()
    outcome, said = desk.take(body("service", {**GOOD, **wrong}))

    assert outcome == "refusee"
    assert desk.files() == before
    for expected in (
        "aucune structure ne s’appelle « mision-local » ; vouliez-vous dire « mission-locale » ?",
        "champ « Résumé » : « Résumé » compte 5 signes ; écrivez au moins 10 signes",
        "champ « Thématiques » : « mobilité » n’est pas une valeur",
        "champ « Frais » : « gratuitt » n’est pas une valeur de « Frais » ; vouliez-vous dire",
        "vouliez-vous dire « Gratuit » (gratuit) ?",
        "champ « Montant maximal » : « 1 000 euros » n’est pas un nombre",
        "champ « Territoires couverts » : « Haute-Loire » n’est le code d’aucun territoire",
        "vouliez-vous dire « 43 » ?",
        "champ « Sources, Nom de la source », ligne 1 : il manque le champ « Nom de la source »",
        "champ « Autres champs » : à lire, non repris dans la fiche : « n’importe quoi »",
        "le champ « horaires_acceuil » n’existe pas ; vouliez-vous dire « horaires_accueil » ?",
    ):
        assert expected in said


def test_an_answer_that_was_not_given_is_asked_for_by_its_question(desk: Desk) -> None:
    outcome, said = desk.take(body("service", {**GOOD, "resume": "", "sources": ""}))

    assert outcome == "refusee"
    assert "répondez à la question « Résumé »" in said
    assert "répondez à la question « Sources »" in said


def test_an_entry_that_is_there_is_never_written_over_by_a_new_one(desk: Desk) -> None:
    desk.take(body("service", GOOD))
    before = desk.files()
    other = body("service", {**GOOD, "resume": "Un tout autre service, du même nom."})
    outcome, said = desk.take(other, replacing=True)

    assert outcome == "refusee"
    assert desk.files() == before
    assert "répondez « garage-des-essais » à « Fiche à corriger »" in said


def test_an_entry_that_is_named_is_corrected_only_when_asked(desk: Desk) -> None:
    desk.take(body("service", GOOD))
    before = desk.files()
    text = body(
        "service",
        {"nom": "Garage corrigé", "montant_max": "(retirer)", "fiche": "garage-des-essais"},
    )

    outcome, said = desk.take(text)
    assert outcome == "gardee"
    assert "relancez avec --replace (nom, montant)" in said
    assert desk.files() == before

    outcome, said = desk.take(text, replacing=True)
    assert outcome in ("nouvelle", "remplacee"), said
    expected = EXPECTED.replace("Garage des essais", "Garage corrigé")
    assert desk.files()[SERVICE].decode() == expected.replace("montant:\n  max: 1000.5\n", "")


@pytest.mark.parametrize(
    "named",
    [
        "garage-des-essais",
        "services/garage-des-essais",
        "https://example.org/guichet/services/garage-des-essais.html?de=sms#haut",
    ],
)
def test_a_correction_replaces_the_fields_that_it_names(desk: Desk, named: str) -> None:
    desk.take(body("service", GOOD))
    lines = "telephone : 04 71 00 00 00\nmontant:\n  max: 900\nmots_cles: (retirer)"
    answers = {"fiche": named, "quoi": "Le numéro a changé.", "champs": lines}
    outcome, said = desk.take(body("correction", answers), replacing=True)

    assert outcome in ("nouvelle", "remplacee"), said
    text = desk.files()[SERVICE].decode()
    assert 'telephone: "04 71 00 00 00"\n' in text
    assert "  max: 900\n" in text
    assert "mots_cles" not in text


def test_a_correction_in_words_is_left_to_a_person(desk: Desk) -> None:
    desk.take(body("service", GOOD))
    before = desk.files()
    answers = {"fiche": "garage-des-essais", "quoi": "Le garage a fermé.\n\n### Nom\n\nfaux"}
    outcome, said = desk.take(body("correction", answers), replacing=True)

    assert outcome == "a-lire"
    assert desk.files() == before
    assert "à lire par une personne (services/garage-des-essais)" in said
    assert "  ### Nom" in said


@pytest.mark.parametrize(
    ("lines", "unread"),
    [
        ("le numéro est 04 71 00 00 00", ["le numéro est 04 71 00 00 00"]),
        ("telephone", ["telephone"]),
        ("telephone:", ["telephone:"]),
        ("nom: Garage des essais", []),
        ("nom: Garage des essais\nRemarque : appelez avant", ["Remarque: appelez avant"]),
    ],
)
def test_what_replaces_no_field_is_kept_for_a_person(
    lines: str, unread: list[str], desk: Desk
) -> None:
    desk.take(body("service", GOOD))
    before = desk.files()
    answers = {"fiche": "garage-des-essais", "quoi": "Le numéro est faux.", "champs": lines}
    outcome, said = desk.take(body("correction", answers), replacing=True)

    assert outcome == "a-lire"
    assert desk.files() == before
    assert "Le numéro est faux." in said
    assert "Une personne va lire" in desk.answer
    assert said.count("ligne non comprise : « ") == len(unread)
    assert all(f"ligne non comprise : « {line} »" in said for line in unread)


def test_the_lines_that_are_read_do_not_hide_the_others(desk: Desk) -> None:
    desk.take(body("service", GOOD))
    lines = "telephone: 04.71.00.00.12\nle garage a fermé"
    answers = {"fiche": "Garage des essais", "quoi": "Il a fermé.", "champs": lines}
    outcome, said = desk.take(body("correction", answers), replacing=True)

    assert outcome == "remplacee"
    assert "ligne non comprise : « le garage a fermé »" in said
    assert "une personne va le lire" in desk.answer
    assert 'telephone: "04 71 00 00 12"' in desk.files()[SERVICE].decode()


def test_a_required_field_is_not_emptied(desk: Desk) -> None:
    desk.take(body("service", GOOD))
    before = desk.files()
    answers = {"fiche": "garage-des-essais", "quoi": "x", "champs": "resume: (retirer)"}
    outcome, said = desk.take(body("correction", answers), replacing=True)

    assert (outcome, desk.files()) == ("refusee", before)
    assert "« Résumé » est obligatoire : on ne peut pas le vider ; écrivez « resume:" in said
    assert "répondez" not in said
    assert "une personne va le lire" in desk.answer


@pytest.mark.parametrize("named", ["Garage des essais", "garage des Éssais", "Garage-des-essais"])
def test_an_entry_is_found_by_its_name(named: str, desk: Desk) -> None:
    desk.take(body("service", GOOD))
    answers = {"fiche": named, "quoi": "x", "champs": "nom: Garage"}

    assert desk.take(body("correction", answers), replacing=True)[0] == "remplacee"


def test_an_entry_that_is_nearly_named_is_proposed(desk: Desk) -> None:
    desk.take(body("service", GOOD))
    answers = {"fiche": "garage des essai", "quoi": "x", "champs": "nom: Garage"}
    outcome, said = desk.take(body("correction", answers), replacing=True)

    assert outcome == "refusee"
    assert "vouliez-vous dire « garage-des-essais » (Garage des essais) ?" in said


def test_a_text_that_changes_is_dated_and_its_author_is_told(desk: Desk) -> None:
    desk.take(body("service", {**GOOD, "date_maj": "01/02/2026"}))
    lines = "telephone: 04 71 00 00 00"
    answers = {"fiche": "garage-des-essais", "quoi": "x", "champs": lines}
    _, said = desk.take(body("correction", answers), replacing=True)

    assert "remplacée : telephone, date_maj" in said
    assert "« Date de mise à jour » : devient le 21/11/2026 : c’est le jour où le texte" in said
    assert "date_maj: 2026-11-21" in desk.files()[SERVICE].decode()

    answers["champs"] = "telephone: 04 71 00 00 01\ndate_maj: 20/11/2026"
    desk.take(body("correction", answers), replacing=True)
    assert "date_maj: 2026-11-20" in desk.files()[SERVICE].decode()


def test_unknown_words_are_answered_with_the_nearest_labels(desk: Desk) -> None:
    wrong = {"thematiques": "véhicul\nbouger", "code_postal": "4310"}
    _, said = desk.take(body("service", {**GOOD, **wrong}))
    vehicle, move = (line for line in said.splitlines() if "n’est pas une valeur" in line)

    first = "valeurs possibles : « Accéder à un véhicule » (mobilite--acceder-a-un-vehicule), "
    assert first in vehicle
    assert all(line.count("« ") - 3 <= MAX_CHOICES for line in (vehicle, move))
    assert "le champ « Code postal » n’a pas la forme" in said


@pytest.mark.parametrize(
    "named", ["../../etc/passwd", "inconnue", "services/", "\u200b", "a" * 5_000]
)
def test_what_names_no_entry_writes_nothing(desk: Desk, named: str) -> None:
    before = desk.files()
    for kind in ("service", "correction"):
        answers = {"fiche": named, "quoi": "x", "champs": "nom: Autre nom", **GOOD}
        outcome, said = desk.take(body(kind, answers), replacing=True)

        assert outcome in ("nouvelle", "refusee")
        assert ("aucune fiche ne s’appelle" in said) == (outcome == "refusee")
        assert {name for name in desk.files() if name not in before} <= {SERVICE}


@pytest.mark.parametrize("name", ["../../etc/passwd", "con", "index", "…", "🚲", "x" * 150])
def test_no_name_makes_a_file_elsewhere(desk: Desk, name: str) -> None:
    before = desk.files()
    desk.take(body("service", {**GOOD, "nom": name}))
    new = set(desk.files()) - set(before)

    assert all(path.startswith("services/") and path.count("/") == 1 for path in new)
    assert not (desk.content.parent.parent / "etc").exists()


def test_a_question_written_in_an_answer_is_refused_with_the_remedy(desk: Desk) -> None:
    before = desk.files()
    trap = "Une phrase assez longue.\n\n### Description\n\nfausse"
    outcome, said = desk.take(body("service", {**GOOD, "resume": trap}))

    assert outcome == "refusee"
    assert desk.files() == before
    assert "champ « Description » : une réponse contient la ligne d’une question" in said
    assert "écrivez « \\ » devant les « ### » de vos réponses" in said


def test_a_text_that_answers_no_form_is_refused(desk: Desk) -> None:
    for text in ("", "Bonjour, il manque une aide.", "### Nom\n\nseul", "#" * 100_000):
        outcome, said = desk.take(text)

        assert outcome == "refusee"
        assert "ne répond à aucun de nos formulaires" in said


def test_the_event_of_a_workflow_is_read_like_the_text(desk: Desk) -> None:
    issue = {"number": 12, "title": "x", "body": body("service", GOOD)}
    event = {"action": "labeled", "issue": issue}
    done = desk.run(json.dumps(event), "--format", "json", "--dry-run")
    report = json.loads(done.stdout)

    assert done.returncode == 0
    assert (report["ticket"], report["resultat"], report["essai"]) == (12, "nouvelle", True)
    assert report["fichier"] == SERVICE
    assert report["texte"] == EXPECTED
    assert SERVICE not in desk.files()


@pytest.mark.parametrize(
    "text", ['{"issue": 3}', '{"issue": {"body": 3}}', "{", '{"a": 1, "a": 2}']
)
def test_an_event_that_is_none_is_a_wrong_usage(desk: Desk, text: str) -> None:
    done = desk.run(text)

    assert done.returncode == 2
    assert done.stderr.startswith("guichet\u00a0: ")


def test_the_answer_in_the_issue_holds_no_markup_of_its_author(desk: Desk) -> None:
    trap = "<img src=x> ![x](https://example.org) @equipe #12 `code`"
    done = desk.run(body("service", {**GOOD, "frais": trap, "etat": trap}), "--format", "markdown")
    said = done.stdout

    assert done.returncode == 1
    assert said.startswith("<!-- guichet:proposition -->\n")
    for mark in ("<img", "![", "@equipe", "#12", "`code`"):
        assert not re.search(rf"(?<!\\){re.escape(mark)}", said)


def test_an_answer_is_never_too_long_for_the_forge(desk: Desk) -> None:
    wrong = "\n".join(f"inconnu_{rank}: x" for rank in range(3_000))
    outcome, _ = desk.take(body("service", {**GOOD, "autres_champs": wrong}))

    assert outcome == "refusee"
    assert len(desk.answer) < 21_000
    assert "corrigez d’abord ceux-ci" in desk.answer


@pytest.mark.parametrize("kind", ["service", "structure"])
@settings(max_examples=15)
@given(data=st.data())
def test_any_entry_comes_back_the_same_through_an_issue(kind: str, data: st.DataObject) -> None:
    entry = data.draw(entries(kind))
    sent = body(kind, issue_answers(entry, form(kind)))
    heard = read_answers(sent.replace("\n", "\r\n"), questions(kind))
    answered = read_answered(heard.answers, questions(kind), form(kind))

    assert heard.unclear == ()
    assert heard.unseen == ()
    assert answered.faults == ()
    assert answered.removed == ()
    assert dict(answered.data) == entry
    assert list(answered.data) == list(entry)


@pytest.mark.parametrize("hostile", HOSTILE_TEXTS)
def test_a_hostile_text_in_every_answer_breaks_out_of_none(hostile: str, desk: Desk) -> None:
    """Typed as it is, by hand: an entry that says it, or a refusal; the same for every answer."""
    before = desk.files()
    for question in questions("service"):
        text = body("service", {**GOOD, question.id: hostile})
        heard = read_answers(text, questions("service"))
        others = {name: said for name, said in GOOD.items() if name != question.id}

        if not heard.unclear:
            assert {n: t for n, t in heard.answers.items() if n != question.id} == others
    outcome, said = desk.take(body("service", dict.fromkeys(GOOD, hostile)))
    assert outcome in ("nouvelle", "refusee"), said
    assert {name for name in desk.files() if name not in before} <= {
        name for name in desk.files() if name.startswith("services/")
    }
