"""The made-up corpus of `bench/`: right, realistic, the same each time; no time is judged here."""

from datetime import date
from pathlib import Path

import pytest

from bench.make_corpus import write_corpus
from bench.weights import compressed, weigh
from generator import commands, pipeline

TODAY = date(2026, 11, 21)
COUNT = 60


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, COUNT)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_checker_has_nothing_to_say(corpus: Path) -> None:
    checked = pipeline.check(commands.folders(corpus), TODAY, lambda *_: None)

    assert checked.diagnostics == ()
    assert checked.plan is not None
    assert len(checked.plan.catalogue.services) == COUNT
    assert len(checked.plan.catalogue.structures) == COUNT // 20


def test_an_entry_is_as_long_as_a_real_one(corpus: Path) -> None:
    checked = pipeline.check(commands.folders(corpus), TODAY, lambda *_: None)
    services = [item for item in checked.documents if item.collection == "services"]
    keys = sum(len(item.data) for item in services) / COUNT
    words = sum(len(item.body.split()) for item in services) / COUNT

    assert 24 < keys < 30
    assert 160 < words < 240


def test_the_same_number_and_seed_give_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again", COUNT)
    write_corpus(tmp_path / "other", COUNT, seed=1)

    assert contents(tmp_path / "again") == contents(corpus)
    assert contents(tmp_path / "other") != contents(corpus)


def test_a_page_weighs_with_what_it_loads_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_text(
        '<link rel="stylesheet" href="../site.css"><link rel="canonical" href="../other.html">'
        '<img src="../logo.svg"><a href="../other.html"><svg><use href="../logo.svg#x"></use></svg>'
    )
    (tmp_path / "site.css").write_text('a { background: url("font.woff2") }')
    (tmp_path / "font.woff2").write_bytes(bytes(range(256)))
    (tmp_path / "logo.svg").write_text("<svg></svg>")

    weight = weigh(tmp_path, "a/page.html")

    files = [tmp_path / name for name in ("site.css", "font.woff2", "logo.svg")]
    assert weight.requests == 4
    assert weight.page == compressed(tmp_path / "a" / "page.html")
    assert weight.everything == weight.page + sum(compressed(file) for file in files)
