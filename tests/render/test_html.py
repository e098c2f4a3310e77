"""Pages, from a plan to the HTML that a browser gets."""

import gzip
import posixpath
import re
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator import pipeline
from generator.checked import Folders
from generator.diagnostics import GeneratorError
from generator.load import load_theme
from generator.model import Theme
from generator.page_views import ServiceView
from generator.plan import plan_site
from generator.render.assets import render_assets
from generator.render.html import make_environment, render_page, site_values
from generator.render.policy import form_targets
from generator.settings import Audit
from generator.site_plan import Page, SitePlan

REPOSITORY = Path(__file__).parents[2]
THEME = load_theme(REPOSITORY / "theme")
ENVIRONMENT = make_environment(THEME)
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
WITH_A_WORKER = ("pages/search.html", "pages/my-list.html")
# They alone may send what was typed to the forge.
FORMS = ("pages/propose.html", "pages/correct.html")
# They alone may start a script made by a script: the worker of `lib/offline.js`.
SEARCH_CSP = CSP.replace("require-", "worker-src 'self'; require-").replace(
    "trusted-types 'none'", "trusted-types hors-ligne"
)


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


# Files of open data are not drawn here: the whole site is looked at in tests/test_site.py.
DATA = re.compile(r"/api/|/donnees/.+\.[a-z0-9]+\Z|/SHA256SUMS\Z|/llms\.txt\Z|\.(?:ics|atom)\Z")


@dataclass(frozen=True)
class Drawn:
    """A plan and all its pages, drawn."""

    plan: SitePlan
    texts: dict[str, str]  # by path
    tags: dict[str, Tags]  # by path
    files: dict[str, bytes]  # assets, by path


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    """The demonstration site: every kind of page, with real entries."""
    folders = Folders(
        root=REPOSITORY,
        schemas=REPOSITORY / "schemas",
        referentiels=REPOSITORY / "referentiels",
        theme=REPOSITORY / "theme",
    )
    plan = pipeline.check(folders, date(2026, 11, 21), lambda *_: None).plan
    assert plan is not None
    assets, files = render_assets(THEME, plan.settings)
    site = site_values(plan)
    texts = {
        page.path: render_page(ENVIRONMENT, page, site, assets).content.decode()
        for page in plan.pages
    }
    return Drawn(
        plan=plan,
        texts=texts,
        tags={path: Tags(text) for path, text in texts.items()},
        files={file.path: file.content for file in files},
    )


def draw(drawn: Drawn, page: Page, theme: Theme = THEME, plan: SitePlan | None = None) -> str:
    plan = plan or drawn.plan
    assets, _ = render_assets(theme, plan.settings)
    return render_page(make_environment(theme), page, site_values(plan), assets).content.decode()


def service_page(drawn: Drawn) -> Page:
    return next(page for page in drawn.plan.pages if page.template == "pages/service.html")


def test_every_template_of_a_page_draws_one(drawn: Drawn) -> None:
    templates = {name for name in THEME.templates if name.startswith("pages/")}

    # No entry of the demonstration was withdrawn, no gap confirmed: `tests/plan/test_tombstones.py`
    # and `tests/test_manque_pages.py` draw these.
    elsewhere = {"pages/tombstone.html", "pages/manque.html"}
    assert {page.template for page in drawn.plan.pages} == templates - elsewhere


def test_every_page_says_its_language_its_title_and_its_policy_first(drawn: Drawn) -> None:
    for page in drawn.plan.pages:
        head = drawn.texts[page.path].splitlines()[:4]
        assert head[:3] == ["<!DOCTYPE html>", '<html lang="fr">', "<head>"], page.path
        policy = SEARCH_CSP if page.template in WITH_A_WORKER else CSP
        if page.template in FORMS:
            policy = CSP.replace(
                "'self'; require", f"'self'{form_targets(drawn.plan.settings)}; require"
            )
        assert head[3] == f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        assert len(re.findall("<title>[^<]+ – [^<]+</title>", drawn.texts[page.path])) == 1


def test_every_page_has_one_main_one_h1_and_a_skip_link_to_it(drawn: Drawn) -> None:
    for path, tags in drawn.tags.items():
        assert len(tags.named("h1")) == 1, path
        assert [main["id"] for main in tags.named("main")] == ["contenu"], path
        assert tags.named("a")[0]["href"] == "#contenu", path


def test_identifiers_are_unique_in_each_page(drawn: Drawn) -> None:
    for path, text in drawn.texts.items():
        identifiers = re.findall(r'\sid="([^"]+)"', text)
        assert len(identifiers) == len(set(identifiers)), path


def test_nothing_is_inline_and_every_script_and_style_has_its_integrity(drawn: Drawn) -> None:
    for path, tags in drawn.tags.items():
        assert tags.named("style") == [], path
        assert [name for _, found in tags.tags for name in found if name.startswith("on")] == []
        assert [1 for _, found in tags.tags if "style" in found] == [], path
        styles = [link for link in tags.named("link") if link.get("rel") == "stylesheet"]
        modules = [link for link in tags.named("link") if link.get("rel") == "modulepreload"]
        loaded = [*tags.named("script"), *styles, *modules]
        assert len(loaded) >= 2
        assert all((item["integrity"] or "").startswith("sha384-") for item in loaded), path
        assert all(script["type"] == "module" for script in tags.named("script")), path


def test_the_search_script_is_on_the_search_page_alone(drawn: Drawn) -> None:
    holders = [path for path, text in drawn.texts.items() if "/js/search.js" in text]

    assert holders == ["recherche/index.html"]


def test_every_link_inside_the_site_leads_to_a_page_or_a_file(drawn: Drawn) -> None:
    known = drawn.texts.keys() | drawn.files.keys()
    base = urlsplit(drawn.plan.settings.url).path
    missing, seen = set(), 0
    for path, tags in drawn.tags.items():
        for found in tags.named("a", "link", "script", "img", "form", "use"):
            url = urlsplit(found.get("href") or found.get("src") or found.get("action") or "")
            if found.get("rel") == "alternate":  # not a page: looked for in the whole site
                continue
            if url.scheme or not url.path or DATA.search(f"/{url.path}"):
                continue
            seen += 1
            target = posixpath.normpath(posixpath.join(f"{base}{path}", "..", url.path))
            target = posixpath.relpath(target, base)
            target = "index.html" if target == "." else target
            if target not in known and f"{target}/index.html" not in known:
                missing.add((path, url.geturl()))

    assert seen > 1000
    assert missing == set()


def test_fragments_lead_to_an_element_of_the_page(drawn: Drawn) -> None:
    for path, text in drawn.texts.items():
        identifiers = set(re.findall(r'\sid="([^"]+)"', text))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= identifiers, path


def test_every_pictogram_named_exists(drawn: Drawn) -> None:
    icons = {Path(name).stem for name in THEME.assets if name.startswith("icons/")}
    named = set()
    for text in drawn.texts.values():
        named |= set(re.findall(r'icons\.svg#([^"]*)"', text))

    assert len(named) > 20
    assert named <= icons


def test_a_page_is_the_same_bytes_twice(drawn: Drawn) -> None:
    page = service_page(drawn)

    assert draw(drawn, page) == draw(drawn, page)


def test_the_text_of_an_entry_is_never_markup(drawn: Drawn) -> None:
    page = service_page(drawn)
    view = page.view
    assert isinstance(view, ServiceView)
    hostile = "\"'><script>alert(1)</script>{{ 7 * 7 }}"
    text = draw(drawn, replace(page, view=replace(view, nom=hostile, steps=(hostile,))))

    assert "<script>alert" not in text
    assert (
        text.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}") == 3
    )  # the title, its button « Ma liste », the step


def test_the_menu_marks_the_section_of_the_page(drawn: Drawn) -> None:
    current = re.findall(
        r'<a class="menu-link"[^>]*aria-current="(\w+)">([^<]+)</a>',
        "".join(
            drawn.texts[path] for path in ("recherche/index.html", "thematiques/mobilite.html")
        ),
    )

    assert current == [("page", "Rechercher"), ("true", "Besoins")]


def test_the_page_of_wrong_addresses_is_not_indexed_and_works_from_anywhere(drawn: Drawn) -> None:
    text = drawn.texts["404.html"]

    assert '<meta name="robots" content="noindex">' in text
    assert 'rel="canonical"' not in text
    assert 'href="/guichet-unique/thematiques/"' in text


def test_without_audit_the_site_is_declared_non_conforme(drawn: Drawn) -> None:
    text = drawn.texts["accessibilite/index.html"]

    assert "est <strong>non conforme</strong>" in text
    assert "taux de conformité à publier" in text
    assert "https://www.defenseurdesdroits.fr" in text


def test_an_audit_is_told_with_its_day_its_author_and_its_rate(drawn: Drawn) -> None:
    audit = Audit(date=date(2026, 3, 1), auteur="Cabinet Clair", taux=82.5)
    settings = replace(drawn.plan.settings, audit=audit)
    catalogue = replace(drawn.plan.catalogue, settings=settings)
    plan = plan_site(catalogue, drawn.plan.schemas, drawn.plan.referentiels, drawn.plan.today)
    page = next(page for page in plan.pages if page.template == "pages/accessibility.html")
    text = draw(drawn, page, plan=plan)

    assert "réalisé le 1er\u00a0mars 2026 par Cabinet Clair" in text
    assert "82,5\u00a0% des critères" in text


def test_a_name_that_does_not_exist_stops_the_build(drawn: Drawn) -> None:
    theme = replace(THEME, templates={"pages/service.html": "{{ view.nope }}"})

    with pytest.raises(GeneratorError, match=r"pages/service\.html ne peut pas dessiner services/"):
        draw(drawn, service_page(drawn), theme)


def test_a_template_badly_written_is_named_with_its_line() -> None:
    theme = replace(THEME, templates={"base.html": "\n\n{% if %}"})

    with pytest.raises(GeneratorError, match=r"base\.html est mal écrit, ligne 3"):
        make_environment(theme)


@pytest.mark.parametrize(
    ("path", "most"), [("index.html", 60_000), ("services/garantie-visale.html", 40_000)]
)
def test_a_page_and_all_it_loads_stay_light(drawn: Drawn, path: str, most: int) -> None:
    text = drawn.texts[path]
    urls = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), url))
        for url in re.findall(r'(?:href|src)="([^"#]*assets/[^"#]+)', text)
    }
    weights = [len(drawn.files[url]) for url in urls if url.endswith(".woff2")]
    weights += [len(gzip.compress(drawn.files[url])) for url in urls if not url.endswith(".woff2")]

    assert len(weights) >= 6
    assert len(gzip.compress(text.encode())) + sum(weights) < most
