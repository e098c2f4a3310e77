"""What search engines read in pages: schema.org's words, the facts of the page, and few bytes."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from rdflib import Graph, URIRef

from generator.entries import Lieu, Montant, Structure
from generator.render.structured import StructuredData
from generator.render.structured.hours import opening_hours
from generator.render.structured.structure import is_public
from generator.site_plan import SitePlan
from generator.timetable import weekly_timetable
from tests.sites.building import Built, complete_site, minimal_site, real_site
from tests.sites.html_page import read_page

SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}
MAX_BYTES = 1_000  # compressed, on the page of a service

# By type: the properties that must be there, and those that may. Each is one of schema.org's own
# for that type or a type above it.
THING = frozenset(("@id", "name", "description", "url"))
ORGANISATION = (
    frozenset(("name",)),
    THING
    | {
        *("alternateName", "mainEntityOfPage", "identifier", "telephone", "email", "location"),
        *("memberOf", "areaServed"),
    },
)
SERVICE = (
    frozenset(("@id", "name", "description", "url", "serviceType", "provider", "areaServed")),
    THING | {"audience", "availableChannel", "hoursAvailable", "offers"},
)
AREA = (frozenset(("name",)), frozenset(("identifier",)))
NOTHING: frozenset[str] = frozenset()
TYPES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Service": SERVICE,
    "GovernmentService": SERVICE,
    "Organization": ORGANISATION,
    "GovernmentOrganization": ORGANISATION,
    "AdministrativeArea": AREA,
    "City": AREA,
    "Country": (frozenset(("name",)), NOTHING),
    "Audience": (frozenset(("audienceType",)), NOTHING),
    "PeopleAudience": (
        NOTHING,
        frozenset(("audienceType", "requiredMinAge", "requiredMaxAge")),
    ),
    "ServiceChannel": (
        NOTHING,
        frozenset(("serviceUrl", "servicePhone", "serviceLocation", "availableLanguage")),
    ),
    "Event": (
        frozenset(("name",)),
        THING
        | {
            *("startDate", "endDate", "eventStatus", "eventAttendanceMode", "eventSchedule"),
            *("location", "organizer", "contributor", "audience", "inLanguage", "subEvent"),
            *("isAccessibleForFree", "maximumAttendeeCapacity"),
        },
    ),
    "Schedule": (
        frozenset(("repeatFrequency", "byDay", "startTime", "endTime", "scheduleTimezone")),
        frozenset(("startDate", "endDate", "exceptDate")),
    ),
    "VirtualLocation": (frozenset(("url",)), NOTHING),
    "ContactPoint": (frozenset(("telephone",)), NOTHING),
    "Place": (
        NOTHING,
        frozenset(("name", "address", "geo", "telephone", "openingHoursSpecification")),
    ),
    "PostalAddress": (
        frozenset(("addressCountry",)),
        frozenset(("streetAddress", "postalCode", "addressLocality")),
    ),
    "GeoCoordinates": (frozenset(("latitude", "longitude")), NOTHING),
    "OpeningHoursSpecification": (frozenset(("dayOfWeek", "opens", "closes")), NOTHING),
    "Offer": (frozenset(("price", "priceCurrency")), NOTHING),
    "PropertyValue": (frozenset(("propertyID", "value")), NOTHING),
    "BreadcrumbList": (frozenset(("itemListElement",)), NOTHING),
    "ListItem": (frozenset(("position", "name", "item")), NOTHING),
    "WebSite": (
        frozenset(("@id", "name", "url", "inLanguage", "publisher", "potentialAction")),
        frozenset(("description",)),
    ),
    "SearchAction": (frozenset(("target", "query-input")), NOTHING),
    "EntryPoint": (frozenset(("urlTemplate",)), NOTHING),
    "DataCatalog": (
        frozenset(("@id", "name", "url", "license", "publisher", "dataset")),
        frozenset(("description",)),
    ),
    "Dataset": (
        frozenset(("@id", "name", "description", "url", "license", "creator", "distribution")),
        frozenset(
            (
                *("isAccessibleForFree", "inLanguage", "keywords", "dateModified"),
                *("temporalCoverage", "spatialCoverage"),
            )
        ),
    ),
    "DataDownload": (frozenset(("name", "contentUrl", "encodingFormat")), NOTHING),
}


@cache
def blocks_of(name: str) -> Mapping[str, Any]:
    """By page, its block of data; no page has two."""
    found = {}
    for path, text in SITES[name]().pages.items():
        data = read_page(text).data
        assert len(data) < 2, path
        if data:
            found[path] = json.loads(data[0])
    return found


def nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of a block, inner ones included."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def one(block: Mapping[str, Any], *kinds: str) -> Any:
    """The only top object of these types."""
    (node,) = (node for node in block["@graph"] if node["@type"] in kinds)
    return node


@pytest.mark.parametrize("name", SITES)
def test_every_object_has_what_its_type_asks_for_and_nothing_else(name: str) -> None:
    seen = set()
    for path, block in blocks_of(name).items():
        assert block["@context"] == "https://schema.org", path
        for node in nodes(block):
            required, allowed = TYPES[node["@type"]]
            seen.add(node["@type"])

            assert required <= node.keys(), (path, node)
            assert node.keys() <= required | allowed | {"@type"}, (path, node)
            assert all(value not in ("", [], None) for value in node.values()), (path, node)
    expected = {"BreadcrumbList", "WebSite", "DataCatalog", "Dataset", "Organization"}

    assert expected <= seen
    assert seen & {"Service", "GovernmentService"}


def test_the_sites_show_every_type() -> None:
    seen = {node["@type"] for name in SITES for node in nodes(list(blocks_of(name).values()))}

    assert set(TYPES) == seen


@pytest.mark.parametrize("name", SITES)
def test_a_page_has_data_unless_search_engines_leave_it_alone(name: str) -> None:
    plan = SITES[name]().plan
    indexed = {page.path for page in plan.pages if page.index and not page.canonical}

    assert set(blocks_of(name)) == indexed


# rdflib's own parser of JSON-LD uses a class that rdflib advises against.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", SITES)
def test_data_is_linked_data(name: str) -> None:
    """Read as RDF without asking schema.org: absolute addresses, no word of another vocabulary."""
    for path, block in blocks_of(name).items():
        context = {"@vocab": "https://schema.org/"}
        graph = Graph().parse(data=json.dumps({**block, "@context": context}), format="json-ld")
        subjects = {str(node) for node in graph.subjects() if isinstance(node, URIRef)}

        assert len(graph) > 4, path
        assert all(urlsplit(address).scheme == "https" for address in subjects), path
        assert {
            str(p).startswith(("https://schema.org/", "http://www.w3.org/"))
            for p in graph.predicates()
        } == {True}, path


@pytest.mark.parametrize("name", SITES)
def test_every_address_of_the_site_leads_to_a_file(name: str) -> None:
    built = SITES[name]()
    base, followed = built.plan.settings.url, 0
    for block in blocks_of(name).values():
        for text in strings(block):
            if text.startswith(base):
                path = urlsplit(text.removeprefix(base)).path
                followed += 1

                assert (path or "index.html").removesuffix("index.html") in leads(built), text
    assert followed > 100


@cache
def _known(files: frozenset[str]) -> frozenset[str]:
    return frozenset(path.removesuffix("index.html") for path in files)


def leads(built: Built) -> frozenset[str]:
    return _known(frozenset(built.files))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("name", SITES)
def test_the_breadcrumb_is_that_of_the_page(name: str) -> None:
    for page in SITES[name]().plan.pages:
        if not page.breadcrumb or page.path not in blocks_of(name):
            continue
        items = one(blocks_of(name)[page.path], "BreadcrumbList")["itemListElement"]

        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert [item["name"] for item in items] == [
            *(link.label for link in page.breadcrumb),
            page.title,
        ]


def test_a_page_of_a_service_says_what_the_entry_says() -> None:
    node = one(blocks_of("complete")["services/service-complet.html"], "GovernmentService")
    channel = node["availableChannel"]

    assert node["name"] == "Service complet"
    assert node["provider"]["name"] == "Structure complète"
    assert node["audience"] == {
        "@type": "PeopleAudience",
        "audienceType": ["Intérimaires", "Travailleurs saisonniers", "Jeunes", "Actifs"],
        "requiredMinAge": 18,
        "requiredMaxAge": 25,
    }
    assert [area["@type"] for area in node["areaServed"]] == [
        *("City", "AdministrativeArea", "AdministrativeArea", "AdministrativeArea", "Country"),
    ]
    assert node["hoursAvailable"] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "Wednesday",
        "opens": "13:00",
        "closes": "18:00",
    }
    assert channel["servicePhone"] == {"@type": "ContactPoint", "telephone": "04 71 00 00 30"}
    assert channel["availableLanguage"] == ["fr", "ar"]
    assert len(channel["serviceLocation"]) == 3


def test_a_page_of_an_event_says_when_where_and_with_whom() -> None:
    node = one(blocks_of("complete")["evenements/evenement-complet.html"], "Event")
    schedule, days = node["eventSchedule"], node["subEvent"]

    assert (node["startDate"], node["eventStatus"]) == (
        "2026-09-08",
        "https://schema.org/EventScheduled",
    )
    assert "endDate" not in node  # the last day begins at an hour and ends at none
    assert node["organizer"]["name"] == "Structure complète"
    assert node["isAccessibleForFree"] is True
    assert [place["name"] for place in node["location"][:2]] == [
        "Halle de l’événement",
        "Mairie de l’événement",
    ]
    assert (schedule["byDay"], schedule["startTime"], schedule["exceptDate"]) == (
        "https://schema.org/Tuesday",
        "09:00",
        "2027-04-13",
    )
    assert [day.get("eventStatus", "").rpartition("/")[2] for day in days] == [
        *("EventScheduled", "EventScheduled", "EventScheduled", "EventCancelled", "", ""),
    ]


def test_an_event_of_which_nobody_knows_the_day_is_no_event_for_search_engines() -> None:
    block = blocks_of("real")["evenements/innov-insertion-le-creusot.html"]

    assert [node["@type"] for node in block["@graph"]] == ["BreadcrumbList"]


def test_a_withheld_address_is_nowhere_in_the_data() -> None:
    text = json.dumps(list(blocks_of("complete").values()), ensure_ascii=False)

    assert "Brioude" in text
    assert "rue Secrète" not in text
    assert "45.2942" not in text


def test_the_home_page_tells_how_to_search() -> None:
    node = one(blocks_of("real")["index.html"], "WebSite")
    template = node["potentialAction"]["target"]["urlTemplate"]
    fields = read_page(real_site().pages["recherche/index.html"]).all("input")

    assert template.endswith("recherche/?q={search_term_string}")
    assert "q" in {element.attributes.get("name") for element in fields}


def test_the_page_of_open_data_describes_each_dataset() -> None:
    node = one(blocks_of("real")["donnees/index.html"], "DataCatalog")
    datasets = node["dataset"]

    assert {item["@id"] for item in datasets} == {
        f"{node['url']}#jeu-{dataset.id}" for dataset in real_site().plan.datasets
    }
    assert all(50 <= len(item["description"]) <= 5000 for item in datasets)


def test_data_weighs_little_on_the_page_of_a_service() -> None:
    heaviest = 0
    for path, text in real_site().pages.items():
        if path.startswith("services/"):
            bare = re.sub(r'<script type="application/ld\+json">.*?</script>', "", text)
            heaviest = max(heaviest, packed(text) - packed(bare))

    assert 200 < heaviest < MAX_BYTES


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def service_data(**changes: object) -> Any:
    """The data of the minimal site's service, changed."""
    plan = minimal_site().plan
    (service,) = plan.catalogue.services
    changed = replace(plan.catalogue, services=(replace(service, **changes),))
    return of(replace(plan, catalogue=changed), f"services/{service.id}.html")


def test_what_another_site_has_first_is_described_there() -> None:
    plan = minimal_site().plan
    (page,) = (page for page in plan.pages if page.template == "pages/service.html")

    assert StructuredData(plan).of(page) is not None
    assert StructuredData(plan).of(replace(page, canonical="https://example.org/x")) is None


def of(plan: SitePlan, url: str) -> Any:
    (page,) = (page for page in plan.pages if page.url == url)
    block = StructuredData(plan).of(page)
    assert block is not None
    return block["@graph"][0]


@pytest.mark.parametrize(
    ("frais", "montant", "price"),
    [
        (None, None, None),
        ("gratuit", None, 0),
        ("gratuit", Montant(max=1000, unite="€", sens="recu"), 0),
        ("gratuit", Montant(max=1000, unite="€"), None),
        ("payant", None, None),
        ("payant", Montant(min=5, max=5, unite="€", sens="paye"), 5),
        ("payant", Montant(min=5, max=5, unite="€", sens="paye", periodicite="ponctuelle"), 5),
        ("payant", Montant(min=5, max=5, unite="€", sens="paye", periodicite="mensuelle"), None),
        ("payant", Montant(min=5, max=9, unite="€", sens="paye"), None),
        ("payant", Montant(max=9, unite="€", sens="paye"), None),
        ("payant", Montant(min=5, max=5, unite="€/heure", sens="paye"), None),
        ("gratuit", Montant(min=5, max=5, unite="€", sens="paye"), 5),
    ],
)
def test_a_price_is_said_only_when_it_is_exact(
    frais: str | None, montant: Montant | None, price: int | None
) -> None:
    offer = service_data(frais=frais, montant=montant).get("offers")

    assert offer == (
        None if price is None else {"@type": "Offer", "price": price, "priceCurrency": "EUR"}
    )


@pytest.mark.parametrize(
    ("change", "public"),
    [
        ({}, False),
        ({"siren": "130005481"}, True),
        ({"siren": "200053726"}, True),
        ({"siren": "395379746"}, False),
        ({"siret": "21430157400015"}, True),
        ({"reseaux_porteurs": ("ccas-cias",)}, True),
        ({"reseaux_porteurs": ("caf",)}, False),
        ({"reseaux_porteurs": ("communes",), "siren": "395379746"}, False),
    ],
)
def test_a_body_is_public_when_its_number_or_its_network_says_so(
    change: dict[str, Any], public: bool
) -> None:
    (structure,) = minimal_site().plan.catalogue.structures
    blank: Structure = replace(structure, siren=None, siret=None, reseaux_porteurs=())

    assert is_public(replace(blank, **change)) == public


def test_the_type_of_a_service_is_that_of_its_provider() -> None:
    plan = real_site().plan
    structures = {structure.id: structure for structure in plan.catalogue.structures}
    for service in plan.catalogue.services:
        if service.etat == "termine":
            continue
        node = one(blocks_of("real")[f"services/{service.id}.html"], "Service", "GovernmentService")
        public = is_public(structures[service.structure])

        assert node["@type"] == ("GovernmentService" if public else "Service")
        assert node["provider"]["@type"].startswith("Government") == public


def test_places_that_say_one_address_are_told_once() -> None:
    place = Lieu(nom="Guichet", adresse="1 rue Haute", commune="Le Puy-en-Velay")
    data = service_data(adresse="1 rue Haute", commune="Le Puy-en-Velay", lieux=(place,))

    assert data["availableChannel"]["serviceLocation"]["name"] == "Guichet"


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 08:30-12:30,13:30-17:00; PH off",
        "Mo-Fr 9:00-12:00",
        "Tu,Th 14:00-18:00",
        "Mo,We-Fr 09:00-12:00; Tu 10:00-11:00",
        "Mo-Fr 09:00-17:00; We off",
        "Mo-Su 10:00-18:00",
        "10:00-18:00",
        "24/7",
        "Sa-Mo 10:00-12:00",
        "Mo-Fr 09:00-17:00; Fr 09:00-12:00",
    ],
)
def test_hours_say_the_same_as_the_library_of_hours(text: str) -> None:
    """Each quarter of an hour of a week without holiday."""
    monday = date(2026, 9, 7)
    table = weekly_timetable(text, monday)
    hours = opening_hours(text)
    assert hours
    for quarter in range(7 * 96):
        moment = datetime.combine(monday, time()) + timedelta(minutes=15 * quarter)

        assert is_open(hours, moment) == table.at(moment), (text, moment)


def is_open(hours: list[Mapping[str, Any]], moment: datetime) -> bool:
    clock = f"{moment:%H:%M}"
    day = (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),)[
        moment.weekday()
    ]
    return any(
        day in (spec["dayOfWeek"] if isinstance(spec["dayOfWeek"], list) else [spec["dayOfWeek"]])
        and spec["opens"] <= clock < spec["closes"]
        for spec in hours
    )


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Jun-Sep Mo-Fr 09:00-12:00",
        'Mo-Fr 09:00-12:00 "sur rendez-vous"',
        "Mo-Fr 09:00+",
        "Mo[1] 09:00-12:00",
        "SH off",
        "Mo-Fr 09:00-12:00 || Sa 10:00-12:00",
        "week 1-53/2 Fr 09:00-12:00",
        "Mo-PH 09:00-12:00",
        "PH off",
        "Mo-Fr",
    ],
)
def test_hours_that_say_more_than_a_week_are_left_to_people(text: str | None) -> None:
    assert opening_hours(text) == []


def test_hours_of_a_public_holiday_are_its_own() -> None:
    said = opening_hours("Mo-Fr 09:00-12:00; PH 10:00-11:00")

    assert {"PublicHolidays"} == {spec["dayOfWeek"] for spec in said if spec["opens"] == "10:00"}


def test_words_of_an_entry_stay_words_in_the_data() -> None:
    words = '</script><!--<script>"\u2028{"@id": "https://piege.example/"}'

    assert service_data(nom=words)["name"] == words
