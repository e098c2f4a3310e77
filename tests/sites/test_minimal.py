"""The smallest site, compared with what is kept beside it in `minimal/expected/`.

`pytest tests/sites --update-expected` writes the expected files again; the diff is then reviewed.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites.building import SITES, minimal_site

EXPECTED = SITES / "minimal" / "expected"
# Kept whole, byte for byte; every other file is known by its path.
KEPT = (
    "_headers",
    "api/v1/index.json",
    "api/v1/services.json",
    "api/v1/structures/garage-solidaire.json",
    "robots.txt",
    "services/location-voiture.html",
    "sitemap.xml",
)


def steady(text: str) -> str:
    """A text without the digests of the theme, so that a new colour does not change it.

    Nor the weights of files, some of which depend on a library, nor the digest of the list of them.
    """
    if '"octets": ' in text:
        text = re.sub(r'"octets": [0-9]+', '"octets": 0', text)
        text = re.sub(r'"content_sha256": "[0-9a-f]{64}"', '"content_sha256": "EMPREINTE"', text)
    text = re.sub(r"assets/[0-9a-f]{12}/", "assets/EMPREINTE/", text)
    text = re.sub(r"(recherche/[a-z]+)-[0-9a-f]{12}\.json", r"\1-EMPREINTE.json", text)
    text = re.sub(r"recherche/(communes-)?[0-9a-f]{12}/", r"recherche/\1EMPREINTE/", text)
    return re.sub(r"sha384-[A-Za-z0-9+/]{64}", "sha384-EMPREINTE", text)


@pytest.mark.parametrize("path", KEPT)
def test_a_file_is_the_expected_one(
    path: str, assert_expected: Callable[[Path, str], None]
) -> None:
    target = EXPECTED / path.replace("/", "~")
    target.parent.mkdir(exist_ok=True)

    assert_expected(target, steady(minimal_site().files[path].decode()))


def test_the_files_are_the_expected_ones(assert_expected: Callable[[Path, str], None]) -> None:
    # The places of all of France have a test of their own, in `tests/render/test_communes.py`.
    left_out = re.compile(r"assets/|recherche/communes-[0-9a-f]{12}/(?:noms/|[0-9])")
    paths = sorted(path for path in minimal_site().files if not left_out.match(path))

    assert_expected(EXPECTED / "fichiers.txt", steady("".join(f"{path}\n" for path in paths)))


def test_nothing_else_is_expected() -> None:
    kept = {path.replace("/", "~") for path in KEPT}

    assert {path.name for path in EXPECTED.iterdir()} == kept | {"fichiers.txt"}
