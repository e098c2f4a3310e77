"""Plan: codes → labels, in everyday words where the vocabulary has them."""

from collections.abc import Mapping

from generator.model import Schemas, Term

DEFAULT_ICON = "circle-help"


class Labels:
    """The vocabularies of the schemas, asked by name and code."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.vocabularies = schemas.vocabularies

    def terms(self, vocabulary: str) -> Mapping[str, Term]:
        """Every term of a vocabulary, in its own order."""
        return self.vocabularies[vocabulary]

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code."""
        return self.vocabularies[vocabulary][code].label

    def labels(self, vocabulary: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The labels of several codes, in their order."""
        return tuple(self.label(vocabulary, code) for code in codes)

    def category(self, thematique: str) -> Term:
        """The great theme of a thématique."""
        return self.vocabularies["categories"][category_code(thematique)]

    def everyday(self, term: Term) -> str:
        """A term in everyday words, else its label."""
        return term.everyday or term.label


def category_code(thematique: str) -> str:
    """`mobilite--preparer-un-permis` → `mobilite`."""
    return thematique.partition("--")[0]
