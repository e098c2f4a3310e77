"""Render: the words of the entries → small files in which a browser completes and corrects.

Whole words, never stems: the stem of a misspelt word is far from the right one (« logement » → log,
« logemant » → logem). A file holds all words that begin with some pairs of letters, so that one
file answers an unfinished word, and a few answer a misspelt one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.model import Artifact
from generator.render import french
from generator.render.search.compact import front_coded

FOLDER = "mots"
# In how many documents a word stands, roughly: "!" one, "#" two, "$" three to five…
MARKS = "!#$%&'()*"
LIMITS = (2, 3, 6, 12, 24, 48, 96, 192)
SMALL = 20_000  # characters: up to here, one file
BUCKET = 3_000
LARGE_SITE = 1_000  # documents: from here on, a word seen once is likely a fault
_SHORTEST = 3
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFiles:
    """The files of words, and the pair of letters from which each but the first starts."""

    artifacts: tuple[Artifact, ...]
    directory: str


def cut_words(counts: Mapping[str, int], documents: int) -> WordFiles:
    """Words with their frequency → files."""
    least = 2 if documents >= LARGE_SITE else 1
    words = sorted(word for word, count in counts.items() if count >= least and _is_kept(word))
    buckets = list(_buckets(words))
    artifacts = (
        Artifact(path=f"{FOLDER}/{rank}.json", content=_content(bucket, counts))
        for rank, bucket in enumerate(buckets)
    )
    return WordFiles(
        artifacts=tuple(artifacts),
        directory=front_coded([bucket[0][:_PAIR] for bucket in buckets[1:]]),
    )


def _is_kept(word: str) -> bool:
    return len(word) >= _SHORTEST and not word.isdigit() and word not in french.STOP_WORDS


def _buckets(words: list[str]) -> Iterator[list[str]]:
    if sum(map(len, words)) <= SMALL:
        yield words
        return
    bucket: list[str] = []
    size = 0
    for _, group in groupby(words, lambda word: word[:_PAIR]):
        same = list(group)
        added = sum(map(len, same))
        if bucket and size + added > BUCKET:
            yield bucket
            bucket, size = [], 0
        bucket += same
        size += added
    yield bucket


def _content(words: list[str], counts: Mapping[str, int]) -> bytes:
    marks = [MARKS[sum(counts[word] >= limit for limit in LIMITS)] for word in words]
    text = front_coded(words, marks)
    return json.dumps(text, ensure_ascii=False).encode()
