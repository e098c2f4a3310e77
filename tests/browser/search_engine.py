"""The engine of the search in a browser: its scripts and some published files, without any page."""

import json
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from generator.model import Artifact

REPOSITORY = Path(__file__).parents[2]
EMPTY_PAGE = '<!doctype html><title>Essai</title><link rel="icon" href="data:,">'
SCRIPTS = REPOSITORY / "theme" / "assets" / "js"


def write_engine(folder: Path, artifacts: Sequence[Artifact]) -> None:
    """The scripts beside published files, and an empty page to run them in."""
    (folder / "index.html").write_text(EMPTY_PAGE, encoding="utf-8")
    (folder / "js").symlink_to(SCRIPTS)
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)


def start_engine(page: Page, address: str, folder: str, places: str = "") -> None:
    """Open the engine of a folder of search as `engine`, and its data as `data`."""
    page.goto(f"{address}index.html")
    page.evaluate(
        """async ([folder, communes]) => {
            const { SearchData } = await import("/js/lib/search-data.js");
            window.data = new SearchData("/", { search: folder, communes });
            window.engine = await data.loadEngine();
            const { FACETS } = await import("/js/lib/facets.js");
            window.filtersOf = (changed) => ({
                ...Object.fromEntries(FACETS.map((name) => [name, []])),
                place: null,
                ouvert: false,
                ...changed,
            });
            window.search = async (text, changed = {}) => {
                const filters = filtersOf(changed);
                const answer = await engine.find(text, filters.place);
                const results = await engine.rank(answer, await engine.select(filters), filters);
                return { answer, results, filters };
            };
            window.titles = async (text, changed) => {
                const { results } = await search(text, changed);
                const shown = await engine.documents(results.map(({ doc }) => doc));
                return shown.map(({ nom }) => nom);
            };
        }""",
        [folder, places],
    )


def to_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
