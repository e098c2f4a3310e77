"""The form where an entry is proposed, as the one who fills it sees it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

FILL = """async ([scripts, entries]) => {
    const { fillFields, ordered, readFields } = await import(scripts + "form-fields.js");
    const { openModel } = await import(scripts + "form-sources.js");
    const { entryText } = await import(scripts + "form-entry-text.js");
    const form = document.querySelector("form[data-form]");
    const { resolve, schema } = await openModel(form);
    return entries.map((entry) => {
        fillFields(form, entry);
        const data = ordered(readFields(form), schema, resolve);
        return [JSON.stringify(data), entryText(data)];
    });
}"""


class ProposeForm:
    """The form of a kind of entry, filled, checked and read."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, path: str = "proposer/") -> "ProposeForm":
        self.page.goto("about:blank")
        self.page.goto(self.address + path)
        self.page.wait_for_selector("form[data-form][data-enhanced]", state="attached")
        return self

    def check(self, *, sends: bool = True) -> "ProposeForm":
        """Ask for everything that is wrong, and wait for the ways to send the entry."""
        self.page.evaluate("document.querySelector('.form-ways')?.replaceChildren()")
        self.page.click("[data-check]")
        ready = "[data-file]" if sends else "[data-withheld-why]"
        self.page.wait_for_selector(ready, state="attached")
        return self

    def until(self, condition: str) -> None:
        """Wait for something to be true; the policy of the page lets nothing else be evaluated."""
        for _ in range(200):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(condition)

    @property
    def text(self) -> str:
        """The file, once the entry was checked."""
        found: str = self.page.eval_on_selector("[data-file]", "area => area.value")
        return found

    @property
    def errors(self) -> list[str]:
        """The summary of what is wrong, without the spaces of French typography."""
        links = self.page.locator("[data-summary] a").all_text_contents()
        return [link.replace("\u00a0", " ") for link in links]

    def fault(self, field: str) -> str:
        """What is told beside a field."""
        slot = self.page.locator(f"[data-field='{field}'] > [data-error]").first
        return " ".join(slot.inner_text().split()) if slot.is_visible() else ""

    def way(self, name: str) -> tuple[str, dict[str, str]]:
        """Where a way to send leads: its address, and what it carries."""
        url = self.page.get_attribute(f"[data-way={name}]", "href") or ""
        parts = urlsplit(url)
        carried = parse_qs(parts.query, keep_blank_values=True)
        return url.split("?")[0], {key: values[0] for key, values in carried.items()}

    def draft(self) -> Any:
        """What the device keeps."""
        return self.page.evaluate(
            """() => Object.entries(localStorage).filter(([key]) => key.startsWith("guichet-fiche"))
                .map(([key, text]) => [key.split(" ").at(-1), JSON.parse(text)])"""
        )
