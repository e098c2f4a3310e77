"""The five stages in one screen.

content/ ──▶ load ──▶ parse ──▶ plan ──▶ render ──▶ write ──▶ site/
             files    fiches    pages    HTML, JSON,  bytes     pages + données ouvertes
             and      typed or  decided  index        on disk   + recherche
             places   refused
schemas/ ─────────────▶┘                  ▲
theme/   ─────────────────────────────────┘
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from generator.checked import Checked, Folders
from generator.diagnostics import Severity, sort_key
from generator.federation import add_externals
from generator.load import load_content, load_referentiels, load_schemas, load_theme
from generator.model import Artifact
from generator.news import PreviousFeed
from generator.parse import parse_document, parse_months, prepare_context
from generator.plan import (
    Beside,
    find_address_faults,
    find_broken_references,
    plan_catalogue,
    plan_site,
)
from generator.render import check_conservation, render_site
from generator.settings import Settings

Advance = Callable[[str, int, int], None]  # what is being done, how much is done, of how much


def check(
    folders: Folders, today: date, advance: Advance, previous: PreviousFeed | None = None
) -> Checked:
    """Load, parse, join: every mistake of every file, in one run.

    With what was published last time, an address that would be lost is a mistake as well.
    """
    schemas, referentiels = load_schemas(folders.schemas), load_referentiels(folders.referentiels)
    loaded = load_content(folders.root)
    content, documents = loaded.value, loaded.value.documents
    months = parse_months(content.months, today, referentiels)
    said, pairs, settings = [*loaded.diagnostics, *months.diagnostics], [], None
    context = prepare_context(documents, schemas, referentiels, today)
    for rank, document in enumerate(documents, start=1):
        outcome = parse_document(document, context)
        said.extend(outcome.diagnostics)
        if isinstance(outcome.value, Settings):
            settings = outcome.value
        elif outcome.value is not None:
            pairs.append((document, outcome.value))
        advance("Lecture des fiches", rank, len(documents))
    added = add_externals(content, context, pairs, settings, referentiels)
    joined, reports = (*pairs, *added.value.pairs), added.value.reports
    catalogue = plan_catalogue(joined, settings, referentiels, today, reports)
    said.extend((*catalogue.diagnostics, *added.diagnostics))
    shown = (*documents, *(document for document, _ in added.value.pairs))
    said.extend(find_broken_references(shown, loaded.diagnostics))
    said.extend(find_address_faults(shown, loaded.diagnostics, previous, content.externals, today))
    make_plan = None
    if catalogue.value is not None and not any(item.severity is Severity.ERROR for item in said):
        beside = Beside(contours=content.contours, previous=previous, months=months.value)
        make_plan = partial(plan_site, catalogue.value, schemas, referentiels, today, beside)
    return Checked(
        documents=shown,
        texts=loaded.value.texts,
        diagnostics=tuple(sorted(said, key=sort_key)),
        make_plan=make_plan,
    )


def render(checked: Checked, folders: Folders, advance: Advance) -> tuple[Artifact, ...]:
    """Draw everything, and prove that nothing was lost on the way."""
    assert checked.plan is not None, "only what was accepted is drawn"
    artifacts = render_site(
        checked.plan,
        load_theme(folders.theme),
        lambda done, total: advance("Dessin des pages", done, total),
    )
    check_conservation(checked.documents, artifacts)
    return artifacts
