"""Parse: one document → one checked, typed entry, or every reason why not.

A pure function of the document and of `Context`: it can run in any process, in any order.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from generator.contradictions import Doublons
from generator.diagnostics import Diagnostic, Position, Severity, Span
from generator.entries import (
    EditorialPage,
    Lexique,
    Registre,
    RichText,
    Service,
    Structure,
)
from generator.evenements import Evenement
from generator.manques import Manque
from generator.model import Document, Outcome, Referentiels, Schemas
from generator.parcours import Parcours
from generator.parse.entry import ENTRY_CLASSES, build_entry
from generator.parse.event_rules import find_event_breaches
from generator.parse.examples import find_contradictions
from generator.parse.formats import make_formats
from generator.parse.freshness_rules import find_review_breaches, find_window_breaches
from generator.parse.ledger import find_ledger_breaches
from generator.parse.lexicon import find_lexicon_breaches
from generator.parse.manque_rules import find_manque_breaches
from generator.parse.messages import Reporter
from generator.parse.parcours_rules import find_parcours_breaches
from generator.parse.plain import NO_READING, Reading, find_advice, prepare_reading
from generator.parse.rich_text import TextFault, render_rich_text
from generator.parse.rules import Breach, find_breaches
from generator.parse.scalars import type_scalars
from generator.parse.schema import Judge
from generator.parse.situation_rules import find_situation_breaches
from generator.settings import Settings
from generator.situations import Situation

Entry = (
    Service
    | Structure
    | Situation
    | Parcours
    | Evenement
    | Manque
    | EditorialPage
    | Lexique
    | Registre
    | Doublons
    | Settings
)

SCHEMA_OF = {
    "services": "service.schema.json",
    "structures": "structure.schema.json",
    "situations": "situation.schema.json",
    "parcours": "parcours.schema.json",
    "evenements": "evenement.schema.json",
    "manques": "manque.schema.json",
    "pages": "page.schema.json",
    "lexique": "lexique.schema.json",
    "retires": "retires.schema.json",
    "doublons": "doublons.schema.json",
    "guichet": "guichet.schema.json",
}

# What one collection alone has to respect.
_OWN_RULES: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Breach]]] = {
    "evenements": find_event_breaches,
    "guichet": find_window_breaches,
    "lexique": find_lexicon_breaches,
    "manques": find_manque_breaches,
    "parcours": find_parcours_breaches,
    "retires": find_ledger_breaches,
    "services": find_review_breaches,
    "situations": find_situation_breaches,
    "structures": find_review_breaches,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that judging one document needs, prepared once."""

    judges: Mapping[str, Judge]
    referentiels: Referentiels
    allowed_hosts: frozenset[str]
    today: date
    reading: Reading  # what advice on the wording goes by


def make_context(
    schemas: Schemas,
    referentiels: Referentiels,
    today: date,
    allowed_hosts: frozenset[str] = frozenset(),
    reading: Reading = NO_READING,
) -> Context:
    """Schemas and reference data → the context in which documents are parsed."""
    formats = make_formats(referentiels, allowed_hosts)
    return Context(
        judges={name: Judge(file, schemas, formats) for name, file in SCHEMA_OF.items()},
        referentiels=referentiels,
        allowed_hosts=allowed_hosts,
        today=today,
        reading=reading,
    )


def prepare_context(
    documents: Sequence[Document],
    schemas: Schemas,
    referentiels: Referentiels,
    today: date,
) -> Context:
    """The context in which the documents of one site are parsed, with advice on their wording."""
    reading = prepare_reading(documents, referentiels.mots_simples)
    return make_context(schemas, referentiels, today, find_allowed_hosts(documents), reading)


def find_allowed_hosts(documents: Sequence[Document]) -> frozenset[str]:
    """The domains that the owners of the site accept besides those in plain letters."""
    for document in documents:
        hosts = document.data.get("domaines_autorises")
        if document.collection == "guichet" and isinstance(hosts, list):
            return frozenset(str(host) for host in hosts)
    return frozenset()


def entry_data(document: Document, context: Context) -> dict[str, Any]:
    """What a document says, each value typed as its schema wants, its text as `description`."""
    judge = context.judges[document.collection]
    raw, _ = _with_body(document, Reporter(document))
    data: dict[str, Any] = type_scalars(raw, judge.schema, judge.resolve)[0]
    return data


def parse_document(document: Document, context: Context) -> Outcome[Entry | None]:
    """One document → its entry; `None` as soon as one error was found."""
    judge = context.judges[document.collection]
    reporter = Reporter(document)
    raw, said = _with_body(document, reporter)
    data, empty = type_scalars(raw, judge.schema, judge.resolve)
    required = {(name,) for name in judge.schema["required"]}
    said.extend(reporter.empty(path, required=path in required) for path in empty)
    said.extend(reporter.report([found for found in judge.find(data) if found.path not in empty]))
    breaches = find_breaches(data, context.today, context.referentiels)
    own = _OWN_RULES.get(document.collection)
    examples = find_contradictions(data, tuple(said), context.referentiels)
    for breach in chain(breaches, own(data) if own is not None else (), examples):
        said.append(
            reporter.say(
                breach.code, breach.field, breach.message, breach.hint, warning=breach.warning
            )
        )
    text, faults = _rich_text(document, data, context)
    said.extend(_locate(document, fault) for fault in faults)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in said):
        return Outcome(None, tuple(said))
    said.extend(find_advice(document, data, judge.schema, judge.resolve, context.reading))
    return Outcome(_build(document, data, text), tuple(said))


def _with_body(document: Document, reporter: Reporter) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The data with the Markdown body as its `description`."""
    data = dict(document.data)
    if not document.body.strip():
        return data, []
    if "description" in data:
        twice = reporter.say(
            "description-en-double",
            ("description",),
            "le texte est écrit deux fois : dans l’en-tête et dessous",
            "gardez le texte sous l’en-tête, et supprimez le champ « description »",
            on_key=True,
        )
        return data, [twice]
    data["description"] = document.body.strip("\n")
    return data, []


def _rich_text(
    document: Document, data: Mapping[str, Any], context: Context
) -> tuple[RichText | None, tuple[TextFault, ...]]:
    description = data.get("description")
    if not isinstance(description, str):
        return None, ()
    # The text of an editorial page is the page; elsewhere it is one section of it.
    first_heading = 2 if document.collection == "pages" else 3
    return render_rich_text(description, context.allowed_hosts, first_heading)


def _locate(document: Document, found: TextFault) -> Diagnostic:
    """A fault at an offset of the description → a diagnostic at its place in the file."""
    span = document.value_spans.get(("description",))
    if span is None:
        body = document.body
        offset = found.start + len(body) - len(body.lstrip("\n"))
        line = document.body_line + body.count("\n", 0, offset)
        column = offset - body.rfind("\n", 0, offset)
        span = Span(Position(line, column), Position(line, column + max(found.length, 1)))
    else:
        span = _inside(document, span, found)
    return Diagnostic(
        code=found.fault.code,
        severity=Severity.WARNING if found.fault.warning else Severity.ERROR,
        path=document.path,
        span=span,
        message=found.fault.message,
        hint=found.fault.hint,
        field=("description",),
    )


def _inside(document: Document, value: Span, found: TextFault) -> Span:
    """The place of a fault in a `description:` written on its line or under « | »."""
    text = str(document.data["description"])
    begins = text.rfind("\n", 0, found.start) + 1
    wanted = text[begins:].split("\n", 1)[0]
    rows = document.text.split("\n")
    for number in range(value.start.line, len(rows) + 1):
        row = rows[number - 1]
        at = row.find(wanted, value.start.column - 1 if number == value.start.line else 0)
        if at >= 0 and wanted:
            start = Position(number, at + found.start - begins + 1)
            return Span(start, Position(number, start.column + max(found.length, 1)))
    return value  # folded or escaped: the file does not hold the line as it reads


def _build(document: Document, data: Mapping[str, Any], text: RichText | None) -> Entry:
    cls = ENTRY_CLASSES[document.collection]
    if document.collection in ("guichet", "lexique", "retires", "doublons"):  # one file each
        alone: Settings | Lexique | Registre | Doublons = build_entry(cls, data)
        return alone
    ready: dict[str, object] = {"id": document.id}
    if text is not None:
        ready["description"] = text
    entry: Entry = build_entry(cls, data, **ready)
    return entry
