"""A visit of a site in trouble, and what it is taken for: every case is played by a real server."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from generator.link_words import MOTIFS
from generator.links import A_VERIFIER, DEPLACE, ECHEC, REPOND, SUSPECT, Answer, Finding
from generator.load import Bounds, Manners, visit_all
from generator.load.guarded import is_public
from generator.plan import judge_visit
from tests.links.certificates import make_certificates
from tests.links.troubled_server import TroubledServer, manners, serving

SITE = "http://garage.example"


@pytest.fixture(scope="module")
def shared() -> Iterator[TroubledServer]:
    with serving() as running:
        yield running


@pytest.fixture
def server() -> Iterator[TroubledServer]:
    with serving() as running:
        yield running


def answer(server: TroubledServer, path: str, **chosen: object) -> Answer:
    url = path if "://" in path else SITE + path
    ((asked, found),) = visit_all([url], manners(server, **chosen))

    assert asked == url
    return found


def finding(server: TroubledServer, path: str, **chosen: object) -> Finding:
    url = path if "://" in path else SITE + path
    found = judge_visit(url, answer(server, path, **chosen))

    assert not found.motif or found.motif in MOTIFS
    return found


@pytest.mark.parametrize(
    ("path", "etat", "motif"),
    [
        ("/page", REPOND, ""),
        ("/page#horaires", REPOND, ""),
        ("/document", REPOND, ""),
        ("/tete-refusee", REPOND, ""),
        ("/tete-fausse", REPOND, ""),
        ("/tete-coupee", REPOND, ""),
        ("/enorme", REPOND, ""),
        ("/paquet", REPOND, ""),  # what is packed is not opened, so nothing is read in it
        ("/emploi-introuvable", REPOND, ""),
        ("/pour-aujourdhui", REPOND, ""),
        ("/vers-session", REPOND, ""),
        ("/vers-accents", REPOND, ""),  # over http: nothing better to write
        ("/panne-courte", REPOND, ""),
        ("/vers-accueil", SUSPECT, "accueil"),
        ("/vers-404", SUSPECT, "introuvable"),
        ("/introuvable", SUSPECT, "introuvable"),
        ("/a-vendre", SUSPECT, "a-vendre"),
        ("/en-travaux", A_VERIFIER, "travaux"),
        ("/robot", A_VERIFIER, "refuse"),
        ("/vers-connexion", A_VERIFIER, "connexion"),
        ("/mur", A_VERIFIER, "refuse"),
        ("/temoins", A_VERIFIER, "boucle-temoins"),
        ("/nulle-part", A_VERIFIER, "inattendue"),
        *((f"/statut/{code}", A_VERIFIER, "refuse") for code in (401, 403, 405, 429, 451)),
        *((f"/statut/{code}", A_VERIFIER, "inattendue") for code in (400, 409, 304)),
        ("/statut/404", ECHEC, "absente"),
        ("/statut/410", ECHEC, "supprimee"),
        *((f"/statut/{code}", ECHEC, "panne") for code in (500, 502, 503, 504)),
        ("/vers-absente", ECHEC, "absente"),
        ("/coupe", ECHEC, "coupure"),
        ("/charabia", ECHEC, "illisible"),
        ("/beaucoup-d-entetes", ECHEC, "illisible"),
        ("/boucle", ECHEC, "boucle"),
        ("/renvoi-croissant", ECHEC, "absente"),
        ("/renvoi-illisible", ECHEC, "renvoi"),
        ("/renvoi-long", ECHEC, "renvoi"),
        ("/vers-port", ECHEC, "renvoi"),
        ("/vers-fichier", ECHEC, "renvoi"),
        ("/vers-utilisateur", ECHEC, "renvoi"),
        ("/vers-metadata", ECHEC, "prive"),
        ("/vers-localhost", ECHEC, "prive"),
    ],
)
def test_a_trouble_is_taken_for_what_it_is(
    path: str, etat: str, motif: str, shared: TroubledServer
) -> None:
    found = finding(shared, path)

    assert (found.etat, found.motif) == (etat, motif)


@pytest.mark.parametrize("path", ["/muet", "/goutte-a-goutte", "/sans-fin"])
def test_who_never_ends_is_cut(path: str, server: TroubledServer) -> None:
    assert finding(server, path, retries=0, patience=0.2) == Finding(etat=ECHEC, motif="delai")


def test_a_page_that_drips_is_read_no_longer_than_its_time(server: TroubledServer) -> None:
    assert finding(server, "/corps-goutte-a-goutte", patience=0.5).etat == REPOND


def test_a_huge_page_is_left_after_its_beginning(server: TroubledServer) -> None:
    assert finding(server, "/enorme").etat == REPOND

    assert server.sent < 20_000_000


def test_nothing_is_asked_of_a_private_address(server: TroubledServer) -> None:
    port = server.server_address[1]
    named = ["http://localhost/", "http://127.0.0.1/", "http://[::1]/", "https://169.254.169.254/"]
    found = visit_all(named, Manners(delay=0, backoff=0, bounds=Bounds(timeout=5)))
    ported = visit_all([f"http://127.0.0.1:{port}/page"], manners(server))

    assert [item.failure for _, item in found] == ["prive"] * 4
    assert [item.failure for _, item in ported] == ["renvoi"]
    assert not server.seen


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),  # noqa: S104 — not listened to
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("::ffff:169.254.169.254", False),
        ("::169.254.169.254", False),
        ("64:ff9b::a9fe:a9fe", False),  # NAT64 of 169.254.169.254
        ("64:ff9b::5db8:d822", True),
        ("2002:a9fe:a9fe::1", False),  # 6to4 of the same
        ("ff02::1", False),
        ("n’importe quoi", False),
    ],
)
def test_an_address_is_public_only_when_all_that_it_leads_to_is(
    address: str, is_open: bool
) -> None:
    assert is_public(address) is is_open


def test_a_page_is_asked_twice_and_a_document_once(server: TroubledServer) -> None:
    list(visit_all([f"{SITE}/page", f"{SITE}/document"], manners(server)))

    assert server.seen == {"HEAD /page": 1, "GET /page": 1, "HEAD /document": 1}


def test_the_visitor_says_who_it_is(server: TroubledServer) -> None:
    answer(server, "/page", agent="guichet-unique/1 (+https://guichet.example/)")

    assert server.agents == {"guichet-unique/1 (+https://guichet.example/)"}


# patience


def waits(server: TroubledServer, path: str, **chosen: object) -> list[float]:
    slept: list[float] = []
    answer(server, path, sleep=slept.append, **chosen)
    return slept


def test_a_failure_is_asked_again_later_and_later(server: TroubledServer) -> None:
    assert waits(server, "/statut/500", backoff=3) == [3, 6]
    assert server.seen["GET /statut/500"] == 3


def test_what_is_clear_is_not_asked_again(server: TroubledServer) -> None:
    for path in ("/statut/404", "/statut/403", "/page"):
        assert waits(server, path, backoff=3) == []


def test_a_site_that_says_when_to_come_back_is_listened_to(server: TroubledServer) -> None:
    assert waits(server, "/patience", backoff=3) == [7]
    assert finding(server, "/patience").etat == REPOND


def test_a_date_to_come_back_is_read(server: TroubledServer) -> None:
    (wait,) = waits(server, "/patience-datee", backoff=3, max_wait=10_000)

    assert 3_000 < wait <= 3_600


def test_who_asks_for_a_day_is_left_in_peace(server: TroubledServer) -> None:
    assert waits(server, "/trop-de-patience", backoff=3) == []
    assert server.seen["GET /trop-de-patience"] == 1


def test_questions_to_one_site_are_kept_apart(server: TroubledServer) -> None:
    slept: list[float] = []
    urls = [f"{SITE}/document", f"{SITE}/page"]
    list(visit_all(urls, manners(server, delay=5, sleep=slept.append)))

    # three questions; nobody really slept, so each waits for all the turns before it
    assert [round(wait) for wait in slept] == [5, 10]


def test_one_question_at_a_time_is_asked_of_a_site(server: TroubledServer) -> None:
    urls = [f"{SITE}/statut/{code}" for code in (200, 201, 202, 203, 404, 410)]
    found = dict(visit_all(urls, manners(server, hosts=8)))

    assert set(found) == set(urls)
    assert server.most_at_once == 1


def test_a_site_that_is_down_is_not_asked_for_all_its_pages(server: TroubledServer) -> None:
    urls = [f"{SITE}/coupe?{rank}" for rank in range(30)]
    server.down = True
    found = dict(visit_all(urls, manners(server, retries=0)))

    assert {item.failure for item in found.values()} == {"coupure"}
    assert len(found) == 30
    assert all(item.final == url for url, item in found.items())
    assert server.seen.total() == 4


def test_nothing_is_visited_when_there_is_no_time(server: TroubledServer) -> None:
    assert list(visit_all([f"{SITE}/page"], manners(server, budget=-1))) == []
    assert not server.seen


def test_an_interruption_lets_everybody_go(server: TroubledServer) -> None:
    quick, slow = f"{SITE}/page", "http://lent.example/statut/500"
    names = ("garage.example:80", "lent.example:80")
    tour = visit_all([quick, slow, f"{slow}?2"], manners(server, *names, backoff=50, max_wait=50))
    assert next(iter(tour))[0] == quick
    ended = Event()
    Thread(target=lambda: (tour.close(), ended.set())).start()  # type: ignore[attr-defined]

    assert ended.wait(20)  # not the fifty seconds after which it would have asked again
    assert server.seen["HEAD /statut/500?2"] == 0


# certificates


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TroubledServer]]:
    """A server for each kind of certificate; the authority is believed, as browsers' are."""
    folder = tmp_path_factory.mktemp("certificats")
    contexts = make_certificates(folder)
    with (
        pytest.MonkeyPatch.context() as environment,
        serving(contexts["bon"]) as good,
        serving(contexts["autre-nom"]) as other,
        serving(contexts["perime"]) as expired,
        serving(contexts["inconnu"]) as unknown,
        serving(contexts["incomplet"]) as unfinished,
    ):
        environment.setenv("SSL_CERT_FILE", str(Path(folder, "autorite.pem")))
        yield {
            "bon": good,
            "autre-nom": other,
            "perime": expired,
            "inconnu": unknown,
            "incomplet": unfinished,
        }


@pytest.mark.parametrize(
    ("kind", "etat", "motif"),
    [
        ("bon", REPOND, ""),
        ("autre-nom", ECHEC, "certificat"),
        ("perime", ECHEC, "certificat"),
        ("inconnu", ECHEC, "certificat"),
        ("incomplet", A_VERIFIER, "chaine"),
    ],
)
def test_a_certificate_is_judged_as_a_browser_does(
    kind: str, etat: str, motif: str, secure: dict[str, TroubledServer]
) -> None:
    found = finding(secure[kind], "https://garage.example/page")

    assert (found.etat, found.motif) == (etat, motif)


def test_a_site_that_does_not_speak_tls_is_told_apart(server: TroubledServer) -> None:
    assert finding(server, "https://garage.example/page").motif == "protege"


@pytest.mark.parametrize(
    ("path", "motif", "to"),
    [
        ("/deplacee", "deplacee", "/page"),
        ("/deux-fois", "deplacee", "/page"),
        ("/deplacee#tarif", "deplacee", "/page#tarif"),
        ("/vers-accents", "deplacee", "/pag%C3%A9%20d%E2%80%99%C3%A9t%C3%A9"),
        ("/vers-autre-site", "autre-site", "https://autre.example/page"),
    ],
)
def test_a_page_that_moved_for_good_has_a_better_address(
    path: str, motif: str, to: str, secure: dict[str, TroubledServer]
) -> None:
    url = f"https://garage.example{path}"
    known = manners(secure["bon"], "garage.example:443", "autre.example:443")
    ((_, item),) = visit_all([url], known)
    found = judge_visit(url, replace(item, status=item.status or 200))

    whole = to if "://" in to else f"https://garage.example{to}"
    assert found == Finding(etat=DEPLACE, motif=motif, statut=200, vers=whole)
