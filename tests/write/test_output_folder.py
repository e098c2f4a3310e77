"""No output folder destroys work: what the generator did not write is never replaced."""

from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from generator.model import Artifact
from generator.write import write_site

PAGE = [Artifact(path="index.html", content=b"nouveau")]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with its content, inside a home, with a canary in each folder."""
    project = tmp_path / "home/projet"
    for name in ("content/services", "depot/.git", "depot/.git/objects", "plein", "autre"):
        (project / name).mkdir(parents=True)
    for folder in [tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())]:
        (folder / "canari.txt").write_text("vivant")
    (project / "fichier").write_text("vivant")
    (project / "lien").symlink_to(project / "autre")
    (project / "casse").symlink_to(project / "absent")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(project)
    return project


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path): str(path.readlink()) if path.is_symlink() else path.read_text()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("/", "la racine du disque"),
        ("~", "votre dossier personnel"),
        ("~/..", "votre dossier personnel"),
        (".", "que le générateur lit"),
        ("", "que le générateur lit"),
        ("content", "que le générateur lit"),
        ("content/services", "que le générateur lit"),
        ("content/services/site", "que le générateur lit"),
        ("plein/../content", "que le générateur lit"),
        ("lien", "un lien"),
        ("casse", "un lien"),
        ("fichier", "pas un dossier"),
        ("depot", "un dépôt de code"),
        ("depot/.git", "un dépôt de code"),
        ("depot/.git/objects/site", "un dépôt de code"),
        ("plein", "rien ne dit que le générateur"),
        ("plein/.", "rien ne dit que le générateur"),
    ],
)
def test_dangerous_folder_is_refused_and_loses_nothing(
    project: Path, output: str, reason: str
) -> None:
    root = project.parents[1]
    before = snapshot(root)

    with pytest.raises(UsageError, match=reason):
        write_site(PAGE, Path(output).expanduser(), sources=[Path("content")])

    assert snapshot(root) == before


def test_link_to_the_content_under_another_name_is_refused(project: Path) -> None:
    (project / "detour").symlink_to(project / "content")

    with pytest.raises(UsageError, match="que le générateur lit"):
        write_site(PAGE, Path("detour/services"), sources=[Path("content")])


def test_every_refusal_says_what_to_do(project: Path) -> None:
    with pytest.raises(UsageError, match="Choisissez un dossier"):
        write_site(PAGE, project / "plein")


def test_foreign_file_in_a_published_site_is_named_and_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site([*PAGE, Artifact(path="services/a.html", content=b"a")], site)
    (site / "services/mes-notes.odt").write_text("à moi")

    with pytest.raises(UsageError, match=r"« services/mes-notes\.odt »\. Il serait perdu"):
        write_site(PAGE, site)

    assert (site / "services/mes-notes.odt").read_text() == "à moi"
    assert (site / "services/a.html").exists()


def test_first_foreign_files_are_named_the_others_counted(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(PAGE, site)
    for number in range(8):
        (site / f"note-{number}.txt").touch()

    with pytest.raises(UsageError, match=r"note-0.*note-4\.txt » et 3 autres"):
        write_site(PAGE, site)


def test_link_in_the_place_of_a_page_is_foreign(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(PAGE, site)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "ailleurs.html")

    with pytest.raises(UsageError, match=r"index\.html"):
        write_site(PAGE, site)


@pytest.mark.parametrize("damage", ["absent", "tronqué", "vide", "liste"])
def test_site_without_its_list_is_no_longer_ours(tmp_path: Path, damage: str) -> None:
    site = tmp_path / "site"
    write_site(PAGE, site)
    manifest = site / "manifest.json"
    if damage == "absent":
        manifest.unlink()
    else:
        manifest.write_text({"tronqué": '{"fichiers": {', "vide": "", "liste": "[1]"}[damage])

    with pytest.raises(UsageError, match=r"index\.html"):
        write_site(PAGE, site)


def test_marker_alone_does_not_open_a_folder(tmp_path: Path) -> None:
    site = tmp_path / "photos"
    site.mkdir()
    (site / ".guichet").touch()
    (site / "vacances.jpg").write_text("à moi")

    with pytest.raises(UsageError, match=r"vacances\.jpg"):
        write_site(PAGE, site)
