"""What the command line names as the last publication → `PreviousFeed`: folder, address, revision.

A revision of the content goes through our own pipeline, as its site would have been built.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from generator import pipeline
from generator.checked import Folders
from generator.diagnostics import GeneratorError, Severity
from generator.load import load_content, load_previous, load_revision, load_schemas
from generator.news import PreviousFeed
from generator.parse import parse_previous
from generator.plan import published_rows
from generator.render import content_digest
from generator.write import scratch_copy

REVISION = "git:"
ONLINE = "en-ligne"


def read_previous(
    source: str | None, places: Folders, today: date, announce: Callable[[str], None] | None = None
) -> PreviousFeed | None:
    """What was published; `None` when nothing is asked for, or when nothing is published yet.

    Only the site's own address may have nothing yet, which `announce` is told: another address
    where nothing answers is a mistake of who named it, and would pass for a comparison.
    """
    if source is None:
        return None
    if source.startswith(REVISION):
        return _from_revision(source, places, today)
    address = _own_address(places) if source == ONLINE else source
    documents = load_previous(address)
    if documents is None:
        nothing = f"rien n’est publié à « {address} » (404) : aucune comparaison"
        if source != ONLINE:
            raise GeneratorError(nothing)
        if announce is not None:
            announce(nothing)
        return None
    _refuse_altered(documents, address)
    return parse_previous(documents, address, load_schemas(places.schemas), today)


def _refuse_altered(documents: Mapping[str, Any], source: str) -> None:
    """A document that is signed holds what was signed."""
    for name, document in documents.items():
        if not isinstance(document, dict) or "content_sha256" not in document:
            continue
        key = document.get("content_key")
        content = document.get(key) if isinstance(key, str) else None
        if content_digest(content) != document["content_sha256"]:
            raise GeneratorError(
                f"la publication précédente « {source} » a été altérée : api/v1/{name}.json n’a "
                "pas le contenu que dit son empreinte (content_sha256)"
            )


def _own_address(places: Folders) -> str:
    """The address of the site, as its settings say it."""
    for document in load_content(places.root).value.documents:
        address = document.data.get("url")
        if document.collection == "guichet" and isinstance(address, str):
            return address
    raise GeneratorError("guichet.yaml ne dit pas l’adresse du site (« url »)")


def _from_revision(source: str, places: Folders, today: date) -> PreviousFeed:
    files = load_revision(places.root, source.removeprefix(REVISION))
    with scratch_copy(files) as root:
        old = Folders(
            root=root,
            schemas=places.schemas,
            referentiels=places.referentiels,
            theme=places.theme,
        )
        checked = pipeline.check(old, today, lambda *_: None)
    if checked.plan is None:
        first = next(it for it in checked.diagnostics if it.severity is Severity.ERROR)
        raise GeneratorError(
            f"la révision « {source} » ne passe pas « guichet check », et n’a donc pas pu être "
            f"publiée ({first.path} : {first.message})"
        )
    catalogue = checked.plan.catalogue
    return PreviousFeed(
        source=source,
        le=None,
        since=None,
        rows=published_rows(catalogue),
        gone=checked.plan.news.gone,
        site=checked.plan.settings.url,
        addresses=frozenset(page.url for page in checked.plan.pages),
    )
