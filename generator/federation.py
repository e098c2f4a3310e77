"""External sources → what they add to the site: their entries judged as ours are, and never ours.

The border is the same for all: an entry of another guichet is parsed by the same rules. What it
breaks is said in one warning that names its source, and the publication goes on without it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.diagnostics import Severity, UsageError
from generator.entries import Service, Structure
from generator.load import load_content, load_referentiels, load_schemas, resource_folder
from generator.model import Content, Document, ExternalSource, Federation, Outcome, Referentiels
from generator.parse import Context, find_allowed_hosts, make_context, parse_document
from generator.plan import plan_federation
from generator.settings import Settings

Pairs = Sequence[tuple[Document, object]]
NOTHING: Outcome[Federation] = Outcome(Federation())


def add_externals(
    content: Content,
    context: Context,
    pairs: Pairs,
    settings: Settings | None,
    referentiels: Referentiels,
) -> Outcome[Federation]:
    """What was read, and the entries of this site → those of other guichets that join them."""
    if settings is None or not content.externals:
        return NOTHING
    accepted: list[tuple[Document, Service | Structure]] = []
    refused = []
    for source in content.externals:
        for document in source.documents:
            entry, reason = _judge(document, context)
            if entry is None:
                refused.append((document, reason))
            else:
                accepted.append((document, entry))
    return plan_federation(
        local=pairs,
        external=accepted,
        refused=refused,
        sources=content.externals,
        settings=settings,
        referentiels=referentiels,
    )


def _judge(document: Document, context: Context) -> tuple[Service | Structure | None, str]:
    """One document of another guichet → its entry, or the first reason why not."""
    outcome = parse_document(document, context)
    if isinstance(outcome.value, Service | Structure):
        return outcome.value, ""
    errors = [item for item in outcome.diagnostics if item.severity is Severity.ERROR]
    others = len(errors) - 1
    more = f" (et {others} autres fautes)" if others > 1 else " (et une autre faute)" * others
    return None, f"{errors[0].message}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The repository that imports: its own entries, judged, and what judges the others."""

    content: Content
    pairs: Pairs
    settings: Settings
    context: Context
    referentiels: Referentiels

    def join(self, sources: Iterable[ExternalSource]) -> Outcome[Federation]:
        """What these sources would add to the site."""
        ordered = tuple(sorted(sources, key=lambda source: source.id))
        content = replace(self.content, externals=ordered)
        return add_externals(content, self.context, self.pairs, self.settings, self.referentiels)


def read_here(into: Path, today: date) -> Here:
    """The repository whose folder of content is `into`; what is refused of it is passed over."""
    if into.resolve().name != "content":
        raise UsageError(f"« {into} » n’est pas un dossier « content » : indiquez-le avec --into")
    loaded = load_content(into.resolve().parent).value
    schemas = load_schemas(resource_folder("schemas"))
    referentiels = load_referentiels(resource_folder("referentiels"))
    context = make_context(schemas, referentiels, today, find_allowed_hosts(loaded.documents))
    judged = [(document, parse_document(document, context).value) for document in loaded.documents]
    settings = next((entry for _, entry in judged if isinstance(entry, Settings)), None)
    if settings is None:
        raise UsageError("guichet.yaml manque ou est refusé : lancez d’abord « guichet check »")
    return Here(
        content=loaded,
        pairs=tuple((document, entry) for document, entry in judged if entry is not None),
        settings=settings,
        context=context,
        referentiels=referentiels,
    )
