"""What entries say differently: each rule, its silences, the pairs, and where it is told."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.contradictions import KINDS, Contradiction, Doublons, PasUnDoublon
from generator.diagnostics import Position, Span
from generator.entries import Falc, Montant, Relations, Service, Structure
from generator.model import Catalogue, Document
from generator.plan.contradictions import find_contradictions, note_contradictions
from generator.plan.contradictions_page import all_contradictions, contradictions_page
from generator.plan.rupture_ground import make_ground
from generator.plan.text_rules import find_text_faults
from generator.quality_view import ContradictionsView
from tests.plan.conftest import SERVICE
from tests.plan.test_shelves import SETTINGS
from tests.sites.building import complete_site, real_site

TODAY = date(2026, 11, 21)
PLAIN = replace(SERVICE, nom="Prêt de scooter", resume="Un scooter prêté.", eligibilite=None)
Find = Callable[..., tuple[Contradiction, ...]]


def entry(name: str = "scooter", **changes: Any) -> Service:
    return replace(PLAIN, id=name, **changes)


def structure(name: str, **changes: Any) -> Structure:
    return Structure(id=name, nom=changes.pop("nom", name), date_maj=TODAY, sources=(), **changes)


@pytest.fixture
def find(coverage: Any) -> Find:
    def run(*services: Service, **more: Any) -> tuple[Contradiction, ...]:
        catalogue = Catalogue(
            services=services, pages=(), **{"structures": (), **more}, settings=SETTINGS
        )
        return find_contradictions(catalogue, make_ground(catalogue, coverage, TODAY), TODAY)

    return run


def codes(found: tuple[Contradiction, ...]) -> list[str]:
    return [item.code for item in found]


EUROS = Montant(max=800, unite="€", periodicite="ponctuelle", sens="recu")
YOUNG = {"toutes": [{"age": {"min": 16, "max": 25}}]}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("montant-contredit", {"montant": EUROS, "resume": "Jusqu’à 1 000 € en une fois."}),
        (
            "montant-contredit",
            {"montant": EUROS, "falc": Falc(texte="Vous recevez 900 euros au plus.")},
        ),
        ("age-contredit", {"eligibilite": YOUNG, "resume": "De 18 à 25 ans."}),
        ("age-contredit", {"eligibilite": YOUNG, "conditions_acces": "Avoir moins de 25 ans."}),
        (
            "age-contredit",
            {"eligibilite": {"toutes": [{"age": {"max": 25}}]}, "resume": "De 16 à 25 ans."},
        ),
        (
            "age-contredit",
            {"eligibilite": {"toutes": [{"statuts": ["apprenti"]}]}, "resume": "Dès 16 ans."},
        ),
        ("frais-contredits", {"frais": "payant", "resume": "Un service gratuit."}),
        ("frais-contredits", {"frais": "gratuit", "resume": "La location coûte 5 €."}),
        (
            "accueil-contredit",
            {"modes_accueil": ("a-distance",), "demarches": ("Il faut venir sur place.",)},
        ),
        (
            "accueil-contredit",
            {"modes_accueil": ("en-presentiel",), "resume": "Tout se fait en ligne."},
        ),
        ("etat-contredit", {"etat": "actif", "resume": "Ce service n’existe plus."}),
        ("echeance-passee", {"resume": "Inscriptions jusqu’au 31 janvier 2026."}),
        (
            "zone-contredite",
            {"zone_eligibilite": ("43",), "conditions_acces": "Habiter dans le Rhône."},
        ),
        (
            "zone-contredite",
            {"zone_eligibilite": ("43",), "nom": "Aide de la CAF de la Haute-Saône"},
        ),
        (
            "zone-contredite",
            {"zone_eligibilite": ("43",), "eligibilite": {"toutes": [{"zone": ["43157"]}]}},
        ),
    ],
)
def test_a_text_that_contradicts_a_field_is_told(
    code: str, changes: dict[str, Any], find: Find
) -> None:
    assert codes(find(entry(**changes))) == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {"montant": EUROS, "resume": "Jusqu’à 800 €, et jusqu’à 400 € la deuxième fois."},
        {"montant": replace(EUROS, periodicite="annuelle"), "resume": "Jusqu’à 67 € par mois."},
        {"montant": replace(EUROS, unite="%"), "resume": "Jusqu’à 1 000 €."},
        {"montant": replace(EUROS, max=None, min=100), "resume": "Jusqu’à 1 000 €."},
        {"montant": None, "resume": "Jusqu’à 1 000 €."},
        {"eligibilite": YOUNG, "resume": "De 16 à 25 ans."},
        {"eligibilite": YOUNG, "resume": "Jusqu’à 26 ans."},  # 26 may be the first age left out
        {"eligibilite": YOUNG, "resume": "De 16 à 25 ans, puis de 26 à 30 ans."},
        {
            "eligibilite": {
                "toutes": [{"age": {"max": 26}}, {"a_verifier": "À 26 ans, demandez."}]
            },
            "resume": "Moins de 26 ans.",
        },
        {
            "eligibilite": {"une": [{"age": {"max": 20}}, {"age": {"min": 60}}]},
            "resume": "Dès 18 ans.",
        },
        {"eligibilite": {"toutes": [{"a_verifier": "Le reste."}]}, "resume": "Dès 18 ans."},
        {"eligibilite": None, "resume": "Dès 18 ans."},
        {"frais": None, "resume": "Un service gratuit."},
        {"modes_accueil": ("a-distance", "en-presentiel"), "resume": "Tout se fait en ligne."},
        {"etat": "suspendu", "resume": "Ce service est suspendu."},
        {"etat": "suspendu", "resume": "Inscriptions jusqu’au 31 janvier 2026."},
        {"etat": "termine", "frais": "payant", "resume": "Un service gratuit."},
        {"zone_eligibilite": ("43157",), "conditions_acces": "Habiter en Haute-Loire."},
        {"zone_eligibilite": ("france",), "conditions_acces": "Habiter dans le Rhône."},
        {
            "zone_eligibilite": ("region-84",),
            "conditions_acces": "Habiter dans le Rhône ou en Haute-Loire.",
        },
        {
            "zone_eligibilite": ("43",),
            "conditions_acces": "Habiter dans la vallée de la Loire ou en Haute-Loire.",
        },
        {"zone_eligibilite": ("43",), "resume": "Un chèque pour le Var et la Somme."},
        {"zone_eligibilite": ("43157",), "eligibilite": {"toutes": [{"zone": ["43"]}]}},
    ],
)
def test_a_doubt_is_silence(changes: dict[str, Any], find: Find) -> None:
    assert find(entry(**changes)) == ()


def test_no_real_entry_contradicts_itself() -> None:
    plan = real_site().plan

    assert len(plan.catalogue.services) > 70
    assert plan.contradictions == ()


@given(text=st.text(max_size=300), body=st.text(max_size=80))
def test_any_text_is_judged(text: str, body: str) -> None:
    resume = f"{text} jusqu’à {body} €. De {body} ans. Ce service {text} n’existe plus."
    service = entry(resume=resume, montant=EUROS, eligibilite=YOUNG, frais="payant")

    for item in find_text_faults(service, TODAY):
        assert item.fiche == "services/scooter"


def test_a_structure_that_works_elsewhere_is_told(find: Find) -> None:
    elsewhere = structure("ailleurs", territoires=("71",))
    service = entry(structure="ailleurs", zone_eligibilite=("43",))

    assert codes(find(service, structures=(elsewhere,))) == ["zone-contredite"]
    assert (
        find(entry(structure="ailleurs", zone_eligibilite=("71153",)), structures=(elsewhere,))
        == ()
    )


# the same aid told twice

PAGE = "https://www.exemple.fr/aides/scooter"


def twins(**changes: Any) -> tuple[Service, Service]:
    """The same aid told by two structures."""
    first = entry("a", structure="une", lien_source=PAGE)
    return first, replace(first, **{"id": "b", "structure": "autre", **changes})


BOTH = (structure("une", nom="Mission locale"), structure("autre", nom="Auto-école associative"))


def test_two_structures_that_tell_one_page_are_told_once(find: Find) -> None:
    (found,) = find(*twins(nom="Deux-roues à prêter"), structures=BOTH)

    assert (found.code, found.fiche, found.vers) == ("doublon-probable", "services/a", "services/b")
    assert found.champ == ("lien_source",)


def test_two_aids_of_one_page_of_one_structure_are_two_aids(find: Find) -> None:
    pair = twins(nom="Atelier de réparation", structure="une")

    assert find(*pair, structures=BOTH) == ()


def test_a_number_alone_says_nothing_and_with_a_near_name_it_does(find: Find) -> None:
    phone = "+33 4 71 00 00 00"
    one = entry("a", telephone=phone, nom="Prêt de scooter électrique")
    other = replace(one, id="b", nom="Permis accéléré")

    assert find(one, other) == ()
    assert codes(find(one, replace(other, nom="Prêt de scooter neuf"))) == []
    assert codes(find(one, replace(other, nom="Prêt du scooter électrique"))) == [
        "doublon-probable"
    ]


def test_the_same_aid_elsewhere_is_another(find: Find) -> None:
    assert codes(find(*twins(zone_eligibilite=("43157",)), structures=BOTH)) == ["doublon-probable"]
    assert find(*twins(zone_eligibilite=("71",)), structures=BOTH) == ()


def many(count: int, **changes: Any) -> tuple[Service, ...]:
    """One name given by so many structures of one network, as « Aide au budget » is."""
    return tuple(
        entry(f"budget-{rank}", nom="Aide au budget", structure=f"ccas-{rank}", **changes)
        for rank in range(count)
    )


NETWORK = tuple(
    structure(f"ccas-{rank}", nom=f"CCAS {rank}", site_web="https://reseau.example.org/")
    for rank in range(5)
)


def test_a_name_that_many_structures_give_is_no_clue_by_itself(find: Find) -> None:
    assert codes(find(*many(3), structures=NETWORK)) == ["doublon-probable"] * 3
    assert find(*many(4), structures=NETWORK) == ()
    longer = replace(many(5)[4], id="vacances", nom="Aide au budget vacances")
    assert find(*many(4), longer, structures=NETWORK) == ()


@pytest.mark.parametrize(
    "clue",
    [
        {"telephone": "04 71 00 00 00"},
        {"lien_mobilisation": "https://reseau.example.org/budget"},
        {"adresse": "12, rue du Pont", "code_insee": "43157"},
        {"structure": "ccas-0"},
    ],
)
def test_such_a_name_needs_one_more_clue(clue: dict[str, Any], find: Find) -> None:
    first, second, *others = many(5)

    found = find(replace(first, **clue), replace(second, **clue), *others, structures=NETWORK)

    assert [(one.fiche, one.vers) for one in found] == [("services/budget-0", "services/budget-1")]


def test_the_same_street_of_another_commune_is_another_door(find: Find) -> None:
    street = {"adresse": "12 rue du Pont"}
    first, second, *others = many(4)
    pair = (
        replace(first, **street, code_insee="43157"),
        replace(second, **street, code_insee="43200"),
    )

    assert find(*pair, *others, structures=NETWORK) == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        ({"montant": EUROS}, {"montant": replace(EUROS, max=600)}, "maximum de 800\u00a0€ ici"),
        (
            {"eligibilite": YOUNG},
            {"eligibilite": {"toutes": [{"age": {"min": 18}}]}},
            "dès 16\u00a0ans",
        ),
        ({"etat": "actif"}, {"etat": "suspendu"}, "ouvert ici, fermé là"),
    ],
)
def test_twins_that_disagree_say_on_what(
    mine: dict[str, Any], theirs: dict[str, Any], words: str, find: Find
) -> None:
    one, other = twins()

    (found,) = find(replace(one, **mine), replace(other, **theirs), structures=BOTH)

    assert found.code == "fiches-en-desaccord"
    assert words in found.message


def test_amounts_of_two_rhythms_are_not_compared(find: Find) -> None:
    one, other = twins(montant=replace(EUROS, max=50, periodicite="mensuelle"))

    assert codes(find(replace(one, montant=EUROS), other, structures=BOTH)) == ["doublon-probable"]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a"), ("b", "c", "a")])
def test_a_pair_that_somebody_checked_is_not_told(names: tuple[str, ...], find: Find) -> None:
    listed = Doublons(pas_un_doublon=(PasUnDoublon(fiches=names, motif="Deux prêts."),))

    assert find(*twins(), structures=BOTH, doublons=listed) == ()


def test_a_pair_with_an_entry_of_another_guichet_may_be_listed_too(site: Any) -> None:
    case = Path(__file__).parents[1] / "cases/refused/doublon-probable"
    shutil.copytree(case, site.root, dirs_exist_ok=True)
    told = site.check().diagnostics
    names = ["garage-associatif", "garage-solidaire"]
    listed = {"pas_un_doublon": [{"fiches": names, "motif": "Deux garages."}]}
    site.lay("content/doublons.yaml", json.dumps(listed))

    assert [item.code for item in told] == ["doublon-probable"] * 2
    assert [item for item in site.check().diagnostics if "services" in item.path] == []


def test_an_entry_of_another_guichet_is_not_judged(find: Find) -> None:
    free = entry("a", frais="payant", resume="Un service gratuit.")

    assert find(free, externals={"services/a": "https://velay.example.org/"}) == ()


def test_two_structures_with_one_number_are_told(find: Find) -> None:
    pair = (structure("a", siret="12345678900011"), structure("b", siret="12345678900011"))

    (found,) = find(structures=pair)

    assert (found.fiche, found.vers, found.champ) == ("structures/a", "structures/b", ("siret",))


# cumulation

TOGETHER = Relations(cumulable_avec=("b",))


@pytest.mark.parametrize(
    ("link", "text", "told"),
    [
        (TOGETHER, "Cette aide n’est pas cumulable avec le prêt de vélo.", True),
        (TOGETHER, "Cette aide est non cumulable avec toute autre aide.", True),
        (TOGETHER, "Cette aide n’est pas cumulable avec le permis.", False),
        (TOGETHER, "Cette aide se cumule avec le prêt de vélo.", False),
        (Relations(incompatible_avec=("b",)), "Cette aide se cumule avec le prêt de vélo.", True),
        (Relations(incompatible_avec=("b",)), "Elle est incompatible avec le prêt de vélo.", False),
    ],
)
def test_a_text_and_a_link_that_disagree_on_cumulation_are_told(
    link: Relations,
    text: str,
    told: bool,
    find: Find,
) -> None:
    found = find(entry("a", relations=link, conditions_acces=text), entry("b", nom="Prêt de vélo"))

    assert codes(found) == (["cumul-contredit"] if told else [])


def test_the_other_entry_may_hold_the_text(find: Find) -> None:
    other = entry(
        "b", nom="Prêt de vélo", conditions_acces="Non cumulable avec le prêt de scooter."
    )

    (found,) = find(entry("a", relations=TOGETHER), other)

    assert (found.fiche, found.vers) == ("services/b", "services/a")


# where it is told


def document(text: str, **spans: Span) -> Document:
    return Document(
        path="content/services/a.md",
        collection="services",
        id="a",
        data={},
        key_spans={},
        value_spans={(name,): span for name, span in spans.items()},
        body=text.rsplit("---\n", maxsplit=1)[-1],
        body_line=text[: text.rindex("---\n")].count("\n") + 2,
        text=text,
    )


def test_a_diagnostic_stands_on_the_words_even_written_bold() -> None:
    text = "---\nnom: A\n---\n\nL’aide peut atteindre **900\u00a0€** par an.\n"
    item = Contradiction(
        code=KINDS[2], fiche="services/a", champ=("description",), message="m", conseil="c",
        texte="peut atteindre 900 €",
    )  # fmt: skip

    (told,) = note_contradictions([item], [document(text)])

    assert told.span == Span(Position(5, 8), Position(5, 30))


def test_words_that_the_file_writes_otherwise_leave_the_place_of_the_field() -> None:
    place = Span(Position(2, 6), Position(2, 7))
    item = Contradiction(
        code=KINDS[2], fiche="services/a", champ=("nom",), message="m", conseil="c", texte="z"
    )

    (told,) = note_contradictions([item], [document("---\nnom: A\n---\n", nom=place)])

    assert told.span == place


# the page


def test_every_kind_of_contradiction_has_its_place_on_the_page() -> None:
    plan = complete_site().plan
    first, second = (f"services/{one.id}" for one in plan.catalogue.services[:2])
    found = tuple(
        Contradiction(code=code, fiche=first, champ=("nom",), message="m", conseil="c", vers=second)
        for code in KINDS
    )

    page = contradictions_page(plan.catalogue, found)

    assert isinstance(page.view, ContradictionsView)
    assert sum(group.count for group in page.view.groups) == len(KINDS)
    assert [line.text for group in page.view.groups for line in group.lines] == ["M."] * len(KINDS)


def test_entries_that_look_alike_are_one_card_with_whose_they_are() -> None:
    catalogue = replace(
        complete_site().plan.catalogue,
        services=many(4, commune="Le Puy-en-Velay"),
        structures=(*NETWORK[:3], structure("ccas-3", nom="CCAS du Puy-en-Velay")),
    )
    pairs = (("budget-0", "budget-1"), ("budget-2", "budget-3"), ("budget-1", "budget-3"))
    found = tuple(
        Contradiction(
            code="doublon-probable",
            fiche=f"services/{first}",
            champ=("nom",),
            message="m",
            conseil="c",
            vers=f"services/{second}",
        )
        for first, second in pairs
    )

    view = contradictions_page(catalogue, found).view

    assert isinstance(view, ContradictionsView)
    ((line,),) = (group.lines for group in view.groups)
    assert view.count == "1\u00a0ressemblance à vérifier"
    assert line.text == "4 fiches semblent dire la même chose."
    assert [one.note for one in (line.entry, *line.others)] == [
        "CCAS 0, Le Puy-en-Velay",
        "CCAS 1, Le Puy-en-Velay",
        "CCAS 2, Le Puy-en-Velay",
        "CCAS du Puy-en-Velay",
    ]


def test_a_cumulation_that_one_side_alone_tells_is_on_the_page() -> None:
    plan = complete_site().plan
    found = all_contradictions(plan.catalogue, plan.ruptures)

    one_sided = [item for item in plan.ruptures if item.genre == "relation-a-sens-unique"]
    assert len(found) - len(plan.catalogue.contradictions) == sum(
        item.lien in ("cumulable_avec", "incompatible_avec") for item in one_sided
    )
