"""The worker's list: what every page needs, and the search when it is small."""

import json
import re
import zlib
from random import Random

import pytest

from generator.load import load_theme, resource_folder
from generator.model import Artifact
from generator.render.offline import MAX_SEARCH, render_offline
from tests.sites.building import minimal_site, real_site

THEME = load_theme(resource_folder("theme"))


def listed(content: bytes) -> dict[str, list[str]]:
    found = re.match(rb"const SITE = (\{.*?\});\n", content)
    assert found
    site: dict[str, list[str]] = json.loads(found[1])
    return site


def worker(*search: Artifact) -> dict[str, list[str]]:
    assets = (Artifact(path="assets/0123456789ab/css/site.css", content=b""),)
    (file,) = render_offline(THEME, assets, search)
    return listed(file.content)


def data(name: str, size: int) -> Artifact:
    return Artifact(path=f"recherche/{name}", content=Random(0).randbytes(size))  # noqa: S311


@pytest.mark.parametrize("site", [real_site, minimal_site])
def test_what_the_worker_names_is_published(site) -> None:
    files = site().files
    told = listed(files["sw.js"])

    assert {"shell", "search", "folders"} == set(told)
    for path in (*told["shell"], *told["search"]):
        assert path in files
    every = [path for path in files if re.match(r"(assets|recherche)/[\w-]*[0-9a-f]{12}[./]", path)]
    assert len(every) > 30
    for path in every:
        assert any(path.startswith(folder) for folder in told["folders"]), path


def test_a_small_search_is_kept_whole_but_for_the_communes_of_france() -> None:
    told = worker(
        data("0123456789ab/sommaire.json", 1000),
        data("communes-0123456789ab/served.json", 1000),
        data("communes-0123456789ab/01.json", 1000),
    )

    assert told["search"] == [
        "recherche/0123456789ab/sommaire.json",
        "recherche/communes-0123456789ab/served.json",
    ]
    assert told["folders"] == [
        "assets/0123456789ab",
        "recherche/0123456789ab",
        "recherche/communes-0123456789ab",
    ]


@pytest.mark.parametrize("size", [MAX_SEARCH + 1, 20 * MAX_SEARCH])
def test_a_large_search_is_kept_as_it_is_used(size: int) -> None:
    assert worker(data("0123456789ab/termes/tout/0.json", size))["search"] == []


def test_what_counts_is_what_the_network_carries() -> None:
    easy = Artifact(path="recherche/0123456789ab/fiches/0.json", content=b"a" * 4 * MAX_SEARCH)

    assert len(zlib.compress(easy.content)) < MAX_SEARCH
    assert worker(easy)["search"]


def test_the_worker_changes_when_and_only_when_its_list_does() -> None:
    one = real_site().files["sw.js"]

    assert one == real_site().files["sw.js"]
    assert one != minimal_site().files["sw.js"]
