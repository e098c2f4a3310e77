"""Render: some pages of the plan → one HTML file that stands alone, to open from anywhere.

Style and pictograms are inside; scripts are left out, and the policy forbids all that is outside.
"""

import re
from collections.abc import Sequence

from generator.model import Theme
from generator.render.assets import render_assets
from generator.render.html import make_environment, render_page, site_values
from generator.site_plan import Page, SitePlan

_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
)
_OUTSIDE = re.compile(r"<(?:link|script)\b[^>]*>(?:</script>)?\n?|<meta http-equiv[^>]*>\n?")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")


def render_preview(plan: SitePlan, theme: Theme, pages: Sequence[Page]) -> bytes:
    """Pages → one document: the first page's head, the main part of each."""
    environment = make_environment(theme)
    assets, files = render_assets(theme, plan.settings)
    contents = {
        file.path: file.content.decode() for file in files if file.path.endswith((".css", ".svg"))
    }
    site = site_values(plan)
    drawn = [
        render_page(environment, page, site, assets)
        .content.decode()
        .replace(f"{page.root}{assets.icons}#", "#")
        for page in pages
    ]
    head = _OUTSIDE.sub("", drawn[0][: drawn[0].index("</head>")])
    style = _FONT.sub("", contents[assets.css.url] + contents[assets.css_apart.url])
    sprite = contents[assets.icons].replace("<svg ", '<svg width="0" height="0" ', 1)
    mains = "\n".join(match.group() for text in drawn for match in _MAIN.finditer(text))
    body = mains.replace(' id="contenu" tabindex="-1"', "")
    opening = head.replace("<head>", f"<head>\n{_POLICY}", 1)
    end = f"<style>{style}</style>\n</head>\n<body>\n{sprite}\n{body}\n</body>\n</html>\n"
    return (opening + end).encode()
