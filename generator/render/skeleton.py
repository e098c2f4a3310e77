"""Render: the answers and the texts of the skeleton → the files of a new repository of entries.

A mark of the skeleton, `%%nom.yaml%%`, says which answer stands there and how it is written there:
an answer is only ever a YAML value, plain Markdown words or an address, whatever it holds. All
marks are replaced in one pass, so that an answer that looks like a mark stays as it is.
"""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import quote

from generator.entry_lines import scalar_text
from generator.model import Artifact
from generator.new_territory import NewTerritory

# The entry of whoever publishes takes the identifier made from its name.
_RENAMED = "content/structures/organisme.yaml"
_MARK = re.compile(r"%%([a-z.]+)%%")
# Answers stand inside a line: the signs that only count at its start need no escape.
_MARKDOWN = re.compile(r"([\\`*_\[\]|<>&~@])")
_DAYS_AHEAD = 30  # the example of an event is to come
_GITHUB = "https://github.com/"


def render_skeleton(texts: Mapping[str, str], new: NewTerritory) -> tuple[Artifact, ...]:
    """Each file of the skeleton, filled."""
    marks = _marks(new)
    return tuple(
        Artifact(
            path=f"content/structures/{new.organisme}.yaml" if path == _RENAMED else path,
            content=fill(text, marks).encode(),
        )
        for path, text in texts.items()
    )


def render_workflow(text: str, generator: str, version: str) -> str:
    """A workflow of the skeleton as it is for a generator."""
    return fill(text, _generator_marks(generator, version))


def fill(text: str, marks: Mapping[str, str]) -> str:
    """A text whose marks are replaced; an unknown one is a fault of ours."""
    return _MARK.sub(lambda mark: marks[mark[1]], text)


def _marks(new: NewTerritory) -> dict[str, str]:
    return {
        **_generator_marks(new.generateur, new.version),
        "couleur.ligne": _line("couleur_principale", new.couleur, "#1B4B5A"),
        "departements.yaml": _list(new.departements, "    "),
        "departements.zone": _list(new.departements, "  "),
        "depot.ligne": _line("depot", new.depot, "https://github.com/votre-organisation/fiches"),
        "jour": new.jour.isoformat(),
        "nom": _words(new.nom),
        "nom.yaml": scalar_text(new.nom),
        "organisme": new.organisme,
        "rendezvous": (new.jour + timedelta(days=_DAYS_AHEAD)).isoformat(),
        "structure": _words(new.structure),
        "structure.yaml": scalar_text(new.structure),
        "territoire": _words(new.territoire),
        "territoire.yaml": scalar_text(new.territoire),
        "url.texte": json.dumps(quote(new.url, safe=":/?&=%~+,;@!$'()*"))[1:-1],
        "url.yaml": scalar_text(new.url),
    }


def _generator_marks(generator: str, version: str) -> dict[str, str]:
    repository, _, commit = generator.partition("@")
    address = f"{_GITHUB}{repository}"
    return {
        "generateur": f"{generator} # v{version}",
        "generateur.adresse": address,
        "generateur.depot": repository,
        "generateur.revision": commit,
        "generateur.version": version,
        "installer": f'.venv/bin/python -m pip install "git+{address}@{commit}"',
    }


def _line(field: str, value: str | None, example: str) -> str:
    """A setting, or the comment that shows how to write it."""
    return f"{field}: {scalar_text(value)}" if value else f"# {field}: {scalar_text(example)}"


def _list(codes: tuple[str, ...], indent: str) -> str:
    return "\n".join(f'{indent}- "{code}"' for code in codes)


def _words(text: str) -> str:
    """A text as Markdown words: nothing in it is a mark, a link or HTML."""
    return _MARKDOWN.sub(r"\\\1", text)
