"""Render: our published schemas → the same ones inside one document, each reference local.

Most tools fetch what a `$ref` names; a copy, a preview or a generator of clients may have no
network, and no site at its address yet.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urldefrag, urljoin

COMPONENTS = "#/components/schemas/"
_SUFFIXES = (".schema.json", ".json")

Bundle = dict[str, dict[str, Any]]


def bundle(schemas: Mapping[str, Mapping[str, Any]], base: str) -> Bundle:
    """Path under `base` → schema, made name → schema for the components of OpenAPI."""
    names = {f"{base}{path}": component(path) for path in schemas}
    return {
        component(path): {
            key: _local(value, f"{base}{path}", names)
            for key, value in schema.items()
            if key not in ("$id", "$schema")
        }
        for path, schema in schemas.items()
    }


def component(path: str) -> str:
    """« feed/services.schema.json » → « feed-services »: what OpenAPI allows in a name."""
    for suffix in _SUFFIXES:
        if path.endswith(suffix):
            path = path.removesuffix(suffix)
            break
    return path.replace("/", "-")


def _local(value: Any, here: str, names: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _reference(item, here, names)
            if key == "$ref" and isinstance(item, str)
            else _local(item, here, names)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_local(item, here, names) for item in value]
    return value


def _reference(reference: str, here: str, names: Mapping[str, str]) -> str:
    address, fragment = urldefrag(urljoin(here, reference))
    return f"{COMPONENTS}{names[address]}{fragment}"
