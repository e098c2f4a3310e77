"""The scripts of the forms in a page of a site, called as modules: what they say, as data."""

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Served

_JUDGE = """async ([scripts, root, communes, cases, known, today]) => {
    const { EntryJudge } = await import(scripts + "form-judge.js");
    const { KnownPlaces } = await import(scripts + "form-places.js");
    const { openPlaces } = await import(scripts + "places.js");
    const read = async (name) => (await fetch(`${root}proposer/${name}.json`)).json();
    const places = await openPlaces(root + communes);
    const territories = new KnownPlaces(places, () => read("territoires"));
    const models = new Map();
    const said = [];
    for (const [kind, id, data] of cases) {
        if (!models.has(kind)) models.set(kind, await read(`modele-${kind}`));
        const judge = new EntryJudge(models.get(kind), known, territories);
        said.push(await judge.judge(data, { id, today }));
    }
    return said;
}"""


class FormScripts:
    """A page from which the scripts of the theme can be imported."""

    def __init__(self, page: Page, site: Served, *, visit: bool = True) -> None:
        self.page = page
        self.site = site
        assets = next(site.folder.glob("assets/*/js/lib"))
        self.folder = f"{site.address}{assets.relative_to(site.folder)}/"
        communes = next(site.folder.glob("recherche/communes-*"))
        self.communes = f"{communes.relative_to(site.folder)}/"
        if visit:
            page.goto(f"{site.address}eco-conception/")

    def call(self, module: str, function: str, cases: Sequence[Sequence[Any]]) -> list[Any]:
        """What a function of a module gives for each list of arguments."""
        found: list[Any] = self.page.evaluate(
            f"""async ([scripts, cases]) => {{
                const {{ {function} }} = await import(scripts + "{module}.js");
                return cases.map((values) => {function}(...values));
            }}""",
            [self.folder, cases],
        )
        return found

    def judge(
        self, cases: Sequence[tuple[str, str, Mapping[str, Any]]], known: Mapping[str, Any]
    ) -> list[Any]:
        """What is said of each entry (kind, identifier, data), among entries that are known."""
        told: list[Any] = self.page.evaluate(
            _JUDGE,
            [self.folder, self.site.address, self.communes, cases, known, "2026-11-21"],
        )
        return told
