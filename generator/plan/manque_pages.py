"""Plan: the confirmed gaps of the catalogue → one page each: what lacks, where, who says so."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.entries import Structure
from generator.manques import Manque, ManqueView
from generator.model import Catalogue
from generator.plan import urls
from generator.plan.cards import territory_links
from generator.plan.contact import make_report, make_sources
from generator.plan.coverage import CoverageMap
from generator.plan.page import make_page
from generator.plan.vocabulary import Labels
from generator.plan.wording import bound_figures, counted, date_text
from generator.site_plan import Page
from generator.view_parts import Badge, Card, Link

_WAY = (
    Link(label="Observatoire", url=urls.OBSERVATORY),
    Link(label="Ce qui manque", url=urls.OBSERVATORY_GAPS),
)
OPEN = Badge(label="Manque confirmé", tone="warn")
FILLED = Badge(label="Manque comblé", tone="ok")


def manque_pages(
    catalogue: Catalogue,
    cards: Mapping[str, Card],
    labels: Labels,
    coverage: CoverageMap,
    today: date,
) -> Iterator[Page]:
    """`manques/{id}.html`, those that were filled included: they tell what got better."""
    structures = {structure.id: structure for structure in catalogue.structures}
    for entry in catalogue.manques:
        view = ManqueView(
            id=entry.id,
            heading=bound_figures(entry.nom),
            intro=_intro(entry, structures[entry.confirme_par]),
            accent=labels.category(entry.thematiques[0]).accent,
            icon=labels.category(entry.thematiques[0]).icon,
            badge=OPEN if entry.is_open(today) else FILLED,
            state_message=_filled(entry, today),
            audiences=_audiences(entry, labels),
            territories=territory_links(entry.zone_eligibilite, coverage),
            people=_people(entry),
            living=_living(entry, coverage),
            confirmed=_provider(structures[entry.confirme_par]),
            since=f"constaté le {date_text(entry.constate_le)}",
            description=entry.description,
            short=tuple(_service(name, cards) for name in entry.ne_suffisent_pas),
            filled=tuple(_service(name, cards) for name in entry.comble_par),
            themes=_themes(entry, labels),
            sources=make_sources(entry.sources, None),
            updated=f"Fiche mise à jour le {date_text(entry.date_maj)}",
            report=make_report(catalogue.settings, entry.id, entry.nom),
            json_url=urls.manque_json_url(entry.id),
        )
        url, template = urls.manque_url(entry.id), "pages/manque.html"
        yield make_page(url, template, view, breadcrumb=_WAY, section="observatoire")


def _intro(entry: Manque, structure: Structure) -> str:
    name = structure.sigle or structure.nom
    return f"{name} confirme ce manque, constaté le {date_text(entry.constate_le)}."


def _filled(entry: Manque, today: date) -> str:
    """Since when it no longer lacks."""
    if entry.comble_le is None or entry.is_open(today):
        return ""
    return f"Ce manque est comblé depuis le {date_text(entry.comble_le)}."


def _audiences(entry: Manque, labels: Labels) -> tuple[str, ...]:
    statuts = labels.labels("statuts", entry.statuts)
    publics = labels.labels("publics", entry.publics)
    return (*statuts, *publics) or ("Tout le monde",)


def _people(entry: Manque) -> str:
    if entry.personnes_concernees is None:
        return ""
    return f"{counted(entry.personnes_concernees, 'personne')} chaque année"


def _living(entry: Manque, coverage: CoverageMap) -> str:
    """How many people live where it lacks, on the territory of the site."""
    rows, held = coverage.referentiels.communes, coverage.today(entry.zone_eligibilite)
    members = (coverage.referentiels.communes_of(area) for area in coverage.pages)
    communes = [
        commune
        for commune in sorted({code for found in members for code in found})
        if not held.isdisjoint(coverage.covering(commune))
    ]
    people = sum(rows[commune][4] for commune in communes)
    return f"{counted(people, 'habitant')} dans {counted(len(communes), 'commune')}"


def _themes(entry: Manque, labels: Labels) -> tuple[Link, ...]:
    known = {**labels.terms("categories"), **labels.terms("thematiques")}
    return tuple(
        Link(label=known[code].label, url=urls.coverage_theme_url(code))
        for code in entry.thematiques
    )


def _provider(structure: Structure) -> Link:
    return Link(label=structure.nom, url=urls.structure_url(structure.id))


def _service(name: str, cards: Mapping[str, Card]) -> Link:
    card = cards[name]
    return Link(label=card.nom, url=card.url, note=card.structure)
