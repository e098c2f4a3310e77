"""Plays `gh` and GitHub behind it: branches, files and proposals kept in one JSON file.

Only what `.ci/month` asks is understood; any other question is a failure.
"""

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

STORE = Path(os.environ["PRETENDED_GITHUB"])
API = "repos/territoire/guichet"
VALUED = ("--repo", "--head", "--base", "--title", "--body", "--state", "--json", "--jq", "--dir")


def read(arguments: list[str]) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """Words, options with their values, fields of a request."""
    words, options, fields = [], {}, {}
    rest = iter(arguments)
    for word in rest:
        if word in ("-f", "-F"):
            name, _, value = next(rest).partition("=")
            from_file = word == "-F" and value.startswith("@")
            fields[name] = Path(value[1:]).read_text("ascii") if from_file else value
        elif word in ("--method", "--name", *VALUED):
            options[word[2:]] = next(rest)
        elif word != "--silent":
            words.append(word)
    return words, options, fields


def call(store: dict[str, Any], path: str, options: dict[str, str], fields: dict[str, str]) -> str:
    """One request of the interface; what is not there is an error, as with `gh`."""
    branches = store["branches"]
    place = path.removeprefix(f"{API}/")
    if place.startswith("git/ref/heads/"):
        return f"{branches[place.removeprefix('git/ref/heads/')]['sha']}\n"
    if place == "git/refs":
        name = fields["ref"].removeprefix("refs/heads/")
        assert name not in branches
        branches[name] = {"sha": fields["sha"], "files": {}}
        return ""
    file, _, branch = place.removeprefix("contents/").partition("?ref=")
    if options.get("method") == "PUT":
        files = branches[fields["branch"]]["files"]
        assert fields.get("sha", "") == files.get(file, {}).get("sha", "")
        text = base64.b64decode(fields["content"]).decode()
        files[file] = {"sha": f"sha-{len(text)}-{text[:1]}", "text": text}
        store["messages"].append(fields["message"])
        return ""
    return f"{branches[branch]['files'][file]['sha']}\n"


def answer(store: dict[str, Any], arguments: list[str]) -> str:
    words, options, fields = read(arguments)
    match words:
        case ["api", path]:
            return call(store, path, options, fields)
        case ["run", "download", run]:
            for name, text in store["artifacts"][run].items():
                Path(options["dir"], name).write_text(text, "utf-8")
            return ""
        case ["pr", "list"]:
            mine = [row for row in store["proposals"] if row["head"] == options["head"]]
            return "".join(f"{row['number']}\n" for row in mine if row["state"] == "OPEN")
        case ["pr", "create"]:
            kept = {name: options[name] for name in ("head", "base", "title", "body")}
            number = 1 + len(store["proposals"])
            store["proposals"].append({**kept, "number": number, "state": "OPEN"})
            return ""
    raise AssertionError(words)


if __name__ == "__main__":
    state = json.loads(STORE.read_text("utf-8"))
    try:
        sys.stdout.write(answer(state, sys.argv[1:]))
    except KeyError as missing:
        sys.exit(f"HTTP 404: {missing}")
    STORE.write_text(json.dumps(state), "utf-8")
