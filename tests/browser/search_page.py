"""The search page as a person meets it: what one types, and what one then sees."""

from playwright.sync_api import Locator, Page, expect


class SearchPage:
    """A page open, or to be opened, on the search of a site."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.site}recherche/{query}")
        self.page.wait_for_selector("[data-module=search][data-enhanced]")

    def type(self, words: str) -> None:
        self.page.locator("[name=q]").press_sequentially(words)
        expect(self.status).not_to_have_text("")

    @property
    def titles(self) -> Locator:
        return self.page.locator("[data-search-results] .card-title")

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-search-status]")

    def reasons(self) -> list[str]:
        """The first reason of each result."""
        found = self.page.locator("[data-search-results] .search-reason:first-child")
        return found.all_inner_texts()

    @property
    def panel(self) -> Locator:
        return self.page.locator("[data-search-filters]")

    @property
    def chips(self) -> Locator:
        return self.page.locator("button.chip")

    def box(self, code: str) -> Locator:
        """The box of a value of a facet."""
        return self.panel.locator(f"input[value='{code}']")

    def checked(self) -> list[str]:
        """The values that are ticked, in the order of the panel."""
        found = self.panel.locator("input:checked").evaluate_all("boxes => boxes.map(b => b.value)")
        return [str(code) for code in found]

    def count(self, code: str) -> Locator:
        return self.panel.locator(f"label:has(input[value='{code}']) .facet-count")

    def proposed(self, *, selected: bool | None = None) -> Locator:
        return self.page.locator("[role=listbox]").get_by_role("option", selected=selected)

    @property
    def scripts(self) -> str:
        """Address of the folder of the site's scripts."""
        source = self.page.locator("script[src$='/main.js']").evaluate("script => script.src")
        return str(source).removesuffix("main.js")

    def analyse(self, texts: list[str]) -> object:
        """For each text, its words and its terms, as the browser finds them."""
        return self.page.evaluate(
            f"""async texts => {{
                const french = await import("{self.scripts}lib/french.js");
                return texts.map(text => [french.words(text), french.terms(text)]);
            }}""",
            texts,
        )

    def stems(self, words: list[str]) -> list[str]:
        found = self.page.evaluate(
            f"""async words => {{
                const french = await import("{self.scripts}lib/french.js");
                return words.map(french.stem);
            }}""",
            words,
        )
        return [str(stem) for stem in found]
