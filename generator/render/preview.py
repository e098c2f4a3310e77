"""Render: some pages of the plan → one HTML file that stands alone, to open from anywhere.

Style and pictograms are inside; scripts are left out, and the policy forbids all that is outside.
"""

import re
from collections.abc import Sequence

from generator.model import Theme
from generator.render.assets import render_assets
from generator.render.html import Templates, make_environment, render_page, site_values
from generator.site_plan import Page, SitePlan

_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
)
_OUTSIDE = re.compile(r"<(?:link|script)\b[^>]*>(?:</script>)?\n?|<meta http-equiv[^>]*>\n?")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")


class Drawer:
    """Draws the main parts of pages of one plan, and puts any of them in one document."""

    def __init__(self, plan: SitePlan, theme: Theme, templates: Templates | None = None) -> None:
        # What was compiled for the pages of another plan serves for this one.
        self.templates = templates or make_environment(theme, whole=False)
        self._assets, files = render_assets(theme, plan.settings)
        self._site = site_values(plan)
        self._contents = {
            file.path: file.content.decode()
            for file in files
            if file.path.endswith((".css", ".svg"))
        }

    def page(self, page: Page) -> str:
        """One page, whose pictograms are looked for in its own document."""
        text = render_page(self.templates, page, self._site, self._assets).content.decode()
        return text.replace(f"{page.root}{self._assets.icons}#", "#")

    def document(self, first: str, body: str) -> bytes:
        """The head of a page that was drawn, and a body of ours."""
        assets = self._assets
        head = _OUTSIDE.sub("", first[: first.index("</head>")])
        style = _FONT.sub("", self._contents[assets.css.url] + self._contents[assets.css_apart.url])
        sprite = self._contents[assets.icons].replace("<svg ", '<svg width="0" height="0" ', 1)
        opening = head.replace("<head>", f"<head>\n{_POLICY}", 1)
        end = f"<style>{style}</style>\n</head>\n<body>\n{sprite}\n{body}\n</body>\n</html>\n"
        return (opening + end).encode()


def main_parts(text: str) -> str:
    """What a page says, without what surrounds it on every page."""
    mains = "\n".join(match.group() for match in _MAIN.finditer(text))
    return mains.replace(' id="contenu" tabindex="-1"', "")


def render_preview(plan: SitePlan, theme: Theme, pages: Sequence[Page]) -> bytes:
    """Pages → one document: the first page's head, the main part of each."""
    drawer = Drawer(plan, theme)
    drawn = [drawer.page(page) for page in pages]
    return drawer.document(drawn[0], "\n".join(map(main_parts, drawn)))
