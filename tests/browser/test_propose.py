"""Proposing and correcting an entry in the browser: what is filled is what the file says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page

from generator.issue_form import issue_answers
from generator.load import read_content
from generator.published import published
from generator.render import render_entry_text
from tests.browser.conftest import Served, Visit
from tests.browser.form_scripts import FormScripts
from tests.browser.proposing import FILL, ProposeForm
from tests.browser.test_accessibility import violations
from tests.entry_strategies import accepted_entries, entries, form

RULE = """toutes:
  - age:
      min: 18
  - une:
      - statuts: [interimaire]
      - contrat:
        - cddd"""
# What another page of the same host, or somebody, may have left in the place of a draft.
NO_DRAFTS = ("pas du JSON", "[1]", "null", '{"data": [1]}', '{"data": "x"}')
ODD_DRAFT = {"lieux": 3, "montant": "x", "eligibilite": [[1]], "nom": ["<b>"], "etat": None}
KEEP = """text => {
    const site = location.pathname.replace("proposer/", "");
    localStorage.setItem(`guichet-fiche ${site} service nouvelle`, text);
}"""
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="module")
def opened(chromium: Browser, served: Callable[[str], Served]) -> Iterator[Visit]:
    """One page for all the tests: its scripts are fetched once."""
    site = served("complete")
    page = chromium.new_page(locale="fr-FR", viewport=PHONE)
    watched = Visit(page, site.address)
    watched.watch()
    page.goto(f"{site.address}eco-conception/")
    yield watched
    page.close()


@pytest.fixture
def watched(opened: Visit) -> Visit:
    """That page, on which nothing was kept and no fault was seen."""
    opened.page.evaluate("localStorage.clear()")
    opened.faults.clear()
    return opened


@pytest.fixture
def proposing(watched: Visit) -> ProposeForm:
    return ProposeForm(watched.page, watched.address)


def _read(text: str, collection: str) -> dict[str, Any]:
    """A file as the generator reads it, before the schema gives types."""
    outcome, _ = read_content(text.encode(), f"content/{collection}/essai.md", collection)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    body = outcome.value.body.strip("\n")
    return {**outcome.value.data, **({"description": body} if body else {})}


def _as_published(value: Any) -> Any:
    """The same with 45 for 45.0: one number, whatever the language."""
    if isinstance(value, dict):
        return {key: _as_published(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_published(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def test_the_form_gives_back_the_entry_that_it_was_filled_with_and_it_passes_the_check(
    proposing: ProposeForm, watched: Visit, served: Callable[[str], Served], site: Any
) -> None:
    """Every field of the schema, for a service and for a structure."""
    catalogue = served("complete").built.plan.catalogue
    for kind, path, found in (
        ("service", "proposer/", catalogue.services),
        ("structure", "proposer/structure/", catalogue.structures),
    ):
        entry: Any = max(found, key=lambda item: len(published(item)))
        data = {key: value for key, value in published(entry).items() if key != "id"}
        schema = served("complete").built.plan.schemas.documents[f"{kind}.schema.json"]
        assert data.keys() == set(schema["properties"]), "an entry that fills every field"  # type: ignore[call-overload]

        # A place of the service hides its address: from the site it is corrected without a file.
        page = proposing.open(path if kind == "service" else f"{path}#fiche={entry.id}").page
        if kind == "service":
            page.evaluate(KEEP, json.dumps({"id": entry.id, "data": data}))
            proposing.open(path).page.click("[data-draft] button >> nth=0")
        text = proposing.check().text

        assert text == render_entry_text(data)
        site.lay(f"content/{kind}s/{entry.id}.md", text)
        told = [item for item in site.check().diagnostics if item.path.endswith(f"{entry.id}.md")]
        # What it names is of the other site.
        assert {item.code for item in told} <= {"structure-inconnue", "relation-inconnue"}
    assert watched.faults == []


@pytest.mark.parametrize("kind", ["service", "structure"])
def test_any_entry_goes_through_the_form_unchanged(
    kind: str, proposing: ProposeForm, served: Callable[[str], Served]
) -> None:
    """Hostile texts in every field: nothing runs, nothing is lost."""
    proposing.open("proposer/" if kind == "service" else "proposer/structure/")
    scripts = FormScripts(proposing.page, served("complete"), visit=False)
    made: list[dict[str, Any]] = []

    @settings(
        max_examples=25, suppress_health_check=list(HealthCheck), database=None, derandomize=True
    )
    @given(entries(kind))
    def collect(entry: dict[str, Any]) -> None:
        made.append(_as_published(entry))

    collect()
    found = proposing.page.evaluate(FILL, [scripts.folder, made])

    assert len(made) >= 25
    for entry, (data, text) in zip(made, found, strict=True):
        assert json.loads(data) == entry
        assert list(json.loads(data)) == list(entry)
        assert text == render_entry_text(entry)


def test_three_mistakes_are_told_each_with_what_to_write_instead(
    proposing: ProposeForm, watched: Visit
) -> None:
    """Ten fields from a telephone, by somebody who has never seen a file."""
    page = proposing.open().page
    page.fill("#f-nom", "Atelier vélo du samedi")
    page.fill("#f-resume", "Réparer.")
    page.fill("#f-telephone", "04 71 00")
    page.fill("#f-courriel", "accueil chez nous")
    page.locator("#f-courriel").blur()

    proposing.until(
        "document.querySelectorAll('[data-field] > [data-error]:not([hidden])').length >= 3"
    )
    assert proposing.fault("resume") == (
        "Erreur : « Résumé » compte 8 signes. Écrivez au moins 10 signes."
    )
    assert proposing.fault("telephone").startswith(
        "Erreur : « 04 71 00 » n’est pas un numéro de téléphone français. Dix chiffres, "
    )
    assert "Une seule adresse, sans accent ni espace" in proposing.fault("courriel")
    assert proposing.fault("zone_eligibilite") == "", "nobody has left that field yet"
    assert page.get_attribute("#f-telephone", "aria-invalid") == "true"

    page.fill("#f-resume", "Réparer son vélo avec quelqu’un qui sait faire.")
    page.fill("#f-telephone", "04 71 00 00 00")
    page.fill("#f-courriel", "accueil@example.org")
    page.fill("#f-lien_mobilisation", "www.example.org/velo")
    page.locator("#f-lien_mobilisation").blur()
    page.click("[data-field=lien_mobilisation] .form-fault button")
    assert page.input_value("#f-lien_mobilisation") == "https://www.example.org/velo"

    proposing.check()
    assert [line.split(" : ")[0] for line in proposing.errors] == [
        *("Structure", "Thématiques", "Territoires couverts", "État", "Sources"),
    ]
    assert page.evaluate("document.activeElement.hasAttribute('data-summary')")
    assert page.locator(".form-fault:visible").count() > 4
    assert list(violations(page, wholly=False)) == []
    page.click("[data-summary] a >> nth=3")
    assert page.evaluate("document.activeElement.id") == "f-etat"
    page.select_option("#f-etat", "actif")
    _write(page, "structure", "structure-complete")
    _write(page, "zone_eligibilite", "43")
    page.locator("[data-field=thematiques] input").first.evaluate("box => box.click()")
    page.fill("#f-sources-0-nom", "Site de l’organisme")
    proposing.check()
    assert proposing.errors == []
    assert page.evaluate("document.activeElement.classList.contains('notice')")
    data = _read(proposing.text, "services")
    assert data["nom"] == "Atelier vélo du samedi"
    assert data["lien_mobilisation"] == "https://www.example.org/velo"
    assert (
        page.inner_text("[data-identifier] summary")
        == "Nom du fichier\u00a0: atelier-velo-du-samedi.md"
    )
    assert watched.faults == []


def _write(page: Page, name: str, value: str) -> None:
    """As a picker does: in the plain control of a field."""
    page.locator(f"[data-name='{name}']").first.evaluate(
        """(control, value) => {
            control.value = value;
            control.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        value,
    )


def test_hostile_words_in_every_field_run_nothing_and_are_all_in_the_file(
    proposing: ProposeForm, watched: Visit
) -> None:
    page = proposing.open().page
    page.evaluate(
        "document.querySelectorAll('form details').forEach((fold) => { fold.open = true; })"
    )
    hostile = "<img src=x onerror=alert(1)>\"'`${7*7}` --- {{7*7}}"
    typed = page.evaluate(
        """(hostile) => {
            let count = 0;
            for (const control of document.querySelectorAll("[data-name]:not(:disabled)")) {
                if (control.matches("[type=checkbox], [type=date], select")) continue;
                control.value = hostile;
                control.dispatchEvent(new Event("input", { bubbles: true }));
                count += 1;
            }
            return count;
        }""",
        hostile,
    )

    proposing.check()

    assert typed > 60
    assert (
        page.evaluate("document.querySelectorAll('form img, aside img, form iframe').length") == 0
    )
    data = _read(proposing.text, "services")
    written = json.dumps(data, ensure_ascii=False).count(
        json.dumps(hostile, ensure_ascii=False)[1:-1]
    )
    assert written >= typed - 5, "several lists hold it once"
    assert len(proposing.errors) > 15
    assert watched.faults == []


def test_a_row_is_added_filled_and_taken_away(proposing: ProposeForm) -> None:
    page = proposing.open().page
    sources = page.locator("[data-rows=sources]")
    page.fill("#f-sources-0-nom", "La première")
    sources.locator("> [data-add]").click()

    assert page.evaluate("document.activeElement.id") == "f-sources-1"
    assert page.inner_text("[data-status]") == "Source 2 ajouté"
    page.fill("#f-sources-1-nom", "La seconde")
    assert page.locator("[for=f-sources-1-nom]").count() == 1
    identifiers = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(identifiers) == len(set(identifiers))

    sources.locator("[data-remove]").first.click()
    assert page.input_value("#f-sources-0-nom") == "La seconde"
    proposing.check()
    assert _read(proposing.text, "services")["sources"] == [{"nom": "La seconde"}]


def test_the_draft_stays_on_the_device_until_it_is_erased(
    proposing: ProposeForm, watched: Visit, served: Callable[[str], Served]
) -> None:
    page = proposing.open().page
    scripts = FormScripts(page, served("complete"), visit=False)
    assert proposing.draft() == []
    page.fill("#f-nom", "Prêt de vélos")
    proposing.until("localStorage.length > 0")

    page = proposing.open().page
    assert "« Prêt de vélos »" in page.inner_text("[data-draft]").replace("\u00a0", " ")
    assert page.input_value("#f-nom") == ""
    page.click("[data-draft] button >> nth=0")
    assert page.input_value("#f-nom") == "Prêt de vélos"
    assert page.evaluate("document.activeElement.id") == "f-nom"

    page = proposing.open().page
    page.click("[data-draft] button >> nth=1")
    assert proposing.draft() == []
    texts = [*NO_DRAFTS, json.dumps({"data": ODD_DRAFT | {"publics": {"a": 1}}})]
    for hostile in texts:
        page.evaluate(
            KEEP,
            hostile,
        )
        draft = page.evaluate(
            """async scripts => {
                const { DraftBox } = await import(scripts + "form-draft.js");
                return new DraftBox("service", "").read();
            }""",
            scripts.folder,
        )
        assert (draft is None) == (hostile in NO_DRAFTS)
    page = proposing.open().page
    page.click("[data-draft] button >> nth=0")
    proposing.check()
    assert watched.faults == []


def test_a_draft_that_is_offered_is_not_lost_by_who_types_before_deciding(
    proposing: ProposeForm, watched: Visit
) -> None:
    page = proposing.open().page
    page.fill("#f-nom", "Prêt de vélos")
    proposing.until("localStorage.length > 0")

    page = proposing.open().page
    page.fill("#f-resume", "Une tout autre aide.")
    proposing.until("Object.keys(localStorage).some((key) => key.endsWith(' 2'))")
    assert [draft["data"].get("nom") for _, draft in proposing.draft()].count("Prêt de vélos") == 1
    page.fill("#f-resume", "Une tout autre aide encore.")
    page.click("[data-draft] button >> nth=0")

    assert page.input_value("#f-nom") == "Prêt de vélos"
    assert page.input_value("#f-resume") == ""
    assert "est gardé" in page.inner_text("[data-status]")
    assert page.locator("[data-draft] button").count() == 2
    page.click("[data-draft] button >> nth=0")
    assert page.input_value("#f-resume") == "Une tout autre aide encore."
    # Each goes on in its own place; both are offered next time.
    page.fill("#f-nom", "Autre")
    proposing.until("Object.values(localStorage).some((text) => text.includes('Autre'))")
    page = proposing.open().page
    told = page.inner_text("[data-draft]").replace("\u00a0", " ")
    assert "« Prêt de vélos »" in told
    assert "« Autre »" in told
    page.click("[data-draft] button >> nth=1")
    assert "« Prêt de vélos »" not in page.inner_text("[data-draft]").replace("\u00a0", " ")
    assert [draft["data"].get("nom") for _, draft in proposing.draft()] == ["Autre"]
    assert watched.faults == []


def test_the_ways_to_send_carry_the_whole_entry(
    proposing: ProposeForm, served: Callable[[str], Served]
) -> None:
    page = proposing.open().page
    page.fill("#f-nom", "Prêt de vélos & Cie")
    page.fill("#f-resume", "Emprunter un vélo pour aller travailler.")
    proposing.check()

    text = proposing.text
    settings = served("complete").built.plan.settings
    url, carried = proposing.way("new-file")
    assert url == f"{settings.depot}/new/{settings.branche}/content/services"
    assert carried == {"filename": "pret-de-velos-cie.md", "value": text}
    url, carried = proposing.way("issue")
    assert url == f"{settings.depot}/issues/new"
    assert carried["template"] == "proposer-service.yml"
    assert carried["resume"] == "Emprunter un vélo pour aller travailler."
    url, carried = proposing.way("mail")
    assert url.startswith("mailto:")
    assert text.replace("\n", "\r\n") in carried["body"]
    with page.expect_download() as waiting:
        page.click("[data-way=file]")
    assert waiting.value.suggested_filename == "pret-de-velos-cie.md"
    assert Path(waiting.value.path()).read_text("utf-8") == text


def test_an_entry_too_long_for_an_address_leaves_as_a_file(proposing: ProposeForm) -> None:
    page = proposing.open().page
    page.fill("#f-nom", "Un long service")
    page.fill("#f-description", "Une phrase de plus. " * 1_000)
    proposing.check()

    assert page.locator("[data-way=new-file], [data-way=issue]").count() == 0
    assert page.locator("[data-way=upload]").count() == 1
    _, carried = proposing.way("mail")
    assert "pièce jointe" in carried["body"]
    assert len(page.get_attribute("[data-way=mail]", "href") or "") < 2_000


def test_what_is_typed_is_told_as_it_can_be_kept_and_the_mail_says_what_lacks(
    proposing: ProposeForm, watched: Visit
) -> None:
    page = proposing.open().page
    page.fill("#f-nom", "Vélo \u202egratuit")
    page.fill("#f-resume", "Emprunter un vélo. " * 8)
    page.evaluate(
        "document.querySelectorAll('form details').forEach((fold) => { fold.open = true; })"
    )
    for name, typed in (("montant.max", "100 €"), ("code_postal", "43 000")):
        _write(page, name, typed)
    proposing.check()

    assert "U+202E" in page.inner_text("[data-summary]")
    assert "\u202e" not in page.inner_text("main")
    told = page.inner_text("[data-outputs] .notice").replace("\u00a0", " ")
    assert told.startswith("Il manque encore ")
    assert "vous pouvez envoyer quand même" in told
    for name, kept in (("montant.max", "100"), ("code_postal", "43000")):
        page.click(f"[data-field='{name}'] > [data-error] button")
        assert page.locator(f"[data-name='{name}']").first.input_value() == kept
    page.fill("#f-nom", "Vélo gratuit")
    proposing.check()
    data = _read(proposing.text, "services")
    assert data["montant"] == {"max": "100"}
    assert data["code_postal"] == "43000"
    _, carried = proposing.way("mail")
    assert "Il manque encore : " in carried["body"]
    assert proposing.text.replace("\n", "\r\n") in carried["body"]
    assert watched.faults == []


def test_a_correction_dates_itself_and_opens_the_file_to_change(
    proposing: ProposeForm, served: Callable[[str], Served]
) -> None:
    settings = served("complete").built.plan.settings
    page = proposing.open("proposer/#fiche=service-oublie").page
    before = page.input_value("#f-date_maj")
    page.fill("#f-nom", "Service corrigé")
    proposing.check()

    assert page.input_value("#f-date_maj") > before
    assert _read(proposing.text, "services")["nom"] == "Service corrigé"
    url, _ = proposing.way("edit")
    assert url == f"{settings.depot}/edit/{settings.branche}/content/services/service-oublie.yaml"
    assert "Nom" in proposing.way("mail")[1]["body"]
    assert [key for key, _ in proposing.draft()] == ["service-oublie"]


def test_conditions_that_hold_conditions_are_written_as_a_text(proposing: ProposeForm) -> None:
    page = proposing.open().page
    page.evaluate(
        "document.querySelectorAll('form details').forEach((fold) => { fold.open = true; })"
    )
    rule = page.locator("[data-field=eligibilite]")
    rule.locator("> [data-as-text]").click()
    page.fill(
        "#f-eligibilite",
        RULE,
    )
    page.locator("#f-eligibilite").blur()
    page.wait_for_selector("[data-field=eligibilite] > [data-error]:not([hidden])")

    assert "« cddd » n’est pas une valeur de" in proposing.fault("eligibilite")
    page.click("[data-field=eligibilite] > [data-error] button")
    proposing.check()
    assert _read(proposing.text, "services")["eligibilite"] == {
        "toutes": [
            {"age": {"min": "18"}},
            {"une": [{"statuts": ["interimaire"]}, {"contrat": ["cdd"]}]},
        ]
    }


@pytest.mark.parametrize("kind", ["service", "structure"])
def test_the_issue_form_is_prefilled_as_the_generator_answers_it(
    kind: str, watched: Visit, served: Callable[[str], Served]
) -> None:
    site = served("complete")
    scripts = FormScripts(watched.page, site)
    made: list[dict[str, Any]] = []

    @settings(
        max_examples=15, suppress_health_check=list(HealthCheck), database=None, derandomize=True
    )
    @given(accepted_entries(kind))
    def collect(entry: dict[str, Any]) -> None:
        made.append(_as_published(entry))

    collect()
    answers = watched.page.evaluate(
        """async ([scripts, root, kind, entries]) => {
            const { issueAnswers } = await import(scripts + "form-outputs.js");
            const { openModel } = await import(scripts + "form-sources.js");
            const model = await openModel({ dataset: { form: kind, root } });
            return entries.map((entry) => issueAnswers(entry, model));
        }""",
        [scripts.folder, site.address, kind, made],
    )

    assert len(made) >= 15
    for entry, found in zip(made, answers, strict=True):
        assert found == issue_answers(entry, form(kind))
