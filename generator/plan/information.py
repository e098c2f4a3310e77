"""Plan: the pages that speak of the site itself — legal notice, how to contribute, 404…"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from generator.model import Catalogue
from generator.page_views import InformationView
from generator.plan import urls
from generator.plan.data_files import model_files
from generator.plan.page import make_page
from generator.site_plan import Page
from generator.view_parts import Link, LinkGroup

FULL_CONFORMITY = 100
PARTIAL_CONFORMITY = 50


def information_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The other pages about the site, editorial pages and 404 included."""
    contribute = InformationView(
        heading="Proposer ou corriger une fiche", intro=_CONTRIBUTE, files=model_files(catalogue)
    )
    yield make_page(urls.CONTRIBUTE, "pages/contribute.html", contribute, section="proposer")
    yield _page(urls.LEGAL, "legal", "Mentions légales", "Qui publie ce site, qui l’héberge.")
    yield make_page(
        urls.ACCESSIBILITY,
        "pages/accessibility.html",
        InformationView(
            heading="Déclaration d’accessibilité",
            intro="L’état de conformité de ce site, et comment signaler un obstacle.",
            conformity=conformity(catalogue),
        ),
    )
    yield _page(urls.MY_LIST, "my-list", "Ma liste", _MY_LIST)
    yield _page(urls.PRIVACY, "privacy", "Données personnelles", _PRIVACY)
    yield _page(urls.ECODESIGN, "ecodesign", "Éco-conception", _ECODESIGN)
    for entry in catalogue.pages:
        view = InformationView(heading=entry.titre, intro=entry.resume, body=entry.description)
        yield make_page(urls.editorial_url(entry.id), "pages/editorial.html", view)
    offline = InformationView(
        heading="Vous êtes hors connexion",
        intro="Cette page n’est pas encore sur votre appareil\u00a0: "
        "elle s’ouvrira quand la connexion reviendra.",
    )
    yield make_page(urls.OFFLINE, "pages/offline.html", offline, index=False)
    not_found = InformationView(
        heading="Cette page n’existe pas, ou plus",
        intro="L’adresse a peut-être changé. Voici comment retrouver ce que vous cherchez.",
    )
    page = make_page("404.html", "pages/not-found.html", not_found, index=False)
    # A host answers it at any depth, so its links start from the path where the site lives.
    yield replace(page, root=urlsplit(catalogue.settings.url).path, breadcrumb=())


def conformity(catalogue: Catalogue) -> str:
    """What the law allows one to declare: « non conforme » as long as there is no audit."""
    audit = catalogue.settings.audit
    if audit is None or audit.taux < PARTIAL_CONFORMITY:
        return "non conforme"
    if audit.taux >= FULL_CONFORMITY:
        return "totalement conforme"
    return "partiellement conforme"


def site_menu(catalogue: Catalogue) -> tuple[Link, ...]:
    """The entries of the main menu; `note` is the section that marks each."""
    way_in = Link(label="Situations", url=urls.SITUATIONS, note="situations")
    situations = (way_in,) if catalogue.situations else ()
    return (
        *situations,
        Link(label="Besoins", url=urls.THEMES, note="besoins"),
        Link(label="Territoires", url=urls.TERRITORIES, note="territoires"),
        Link(label="De A à Z", url=urls.SERVICES, note="services"),
        Link(label="Structures", url=urls.STRUCTURES, note="structures"),
        Link(label="Observatoire", url=urls.OBSERVATORY, note="observatoire"),
        Link(label="Rechercher", url=urls.SEARCH, note="recherche"),
        Link(label="Ma liste", url=urls.MY_LIST, note="liste"),
        Link(label="Proposer", url=urls.CONTRIBUTE, note="proposer"),
    )


def site_footer(catalogue: Catalogue) -> tuple[LinkGroup, ...]:
    """The links at the bottom of each page."""
    editorial = tuple(
        Link(label=page.titre, url=urls.editorial_url(page.id)) for page in catalogue.pages
    )
    way_in = Link(label="Par situation", url=urls.SITUATIONS)
    situations = (way_in,) if catalogue.situations else ()
    glossary = (Link(label="Les mots expliqués", url=urls.GLOSSARY),)
    words = glossary if catalogue.lexique.termes else ()
    meetings = (Link(label="Rendez-vous", url=urls.EVENTS),) if catalogue.evenements else ()
    ways = (Link(label="Parcours entre partenaires", url=urls.PARCOURS),)
    pathways = ways if catalogue.parcours else ()
    return (
        LinkGroup(
            heading="Trouver",
            anchor="trouver",
            links=(
                *situations,
                Link(label="Par besoin", url=urls.THEMES),
                Link(label="Par situation d’emploi", url=urls.STATUTS),
                Link(label="Par public", url=urls.PUBLICS),
                Link(label="Par territoire", url=urls.TERRITORIES),
                Link(label="Livrets à imprimer", url=urls.BOOKLETS),
                Link(label="Mes aides possibles", url=urls.MY_AIDS),
                *pathways,
                *meetings,
                *words,
            ),
        ),
        _taking_part(editorial),
        LinkGroup(
            heading="Ce site",
            anchor="ce-site",
            links=(
                Link(label="Mentions légales", url=urls.LEGAL),
                Link(label=f"Accessibilité\u00a0: {conformity(catalogue)}", url=urls.ACCESSIBILITY),
                Link(label="Données personnelles", url=urls.PRIVACY),
                Link(label="Éco-conception", url=urls.ECODESIGN),
            ),
        ),
    )


def _taking_part(editorial: tuple[Link, ...]) -> LinkGroup:
    """What who wants to help, to follow or to reuse looks for."""
    return LinkGroup(
        heading="Participer",
        anchor="participer",
        links=(
            Link(label="Proposer une aide", url=urls.PROPOSE),
            Link(label="Corriger, contribuer", url=urls.CONTRIBUTE),
            Link(label="Ce qui a changé", url=urls.CHANGES),
            Link(label="Observatoire", url=urls.OBSERVATORY),
            Link(label="Données ouvertes", url=urls.OPEN_DATA),
            *editorial,
        ),
    )


def _page(url: str, template: str, heading: str, intro: str) -> Page:
    view = InformationView(heading=heading, intro=intro)
    return make_page(url, f"pages/{template}.html", view)


_CONTRIBUTE = (
    "Une aide manque, un numéro a changé\u00a0? Dites-le\u00a0: il ne faut ni compte, ni logiciel."
)
_MY_LIST = "Vos aides ensemble, à imprimer, à envoyer, à emporter."
_PRIVACY = "Ce site ne vous demande rien et ne retient rien de vous."
_ECODESIGN = "Un site léger, pour les vieux téléphones, les petits forfaits et la planète."
