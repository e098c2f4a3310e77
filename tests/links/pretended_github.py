"""Plays `gh` and GitHub behind it: runs, artifacts and issues kept in one JSON file.

Only the questions that `.ci/links` asks are understood; any other is a failure.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

STORE = Path(os.environ["PRETENDED_GITHUB"])


def options(arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """Words, and options with their values."""
    words, named = [], {}
    rest = iter(arguments)
    for word in rest:
        if word.startswith("--"):
            named[word[2:]] = next(rest)
        else:
            words.append(word)
    return words, named


def sift(rows: list[dict[str, Any]], named: dict[str, str]) -> str:
    """What `--json` and `--jq` keep; in Python where there is no jq."""
    kept = [{name: row[name] for name in named["json"].split(",")} for row in rows]
    if shutil.which("jq"):
        asked = ["jq", "--raw-output", named["jq"]]
        return subprocess.run(
            asked, input=json.dumps(kept), text=True, capture_output=True, check=True
        ).stdout
    if named["jq"] == ".[].databaseId":
        return "".join(f"{row['databaseId']}\n" for row in kept)
    (mark,) = re.findall(r'startswith\("(.*?)"\)', named["jq"])
    found = sorted(row["number"] for row in kept if row["body"].startswith(mark))
    states = {row["number"]: row["state"] for row in kept}
    return "".join(f"{number} {states[number]}\n" for number in found[:1])


def answer(store: dict[str, Any], words: list[str], named: dict[str, str]) -> str:
    assert named.get("repo") == "territoire/guichet", named
    match words:
        case ["run", "list"]:
            assert (named["workflow"], named["status"]) == ("watch.yml", "success")
            runs = [run for run in store["runs"] if run["event"] == named["event"]]
            return sift(runs[: int(named["limit"])], named)
        case ["run", "download", run]:
            files = store["artifacts"][run]  # a KeyError is how an expired one fails
            for name, text in files.items():
                Path(named["dir"], name).write_text(text, "utf-8")
            return ""
        case ["issue", "list"]:
            assert named["state"] == "all"
            mine = [row for row in store["issues"] if row["author"] == named["author"]]
            return sift(mine[: int(named["limit"])], named)
        case ["issue", "create"]:
            body = Path(named["body-file"]).read_text("utf-8")
            store["issues"].append(
                {
                    "number": 1 + len(store["issues"]),
                    "author": "app/github-actions",
                    "state": "OPEN",
                    "title": named["title"],
                    "body": body,
                    "comments": [],
                }
            )
            return ""
        case ["issue", verb, number]:
            issue = store["issues"][int(number) - 1]
            if verb == "edit":
                issue["body"] = Path(named["body-file"]).read_text("utf-8")
            elif verb == "comment":
                issue["comments"].append(named["body"])
            else:
                issue["state"] = {"close": "CLOSED", "reopen": "OPEN"}[verb]
            return ""
    raise AssertionError(words)


if __name__ == "__main__":
    state = json.loads(STORE.read_text("utf-8"))
    sys.stdout.write(answer(state, *options(sys.argv[1:])))
    STORE.write_text(json.dumps(state), "utf-8")
