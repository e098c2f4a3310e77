"""Correcting an entry in the browser: it is named, and only what changes leaves the device."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from generator.issue_answers import corrected, read_answered
from generator.issue_body import read_answers
from generator.parse import entry_data
from generator.render import render_entry_text
from tests.browser.conftest import Served, Visit
from tests.browser.form_scripts import FormScripts
from tests.browser.proposing import ProposeForm
from tests.command_line import run_guichet
from tests.entry_strategies import accepted_entries, context, form, schemas
from tests.issues.issue_texts import body, questions
from tests.sites.building import SITES

CONTENT = SITES / "complete" / "content"
DAY = "2026-11-21"
HIDDEN = ("7 rue Secrète", "Porte secrète", "45.2942", "3.3842")
ANSWERS = """async ([scripts, root, kind, pairs]) => {
    const { correctionOf } = await import(scripts + "form-correction.js");
    const { issueAnswers } = await import(scripts + "form-outputs.js");
    const { openModel } = await import(scripts + "form-sources.js");
    const model = await openModel({ dataset: { form: kind, root } });
    const { required } = model.schema;
    return pairs.map(([before, data]) =>
        issueAnswers(correctionOf(before, data, model.asked, required), model));
}"""
KEEP_REQUIRED = """async (scripts) => {
    const { fillFields, readFields } = await import(scripts + "form-fields.js");
    const { openModel } = await import(scripts + "form-sources.js");
    const form = document.querySelector("form[data-form]");
    const { schema } = await openModel(form);
    const data = Object.entries(readFields(form)).filter(([key]) => schema.required.includes(key));
    fillFields(form, Object.fromEntries(data));
    form.querySelector("#f-nom").dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture(scope="module")
def proposing(
    chromium: Browser, served: Callable[[str], Served]
) -> Iterator[tuple[ProposeForm, Visit]]:
    """One page for all: each test opens the entry that it corrects."""
    site = served("complete")
    opened = chromium.new_page(locale="fr-FR", viewport={"width": 360, "height": 780})
    watched = Visit(opened, site.address)
    watched.watch()
    yield ProposeForm(opened, site.address), watched
    opened.close()
    assert watched.faults == []


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def _import(answers: dict[str, str], kind: str, content: Path) -> None:
    issue = content.parent / "ticket.md"
    issue.write_text(body(kind, answers), "utf-8")
    words = ("import", "issue", str(issue), "--into", str(content), "--replace")
    done = run_guichet((*words, "--date", DAY), content.parent)
    assert done.returncode == 0, done.stdout + done.stderr


def _held(site: Served, path: str) -> dict[str, Any]:
    """An entry as its file has it, with its types."""
    (document,) = (one for one in site.built.documents if one.path.endswith(path))
    return entry_data(document, context())


@pytest.mark.parametrize("kind", ["service", "structure"])
def test_any_correction_sent_by_the_issue_form_gives_what_the_form_held(
    kind: str, proposing: tuple[ProposeForm, Visit], served: Callable[[str], Served]
) -> None:
    """What was changed, what was emptied, what was there already."""
    site, page = served("complete"), proposing[0].page
    scripts = FormScripts(page, site)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = []

    @settings(
        max_examples=15, suppress_health_check=list(HealthCheck), database=None, derandomize=True
    )
    @given(st.tuples(accepted_entries(kind), accepted_entries(kind)))
    def collect(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
        pairs.append(pair)

    collect()
    full = _held(
        site, f"{kind}s/{'service-complet' if kind == 'service' else 'structure-complete'}.md"
    )
    required = schemas().documents[f"{kind}.schema.json"]["required"]  # type: ignore[index,call-overload]
    pairs += [(full, {key: full[key] for key in required}), (full, full)]
    found = page.evaluate(ANSWERS, [scripts.folder, site.address, kind, pairs])

    for (before, data), answers in zip(pairs, found, strict=True):
        heard = read_answers(body(kind, answers), questions(kind))
        answered = read_answered(heard.answers, questions(kind), form(kind))
        assert (answered.faults, answered.twice, answered.words) == ((), (), "")
        assert corrected(before, answered, form(kind)) == data
    assert set(found[-1]) <= {name.replace(".", "_") for name in required}


def test_an_entry_that_is_corrected_is_named_and_its_changes_become_an_issue(
    proposing: tuple[ProposeForm, Visit], served: Callable[[str], Served], content: Path
) -> None:
    opened, _ = proposing
    page, site = opened.open("proposer/#fiche=service-oublie").page, served("complete")
    nom = "Service oublié"
    expect(page.locator("h1")).to_have_text(f"Corriger\u00a0: {nom}")
    assert page.title().startswith(f"Corriger\u00a0: {nom} – ")
    assert page.inner_text(".breadcrumb [aria-current=page]") == f"Corriger\u00a0: {nom}"
    assert "Proposer une aide" not in page.inner_text("main")
    back = page.locator(".form-advice a")
    assert back.get_attribute("href") == "../services/service-oublie.html"
    assert back.inner_text() == nom

    page.evaluate(KEEP_REQUIRED, FormScripts(page, site, visit=False).folder)
    page.fill("#f-nom", "Service corrigé")
    page.fill("#f-date_maj", DAY)
    opened.check()
    url, answers = opened.way("issue")
    assert url == f"{site.built.plan.settings.depot}/issues/new"
    assert answers["title"] == f"Correction : {nom}"
    _import(answers, "service", content)

    written = (content / "services/service-oublie.yaml").read_text("utf-8")
    assert written == opened.text.removeprefix("---\n").removesuffix("---\n")


def test_an_address_that_is_not_published_is_never_erased_by_a_correction(
    proposing: tuple[ProposeForm, Visit], served: Callable[[str], Served], content: Path
) -> None:
    opened, _ = proposing
    site = served("complete")
    page = opened.open("proposer/#fiche=service-complet").page
    before = _held(site, "services/service-complet.md")
    assert page.locator("[data-field=lieux], [data-field^='lieux[]']").count() == 0
    assert "Lieu protégé, Brioude" in page.inner_text("[data-withheld=lieux]")
    link = page.locator("[data-withheld=lieux] a")
    assert link.get_attribute("href") == "../corriger/service-complet/"

    # Nothing to send yet, and never a file.
    opened.check(sends=False)
    assert page.locator("[data-way], [data-file], [data-changes]").count() == 0
    assert "Cette fiche ne s’envoie pas entière" in page.inner_text("[data-outputs]")

    # A draft of another day, or that somebody wrote there, says nothing of the places.
    page.fill("#f-nom", "Service corrigé")
    opened.until("Object.keys(localStorage).some((name) => name.endsWith(' service-complet'))")
    page.evaluate(
        """() => {
            const key = Object.keys(localStorage).find((name) => name.endsWith(" service-complet"));
            const text = localStorage.getItem(key);
            const draft = JSON.parse(text);
            draft.data.lieux = [{ nom: "Ailleurs" }];
            localStorage.setItem(key, JSON.stringify(draft));
        }"""
    )
    page = opened.open("proposer/#fiche=service-complet").page
    page.click("[data-draft] button >> nth=0")
    assert page.input_value("#f-nom") == "Service corrigé"
    page.fill("#f-telephone", "04 71 00 00 99")
    page.fill("#f-date_maj", DAY)
    opened.check(sends=False)

    assert page.locator("[data-file], [data-way=file], [data-way=edit]").count() == 0
    _, carried = opened.way("mail")
    lines = carried["body"].replace("\r\n", "\n")
    assert "Téléphone (telephone) : 04 71 00 00 30 → 04 71 00 00 99" in lines
    assert f"Nom (nom) : {before['nom']} → Service corrigé" in lines
    assert "lieux" not in lines
    _, answers = opened.way("issue")
    assert "lieux" not in "".join(answers.values())
    _import(answers, "service", content)
    changed = {"nom": "Service corrigé", "telephone": "04 71 00 00 99", "date_maj": DAY}
    written = (content / "services/service-complet.md").read_text("utf-8")
    assert written == render_entry_text({**before, **changed})
    assert all(words in written for words in HIDDEN)

    # Too long for an address: the changes alone are the file.
    page.fill("#f-description", "Une phrase de plus. " * 600)
    opened.check(sends=False)
    assert page.locator("[data-way=issue]").count() == 0
    with page.expect_download() as waiting:
        page.click("[data-way=file]")
    assert waiting.value.suggested_filename == "service-complet-changements.txt"
    text = Path(waiting.value.path()).read_text("utf-8")
    assert text.startswith("Fiche : service-complet\n\nNom (nom) :")
    assert "lieux" not in text
