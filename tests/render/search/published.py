"""The published files of the search, read back as the browser reads them."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.model import Artifact
from generator.render.search.compact import ALPHABET, LAST

NEXT = len(ALPHABET) - LAST


def read_files(artifacts: Sequence[Artifact], folder: str) -> dict[str, Any]:
    """Path in the search's folder → content."""
    return {
        item.path.removeprefix(folder): json.loads(item.content)
        for item in artifacts
        if item.path.startswith(folder)
    }


def read_numbers(text: str) -> list[int]:
    found, value, unit = [], 0, 1
    for character in text:
        digit = ALPHABET.index(character)
        value += digit * unit
        unit *= NEXT
        if digit < LAST:
            found.append(value)
            value, unit = 0, 1
    return found


def read_ascending(text: str) -> list[int]:
    steps, found, last = read_numbers(text[1:]), [], -1
    runs = zip(steps[::2], steps[1::2], strict=True) if text[0] == "-" else ((s, 0) for s in steps)
    for step, more in runs:
        found += range(last + step + 1, last + step + more + 2)
        last = found[-1]
    return found


def read_words(text: str) -> list[tuple[str, str]]:
    """Front-coded words, each with its mark."""
    found, before = [], ""
    for shared, end, mark in re.findall(r"([A-Z])([a-z0-9]*)([!-*]?)", text):
        before = before[: ord(shared) - ord("A")] + end
        found.append((before, mark))
    return found


def read_terms(files: dict[str, Any], name: str = "tout") -> dict[str, str]:
    """Every term of a set and its list, in the order of the files."""
    return dict(_terms(files, name))


def _terms(files: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
    pattern = re.compile(rf"termes/{name}/(\d+)\.json")
    ranks = sorted(int(found[1]) for path in files if (found := pattern.fullmatch(path)))
    for rank in ranks:
        file = files[f"termes/{name}/{rank}.json"]
        words = [word for word, _ in read_words(file["terms"])]
        for word, found in zip(words, file["lists"], strict=True):
            yield word, found if isinstance(found, str) else found[0]


def read_rests(files: dict[str, Any], name: str = "tout") -> dict[str, tuple[str, float]]:
    """The terms of a set whose list is in two parts: the rest, the best score in it."""
    found = {}
    for path, file in files.items():
        if "terms" not in file:
            continue
        for at, (word, _) in enumerate(read_words(file["terms"])):
            if path.startswith(f"termes/{name}/") and not isinstance(file["lists"][at], str):
                rest = files[f"{path.removesuffix('.json')}-{at}.json"]
                found[word] = (rest, file["lists"][at][1])
    return found


def read_list(
    text: str, middles: Sequence[int] = (0,) * 7
) -> list[tuple[int, dict[int, tuple[int, int]]]]:
    """A list without its head: each document, then by field occurrences and length."""
    numbers = iter(read_numbers(text)[2:])
    documents, last = [], -1
    for _ in range(next(numbers)):
        last += next(numbers) + 1
        documents.append(last)
    masks = [next(numbers) for _ in documents]
    count = len(middles)
    held = [[f for f in range(count) if mask & (2 << (count - 1 - f))] for mask in masks]
    far = [[next(numbers) for _ in fields] for fields in held]
    found = []
    for document, mask, fields, lengths in zip(documents, masks, held, far, strict=True):
        found.append(
            (
                document,
                {
                    field: (
                        next(numbers) + 1 if mask & 1 else 1,
                        middles[field] + (-(size + 1) // 2 if size & 1 else size // 2),
                    )
                    for field, size in zip(fields, lengths, strict=True)
                },
            )
        )
    return found
