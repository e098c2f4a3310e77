"""Render: the files of data → `_headers`, in the form that most static hosts read.

Policy and cache for every page, reading from other sites for the data, and the type of the files
whose name tells nothing to a host. GitHub Pages sends none of these; nothing depends on them there.
"""

from pathlib import PurePosixPath

from generator.model import Artifact
from generator.render.policy import form_targets
from generator.site_plan import SitePlan

# The page's own policy, plus what only a header can say.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'{targets}; "
    "frame-ancestors 'none'; worker-src 'self'; require-trusted-types-for 'script'; "
    "trusted-types hors-ligne"  # each page but the search forbids this one as well
)
_PAGES = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(self), microphone=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=63072000"),
)
_SHARED = (("Access-Control-Allow-Origin", "*"),)
_FOREVER = (("Cache-Control", "public, max-age=31536000, immutable"),)
# What any host tells from the name; the others it would send as bytes to save, or not at all.
_KNOWN = frozenset((".json", ".csv", ".html", ".txt", ".xml"))


def render_headers(plan: SitePlan) -> Artifact:
    """One block a pattern; the blocks that match a file add up."""
    policy = _POLICY.format(targets=form_targets(plan.settings))
    types = [
        (f"/{file.url}", (("Content-Type", _with_charset(file.media_type)),))
        for file in plan.data_files
        if not file.url.endswith("/") and PurePosixPath(file.url).suffix not in _KNOWN
    ]
    blocks = (
        ("/*", (("Content-Security-Policy", policy), *_PAGES)),
        ("/api/*", _SHARED),
        ("/donnees/*", _SHARED),
        ("/assets/*", _FOREVER),
        *types,
    )
    texts = (
        f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers)
        for pattern, headers in blocks
    )
    return Artifact(path="_headers", content="\n".join(texts).encode())


def _with_charset(media_type: str) -> str:
    """A text says how it is encoded: without, a browser guesses."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
