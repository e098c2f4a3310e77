"""Render: one page of the plan → a PDF that screen readers read (PDF/UA). The door to weasyprint.

The page is the one of the site: nothing is said twice. Every file that it asks for is one of ours,
given from memory; anything else is refused, so nothing is asked of a network. weasyprint is an
extra, loaded here only.
"""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.diagnostics import GeneratorError
from generator.model import Theme
from generator.render.assets import render_assets
from generator.render.html import make_environment, render_page, site_values
from generator.site_plan import Page, SitePlan

MISSING = (
    "le PDF demande une bibliothèque de plus. Installez-la avec : "
    'pip install "guichet-unique[pdf]". Sous Debian ou Ubuntu, ajoutez : '
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
_MEDIA_TYPES = {"css": "text/css", "svg": "image/svg+xml", "woff2": "font/woff2"}
# Its own style: the one of the site, with its grids inside grids, takes this engine minutes.
_STYLE = "css/pdf.css"
_ORIGIN = "https://guichet.invalid/"  # a name that no network can answer: RFC 2606


def render_pdf(plan: SitePlan, theme: Theme, page: Page) -> bytes:
    """Draw `page` on paper; the same page gives the same bytes."""
    try:  # the system library behind it may be missing as well
        import weasyprint  # noqa: PLC0415 - an extra, and it takes a second to load
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise GeneratorError(MISSING) from error

    assets, files = render_assets(theme, plan.settings)
    contents = {artifact.path: artifact.content for artifact in files}
    contents |= {assets.css.url: theme.assets[_STYLE], assets.css_apart.url: b""}

    class OurFiles(URLFetcher):  # type: ignore[misc]
        """Answers with the files of the theme, and nothing else."""

        def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> Any:
            """One file, by its address under the site's root."""
            path = urlsplit(url).path.lstrip("/")
            if not url.startswith(_ORIGIN) or path not in contents:
                raise ValueError(f"not a file of the theme: {url}")
            kind = _MEDIA_TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, contents[path], {"Content-Type": kind})

    drawn = render_page(make_environment(theme), page, site_values(plan), assets)
    document = weasyprint.HTML(
        string=drawn.content.decode(), base_url=_ORIGIN + page.url, url_fetcher=OurFiles()
    )
    made = document.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        pdf_identifier=hashlib.sha256(drawn.content).digest()[:16],
    )
    return bytes(made)
