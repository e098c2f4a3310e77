"""Plays `gh` and GitHub behind it: objects, branches, proposals and comments in one JSON file.

Only what `.ci/proposal` asks is understood; any other question is a failure.
"""

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

STORE = Path(os.environ["PRETENDED_GITHUB"])
API = "repos/territoire/guichet"
FLAGS = ("--silent", "--paginate")


def read(arguments: list[str]) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """Words, options with their values, fields of a request."""
    words, options, fields = [], {}, {}
    rest = iter(arguments)
    for word in rest:
        if word in ("-f", "-F"):
            name, _, value = next(rest).partition("=")
            from_file = word == "-F" and value.startswith("@")
            fields[name] = Path(value[1:]).read_text("utf-8") if from_file else value
        elif word.startswith("--") and word not in FLAGS:
            options[word[2:]] = next(rest)
        elif word not in FLAGS:
            words.append(word)
    return words, options, fields


def call(store: dict[str, Any], path: str, options: dict[str, str], fields: dict[str, str]) -> str:
    """One request of the interface; what is not there is an error, as with `gh`."""
    branches, objects = store["branches"], store["objects"]
    place = path.removeprefix(f"{API}/")
    match place.split("/"):
        case ["git", "ref", "heads", name]:
            return f"{branches[name]}\n"
        case ["commits", name]:
            return f"{objects[branches[name]]['author']}\n"
        case ["git", "blobs"]:
            assert fields["encoding"] == "base64"
            return keep(objects, {"text": base64.b64decode(fields["content"]).decode()})
        case ["git", "trees"]:
            assert fields["tree[][mode]"] == "100644"
            files = {**objects[objects[fields["base_tree"]]["tree"]]["files"]}
            files[fields["tree[][path]"]] = objects[fields["tree[][sha]"]]["text"]
            return keep(objects, {"files": files})
        case ["git", "commits"]:
            row = {"tree": fields["tree"], "parent": fields["parents[]"]}
            return keep(objects, {**row, "author": fields["author[name]"]})
        case ["git", "refs"]:
            name = fields["ref"].removeprefix("refs/heads/")
            assert name not in branches
            branches[name] = fields["sha"]
            return ""
        case ["git", "refs", "heads", name]:
            assert options["method"] == "PATCH"
            assert fields["force"] == "true"
            assert name in branches
            branches[name] = fields["sha"]
            return ""
    return comment(store, place, options, fields)


def comment(
    store: dict[str, Any], place: str, options: dict[str, str], fields: dict[str, str]
) -> str:
    """What is said under an issue: read, written, or written again."""
    bot, mark = "github-actions[bot]", "<!-- guichet:proposition -->"
    match place.split("/"):
        case ["issues", "comments", number]:
            assert options["method"] == "PATCH"
            store["comments"][int(number)]["body"] = fields["body"]
            return ""
        case ["issues", _, "comments"] if "body" in fields:
            store["comments"].append({"by": bot, "body": fields["body"]})
            return ""
        case ["issues", _, "comments"]:
            assert mark in options["jq"]
            assert 'user.login == "github-actions[bot]"' in options["jq"]
            rows = enumerate(store["comments"])
            mine = (n for n, row in rows if row["by"] == bot and row["body"].startswith(mark))
            return "".join(f"{number}\n" for number in mine)
    raise AssertionError(place)


def keep(objects: dict[str, Any], row: dict[str, Any]) -> str:
    name = f"objet-{len(objects)}"
    objects[name] = row
    return f"{name}\n"


def answer(store: dict[str, Any], arguments: list[str]) -> str:
    words, options, fields = read(arguments)
    match words:
        case ["api", path]:
            return call(store, path, options, fields)
        case ["pr", "list"]:
            mine = [row for row in store["proposals"] if row["head"] == options["head"]]
            return "".join(f"{row['number']}\n" for row in mine)
        case ["pr", "create"]:
            assert store["may_propose"]
            body = Path(options["body-file"]).read_text("utf-8")
            row = {name: options[name] for name in ("head", "base", "title")}
            store["proposals"].append({**row, "number": 7, "body": body})
            return ""
        case ["pr", "edit", "7"]:
            (row,) = store["proposals"]
            row["body"] = Path(options["body-file"]).read_text("utf-8")
            row["title"] = options["title"]
            return ""
    raise AssertionError(words)


if __name__ == "__main__":
    state = json.loads(STORE.read_text("utf-8"))
    try:
        sys.stdout.write(answer(state, sys.argv[1:]))
    except KeyError as missing:
        sys.exit(f"HTTP 404: {missing}")
    STORE.write_text(json.dumps(state), "utf-8")
