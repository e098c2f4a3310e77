"""CODEOWNERS: who reviews the entries of each structure, beside the rules of the repository."""

from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import UsageError
from generator.owner_steps import owners_text
from tests.command_line import run_guichet
from tests.sites.building import real_site

REPOSITORY = Path(__file__).parents[1]
STRUCTURE = "content/structures/maison-mobilite.yaml"


def owned(site: Any, account: str = "maison-mobilite/accueil") -> None:
    text = (site.root / STRUCTURE).read_text("utf-8")
    site.lay(STRUCTURE, f'{text}referent:\n  role: Accueil\n  compte: "{account}"\n')


def owners(site: Any, before: str) -> str:
    checked = site.check()
    return owners_text(checked.documents, checked.plan.catalogue, before)


def rules(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_file_of_this_repository_is_up_to_date() -> None:
    text = (REPOSITORY / ".github/CODEOWNERS").read_text("utf-8")

    assert owners_text(real_site().documents, real_site().plan.catalogue, text) == text


def test_the_account_of_a_structure_reviews_its_entries(site: Any) -> None:
    owned(site)

    assert rules(owners(site, "")) == [
        "/content/services/garage-solidaire.md @maison-mobilite/accueil",
        f"/{STRUCTURE} @maison-mobilite/accueil",
    ]


def test_what_stands_outside_the_block_stays(site: Any) -> None:
    owned(site, "@accueil")
    ours = "* @equipe\n"
    text = owners(site, ours)
    added = text.replace("début", "début", 1) + "/schemas/ @equipe\n"

    assert text.startswith(f"{ours}\n#")
    assert rules(text)[1] == "/content/services/garage-solidaire.md @accueil"
    assert owners(site, added) == added


def test_a_broken_block_is_told_rather_than_written_twice(site: Any) -> None:
    text = owners(site, "")

    with pytest.raises(UsageError, match="n’encadrent plus rien"):
        owners(site, "".join(text.splitlines(keepends=True)[:-1]))


def test_the_command_writes_then_checks(site: Any) -> None:
    owned(site)
    late = run_guichet(["export", "codeowners", "--check"], site.root)
    written = run_guichet(["export", "codeowners"], site.root)
    kept = run_guichet(["export", "codeowners", "--check"], site.root)

    assert [late.returncode, written.returncode, kept.returncode] == [1, 0, 0]
    assert "2 fiches à faire relire" in written.stderr
    assert len(rules((site.root / ".github/CODEOWNERS").read_text("utf-8"))) == 2


def test_what_is_refused_is_told_where_it_stands(site: Any) -> None:
    owned(site, "a b")
    refused = run_guichet(["export", "codeowners"], site.root)

    assert refused.returncode == 1
    assert f"{STRUCTURE}:" in refused.stdout
    assert "[format-incorrect]" in refused.stdout
    assert "guichet check" in refused.stderr


@pytest.mark.parametrize("account", ["a b", "@a/b/c", "a\\n* @pirate", "a#b", "-a"])
def test_an_account_is_one_word(account: str, site: Any) -> None:
    owned(site, account)

    assert [item.code for item in site.check().diagnostics] == ["format-incorrect"]
