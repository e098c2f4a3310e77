"""UUIDs of HSDS: the same whatever the order, what else there is, and what is withheld."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import NAMESPACE_DNS, NAMESPACE_URL, UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.entries import Lieu, Service
from generator.model import Catalogue
from generator.render.hsds import render_hsds
from generator.site_plan import SitePlan
from tests.render.hsds import judge

T = TypeVar("T")
PLAN = judge.plan_of("complete")
SERVICE = next(entry for entry in PLAN.catalogue.services if entry.id == "service-complet")
SITE = uuid5(NAMESPACE_URL, PLAN.settings.url)


def documents(plan: SitePlan) -> dict[str, Any]:
    return judge.documents(render_hsds(plan))


def with_catalogue(**changes: Any) -> SitePlan:
    catalogue: Catalogue = replace(PLAN.catalogue, **changes)
    return replace(PLAN, catalogue=catalogue)


def with_service(service: Service) -> SitePlan:
    """The complete site, whose complete service says something else."""
    others = (entry for entry in PLAN.catalogue.services if entry.id != SERVICE.id)
    return with_catalogue(services=(service, *others))


def by_identifier(found: Mapping[str, Any]) -> dict[str, Any]:
    """Every object that has one, its lists as sets: what is the same in another order."""
    objects = (row for name in judge.LISTS for row in inside(found[name]["contents"]))
    return {row["id"]: unordered(row) for row in objects}


def inside(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        if "id" in value:
            yield value
        for key, item in value.items():
            if not key.startswith("x_"):
                yield from inside(item)
    elif isinstance(value, list):
        for item in value:
            yield from inside(item)


def unordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: unordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((unordered(item) for item in value), key=repr)
    # the numbers of the steps follow the order in which a partner wrote them
    return value


def shuffled(items: Sequence[T], draw: st.DataObject) -> tuple[T, ...]:
    return tuple(draw.draw(st.permutations(items)))


@settings(max_examples=40)
@given(st.data())
def test_no_order_changes_an_identifier_or_what_it_says(data: st.DataObject) -> None:
    entry = replace(
        SERVICE,
        lieux=shuffled(SERVICE.lieux, data),
        justificatifs=shuffled(SERVICE.justificatifs, data),
        thematiques=shuffled(SERVICE.thematiques, data),
        langues=shuffled(SERVICE.langues, data),
        zone_eligibilite=shuffled(SERVICE.zone_eligibilite, data),
        anciens_ids=shuffled(SERVICE.anciens_ids, data),
    )
    others = [item for item in PLAN.catalogue.services if item.id != SERVICE.id]
    services = shuffled([entry, *others], data)
    structures = shuffled(PLAN.catalogue.structures, data)

    found = by_identifier(documents(with_catalogue(services=services, structures=structures)))

    assert found == by_identifier(documents(PLAN))


@given(st.data())
def test_an_entry_less_changes_no_other(data: st.DataObject) -> None:
    cited = {name for item in PLAN.catalogue.services for name in _cited(item)}
    removable = [item for item in PLAN.catalogue.services if item.id not in cited]
    gone = data.draw(st.sampled_from(removable))
    rest = tuple(item for item in PLAN.catalogue.services if item.id != gone.id)

    before = by_identifier(documents(PLAN))
    after = by_identifier(documents(with_catalogue(services=rest)))

    assert after.items() <= before.items()
    assert str(uuid5(SITE, f"services/{gone.id}")) not in after


def _cited(service: Service) -> set[str]:
    return {service.id} if service.relations else set()


def test_anyone_can_compute_the_identifiers_of_entries() -> None:
    found = documents(PLAN)
    terms = {
        (row["taxonomy"], row["code"]): row for row in found["taxonomy_terms.json"]["contents"]
    }
    shared = uuid5(NAMESPACE_DNS, "data.inclusion.gouv.fr")

    for row in found["services.json"]["contents"]:
        assert row["id"] == str(uuid5(SITE, f"services/{row['x_id']}"))
    for row in found["organizations.json"]["contents"]:
        assert row["id"] == str(uuid5(SITE, f"structures/{row['x_id']}"))
    assert terms["publics", "jeunes"]["id"] == str(uuid5(shared, "taxonomies/publics/jeunes"))
    assert terms["etats", "actif"]["id"] == str(uuid5(SITE, "taxonomies/etats/actif"))


def test_a_term_of_data_inclusion_is_the_same_in_every_directory() -> None:
    elsewhere = documents(judge.plan_of("minimal"))["taxonomy_terms.json"]["contents"]
    here = documents(PLAN)["taxonomy_terms.json"]["contents"]
    shared = {row["id"] for row in here} & {row["id"] for row in elsewhere}

    names = {row["taxonomy"] for row in here if row["id"] in shared}
    assert names == {
        *("thematiques", "types", "publics", "frais", "modes-accueil", "reseaux-porteurs"),
        *("personnes-mobilisatrices", "modes-mobilisation"),
    }


def test_a_renamed_entry_keeps_the_file_of_its_former_identifier() -> None:
    renamed = replace(SERVICE, id="nouveau-nom", anciens_ids=(SERVICE.id, *SERVICE.anciens_ids))
    view = replace(_view_of(SERVICE.id), id="nouveau-nom")
    pages = tuple(
        replace(page, view=view) if getattr(page.view, "id", "") == SERVICE.id else page
        for page in PLAN.pages
    )

    found = documents(replace(with_service(renamed), pages=pages))
    old, new = (str(uuid5(SITE, f"services/{name}")) for name in (SERVICE.id, "nouveau-nom"))

    assert found[f"services/{old}.json"] == found[f"services/{new}.json"]
    assert found[f"services/{new}.json"]["id"] == new
    assert old in found[f"services/{new}.json"]["x_anciens_ids"]


def _view_of(identifier: str) -> Any:
    views = [page.view for page in PLAN.pages if getattr(page.view, "id", "") == identifier]
    return views[0]


SECRETS = st.builds(
    Lieu,
    nom=st.just("Lieu protégé"),
    commune=st.just("Brioude"),
    code_insee=st.just("43040"),
    code_postal=st.just("43100"),
    adresse=st.text(st.sampled_from("abcdefgh123 "), min_size=4).map(lambda text: f"9 rue {text}"),
    complement_adresse=st.just("Porte secrète"),
    latitude=st.floats(42, 50),
    longitude=st.floats(-4, 8),
    adresse_masquee=st.just(True),
)


@settings(max_examples=40)
@given(SECRETS, SECRETS)
def test_nothing_withheld_shows_even_through_an_identifier(first: Lieu, other: Lieu) -> None:
    """Two secret addresses in one commune give the same bytes: neither can be guessed."""
    files = [
        {
            item.path: item.content
            for item in render_hsds(with_service(replace(SERVICE, lieux=(place,))))
        }
        for place in (first, other)
    ]

    assert files[0] == files[1]
    text = b"".join(files[0].values()).decode()
    assert "9 rue" not in text
    assert "Porte secr" not in text


def test_two_withheld_places_that_say_the_same_are_two() -> None:
    secret = Lieu(commune="Brioude", code_insee="43040", adresse_masquee=True)
    found = documents(with_service(replace(SERVICE, lieux=(secret, secret, secret))))
    places = [row for row in found["locations.json"]["contents"] if row.get("x_adresse_masquee")]

    assert len({row["id"] for row in places}) == 3


def test_every_identifier_is_a_version_five() -> None:
    found = by_identifier(documents(PLAN))

    assert len(found) > 200
    assert {UUID(identifier).version for identifier in found} == {5}
