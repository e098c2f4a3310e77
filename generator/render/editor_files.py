"""Render: our schemas → those that an editor reads, each whole in one file, and who reads which.

Our schemas cite one another by the address where the site publishes them; an editor has files
only, and often no network. The labels of the vocabularies become what it shows beside each value.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Schemas, Term

FOLDER = "schemas"
_VOCABULARY = "vocabulaires/"
# What is read in YAML: the text of a .md entry, below its header, is none.
_READ = {
    "service": "content/services/*.yaml",
    "structure": "content/structures/*.yaml",
    "situation": "content/situations/*.yaml",
    "parcours": "content/parcours/*.yaml",
    "evenement": "content/evenements/*.yaml",
    "manque": "content/manques/*.yaml",
    "page": "content/pages/*.yaml",
    "lexique": "content/lexique.yaml",
    "retires": "content/retires.yaml",
    "doublons": "content/doublons.yaml",
    "guichet": "guichet.yaml",
}
_TASKS = (
    ("Vérifier les fiches", "check --format concise", True),
    ("Remettre les fiches au propre", "fix", False),
    ("Montrer le site", "serve", False),
)


def render_editor_files(schemas: Schemas, command: str) -> Iterator[tuple[str, str]]:
    """Path inside « .vscode » → text, for each file; `command` is how guichet is called there."""
    for kind in _READ:
        schema = _Whole(schemas, f"{kind}.schema.json").schema()
        yield f"{FOLDER}/{kind}.json", json.dumps(schema, ensure_ascii=False) + "\n"
    yield "settings.json", _text(_settings())
    yield "extensions.json", _text({"recommendations": list(_EXTENSIONS)})
    yield "tasks.json", _text(_tasks(command))


_EXTENSIONS = ("redhat.vscode-yaml", "editorconfig.editorconfig")


def _settings() -> Mapping[str, Any]:
    return {
        "yaml.schemas": {f"./.vscode/{FOLDER}/{kind}.json": where for kind, where in _READ.items()},
        "yaml.schemaStore.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    }


def _tasks(command: str) -> Mapping[str, Any]:
    """`guichet check` marks the faults in the editor, in .md entries as well."""
    rows = [_task(f"{command} {words}", label, reads=reads) for label, words, reads in _TASKS]
    return {"version": "2.0.0", "tasks": rows}


def _task(command: str, label: str, *, reads: bool) -> Mapping[str, Any]:
    row = {"label": label, "type": "shell", "command": command}
    found = [_matcher(word, severity) for word, severity in _SEVERITIES] if reads else []
    main = {"group": {"kind": "build", "isDefault": True}} if reads else {}
    return row | main | {"problemMatcher": found}


_SEVERITIES = (("erreur", "error"), ("avertissement", "warning"))


def _matcher(word: str, severity: str) -> Mapping[str, Any]:
    """How the editor reads one line of « --format concise »."""
    return {
        "owner": f"guichet-{severity}",
        "source": "guichet",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "severity": severity,
        "pattern": {
            "regexp": f"^(.+?):(\\d+):(\\d+): {word} \\[([a-z-]+)\\] (.*)$",
            "file": 1,
            "line": 2,
            "column": 3,
            "code": 4,
            "message": 5,
        },
    }


class _Whole:
    """One schema with all that it cites inside."""

    def __init__(self, schemas: Schemas, name: str) -> None:
        self._schemas = schemas
        self._name = name
        self._shared: dict[str, Any] = {}

    def schema(self) -> Mapping[str, Any]:
        document = self._schemas.documents[self._name]
        whole = self.inside(
            {key: value for key, value in document.items() if key not in ("$id", "$comment")}
        )
        known = {**whole.get("$defs", {}), **self._shared}
        return {**whole, "$defs": known} if known else dict(whole)

    def inside(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            reference = str(value.get("$ref", ""))
            own = {key: self.inside(item) for key, item in value.items() if key != "$ref"}
            if not reference:
                return own
            if reference.startswith(_VOCABULARY):
                name = reference.removeprefix(_VOCABULARY).removesuffix(".json")
                return {"type": "string", **_values(self._schemas.vocabularies[name]), **own}
            return {"$ref": self._local(reference), **own}
        if isinstance(value, (list, tuple)):
            return [self.inside(item) for item in value]
        return value

    def _local(self, reference: str) -> str:
        """« service.schema.json#/$defs/condition » → a definition of this very document."""
        document, _, pointer = reference.partition("#")
        if not document or document == self._name:
            return f"#{pointer}"
        name = f"{document.partition('.')[0]}-{pointer.replace('/', '-').strip('-')}"
        if name not in self._shared:
            self._shared[name] = {}  # cited by itself, it is being written already
            target: Any = self._schemas.documents[document]
            for step in pointer.strip("/").split("/"):
                target = target[step]
            self._shared[name] = _Whole(self._schemas, document).inside(target)
        return f"#/$defs/{name}"


def _values(terms: Mapping[str, Term]) -> Mapping[str, Any]:
    said = [f"{term.label}. {term.description}".strip().rstrip(".") for term in terms.values()]
    return {"enum": list(terms), "enumDescriptions": said}


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
