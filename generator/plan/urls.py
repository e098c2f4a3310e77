"""Plan: the only place that names a URL or an output path. URLs are relative to the site's root."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

HOME = ""
SERVICES = "services/"
STRUCTURES = "structures/"
SITUATIONS = "situations/"
PARCOURS = "parcours/"
RUPTURES = "parcours/ruptures/"
EVENTS = "evenements/"
BOOKLETS = "livrets/"
GAPS = "situations/sans-reponse/"
PAST_EVENTS = "evenements/archives/"
CALENDAR = "agenda.ics"  # beside the folder of the events: none of them can take its name
OBSERVATORY = "observatoire/"
MANQUES = "manques/"
OBSERVATORY_GAPS = "observatoire/manques.html"
QUALITY = "observatoire/qualite.html"
CONTRADICTIONS = "observatoire/contradictions.html"
PROGRESS = "observatoire/progres.html"
PARTNERS = "observatoire/partenaires.html"
THEMES = "thematiques/"
PUBLICS = "publics/"
STATUTS = "statuts/"
FRAIS = "frais/"
ACCUEIL = "accueil/"
TYPES = "types/"
DEMANDES = "demandes/"
LANGUES = "langues/"
TERRITORIES = "territoires/"
GLOSSARY = "lexique/"
SEARCH = "recherche/"
OPEN_DATA = "donnees/"
CHANGES = "changements/"
HSDS = "donnees/hsds/"
DATA_INCLUSION = "donnees/data-inclusion/"
CONTRIBUTE = "contribuer/"
PROPOSE = "proposer/"
PROPOSE_STRUCTURE = "proposer/structure/"
CORRECT = "corriger/"
LEGAL = "mentions-legales/"
ACCESSIBILITY = "accessibilite/"
PRIVACY = "donnees-personnelles/"
ECODESIGN = "eco-conception/"
OFFLINE = "hors-ligne/"
MY_LIST = "liste/"
MY_AIDS = "mes-aides/"
API = "api/v1/"
GAPS_JSON = f"{API}besoins-sans-reponse.json"
GAPS_CSV = "donnees/besoins-sans-reponse.csv"
FRESHNESS = "observatoire/fraicheur.html"
FRESHNESS_JSON = f"{API}fraicheur.json"
FRESHNESS_CSV = "donnees/fraicheur.csv"
QUALITY_JSON = f"{API}qualite.json"
QUALITY_CSV = "donnees/qualite.csv"
CONTRADICTIONS_JSON = f"{API}contradictions.json"
CONTRADICTIONS_CSV = "donnees/contradictions.csv"
RUPTURES_JSON = f"{API}ruptures.json"
OBSERVATORY_JSON = f"{API}observatoire.json"
OBSERVATORY_CSV = "donnees/observatoire.csv"
COVERAGE_JSON = f"{API}observatoire.json"
COVERAGE_CSV = "donnees/observatoire.csv"
HISTORY_JSON = f"{API}observatoire/historique.json"
HISTORY_CSV = "donnees/observatoire-historique.csv"
CONFORMITY = "conformite"  # identifier of the editorial page


def service_url(identifier: str) -> str:
    """The page of a service."""
    return f"{SERVICES}{identifier}.html"


def structure_url(identifier: str) -> str:
    """The page of a structure."""
    return f"{STRUCTURES}{identifier}.html"


def situation_url(identifier: str, territory: str = "") -> str:
    """The page of a situation, or its sheet for a département or an EPCI."""
    place = f"/{territory}" if territory else ""
    return f"{SITUATIONS}{identifier}{place}.html"


def situation_json_url(identifier: str) -> str:
    """The published data of one situation."""
    return f"{API}situations/{identifier}.json"


def solutions_url(identifier: str) -> str:
    """What answers each need of a situation, territory by territory."""
    return f"{API}situations/{identifier}/solutions.json"


def parcours_url(identifier: str) -> str:
    """The page of a pathway."""
    return f"{PARCOURS}{identifier}.html"


def parcours_json_url(identifier: str) -> str:
    """The published data of one pathway."""
    return f"{API}parcours/{identifier}.json"


def manque_url(identifier: str) -> str:
    """The page of a confirmed gap."""
    return f"{MANQUES}{identifier}.html"


def manque_json_url(identifier: str) -> str:
    """The published data of one confirmed gap."""
    return f"{API}manques/{identifier}.json"


def event_url(identifier: str) -> str:
    """The page of an event."""
    return f"{EVENTS}{identifier}.html"


def event_calendar_url(identifier: str) -> str:
    """The dates of an event, for an agenda."""
    return f"{EVENTS}{identifier}.ics"


def booklet_url(territory: str) -> str:
    """The booklet to print of a département or an EPCI."""
    return f"{BOOKLETS}{territory}.html"


def event_booklet_url(identifier: str) -> str:
    """The booklet to print of an event."""
    return f"{BOOKLETS}evenement-{identifier}.html"


def theme_url(code: str) -> str:
    """The list of a thématique or of one of the 16 great themes."""
    return f"{THEMES}{code}.html"


def public_url(code: str) -> str:
    """The list for an audience."""
    return f"{PUBLICS}{code}.html"


def statut_url(code: str) -> str:
    """The list for a situation of employment."""
    return f"{STATUTS}{code}.html"


def territory_url(code: str) -> str:
    """The list of what covers a département or an EPCI."""
    return f"{TERRITORIES}{code}.html"


def coverage_area_url(code: str) -> str:
    """Who is served on a département or an EPCI, and what is missing there."""
    return f"{OBSERVATORY}territoires/{code}.html"


def partner_url(structure: str) -> str:
    """The mirror of a partner: its entries, what is due, what it could do."""
    return f"observatoire/partenaires/{structure}.html"


def month_json_url(mois: str) -> str:
    """What the observatory counted in a month: "2026-11"."""
    return f"{API}observatoire/{mois}.json"


def coverage_json_url(code: str) -> str:
    """The same figures as the page of a territory, as data."""
    return f"{API}observatoire/territoires/{code}.json"


def coverage_theme_url(code: str) -> str:
    """Where a great theme or a thématique is answered, and for whom."""
    return f"{OBSERVATORY}besoins/{code}.html"


def review_calendar_url(structure: str = "") -> str:
    """The days when entries have to be checked, for an agenda: of a structure, or all of them."""
    return f"{OBSERVATORY}revues{f'/{structure}' if structure else ''}.ics"


def review_feed_url(structure: str = "") -> str:
    """What became due, as a feed: of a structure, or of all of them."""
    return f"{OBSERVATORY}revues{f'/{structure}' if structure else ''}.atom"


def crossing_url(territory: str, theme: str) -> str:
    """The list of what answers a great theme and covers a département or an EPCI."""
    return f"{TERRITORIES}{territory}/{theme}.html"


def numbered_url(url: str, number: int) -> str:
    """A further page of a list: "territoires/43.html" → "territoires/43-2.html"."""
    return url if number == 1 else f"{url.removesuffix('.html')}-{number}.html"


def editorial_url(identifier: str) -> str:
    """One editorial page."""
    return f"pages/{identifier}.html"


def search_url(**chosen: str) -> str:
    """The search page with facets already chosen: `search_url(theme="mobilite")`."""
    return SEARCH + (f"?{urlencode(chosen)}" if chosen else "")


def my_aids_url(person: Mapping[str, Any]) -> str:
    """« Mes aides possibles », already answered for a person: `aid-address.js` reads the same."""
    names = {"commune": "lieu", "hors_publics": "hors"}
    parts = (
        f"{names.get(fact, fact)}={','.join(said) if isinstance(said, (list, tuple)) else said}"
        for fact, said in person.items()
        if fact != "ressources"  # an amount alone does not say what it counts
    )
    fragment = "&".join(sorted(parts))
    return f"{MY_AIDS}#{fragment}" if fragment else MY_AIDS


def correct_url(identifier: str, kind: str = "service") -> str:
    """Where to say that an entry is wrong, or to correct it."""
    folder = "structures/" if kind == "structure" else ""
    return f"{CORRECT}{folder}{identifier}/"


def filled_form_url(identifier: str, kind: str = "service") -> str:
    """The form, which fills itself on the device with the entry."""
    return f"{PROPOSE_STRUCTURE if kind == 'structure' else PROPOSE}#fiche={identifier}"


def service_json_url(identifier: str) -> str:
    """The published data of one service."""
    return f"{API}services/{identifier}.json"


def structure_json_url(identifier: str) -> str:
    """The published data of one structure."""
    return f"{API}structures/{identifier}.json"


def event_json_url(identifier: str) -> str:
    """The published data of one event."""
    return f"{API}evenements/{identifier}.json"


def feed_url(facet: str = "", code: str = "") -> str:
    """A feed of changes, without its suffix: of everything, or of one need, place, provider."""
    return f"{OPEN_DATA}changements" + (f"/{facet}/{code}" if facet else "")


def twin_url(url: str) -> str:
    """The Markdown twin of an entry's page: "services/visale.html" → "services/visale.md"."""
    return f"{url.removesuffix('.html')}.md"


def output_path(url: str) -> str:
    """The file that answers a URL: "recherche/" → "recherche/index.html"."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def root_of(url: str) -> str:
    """From a page to the site's root: "services/visale.html" → "../"."""
    return "../" * url.count("/") or "./"
