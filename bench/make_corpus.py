"""Write a content repository of made-up entries, the same for the same number and seed.

    python -m bench.make_corpus 1000 /tmp/corpus

gives 1,000 services, 50 structures and a `guichet.yaml`; `guichet check` finds nothing to say.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from bench.entries import DEPARTEMENTS, Entry, Maker

SEED = 2026
SERVICES_PER_STRUCTURE = 20
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9’. -]*[A-Za-zÀ-ÿ0-9.]\Z")


def write_corpus(folder: Path, count: int, seed: int = SEED) -> None:
    """Write `count` services, and one structure for twenty of them, under `folder`."""
    maker = Maker(seed)
    structures = [f"structure-{rank}" for rank in range(max(1, count // SERVICES_PER_STRUCTURE))]
    services = [f"service-{rank}" for rank in range(count)]
    _write(folder / "guichet.yaml", _yaml(settings_entry()))
    for rank, identifier in enumerate(structures):
        path = folder / "content" / "structures" / f"{identifier}.yaml"
        _write(path, _yaml(maker.structure(rank)))
    for rank, identifier in enumerate(services):
        header = _yaml(maker.service(rank, services, structures))
        path = folder / "content" / "services" / f"{identifier}.md"
        _write(path, f"---\n{header}---\n\n{maker.body()}")


def settings_entry() -> Entry:
    """The settings of the made-up site."""
    return {
        "nom": "Guichet d’essai",
        "sous_titre": "Un corpus inventé, pour mesurer",
        "url": "https://example.org/essai/",
        "territoire": {"nom": "Six départements", "departements": list(DEPARTEMENTS)},
        "editeur": {"nom": "Essai"},
        "hebergeur": {"nom": "Essai"},
        "depot": "https://example.org/depot",
    }


def _yaml(entry: Entry) -> str:
    return "".join(f"{line}\n" for line in _lines(entry, ""))


def _lines(value: Entry, indent: str) -> Iterator[str]:
    for key, item in value.items():
        if isinstance(item, dict):
            yield f"{indent}{key}:"
            yield from _lines(item, f"{indent}  ")
        elif isinstance(item, list):
            yield f"{indent}{key}:"
            yield from _items(item, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_scalar(item)}"


def _items(items: list[object], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict):
            first, *others = _lines(item, "")
            yield f"{indent}- {first}"
            yield from (f"{indent}  {line}" for line in others)
        else:
            yield f"{indent}- {_scalar(item)}"


def _scalar(value: object) -> str:
    text = str(value)
    plain = not isinstance(value, str) or _PLAIN.match(text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, help="number of services")
    parser.add_argument("folder", type=Path, help="an empty folder")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    write_corpus(arguments.folder, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()
