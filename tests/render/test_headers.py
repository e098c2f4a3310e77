"""`_headers`: what a static host says of pages, of data, of files whose name tells nothing."""

import re
from pathlib import PurePosixPath

from tests.sites.building import minimal_site, real_site


def blocks() -> dict[str, dict[str, str]]:
    """Pattern → header → value, read as hosts read them."""
    found: dict[str, dict[str, str]] = {}
    for block in real_site().files["_headers"].decode().split("\n\n"):
        pattern, *lines = block.rstrip("\n").split("\n")
        assert pattern.startswith("/")
        assert pattern not in found
        assert all(re.fullmatch(r"  [A-Za-z-]+: \S.*", line) for line in lines), lines
        found[pattern] = dict(line.strip().split(": ", 1) for line in lines)
    return found


def test_data_may_be_read_from_any_site_and_pages_keep_their_policy() -> None:
    shared = {
        pattern
        for pattern, headers in blocks().items()
        if headers.get("Access-Control-Allow-Origin") == "*"
    }

    assert shared == {"/api/*", "/donnees/*"}
    assert blocks()["/*"]["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "Access-Control-Allow-Origin" not in blocks()["/*"]


def test_every_file_whose_name_tells_nothing_has_its_type() -> None:
    types = {
        pattern[1:]: headers["Content-Type"]
        for pattern, headers in blocks().items()
        if "Content-Type" in headers
    }
    told = {"", ".json", ".csv", ".html", ".txt", ".xml"}  # by any host, from the suffix

    assert types["api/v1/services.ndjson"] == "application/x-ndjson"
    assert types["donnees/SHA256SUMS"] == "text/plain; charset=utf-8"
    assert types["api/v1/schemas/CHANGELOG.md"] == "text/markdown; charset=utf-8"
    for file in real_site().plan.data_files:
        suffix = PurePosixPath(file.url).suffix
        assert suffix in told or types[file.url].startswith(file.media_type), file.url


def test_what_is_named_by_its_digest_is_kept_for_ever() -> None:
    assert blocks()["/assets/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}


def test_the_smallest_site_has_the_same_headers_but_where_its_forms_lead() -> None:
    smallest, real = (site.files["_headers"].decode() for site in (minimal_site(), real_site()))

    assert "form-action 'self';" in smallest
    assert smallest == real.replace(
        "form-action 'self' https://example.org;", "form-action 'self';"
    )
