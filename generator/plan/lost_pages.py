"""Plan: documents and last publication → the pages that a setting or a deleted file would lose.

Pages that come and go with what entries say — further pages of a list, crossings, lists of a
facet — are not counted: an empty list is no promise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity
from generator.model import Document
from generator.news import PreviousFeed
from generator.plan.urls import GLOSSARY, editorial_url, territory_url

_DEPARTEMENT = re.compile(r"(?:territoires|api/v1/territoires)/([0-9][0-9AB][0-9]?)\.(?:html|json)")
_EDITORIAL = re.compile(r"pages/([a-z0-9-]+)\.html")
_LEXICON = "content/lexique.yaml"
Known = Mapping[str, frozenset[str]]  # by collection, identifiers


def find_lost_pages(
    documents: Sequence[Document], said: Sequence[Diagnostic], alive: Known, previous: PreviousFeed
) -> Iterator[Diagnostic]:
    """Territories that are no longer served, deleted pages, then a site that moves."""
    seen = {document.path for document in documents} | {item.path for item in said}
    names = {found[1] for it in previous.addresses if (found := _EDITORIAL.fullmatch(it))}
    for name in sorted(names - alive["pages"]):
        path = f"content/pages/{name}.md"
        yield _lost(path, f"la page publiée à l’adresse {editorial_url(name)} n’existe plus", (
            f"remettez le fichier {path} ; si son texte est ailleurs, gardez-y une phrase et "
            "un lien qui y mène"
        ))  # fmt: skip
    if GLOSSARY in previous.addresses and _LEXICON not in seen:
        yield _lost(
            _LEXICON,
            f"le lexique, publié à l’adresse {GLOSSARY}, n’existe plus",
            f"remettez le fichier {_LEXICON}",
        )
    for document in documents:
        if document.collection == "guichet":
            yield from _lost_territories(document, previous)
            yield from _moved(document, previous)


def _lost(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code="adresse-perdue",
        severity=Severity.ERROR,
        path=path,
        span=FILE_START,
        message=message,
        hint=hint,
    )


def _lost_territories(settings: Document, previous: PreviousFeed) -> Iterator[Diagnostic]:
    """Each département once, with its intercommunalités, its data and its feeds."""
    territory = settings.data.get("territoire")
    served = territory.get("departements") if isinstance(territory, Mapping) else None
    if not isinstance(served, list):
        return  # the schema says so
    field: FieldPath = ("territoire", "departements")
    codes = {found[1] for it in previous.addresses if (found := _DEPARTEMENT.fullmatch(it))}
    for code in sorted(codes - set(map(str, served))):
        yield Diagnostic(
            code="adresse-perdue",
            severity=Severity.ERROR,
            path=settings.path,
            span=settings.value_spans.get(field, FILE_START),
            message=f"le département {code} n’est plus servi : sa page {territory_url(code)}, "
            "celles de ses intercommunalités, leurs données et leurs fils disparaîtraient",
            hint=f'remettez « "{code}" » dans territoire.departements',
            field=field,
        )


def _moved(settings: Document, previous: PreviousFeed) -> Iterator[Diagnostic]:
    """The same pages at another address: nothing here can keep the former one."""
    url = settings.data.get("url")
    if not isinstance(url, str) or not previous.site or url == previous.site:
        return
    field: FieldPath = ("url",)
    yield Diagnostic(
        code="site-deplace",
        severity=Severity.WARNING,
        path=settings.path,
        span=settings.value_spans.get(field, FILE_START),
        message=f"la publication précédente était à l’adresse « {previous.site[:200]} »",
        hint="si le site déménage, laissez à l’ancienne adresse une redirection, page par page ; "
        "sinon, remettez l’ancienne",
        field=field,
    )
