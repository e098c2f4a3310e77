"""Render: the plan → `llms.txt`: where a program that reads text starts, and how it cites us.

The form is that of llmstxt.org: a title, a summary, notes, then lists of links under headings.
A directory too long for one reading names its lists, one for each great theme, not its entries.
"""

from collections.abc import Iterable, Iterator

from generator.model import Artifact
from generator.page_views import ServiceView, StructureView
from generator.parcours import ParcoursView
from generator.render.twins import markdown
from generator.site_plan import Page, SitePlan
from generator.solutions import SituationView

MAX_ENTRIES = 500
NBSP = "\u00a0"
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
# The files of open data that a program would start from, in this order, when they are made.
_FILES = (
    "api/v1/index.json",
    "api/v1/openapi.json",
    "api/v1/services.ndjson",
    "api/v1/structures.ndjson",
    "api/v1/changements.json",
    "api/v1/observatoire.json",
    "donnees/services.csv",
    "donnees/catalogue.jsonld",
)


def render_llms(plan: SitePlan, data: Iterable[Artifact]) -> Iterator[Artifact]:
    """`llms.txt`, at the root of the site."""
    made = frozenset(file.path for file in data)
    yield Artifact(path="llms.txt", content=markdown.document(_blocks(plan, made)).encode())


def _blocks(plan: SitePlan, made: frozenset[str]) -> Iterator[str]:
    settings = plan.settings
    entries = [page for page in plan.pages if page.index]
    services = [page for page in entries if isinstance(page.view, ServiceView)]
    structures = [page for page in entries if isinstance(page.view, StructureView)]
    yield markdown.heading(1, settings.nom)
    summary = f"{settings.sous_titre} ({settings.territoire.nom})."
    yield f"> {markdown.text(summary)}"
    yield markdown.bullets(_notes(plan))
    yield from _listed("Données", _files(plan, made))
    yield from _listed("Situations et parcours", (_entry(plan, p) for p in entries if _leads(p)))
    if len(services) <= MAX_ENTRIES:
        for theme, pages in _by_theme(services).items():
            yield from _listed(theme, (_entry(plan, page) for page in pages))
        yield from _listed("Optional", (_entry(plan, page) for page in structures[:MAX_ENTRIES]))
    else:
        yield from _listed("Aides et services par thème", _themes(plan, made))


def _notes(plan: SitePlan) -> Iterator[str]:
    """What one must know before quoting an entry."""
    yield (
        "Chaque fiche dit à qui l’aide s’adresse, sur quel territoire, combien, comment la "
        "demander, son état et la date de sa dernière vérification."
    )
    yield (
        f"Avant de répondre à une personne, lisez l’état de la fiche{NBSP}: une aide peut être "
        "suspendue ou terminée. Renvoyez-la vers la page et le contact de la fiche."
    )
    yield (
        f"Données du {markdown.text(plan.today_text)}, sous "
        f"{markdown.link('Licence Ouverte 2.0', LICENCE)}{NBSP}: citez "
        f"«{NBSP}{markdown.text(plan.settings.nom)}{NBSP}» et cette date."
    )
    yield (
        "Chaque fiche existe en page (`.html`), en texte (`.md`) et en données "
        "(`api/v1/…/{id}.json`), sous le même identifiant, qui ne change pas."
    )


def _files(plan: SitePlan, made: frozenset[str]) -> Iterator[str]:
    files = {file.url: file for file in plan.data_files}
    for url in _FILES:
        if url in made and url in files:
            file = files[url]
            yield _line(plan, file.label, url, file.note)


def _by_theme(services: Iterable[Page]) -> dict[str, list[Page]]:
    """Services under the great theme that leads to their page, in the order of the pages."""
    found: dict[str, list[Page]] = {}
    for page in services:
        found.setdefault(page.breadcrumb[-1].label, []).append(page)
    return dict(sorted(found.items()))


def _leads(page: Page) -> bool:
    """Whether a page bundles services: a situation, not its sheet for one territory; a pathway."""
    view = page.view
    return isinstance(view, ParcoursView) or (isinstance(view, SituationView) and not view.place)


def _themes(plan: SitePlan, made: frozenset[str]) -> Iterator[str]:
    for term in plan.schemas.vocabularies["categories"].values():
        data = f"api/v1/categories/{term.code}.json"
        url = data if data in made else f"thematiques/{term.code}.html"
        yield _line(plan, term.everyday or term.label, url, term.description)


def _entry(plan: SitePlan, page: Page) -> str:
    twin = next(other.url for other in page.alternates if other.media_type == "text/markdown")
    return _line(plan, page.title, twin, page.description)


def _line(plan: SitePlan, label: str, url: str, note: str) -> str:
    address = markdown.link(label, plan.settings.url + url)
    return f"{address}: {markdown.text(note)}" if note else address


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    """A list of links under its heading; nothing when it is empty."""
    links = markdown.bullets(items)
    if links:
        yield markdown.heading(2, heading)
        yield links
