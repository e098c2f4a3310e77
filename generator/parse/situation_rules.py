"""Parse: what a situation says against itself — the rules that its JSON Schema cannot hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.characters import fold
from generator.diagnostics import FieldPath
from generator.parse.rules import Breach, everyone_alone

Data = Mapping[str, Any]


def find_situation_breaches(data: Data) -> Iterator[Breach]:
    """Every rule that the needs and the person of a situation break."""
    person = data.get("personne")
    if isinstance(person, Mapping):
        yield from everyone_alone(person, ("personne",))
    needs = data.get("besoins")
    seen: dict[str, int] = {}
    for rank, need in enumerate(needs if isinstance(needs, list) else ()):
        if not isinstance(need, Mapping):
            continue
        search = need.get("recherche")
        if isinstance(search, Mapping):
            yield from everyone_alone(search, ("besoins", rank, "recherche"))
            yield from theme_twice(search, ("besoins", rank, "recherche"))
        name = need.get("nom")
        folded = fold(name) if isinstance(name, str) else ""
        if folded in seen and folded:
            yield Breach(
                "besoin-en-double",
                ("besoins", rank, "nom"),
                f"« {name} » est déjà le nom du besoin n° {seen[folded]}",
                "dites ce qui distingue les deux besoins, ou réunissez-les",
            )
        seen.setdefault(folded, rank + 1)


def theme_twice(search: Data, path: FieldPath) -> Iterator[Breach]:
    """A great theme holds all its thématiques: naming one of them as well narrows nothing."""
    themes = search.get("thematiques")
    themes = [str(theme) for theme in themes] if isinstance(themes, list) else []
    for place, theme in enumerate(themes):
        great = theme.partition("--")[0]
        if great != theme and great in themes:
            yield Breach(
                "theme-deja-compris",
                (*path, "thematiques", place),
                f"« {great} » comprend déjà « {theme} »",
                "gardez le grand thème, ou seulement les thématiques précises",
                warning=True,
            )
