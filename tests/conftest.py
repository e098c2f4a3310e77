"""Shared by all tests: a fixed day, a small site to lay files on, a comparer of expected texts."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator import pipeline
from generator.checked import Checked, Folders
from generator.previous import read_previous

REPOSITORY = Path(__file__).parents[1]
BASE = Path(__file__).parent / "cases" / "base"
TODAY = date(2026, 11, 21)

pytest_plugins = ("tests.browsing",)

# A property is about what is true, not about how long a busy machine takes to find it.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="rewrite the expected texts of tests/cases from what the generator says",
    )


class Site:
    """A minimal valid site in a temporary folder, on which a test lays its own files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(BASE, root, dirs_exist_ok=True)

    def lay(self, path: str, content: str | bytes) -> Path:
        """Write one file; a text is written as it is, line ends included."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def check(self) -> Checked:
        """Load, parse and plan what is there, on the fixed day.

        A folder « api » is what was published before.
        """
        folders = Folders(
            root=self.root,
            schemas=REPOSITORY / "schemas",
            referentiels=REPOSITORY / "referentiels",
            theme=REPOSITORY / "theme",
        )
        before = str(self.root) if (self.root / "api").is_dir() else None
        previous = read_previous(before, folders, TODAY)
        return pipeline.check(folders, TODAY, lambda _doing, _done, _total: None, previous)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


@pytest.fixture
def assert_expected(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds what is expected, or rewrite that file."""
    update = request.config.getoption("--update-expected")

    def compare(path: Path, text: str) -> None:
        if update:
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path.name} is missing: run pytest --update-expected"

        assert text == path.read_text(encoding="utf-8")

    return compare
