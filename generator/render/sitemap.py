"""Render: the plan → what robots and static hosts read: sitemap, robots.txt, header files."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from generator.model import Artifact
from generator.site_plan import SitePlan

# The page's own policy, plus what only a header can say. GitHub Pages sends none of these.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; worker-src 'self'; require-trusted-types-for 'script'; "
    "trusted-types hors-ligne"  # each page but the search forbids this one as well
)
_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(self), microphone=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=63072000"),
)


def render_sitemap(plan: SitePlan) -> Iterator[Artifact]:
    """`sitemap.xml`, `robots.txt` and `_headers` (the form that most static hosts take)."""
    base = plan.settings.url
    urls = "".join(
        f"<url><loc>{escape(base + page.url)}</loc></url>\n" for page in plan.pages if page.index
    )
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    sitemap = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{namespace}">\n{urls}</urlset>\n'
    )
    yield Artifact(path="sitemap.xml", content=sitemap.encode())
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    yield Artifact(path="robots.txt", content=robots.encode())
    yield Artifact(path="_headers", content=_header_file().encode())
    yield Artifact(path=".nojekyll", content=b"")


def _header_file() -> str:
    page = "".join(f"  {name}: {value}\n" for name, value in _HEADERS)
    feed = "  Access-Control-Allow-Origin: *\n"
    forever = "  Cache-Control: public, max-age=31536000, immutable\n"
    return f"/*\n{page}\n/api/*\n{feed}\n/assets/*\n{forever}"
