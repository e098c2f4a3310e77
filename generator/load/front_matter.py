"""Load: the text of one entry → `Document`, whether plain YAML or Markdown with front matter."""

import re
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, Position, Severity, Span
from generator.load.yaml_document import MAX_NODES, YamlData, read_yaml
from generator.model import Document, Outcome

# What lists the whole site may be so many times longer than one entry.
LONG_FILES = {"retires": 8}
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def read_document(path: str, collection: str, text: str) -> Outcome[Document | None]:
    """One entry's text → its document, or the reasons why it cannot be read.

    `path` is shown in messages; its stem is the entry's identifier.
    """
    if not path.endswith(".md"):
        nodes = MAX_NODES * LONG_FILES.get(collection, 1)
        content, diagnostics = read_yaml(path, text, max_nodes=nodes)
        return _outcome(path, collection, text, content, diagnostics, body="", body_line=1)
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Outcome(None, (_missing_fence(path, opened=opening is not None),))
    header = text[opening.end() + 1 : closing.start()]
    content, diagnostics = read_yaml(path, header, first_line=2)
    body_line = text.count("\n", 0, closing.end()) + 2
    body = text[closing.end() + 1 :]
    return _outcome(path, collection, text, content, diagnostics, body=body, body_line=body_line)


def _outcome(
    path: str,
    collection: str,
    text: str,
    content: YamlData | None,
    diagnostics: tuple[Diagnostic, ...],
    *,
    body: str,
    body_line: int,
) -> Outcome[Document | None]:
    if content is None:
        return Outcome(None, diagnostics)
    document = Document(
        path=path,
        collection=collection,
        id=PurePosixPath(path).stem,
        data=content.data,
        key_spans=content.key_spans,
        value_spans=content.value_spans,
        body=body,
        body_line=body_line,
        text=text,
    )
    return Outcome(document, diagnostics)


def _missing_fence(path: str, *, opened: bool) -> Diagnostic:
    message = (
        "l’en-tête ouvert par « --- » n’est pas refermé"
        if opened
        else "cette fiche n’a pas d’en-tête"
    )
    return Diagnostic(
        code="entete-manquant",
        severity=Severity.ERROR,
        path=path,
        span=Span(Position(1, 1), Position(1, 4)),
        message=message,
        hint="une fiche .md commence par une ligne « --- », les champs, "
        "une autre ligne « --- », puis le texte",
    )
