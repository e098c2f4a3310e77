"""Plan: the settings and the structures → who to call on each territory, how to report a need."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from generator.entries import Structure
from generator.model import Catalogue, Referentiels
from generator.page_views import ListView
from generator.plan.cards import phone
from generator.plan.coverage import SCOPES
from generator.plan.urls import CONTRIBUTE, SERVICES, TERRITORIES, structure_url
from generator.plan.wording import host_of
from generator.settings import Organisation, Settings
from generator.site_plan import Page
from generator.view_parts import Action, HelpDesk, Helper, HelpView, Link

REPORT = "Signaler un besoin"
MAX_HELPERS = 8


def make_help_desk(catalogue: Catalogue, referentiels: Referentiels) -> HelpDesk:
    """All that the search needs to leave nobody alone."""
    settings = catalogue.settings
    structures = {structure.id: structure for structure in catalogue.structures}
    named = (structures[code] for code in settings.interlocuteurs if code in structures)
    helpers = [_helper(structure, referentiels) for structure in named]
    url, fields = _report_way(settings)
    return HelpDesk(
        territory=settings.territoire.nom,
        departements=settings.territoire.departements,
        helpers=tuple(
            sorted(
                (helper for helper in helpers if helper.actions),
                key=lambda helper: _width(helper, referentiels),
            )
        ),
        fallback=_organisation(settings.contact) or _organisation(settings.editeur),
        report_url=url,
        report_fields=fields,
    )


def helpers_for(desk: HelpDesk, zones: Iterable[str]) -> tuple[Helper, ...]:
    """Who to call for a place, given the codes of what holds it, the nearest first.

    The one helper of the narrowest territory; without a place, those of every served département.
    """
    codes = tuple(zones)
    for code in codes:
        for helper in desk.helpers:
            if code in helper.zones:
                return (helper,)
    if not codes:
        wide = {*desk.departements, "france"}
        found = tuple(item for item in desk.helpers if wide.intersection(item.zones))
        if found:
            return found[:MAX_HELPERS]
    return (desk.fallback,) if desk.fallback else ()


def helpers_heading(helpers: Iterable[Helper], by_phone: str) -> str:
    """What is written over them: `by_phone` only when one of them has a number."""
    icons = {action.icon for helper in helpers for action in helper.actions}
    return by_phone if "phone" in icons else "À qui s’adresser"


def with_help(
    pages: Iterable[Page], desk: HelpDesk, referentiels: Referentiels
) -> tuple[Page, ...]:
    """The same pages; a list that is empty says what to do instead."""
    drawn = tuple(pages)
    counts = {page.url: page.view.count for page in drawn if isinstance(page.view, ListView)}
    return tuple(
        replace(page, view=replace(page.view, help=_help(page, counts, desk, referentiels)))
        if isinstance(page.view, ListView) and not page.view.count
        else page
        for page in drawn
    )


def _help(
    page: Page, counts: Mapping[str, int], desk: HelpDesk, referentiels: Referentiels
) -> HelpView:
    """The lists above it that hold something, the nearest first; who to call there; a report."""
    above = [replace(link, count=counts.get(link.url)) for link in page.breadcrumb[:0:-1]]
    lists = (*(link for link in above if link.count != 0), Link(label="De A à Z", url=SERVICES))
    helpers = helpers_for(desk, _zones(page, referentiels))
    return HelpView(
        lists=lists,
        helpers_heading=helpers_heading(helpers, "Parler à quelqu’un"),
        helpers=helpers,
        report=report_link(desk, f"Besoin sans réponse\u00a0: {page.title}"),
    )


def _zones(page: Page, referentiels: Referentiels) -> tuple[str, ...]:
    """The codes of the territory that a page is about and of what holds it; none: no territory."""
    urls = (page.url, *(link.url for link in page.breadcrumb[::-1]))
    stems = (url.removeprefix(TERRITORIES).removesuffix(".html") for url in urls)
    areas = [area for stem in stems if (area := referentiels.territory(stem)) is not None]
    if not areas:
        return ()
    return tuple(dict.fromkeys((*(code for a in areas for code in (a.code, *a.parents)), "france")))


def report_link(desk: HelpDesk, title: str) -> Link:
    """« Signaler un besoin », with its title already written."""
    if not desk.report_fields:
        return Link(label=REPORT, url=desk.report_url)
    url = f"{desk.report_url}?{desk.report_fields[0]}={quote(' '.join(title.split()))}"
    return Link(label=REPORT, url=url, external=True)


def _report_way(settings: Settings) -> tuple[str, tuple[str, ...]]:
    """A mail when somebody reads them, else the repository, else the page that tells how."""
    if settings.contact and settings.contact.courriel:
        return f"mailto:{settings.contact.courriel}", ("subject", "body")
    if settings.depot:
        return f"{settings.depot.rstrip('/')}/issues/new", ("title", "body")
    return CONTRIBUTE, ()


def _helper(structure: Structure, referentiels: Referentiels) -> Helper:
    former = referentiels.former_communes
    return Helper(
        nom=structure.nom,
        url=structure_url(structure.id),
        actions=_actions(structure.telephone, structure.courriel, structure.site_web),
        zones=tuple(former.get(code, code) for code in structure.territoires),
    )


def _organisation(said: Organisation | None) -> Helper | None:
    if said is None:
        return None
    actions = _actions(said.telephone, said.courriel, said.site_web)
    return Helper(nom=said.nom, url="", actions=actions, zones=()) if actions else None


def _actions(number: str | None, mail: str | None, site: str | None) -> tuple[Action, ...]:
    call = phone(number)
    ways = (
        call and Action(label=f"Appeler le {call.label}", url=call.url, icon="phone"),
        mail and Action(label=f"Écrire à {mail}", url=f"mailto:{mail}", icon="mail"),
        site and Action(label=f"Aller sur {host_of(site)}", url=site, icon="external-link"),
    )
    return tuple(way for way in ways if way)


def _width(helper: Helper, referentiels: Referentiels) -> int:
    """Rank of the widest territory that it covers: a narrow one knows its people better."""
    kinds = (referentiels.territory(code) for code in helper.zones)
    return max((SCOPES.index(area.kind) for area in kinds if area is not None), default=4)
