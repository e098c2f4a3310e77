"""The pages of the forms: every field once, tied to its words; doors for all; light corrections."""

import gzip
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from generator.form_fields import every_field, form_of
from generator.form_view import CorrectView, ProposeView
from generator.issue_form import own_names
from generator.model import Catalogue
from generator.plan.form_pages import form_pages, make_doors
from generator.plan.vocabulary import Labels
from generator.render.policy import form_targets
from generator.settings import Organisation, ServedTerritory, Settings
from tests.sites.building import complete_site, minimal_site, real_site

FORMS = {"service": "proposer/index.html", "structure": "proposer/structure/index.html"}
NOBODY = Organisation(nom="Département")
SETTINGS = Settings(
    nom="Guichet",
    sous_titre="Aides",
    url="https://example.org/",
    territoire=ServedTerritory(nom="Haute-Loire", departements=("43",)),
    editeur=NOBODY,
    hebergeur=NOBODY,
)
FORGE = "https://git.example.org/guichet/fiches"


class Reader(HTMLParser):
    """Every element of a page, with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, attribute: str) -> list[dict[str, str]]:
        return [attributes for _, attributes in self.found if attribute in attributes]


def reader(kind: str) -> Reader:
    return Reader(real_site().pages[FORMS[kind]])


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_of_the_schema_has_its_place_and_its_control(kind: str) -> None:
    page, fields = reader(kind), list(every_field(form_of(kind, real_site().plan.schemas)))
    places = [attributes["data-field"] for attributes in page.named("data-field")]
    filled = {attributes["data-name"] for attributes in page.named("data-name")}
    assert len(fields) > 30

    assert sorted(places) == sorted(item.name for item in fields)
    assert filled >= {item.name for item in fields if item.kind not in ("group", "rule", "rows")}
    assert {item.name for item in fields if item.kind == "rows" and item.path[:-1] == ()} <= filled


@pytest.mark.parametrize("kind", FORMS)
def test_a_control_is_tied_to_its_label_to_its_help_and_to_what_is_wrong(kind: str) -> None:
    page = reader(kind)
    identifiers = Counter(attributes["id"] for attributes in page.named("id"))
    labels = {attributes["for"] for attributes in page.named("for")}
    controls = [a for tag, a in page.found if tag in ("input", "textarea", "select")]
    told = [word for a in page.named("aria-describedby") for word in a["aria-describedby"].split()]
    assert len(controls) > 50

    assert [name for name, count in identifiers.items() if count > 1] == []
    assert [a for a in controls if a.get("type") != "hidden" and a["id"] not in labels] == []
    assert set(told) <= set(identifiers)
    assert {name for name in identifiers if name.endswith("-erreur")} <= set(told)


@pytest.mark.parametrize("kind", FORMS)
def test_without_script_the_form_sends_what_the_issue_form_asks_each_name_once(kind: str) -> None:
    """The forge keeps the last of several values of one name: each is one control."""
    page = reader(kind)
    sent = [
        a["name"] for tag, a in page.found if tag in ("input", "textarea", "select") and "name" in a
    ]
    asked = {name.replace(".", "_") for name in own_names(form_of(kind, real_site().plan.schemas))}

    assert Counter(sent) == Counter({*asked, "template", "autres_champs"})
    assert "checkbox" not in {a.get("type") for _, a in page.found if "name" in a}


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_required_comes_first_and_what_is_rare_is_folded(kind: str) -> None:
    (view,) = [
        page.view
        for page in real_site().plan.pages
        if isinstance(page.view, ProposeView) and page.view.kind == kind
    ]
    advanced = 0
    for group in view.groups:
        asked = [control.field.required for control in group.controls]
        assert asked == sorted(asked, reverse=True)
        assert all(control.field.advanced for control in group.more)
        assert not any(control.field.required for control in group.more)
        advanced += len(group.more)

    assert advanced > 5
    assert view.required_count == sum(
        control.field.required for group in view.groups for control in group.controls
    )


def test_a_browser_checks_what_it_can_by_itself() -> None:
    controls = {a["data-name"]: a for a in reader("service").named("data-name")}

    assert controls["nom"]["maxlength"] == "150"
    assert "required" in controls["nom"]
    assert controls["code_postal"]["pattern"] == "[0-9]{5}"
    assert controls["code_postal"]["inputmode"] == "numeric"
    assert controls["montant.max"]["inputmode"] == "decimal"
    assert controls["date_maj"]["type"] == "date"
    assert controls["telephone"]["type"] == "tel"
    assert "required" not in controls["verification.par"]  # only when the frame is filled
    for name, attributes in controls.items():
        assert "\\s\\S" not in attributes.get("pattern", ""), name
        re.compile(attributes.get("pattern", ""))


def test_every_entry_written_here_has_a_light_page_to_correct_it() -> None:
    built = complete_site()
    catalogue = built.plan.catalogue
    own = {f"corriger/{entry.id}/" for entry in catalogue.services}
    own |= {f"corriger/structures/{entry.id}/" for entry in catalogue.structures}
    away = {f"corriger/{name.replace('services/', '')}/" for name in catalogue.externals}
    pages = {page.url: page for page in built.plan.pages if isinstance(page.view, CorrectView)}
    assert len(pages) > 5

    assert set(pages) == own - away
    assert not any(page.index for page in pages.values())
    for page in pages.values():
        assert len(gzip.compress(built.files[page.path])) < 4_000


def test_the_page_of_an_entry_leads_to_its_correction_and_back() -> None:
    built = minimal_site()
    service, structure = built.plan.catalogue.services[0], built.plan.catalogue.structures[0]
    page = built.pages[f"corriger/{service.id}/index.html"]

    assert f'href="../corriger/{service.id}/"' in built.pages[f"services/{service.id}.html"]
    owner = built.pages[f"structures/{structure.id}.html"]
    assert f'href="../corriger/structures/{structure.id}/"' in owner
    assert f'href="../../services/{service.id}.html"' in page
    assert f'href="../../proposer/#fiche={service.id}"' in page


def doors(**settings: object) -> tuple[str, str]:
    made = make_doors(replace(SETTINGS, **settings), "corriger.yml", "Fiche à corriger : Ligne")  # type: ignore[arg-type]
    return made.issue_url, made.mail_url


def test_a_proposal_goes_where_the_site_has_a_door() -> None:
    mail = Organisation(nom="Guichet", courriel="guichet@example.org")

    assert doors() == ("", "")
    assert doors(depot=f"{FORGE}/") == (f"{FORGE}/issues/new", "")
    assert doors(contact=mail)[1].startswith("mailto:guichet@example.org?subject=Fiche%20")
    assert doors(depot=FORGE, editeur=mail)[0] == f"{FORGE}/issues/new"


def test_a_name_of_several_lines_adds_no_header_to_a_mail() -> None:
    service = replace(minimal_site().plan.catalogue.services[0], nom="Aide\r\nBcc: a@example.org")
    mail = Organisation(nom="Guichet", courriel="guichet@example.org")
    catalogue = Catalogue(
        services=(service,), structures=(), pages=(), settings=replace(SETTINGS, contact=mail)
    )
    views = [page.view for page in form_pages(catalogue, Labels(minimal_site().plan.schemas))]
    (view,) = [item for item in views if isinstance(item, CorrectView)]

    assert unquote(view.doors.mail_url).endswith(f"Aide Bcc: a@example.org ({service.id})")
    assert "%0D" not in view.doors.mail_url
    assert "%0A" not in view.doors.mail_url


def test_only_the_forms_may_send_elsewhere_and_only_to_the_forge_and_the_mail() -> None:
    built = real_site()
    depot = built.plan.settings.depot
    assert depot
    origin = re.match(r"https://[^/]+", depot)[0]  # type: ignore[index]
    allowed = {
        page.path
        for page in built.plan.pages
        if f"form-action 'self' {origin}" in built.pages[page.path]
    }

    assert allowed == {
        page.path for page in built.plan.pages if isinstance(page.view, (ProposeView, CorrectView))
    }
    assert f"form-action 'self' {origin}" in built.files["_headers"].decode()


@pytest.mark.parametrize(
    ("depot", "said"),
    [
        (None, ""),
        ("https://git.example.org/a/b", " https://git.example.org"),
        ("https://git.example.org:8443/a", " https://git.example.org:8443"),
        ("https://example.org;script-src *", ""),
        ("https://example.org 'unsafe-inline'/", ""),
        ("https://user:secret@example.org/a", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_an_odd_address_of_the_forge_says_nothing_to_the_policy(
    depot: str | None, said: str
) -> None:
    assert form_targets(replace(SETTINGS, depot=depot)) == said


def test_a_site_that_has_a_mail_lets_its_forms_open_the_mail_program() -> None:
    mail = Organisation(nom="Guichet", courriel="guichet@example.org")

    assert form_targets(replace(SETTINGS, contact=mail)) == " mailto:"
