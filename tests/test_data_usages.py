"""The examples that re-users copy, from the page and the documentation, run on a served site."""

import csv
import functools
import html
import http.server
import io
import json
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import duckdb
import pytest

from tests.sites.building import REPOSITORY, real_site

_CODE = re.compile(r'<code data-language="([a-z]+)">(.*?)</code>', re.DOTALL)
_BLOCK = re.compile(r"^```(python|sh|sql)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = ("Vérifier", "Exemples")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a test has no reader."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_site().write(tmp_path_factory.mktemp("public") / "guichet-unique")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The site on this machine, under a path of its own as on the Internet."""
    handler = functools.partial(_Quiet, directory=str(folder.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{folder.name}/"
        finally:
            server.shutdown()
            thread.join()


def here(code: str, address: str) -> str:
    """An example with the address of the site served here, which it must hold or not need."""
    published = real_site().plan.settings.url
    return code.replace(published, address).replace(published.rstrip("/"), address.rstrip("/"))


def on_the_page() -> dict[str, str]:
    page = real_site().pages["donnees/index.html"]
    return {language: html.unescape(code) for language, code in _CODE.findall(page)}


def in_the_documentation() -> list[tuple[str, str]]:
    text = (REPOSITORY / "docs" / "donnees-ouvertes.md").read_text("utf-8")
    parts = {part.partition("\n")[0]: part for part in re.split(r"^## ", text, flags=re.MULTILINE)}
    return [found for name in SECTIONS for found in _BLOCK.findall(parts[name])]


def run(language: str, code: str, folder: Path) -> str:
    """What a program prints; it must end well and complain of nothing."""
    command = {
        "python": (sys.executable, "-W", "error", "-c", code),
        "sh": ("sh", "-euc", code),
        "js": ("node", "--input-type=module", "-e", code),
    }[language]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stderr
    return answer.stdout


def query(code: str, folder: Path) -> list[tuple[Any, ...]]:
    """What DuckDB answers, in the folder where the file was put."""
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{folder}'")
        return list(connection.execute(code).fetchall())


def services() -> list[dict[str, Any]]:
    return list(json.loads(real_site().files["api/v1/services.json"])["services"])


def test_the_page_has_one_example_for_each_tool() -> None:
    assert list(on_the_page()) == ["formule", "sh", "python", "js", "sql"]


def test_the_table_of_the_formula_is_there_and_the_one_for_spreadsheets_too(address: str) -> None:
    (table,) = re.fullmatch(r'=IMPORTDATA\("([^"]+)"\)', on_the_page()["formule"]).groups()  # type: ignore[union-attr]
    with urlopen(here(table, address)) as answer:  # noqa: S310
        rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))
    with urlopen(here(table, address).replace("services.csv", "services-tableur.csv")) as answer:  # noqa: S310
        text = answer.read().decode("utf-8")

    assert [row["id"] for row in rows] == [row["id"] for row in services()]
    assert text.startswith("\ufeff")
    assert len(list(csv.reader(io.StringIO(text[1:]), delimiter=";"))) == len(rows) + 1


def test_curl_fetches_the_services_and_duckdb_counts_them(address: str, tmp_path: Path) -> None:
    examples = on_the_page()
    named = Counter(code for row in services() for code in row["thematiques"])

    assert run("sh", here(examples["sh"], address), tmp_path) == ""
    assert (tmp_path / "services.ndjson").read_bytes() == real_site().files[
        "api/v1/services.ndjson"
    ]
    assert (
        query(examples["sql"], tmp_path)
        == sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
    )


def test_python_prints_what_names_temporary_workers(address: str, tmp_path: Path) -> None:
    printed = run("python", here(on_the_page()["python"], address), tmp_path).splitlines()
    expected = [
        f"{row['nom']} {row['url']}"
        for row in services()
        if "interimaire" in row.get("statuts", ())
    ]
    plan = real_site().plan

    assert printed[:-1] == expected != []
    assert printed[-1] == f"Source : {plan.settings.editeur.nom} {plan.today.isoformat()}"


def test_a_script_prints_the_list_of_a_page(address: str, tmp_path: Path) -> None:
    printed = run("js", here(on_the_page()["js"], address), tmp_path).splitlines()
    answer = json.loads(real_site().files["api/v1/categories/mobilite.json"])
    expected = [f"{brief['nom']} {brief['url']}" for brief in answer["categorie"]["liste"]]

    assert printed[:-1] == expected != []
    assert printed[-1] == f"Source : {answer['attribution']}, {answer['generated_at']}"


def test_the_examples_of_the_documentation_run_too(
    address: str, folder: Path, tmp_path: Path
) -> None:
    printed = []
    for language, code in in_the_documentation():
        if language == "sql":
            rows = query(code, tmp_path)
            named = Counter(code for row in services() for code in row.get("statuts", ()))
            assert rows == sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))
            continue
        work = folder if "SHA256SUMS" in code else tmp_path
        printed.append((language, run(language, here(code, address), work)))

    assert [language for language, _ in printed] == ["python", "sh", "python", "sh"]
    assert printed[0][1] == "True\n"
    assert printed[1][1] == printed[3][1] == ""
    assert printed[2][1] == "".join(f"{row['nom']} {row['url']}\n" for row in moving_and_young())


def moving_and_young() -> list[dict[str, Any]]:
    """What helps young people of the Haute-Loire to move, counted another way."""
    territory = json.loads(real_site().files["api/v1/territoires/43.json"])["territoire"]
    rows = {row["id"]: row for row in services()}
    found = []
    for name in territory["services"]:
        row = rows[name]
        moves = any(code.startswith("mobilite--") for code in row["thematiques"])
        publics = row.get("publics", [])
        if moves and (not publics or {"jeunes", "tous-publics"} & {*publics}):
            found.append(row)
    assert found
    return found
