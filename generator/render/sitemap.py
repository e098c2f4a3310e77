"""Render: the plan → what robots and static hosts read: sitemap, robots.txt, header files."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from generator.model import Artifact
from generator.render.headers import render_headers
from generator.render.page_dates import page_dates
from generator.site_plan import Page, SitePlan

MAX_URLS = 50_000  # in one file, says the protocol
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Row = tuple[str, str]  # address, day of the last change: "" when nothing tells it


def render_sitemap(plan: SitePlan, most: int = MAX_URLS) -> Iterator[Artifact]:
    """`sitemap.xml`, `robots.txt` and `_headers` (the form that most static hosts take)."""
    base = plan.settings.url
    dates = page_dates(plan)
    rows = [(base + page.url, dates.get(page.url, "")) for page in plan.pages if _is_first(page)]
    yield from _sitemaps(base, rows, most)
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    yield Artifact(path="robots.txt", content=robots.encode())
    yield render_headers(plan)
    yield Artifact(path=".nojekyll", content=b"")


def _is_first(page: Page) -> bool:
    """Whether robots should read this page: one of ours, that another site does not have first."""
    return page.index and not page.canonical


def _sitemaps(base: str, rows: Sequence[Row], most: int) -> Iterator[Artifact]:
    """One file; past `most` addresses, several and the index that robots.txt names."""
    if len(rows) <= most:
        yield _xml("sitemap.xml", "urlset", "url", rows)
        return
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    names = [f"sitemap-{rank}.xml" for rank in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _xml(name, "urlset", "url", part)
    index = [
        (base + name, max(day for _, day in part)) for name, part in zip(names, parts, strict=True)
    ]
    yield _xml("sitemap.xml", "sitemapindex", "sitemap", index)


def _xml(path: str, root: str, element: str, rows: Sequence[Row]) -> Artifact:
    lines = "".join(
        f"<{element}><loc>{escape(address)}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</{element}>\n"
        for address, day in rows
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{lines}</{root}>\n'
    )
    return Artifact(path=path, content=text.encode())
