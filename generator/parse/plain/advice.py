"""Parse: the texts of one entry → a warning for each sentence and word that could be simpler."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.model import Document
from generator.parse.plain.acronyms import find_acronyms
from generator.parse.plain.fields import Resolve, Schema, readable_texts
from generator.parse.plain.heavy_words import find_heavy_words
from generator.parse.plain.places import locate
from generator.parse.plain.prose import ReadText, Remark, read_sentences
from generator.parse.plain.reading import NO_READING, Reading

# Guides of plain French ask for 15 to 20 words on average: what goes far beyond is worth a word.
MAX_WORDS = 25
MAX_EASY_WORDS = 15  # « facile à lire » wants one idea in each sentence
MAX_REMARKS = 100  # in one entry: who reads more of them would write it again
_EASY = ("falc", "texte")
_UNDERLINED = 3  # the first words of a long sentence: a report underlines no more


def find_advice(
    document: Document, data: Mapping[str, Any], schema: Schema, resolve: Resolve, reading: Reading
) -> Iterator[Diagnostic]:
    """Advice on an accepted entry; none on what others wrote, and keep up to date elsewhere."""
    if reading is NO_READING or document.source or "provenance" in data:
        return
    texts = tuple(
        ReadText(field, text, read_sentences(text))
        for field, text in readable_texts(data, schema, resolve)
    )
    remarks = chain(
        find_long_sentences(texts), find_acronyms(texts, reading), find_heavy_words(texts, reading)
    )
    for remark in islice(remarks, MAX_REMARKS):
        yield Diagnostic(
            code=remark.code,
            severity=Severity.WARNING,
            path=document.path,
            span=locate(document, remark),
            message=remark.message,
            hint=remark.hint,
            field=remark.read.field,
        )


def find_long_sentences(texts: tuple[ReadText, ...]) -> Iterator[Remark]:
    """Each sentence that holds more words than a reader can keep in mind."""
    for read in texts:
        easy = read.field == _EASY
        most = MAX_EASY_WORDS if easy else MAX_WORDS
        for sentence in read.sentences:
            length = sentence.length
            if length > most:
                begin = sentence.words[:_UNDERLINED]
                kind = " facile à lire" if easy else ""
                yield Remark(
                    "phrase-longue",
                    read,
                    begin[0].start,
                    begin[-1].end,
                    f"cette phrase{kind} a {length} mots",
                    f"coupez-la : une idée par phrase, {most} mots au plus",
                )
