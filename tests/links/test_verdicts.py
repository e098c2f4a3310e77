"""What an answer means, whatever it is: nothing is called moved or failed without its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.link_words import MOTIFS, when, why
from generator.links import (
    A_VERIFIER,
    DEPLACE,
    ECHEC,
    REPOND,
    SUSPECT,
    Answer,
    Finding,
    remember,
)
from generator.plan import judge_visit
from tests.conftest import TODAY

PAGE = "https://www.exemple.fr/aides/permis"


def judged(title: str = "", status: int = 200, **more: object) -> Finding:
    return judge_visit(PAGE, Answer(status=status, final=PAGE, title=title, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    [
        "Erreur 404",
        "404 | Ma région",
        "Oups ! 404",
        "Page introuvable - Ma région",
        "Ma région | Page non trouvée",
        "La page demandée n’existe pas",
        "Cette page n’existe plus",
        "Désolé, la page que vous cherchez n’est pas disponible",
        "Page Not Found",
        "Not found",
        "Offre expirée",
    ],
)
def test_a_page_that_says_it_is_missing_is_suspected(title: str) -> None:
    assert judged(title).etat == SUSPECT


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Aide au permis de conduire",
        "Que faire quand un logement est introuvable ?",
        "Route départementale 404 : travaux",
        "Formulaire Cerfa 12404",
        "Mon employeur a disparu : qui contacter ?",
        "Objets trouvés, objets non trouvés",
        "Maintenance des véhicules : se former",
        "Robotique : les formations",
        "Un domaine à vendre ? Les aides à l’installation agricole",
    ],
)
def test_a_page_about_something_else_is_left_alone(title: str) -> None:
    assert judged(title).etat == REPOND


@pytest.mark.parametrize("title", ["Ce domaine est à vendre", "exemple.fr : domain for sale"])
def test_a_site_that_is_for_sale_is_suspected(title: str) -> None:
    assert judged(title).motif == "a-vendre"


def moved(to: str, *hops: int, url: str = PAGE) -> Finding:
    return judge_visit(url, Answer(status=200, final=to, hops=hops or (301,)))


@pytest.mark.parametrize(
    ("to", "etat"),
    [
        ("https://www.exemple.fr/permis", DEPLACE),
        ("https://nouveau.fr/permis", DEPLACE),
        ("https://www.exemple.fr/aides/permis/", REPOND),
        ("https://exemple.fr/aides/permis", REPOND),
        ("http://www.exemple.fr/permis", REPOND),
        ("https://www.exemple.fr/permis;jsessionid=1", REPOND),
        ("https://www.exemple.fr/permis?from=ancien", REPOND),
        ("https://www.exemple.fr/", SUSPECT),
        ("https://www.exemple.fr/fr/", SUSPECT),
        ("https://www.exemple.fr/index.php", SUSPECT),
        ("https://www.exemple.fr/page-introuvable", SUSPECT),
        ("https://compte.exemple.fr/connexion?retour=x", A_VERIFIER),
    ],
)
def test_a_redirection_is_followed_to_its_sense(to: str, etat: str) -> None:
    assert moved(to).etat == etat


def test_only_what_moved_for_good_has_a_new_address() -> None:
    assert moved("https://www.exemple.fr/permis", 301, 308).etat == DEPLACE
    assert moved("https://www.exemple.fr/permis", 301, 302).etat == REPOND


def test_an_unprotected_address_that_became_protected_has_a_new_one() -> None:
    found = moved("https://www.exemple.fr/a", url="http://www.exemple.fr/a")

    assert (found.etat, found.vers) == (DEPLACE, "https://www.exemple.fr/a")


@pytest.mark.parametrize("url", ["https://www.exemple.fr", "https://www.exemple.fr/accueil"])
def test_a_home_page_that_leads_to_another_is_no_suspect(url: str) -> None:
    assert moved("https://www.exemple.fr/fr/", url=url).etat != SUSPECT


ANSWERS = st.builds(
    Answer,
    status=st.integers(0, 999),
    failure=st.sampled_from(
        [name for name in MOTIFS if name not in ("absente", "supprimee", "panne")]
    ),
    final=st.sampled_from([PAGE, "", "https://exemple.fr/", "http://[", "x", "https://a.fr/b?c#d"])
    | st.text(max_size=20).filter(lambda text: "[" not in text and "]" not in text),
    hops=st.lists(st.sampled_from([301, 302, 308]), max_size=3).map(tuple),
    title=st.text(max_size=60),
    wall=st.booleans(),
)


@given(ANSWERS.filter(lambda answer: answer.final != "http://["))
def test_whatever_comes_is_understood_and_can_be_told(answer: Answer) -> None:
    found = judge_visit(f"{PAGE}#ici", answer)
    memory = remember(None, found, TODAY)

    assert found.etat in (REPOND, DEPLACE, A_VERIFIER, SUSPECT, ECHEC)
    assert (found.etat == REPOND) == (not found.motif)
    assert not found.motif or found.motif in MOTIFS
    assert found.etat != DEPLACE or found.vers.endswith("#ici") or "#" in found.vers
    assert found.etat == REPOND or why(memory)
    assert found.etat == REPOND or when(memory)
