"""Parse: what the words of the lexicon say against one another, which no JSON Schema can hold.

Words are compared as the search reads them: « CAF », « caf » and « C.A.F. » are one word.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.characters import find_mixed_alphabet
from generator.diagnostics import FieldPath
from generator.french_words import meaningful_words
from generator.parse.rules import Breach

_EXPLAINS = ("developpement", "synonymes", "aussi", "definition")
_LISTS = ("synonymes", "aussi")
Place = tuple[FieldPath, str]
Taken = dict[tuple[str, ...], tuple[FieldPath, str]]  # words → the place and name of their term


def find_lexicon_breaches(data: Mapping[str, Any]) -> Iterator[Breach]:
    """Every rule that the lexicon breaks; `data` may be anything that a partner can write."""
    terms = data.get("termes")
    taken: Taken = {}
    for rank, term in enumerate(terms if isinstance(terms, list) else ()):
        if isinstance(term, Mapping) and isinstance(term.get("terme"), str):
            path: FieldPath = ("termes", rank)
            yield from _says_something(path, term)
            yield from _searched(path, term)
            yield from _said_once(path, term, taken)
            yield from _one_alphabet(path, term)


def _says_something(path: FieldPath, term: Mapping[str, Any]) -> Iterator[Breach]:
    if not any(field in term for field in _EXPLAINS):
        yield Breach(
            "terme-sans-explication",
            (*path, "terme"),
            f"rien n’est dit du terme « {term['terme']} »",
            "ajoutez « synonymes », « aussi », « developpement » ou « definition », "
            "ou retirez ce terme",
        )


def _searched(path: FieldPath, term: Mapping[str, Any]) -> Iterator[Breach]:
    for field, text in _texts(path, term, "terme", "developpement", *_LISTS):
        if not meaningful_words(text):
            yield Breach(
                "terme-ignore",
                field,
                f"« {text} » n’a que des mots que la recherche laisse de côté",
                "choisissez un mot qui a un sens à lui seul",
            )


def _said_once(path: FieldPath, term: Mapping[str, Any], taken: Taken) -> Iterator[Breach]:
    """Synonyms hold in both directions: a word in two groups would belong to neither."""
    for field, text in _texts(path, term, "terme", "developpement", *_LISTS):
        key = meaningful_words(text)
        where, owner = taken.get(key, ((), ""))
        if where == path:
            yield Breach(
                "synonyme-du-meme-mot",
                field,
                f"« {text} » répète un mot déjà donné pour « {owner} »",
                "retirez-le : majuscules, accents, points et petits mots ne comptent pas",
            )
        elif "aussi" in field or not key:
            continue
        elif where:
            yield Breach(
                "terme-en-double",
                field,
                f"« {text} » est déjà dans le lexique, avec le terme « {owner} »",
                f"gardez-le à un seul endroit, ou renvoyez-y : « aussi: [{owner}] »",
            )
        else:
            taken[key] = (path, term["terme"])


def _one_alphabet(path: FieldPath, term: Mapping[str, Any]) -> Iterator[Breach]:
    for field, text in _texts(path, term, "terme", "developpement", "definition", *_LISTS):
        word = find_mixed_alphabet(text)
        if word:
            yield Breach(
                "alphabet-mele",
                field,
                f"le mot « {word} » mélange des lettres de deux alphabets",
                "retapez ce mot au clavier",
                warning=True,
            )


def _texts(path: FieldPath, term: Mapping[str, Any], *fields: str) -> Iterator[Place]:
    """Each text of these fields, with its place; what is not a text is refused elsewhere."""
    for field in fields:
        value = term.get(field)
        if isinstance(value, str):
            yield (*path, field), value
        elif isinstance(value, list) and field in _LISTS:
            for rank, item in enumerate(value):
                if isinstance(item, str):
                    yield (*path, field, rank), item
