"""Plan: the only place that names a URL or an output path. URLs are relative to the site's root."""

from urllib.parse import urlencode

HOME = ""
SERVICES = "services/"
STRUCTURES = "structures/"
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
LEGAL = "mentions-legales/"
ACCESSIBILITY = "accessibilite/"
PRIVACY = "donnees-personnelles/"
ECODESIGN = "eco-conception/"
OFFLINE = "hors-ligne/"
API = "api/v1/"
CONFORMITY = "conformite"  # identifier of the editorial page


def service_url(identifier: str) -> str:
    """The page of a service."""
    return f"{SERVICES}{identifier}.html"


def structure_url(identifier: str) -> str:
    """The page of a structure."""
    return f"{STRUCTURES}{identifier}.html"


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


def service_json_url(identifier: str) -> str:
    """The published data of one service."""
    return f"{API}services/{identifier}.json"


def structure_json_url(identifier: str) -> str:
    """The published data of one structure."""
    return f"{API}structures/{identifier}.json"


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
