"""Parse: what a parcours says against itself — the rules that its JSON Schema cannot hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.characters import fold
from generator.diagnostics import FieldPath
from generator.parse.rules import Breach

Data = Mapping[str, Any]


def find_parcours_breaches(data: Data) -> Iterator[Breach]:
    """Every rule that the steps of a parcours break."""
    seen: dict[str, int] = {}
    for path, step in _blocks(data, "etapes", ()):
        name = step.get("nom")
        folded = fold(name) if isinstance(name, str) else ""
        if folded and folded in seen:
            yield Breach(
                "valeur-en-double",
                (*path, "nom"),
                f"« {name} » est déjà le nom de l’étape n° {seen[folded]}",
                "dites ce qui distingue les deux étapes, ou réunissez-les",
            )
        seen.setdefault(folded, int(path[-1]) + 1)
        yield from _nobody(path, step)
        yield from _same_actor(path, step)


def _nobody(path: FieldPath, step: Data) -> Iterator[Breach]:
    """A warning: that nobody does it may be what the parcours has to show."""
    if not (step.get("acteurs") or step.get("services")):
        yield Breach(
            "etape-sans-acteur",
            (*path, "nom"),
            "cette étape ne dit pas qui la fait",
            "ajoutez « acteurs: » ou « services: » ; si personne ne la fait, parlez-en entre vous",
            warning=True,
        )


def _same_actor(path: FieldPath, step: Data) -> Iterator[Breach]:
    seen: set[str] = set()
    for place, actor in _blocks(step, "acteurs", path):
        structure = actor.get("structure")
        if not isinstance(structure, str):
            continue
        if structure in seen:
            yield Breach(
                "valeur-en-double",
                (*place, "structure"),
                f"« {structure[:80]} » est déjà un acteur de cette étape",
                "réunissez en une phrase ce que cette structure fait",
            )
        seen.add(structure)


def _blocks(data: Data, key: str, path: FieldPath) -> Iterator[tuple[FieldPath, Data]]:
    """The blocks of a list, each with its place; what is not a block is the schema's to refuse."""
    found = data.get(key)
    for rank, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, Mapping):
            yield (*path, key, rank), item
