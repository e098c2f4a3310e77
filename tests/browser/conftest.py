"""Sites served to a browser, and pages that must stay without error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
)

from generator import commands, pipeline
from generator.write import write_site
from tests.browser.search_page import SearchPage
from tests.browsing import Serve
from tests.sites.building import Built, build, complete_site, real_site
from tests.sites.extremes import write_empty_content, write_long_content
from tests.sites.hostile import write_hostile_content

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def search_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """A small site whose content is made to be searched."""
    root = REPOSITORY / "tests" / "fixtures" / "recherche"
    output = tmp_path_factory.mktemp("recherche") / "site"
    folders = commands.folders(root)
    checked = pipeline.check(folders, TODAY, lambda *_: None)
    assert not checked.diagnostics
    write_site(pipeline.render(checked, folders, lambda *_: None), output, (root,))
    return serve(output)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A site that a browser can visit, where its own address says: often under a path."""

    built: Built
    folder: Path
    address: str


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Callable[[str], Served]:
    """The served site of a name: "real", "complete", "long", "empty" or "hostile"."""

    @cache
    def make(name: str) -> Served:
        built = SITES[name](tmp_path_factory)
        folder = built.write(tmp_path_factory.mktemp(name) / "site")
        address = serve(folder, urlsplit(built.plan.settings.url).path)
        return Served(built=built, folder=folder, address=address)

    return make


SITES: dict[str, Callable[[pytest.TempPathFactory], Built]] = {
    "real": lambda _: real_site(),
    "complete": lambda _: complete_site(),
    "long": lambda folders: build(write_long_content(folders.mktemp("long"))),
    "empty": lambda folders: build(write_empty_content(folders.mktemp("empty"))),
    "hostile": lambda folders: build(write_hostile_content(folders.mktemp("hostile"))),
}


@dataclass
class Visit:
    """A page that remembers all that should not happen, and what it was sent."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def watch(self) -> None:
        """Listen to errors, dialogs, broken policies, failed and foreign requests."""
        page = self.page
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: _note_fault(message, self.faults))
        page.on("dialog", self._dismiss)
        page.on("popup", lambda popup: self.faults.append(f"popup: {popup.url}"))
        page.on("requestfailed", self._note_failure)
        page.on("request", self._note_request)
        page.on("response", self._note_answer)
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " event => console.error('csp', event.violatedDirective, event.blockedURI))"
        )

    def open(self, path: str) -> Page:
        """Go to a path of the site and wait until nothing moves: the search asks for its data."""
        self.page.goto(self.address + path)
        if path.startswith("recherche/"):
            self.page.wait_for_load_state("networkidle")
        return self.page

    def _dismiss(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.faults.append(f"foreign: {request.url}")

    def _note_failure(self, request: Request) -> None:
        # What the page asked for ahead is given up when one leaves it.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url}")

    def _note_answer(self, response: Response) -> None:
        self.answers.append(response)
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a watched page on a site, with the options of a browser context."""
    contexts = []

    def start(site: Served, **options: object) -> Visit:
        settings = {"locale": "fr-FR", "viewport": {"width": 1280, "height": 900}} | options
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        watched = Visit(context.new_page(), site.address)
        watched.watch()
        return watched

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page; at the end, it must have met no error and broken no content policy."""
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: _note_fault(message, faults))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " event => console.error('csp', event.violatedDirective, event.blockedURI))"
    )
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def search(page: Page, search_site: str) -> SearchPage:
    return SearchPage(page, search_site)


def _note_fault(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type in {"error", "warning"}:
        faults.append(message.text)
