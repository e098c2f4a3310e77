"""Plan: what was published and what is today → each change, in a French sentence."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import (
    Citation,
    EtatPrecisions,
    Falc,
    Lieu,
    Montant,
    Periode,
    Provenance,
    Registre,
    Relations,
    Retire,
    RichText,
    Service,
    Structure,
    Verification,
)
from generator.load import load_referentiels, load_schemas, resource_folder
from generator.model import Catalogue
from generator.news import KINDS, Change, FieldChange, News, PreviousFeed
from generator.plan.change_fields import SILENT, TOLD
from generator.plan.changes import KEPT_DAYS, published_rows
from generator.plan.coverage import CoverageMap
from generator.plan.news import plan_news
from generator.settings import Organisation, ServedTerritory, Settings
from tests.plan.conftest import SERVICE

TODAY = date(2026, 11, 21)
BEFORE = date(2026, 11, 20)
SCHEMAS = load_schemas(resource_folder("schemas"))
COVERAGE = CoverageMap(load_referentiels(resource_folder("referentiels")), ("43",))
GARAGE = Structure(id="garage", nom="Garage", date_maj=BEFORE, sources=(Citation(nom="Essai"),))
AGIRE = replace(GARAGE, id="agire", nom="Agire")
SETTINGS = Settings(
    nom="Guichet d’essai",
    sous_titre="Essai",
    url="https://example.org/",
    territoire=ServedTerritory(nom="Haute-Loire", departements=("43",)),
    editeur=Organisation(nom="Essai"),
    hebergeur=Organisation(nom="Essai"),
)


def catalogue(*entries: Service | Structure, retires: tuple[Retire, ...] = ()) -> Catalogue:
    structures = {it.id: it for it in entries if isinstance(it, Structure)}
    return Catalogue(
        services=tuple(it for it in entries if isinstance(it, Service)),
        structures=tuple({"garage": GARAGE, "agire": AGIRE, **structures}.values()),
        pages=(),
        settings=SETTINGS,
        registre=Registre(retires=retires),
    )


def feed_of(
    made: Catalogue, day: date = BEFORE, changes: tuple[Change, ...] = (), **more: Any
) -> PreviousFeed:
    """What a site published."""
    return PreviousFeed(
        source="avant", le=day, since=day, rows=published_rows(made), changes=changes, **more
    )


def news_of(before: PreviousFeed, after: Catalogue, today: date = TODAY) -> News:
    return plan_news(after, before, SCHEMAS, COVERAGE, today)


def told(before: Service | Structure, after: Service | Structure) -> list[str]:
    """The sentences of the only change, with plain spaces."""
    changes = news_of(feed_of(catalogue(before)), catalogue(after)).changes
    assert len(changes) <= 1
    return [
        field.phrase.replace("\u00a0", " ").replace("\u202f", " ")
        for change in changes
        for field in change.champs
    ]


def euros(**figures: Any) -> Montant:
    return Montant(unite="€", sens="recu", **figures)


def text(markdown: str) -> RichText:
    return RichText(source=markdown, html="", text="")


LONG = "Le prêt dure deux mois, et se renouvelle une fois si la personne travaille encore."
CASES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, {"nom": "Prêt d’auto"}, ["s’appelle maintenant « Prêt d’auto »"]),
    ({}, {"structure": "agire"}, ["est maintenant proposé par « Agire »"]),
    ({}, {"resume": "Une auto prêtée."}, ["la présentation devient : « Une auto prêtée »"]),
    ({"type": "atelier"}, {"type": "formation"}, ["est maintenant classé comme « formation »"]),
    (
        {},
        {"thematiques": (*SERVICE.thematiques, "mobilite--preparer-un-permis")},
        ["répond aussi à ce besoin : préparer un permis"],
    ),
    (
        {"publics": ("jeunes",)},
        {"publics": ("jeunes", "seniors")},
        ["s’adresse aussi aux séniors"],
    ),
    (
        {"publics": ("jeunes", "femmes", "familles")},
        {"publics": ("seniors",)},
        ["s’adresse aussi aux séniors", "ne s’adresse plus aux jeunes, aux femmes et aux familles"],
    ),
    (
        {"publics": ("jeunes",)},
        {"publics": ("tous-publics",)},
        ["s’adresse maintenant à tous les publics"],
    ),
    (
        {"publics": ("tous-publics",)},
        {"publics": ("jeunes", "femmes")},
        ["ne s’adresse plus qu’aux jeunes et aux femmes"],
    ),
    ({"statuts": ("cdi",)}, {"statuts": ()}, ["ne s’adresse plus aux salariés en CDI"]),
    ({"frais": "gratuit"}, {"frais": "payant"}, ["n’est plus gratuit"]),
    ({"frais": "payant"}, {"frais": "gratuit"}, ["devient gratuit"]),
    ({}, {"frais": "gratuit"}, ["est gratuit"]),
    (
        {"montant": euros(max=800)},
        {"montant": euros(max=1000)},
        ["le plafond passe de 800 à 1 000 €"],
    ),
    (
        {"montant": euros(min=5, max=5, periodicite="mensuelle")},
        {"montant": euros(min=7.5, max=7.5, periodicite="mensuelle")},
        ["le montant passe de 5 à 7,50 € par mois"],
    ),
    (
        {"montant": Montant(min=2, max=2, unite="€", sens="paye")},
        {"montant": Montant(min=3, max=3, unite="€", sens="paye")},
        ["le prix passe de 2 à 3 €"],
    ),
    (
        {"montant": euros(min=5, max=10)},
        {"montant": euros(min=6, max=12)},
        ["le minimum passe de 5 à 6 €", "le plafond passe de 10 à 12 €"],
    ),
    ({}, {"montant": euros(max=1000)}, ["le montant est maintenant indiqué : jusqu’à 1 000 €"]),
    (
        {"montant": euros(max=1000)},
        {},
        ["le montant n’est plus indiqué (avant : jusqu’à 1 000 €)"],
    ),
    (
        {"montant": euros(max=1000)},
        {"montant": euros(min=500)},
        ["le montant change : « jusqu’à 1 000 € » devient « à partir de 500 € »"],
    ),
    (
        {"conditions_acces": "Habiter le Velay depuis deux ans."},
        {"conditions_acces": "Habiter le Velay depuis trois ans."},
        [
            (
                "les conditions d’accès ont été revues : "
                "« depuis deux ans » devient « depuis trois ans »"
            ),
        ],
    ),
    (
        {"eligibilite": {"toutes": [{"age": {"min": 18}}]}},
        {"eligibilite": {"toutes": [{"age": {"min": 16}}]}},
        ["condition en plus : avoir 16 ans ou plus", "condition en moins : avoir 18 ans ou plus"],
    ),
    ({"justificatifs": ("Un RIB",)}, {}, ["papier qui n’est plus demandé : « Un RIB »"]),
    ({}, {"demarches": ("Appelez.",)}, ["les étapes pour demander sont expliquées"]),
    (
        {"delai": "Une semaine"},
        {"delai": "Un mois"},
        ["le délai passe de « Une semaine » à « Un mois »"],
    ),
    (
        {},
        {"zone_eligibilite": ("43", "200073419", "43157")},
        [
            "couvre maintenant la communauté d’agglomération du Puy-en-Velay et Le Puy-en-Velay",
        ],
    ),
    (
        {"zone_eligibilite": ("region-84", "43")},
        {"zone_eligibilite": ("france",)},
        [
            "s’étend à toute la France",
        ],
    ),
    (
        {},
        {"adresse": "12 rue du Pont", "code_postal": "43000", "commune": "Le Puy-en-Velay"},
        ["l’adresse est maintenant indiquée : 12 rue du Pont, 43000 Le Puy-en-Velay"],
    ),
    ({"adresse": "12 rue du Pont"}, {}, ["l’adresse n’est plus publiée"]),
    (
        {"lieux": (Lieu(nom="Mairie"), Lieu(commune="Brioude"))},
        {"lieux": (Lieu(nom="Mairie", code_postal="43000"), Lieu(commune="Le Puy-en-Velay"))},
        [
            "se fait maintenant aussi : au Puy-en-Velay",
            "ne se fait plus : à Brioude",
            "les renseignements pratiques ont changé : Mairie",
        ],
    ),
    ({}, {"modes_accueil": ("a-distance",)}, ["se fait aussi à distance"]),
    ({"modes_accueil": ("en-presentiel",)}, {}, ["ne se fait plus sur place"]),
    (
        {"horaires_accueil": "Mo 09:00-12:00"},
        {"horaires_accueil": "Tu 09:00-12:00"},
        ["nouveaux horaires : mardi : 9 h – 12 h"],
    ),
    (
        {"telephone": "04 71 00 00 00"},
        {"telephone": "04 71 00 00 01"},
        ["nouveau numéro de téléphone : 04 71 00 00 01"],
    ),
    ({"telephone": "04 71 00 00 00"}, {"telephone": "+33471000000"}, []),
    ({"telephone": "04 71 00 00 00"}, {}, ["le numéro de téléphone n’est plus publié"]),
    (
        {"courriel": "a@example.org"},
        {"courriel": "b@example.org"},
        ["nouvelle adresse de courriel : b@example.org"],
    ),
    (
        {"contact_nom_prenom": "A"},
        {"contact_nom_prenom": "B"},
        ["la personne à contacter a changé"],
    ),
    ({}, {"mobilisable_par": ("usagers",)}, ["on peut maintenant demander soi-même"]),
    ({"modes_mobilisation": ("telephoner",)}, {}, ["on ne peut plus demander par téléphone"]),
    (
        {"lien_mobilisation": "https://a.example.org/"},
        {"lien_mobilisation": "https://www.b.example.org/x"},
        ["nouveau lien pour demander, sur « b.example.org »"],
    ),
    (
        {"volume_horaire_hebdomadaire": 3},
        {"volume_horaire_hebdomadaire": 4.5},
        ["la durée passe de 3 à 4,50 heures par semaine"],
    ),
    ({"nombre_semaines": 2}, {"nombre_semaines": 1}, ["la durée passe de 2 à 1 semaine"]),
    ({"delai_jours": 10}, {"delai_jours": 14}, ["le délai passe de 10 à 14 jours"]),
    ({}, {"delai_jours": 1}, ["le délai est indiqué : 1 jour"]),
    ({"delai_jours": 3}, {}, ["le délai en jours n’est plus indiqué"]),
    (
        {},
        {"langues": ("en", "fsl")},
        ["accueille aussi en anglais et en langue des signes française (LSF)"],
    ),
    (
        {},
        {"relations": Relations(cumulable_avec=("pret-de-voiture",))},
        ["se cumule avec « Prêt de voiture »"],
    ),
    ({}, {"falc": Falc(texte="Simple.")}, ["la version en mots simples a été ajoutée"]),
    (
        {"description": text(LONG)},
        {"description": text(LONG.replace("deux mois", "trois **mois**"))},
        ["la description a été revue : « dure deux mois » devient « dure trois mois »"],
    ),
    (
        {"description": text(LONG)},
        {"description": text("Le prêt dure un mois. Il ne se renouvelle pas.")},
        ["la description a été revue"],
    ),
    ({"description": text(LONG)}, {}, ["la description a été retirée"]),
    (
        {
            "etat": "saisonnier",
            "etat_precisions": EtatPrecisions(periode=Periode(debut="06-01", fin="09-30")),
        },
        {
            "etat": "saisonnier",
            "etat_precisions": EtatPrecisions(periode=Periode(debut="05-01", fin="09-30")),
        },
        ["la période d’ouverture devient : du 1er mai au 30 septembre"],
    ),
    ({}, {"etat": "termine"}, ["l’aide s’est arrêtée"]),
    (
        {},
        {"etat": "termine", "etat_precisions": EtatPrecisions(depuis=BEFORE)},
        ["l’aide s’est arrêtée le 20 novembre 2026"],
    ),
    (
        {},
        {
            "etat": "suspendu",
            "etat_precisions": EtatPrecisions(depuis=BEFORE, message="Plus de voiture."),
        },
        ["est suspendu depuis le 20 novembre 2026 : « Plus de voiture »"],
    ),
    ({}, {"etat": "budget-epuise"}, ["le budget est épuisé"]),
    ({"etat": "suspendu"}, {}, ["est de nouveau disponible"]),
    ({"etat": "a-confirmer"}, {}, ["est confirmé"]),
]


@pytest.mark.parametrize(
    ("before", "after", "phrases"), CASES, ids=[c[2][0] if c[2] else "rien" for c in CASES]
)
def test_a_change_is_told_in_french(
    before: dict[str, Any], after: dict[str, Any], phrases: list[str]
) -> None:
    assert told(replace(SERVICE, **before), replace(SERVICE, **after)) == phrases


@pytest.mark.parametrize(
    ("before", "after", "phrases"),
    [
        ({}, {"sigle": "GS"}, ["a pour sigle « GS »"]),
        ({"siret": "12345678901234"}, {}, ["le numéro SIRET n’est plus indiqué"]),
        ({}, {"territoires": ("43",)}, ["intervient maintenant sur la Haute-Loire"]),
        (
            {},
            {"site_web": "https://x.example.org/"},
            ["le site web est indiqué, sur « x.example.org »"],
        ),
        (
            {},
            {"reseaux_porteurs": ("caf",)},
            ["fait maintenant partie d’un réseau : caisse d’Allocations Familiales"],
        ),
    ],
)
def test_a_structure_is_told_as_well(
    before: dict[str, Any], after: dict[str, Any], phrases: list[str]
) -> None:
    assert told(replace(GARAGE, **before), replace(GARAGE, **after)) == phrases


@pytest.mark.parametrize(
    "after",
    [
        {"date_maj": TODAY},
        {"verification": Verification(le=TODAY, par="le garage")},
        {"prochaine_revue": TODAY},
        {"mots_cles": ("auto",)},
        {"sources": (Citation(nom="Autre"),)},
        {"provenance": Provenance(nom="Autre guichet")},
        {"latitude": 45.0, "longitude": 3.0},
    ],
)
def test_upkeep_is_no_news(after: dict[str, Any]) -> None:
    assert told(SERVICE, replace(SERVICE, **after)) == []


def test_every_field_of_the_schemas_is_told_or_silent() -> None:
    for cls in (Service, Structure):
        names = {field.name for field in fields(cls)} - {"id"}

        assert names <= TOLD | SILENT, names - TOLD - SILENT
    assert not TOLD & SILENT


def test_a_field_of_tomorrow_is_told_by_its_title() -> None:
    before = feed_of(catalogue(SERVICE))
    rows = dict(before.rows["services"])
    rows[SERVICE.id] = {**rows[SERVICE.id], "champ_futur": "avant"}
    feed = replace(before, rows={**before.rows, "services": rows})

    (change,) = news_of(feed, catalogue(SERVICE)).changes

    assert [field.phrase for field in change.champs] == ["«\u00a0champ_futur\u00a0» a été revu"]


def test_each_kind_has_its_name() -> None:
    gone = replace(SERVICE, id="parti")
    kinds = {
        "nouveau": (catalogue(), catalogue(SERVICE)),
        "modifie": (catalogue(SERVICE), catalogue(replace(SERVICE, nom="Autre nom"))),
        "suspendu": (catalogue(SERVICE), catalogue(replace(SERVICE, etat="suspendu"))),
        "budget-epuise": (catalogue(SERVICE), catalogue(replace(SERVICE, etat="budget-epuise"))),
        "termine": (catalogue(SERVICE), catalogue(replace(SERVICE, etat="termine"))),
        "retour": (catalogue(replace(SERVICE, etat="termine")), catalogue(SERVICE)),
        "renomme": (catalogue(gone), catalogue(replace(SERVICE, anciens_ids=("parti",)))),
        "retire": (
            catalogue(gone),
            catalogue(retires=(retired("parti"),)),
        ),
    }

    assert set(kinds) == set(KINDS)
    for kind, (before, after) in kinds.items():
        (change,) = news_of(feed_of(before), after).changes
        assert change.genre == kind
        assert change.le == TODAY


def retired(identifier: str, **more: Any) -> Retire:
    return Retire(id=identifier, collection="services", nom="Parti", depuis=BEFORE, **more)


def test_a_renamed_entry_is_compared_with_what_it_was() -> None:
    before = replace(SERVICE, id="ancien", frais="gratuit")
    after = replace(SERVICE, anciens_ids=("ancien",), frais="payant")

    (change,) = news_of(feed_of(catalogue(before)), catalogue(after)).changes

    assert (change.genre, change.ancien_id, change.fiche) == ("renomme", "ancien", SERVICE.id)
    assert [field.phrase for field in change.champs] == ["n’est plus gratuit"]


def test_a_withdrawn_entry_says_why_and_what_follows() -> None:
    line = retired("parti", motif="L’association a fermé.", remplace_par=SERVICE.id)
    before = catalogue(replace(SERVICE, id="parti"), SERVICE)

    (change,) = news_of(feed_of(before), catalogue(SERVICE, retires=(line,))).changes

    assert change.phrase.replace("\u00a0", " ") == (
        "cette aide n’est plus proposée : l’association a fermé ; "
        "« Prêt de voiture » prend la suite"
    )


def test_a_service_that_stops_is_told_by_one_word_in_a_title() -> None:
    after = replace(SERVICE, etat="termine", frais="payant")

    (item,) = news_of(feed_of(catalogue(SERVICE)), catalogue(after)).feeds[0].items

    assert item.title.replace("\u00a0", " ") == "Prêt de voiture : terminé (1 autre changement)"
    assert "L’aide s’est arrêtée." in item.lines


def test_an_entry_that_comes_back_after_its_withdrawal_is_back() -> None:
    before = news_of(feed_of(catalogue()), catalogue(retires=(retired(SERVICE.id),)))
    feed = feed_of(catalogue(), gone=before.gone)

    (change,) = news_of(feed, catalogue(SERVICE)).changes

    assert change.genre == "retour"


def test_nothing_is_told_of_a_first_publication() -> None:
    news = plan_news(catalogue(SERVICE), None, SCHEMAS, COVERAGE, TODAY)

    assert news.changes == ()
    assert news.since is None
    assert news.feeds[0].items == ()


def test_what_was_told_is_told_again_and_only_once() -> None:
    after = catalogue(replace(SERVICE, nom="Autre nom"))
    first = news_of(feed_of(catalogue(SERVICE)), after)
    again = news_of(feed_of(after, TODAY, first.changes), after)

    assert again.changes == first.changes
    assert len(first.changes) == 1


def test_two_changes_of_one_day_have_two_identifiers() -> None:
    first = news_of(feed_of(catalogue(SERVICE)), catalogue(replace(SERVICE, nom="Autre")))
    between = feed_of(catalogue(replace(SERVICE, nom="Autre")), TODAY, first.changes)

    second = news_of(between, catalogue(replace(SERVICE, nom="Troisième")))

    assert [change.id for change in second.changes] == [
        "2026-11-21/services/pret-de-voiture/2",
        "2026-11-21/services/pret-de-voiture",
    ]


def test_old_changes_are_forgotten_in_the_end() -> None:
    first = news_of(feed_of(catalogue(SERVICE)), catalogue(replace(SERVICE, nom="Autre")))
    feed = feed_of(catalogue(replace(SERVICE, nom="Autre")), TODAY, first.changes)
    last_day, next_day = (TODAY + timedelta(days=KEPT_DAYS + more) for more in (0, 1))

    assert KEPT_DAYS > 2 * 365
    assert len(news_of(feed, catalogue(replace(SERVICE, nom="Autre")), last_day).changes) == 1
    assert news_of(feed, catalogue(replace(SERVICE, nom="Autre")), next_day).changes == ()


PRIVATE = {
    "adresse": ({"adresse": "3 rue Secrète"}, {}, "rue Secrète"),
    "telephone": ({"telephone": "04 71 55 44 33"}, {}, "55"),
    "courriel": ({"courriel": "secret@example.org"}, {}, "secret"),
}


@pytest.mark.parametrize("field", PRIVATE)
def test_what_is_withdrawn_is_taken_out_of_older_changes(field: str) -> None:
    said, _, secret = PRIVATE[field]
    public = catalogue(replace(SERVICE, **said))
    first = news_of(feed_of(catalogue(SERVICE)), public)
    assert secret in repr(first.changes)
    same = news_of(feed_of(public, TODAY, first.changes), public)
    assert secret in repr(same.changes)

    later = news_of(feed_of(public, TODAY, first.changes), catalogue(SERVICE))

    assert secret not in repr(later.changes)
    assert secret not in repr(later.feeds)
    assert len(later.changes) == 2


def test_a_place_that_is_withheld_is_never_told() -> None:
    open_place = replace(SERVICE, lieux=(Lieu(nom="Refuge", adresse="3 rue Secrète"),))
    hidden = replace(
        SERVICE, lieux=(Lieu(nom="Refuge", adresse="3 rue Secrète", adresse_masquee=True),)
    )

    for before, after in ((open_place, hidden), (hidden, open_place)):
        news = news_of(feed_of(catalogue(before)), catalogue(after))
        assert len(news.changes) == 1
        assert "Secrète" not in repr(news.changes)


def test_each_feed_tells_what_concerns_it() -> None:
    service = replace(SERVICE, zone_eligibilite=("43157",))
    news = news_of(feed_of(catalogue(service)), catalogue(replace(service, nom="Autre")))
    telling = {feed.path for feed in news.feeds if feed.items}
    base = "donnees/changements"

    assert telling == {
        base,
        f"{base}/thematiques/mobilite",
        f"{base}/thematiques/mobilite--acceder-a-un-vehicule",
        f"{base}/territoires/43",
        f"{base}/territoires/200073419",
        f"{base}/structures/garage",
    }
    assert len({feed.path for feed in news.feeds}) == len(news.feeds) > 90


def test_who_is_no_longer_covered_is_told_too() -> None:
    before = replace(SERVICE, zone_eligibilite=("43157",))
    after = replace(SERVICE, zone_eligibilite=("43040",))
    news = news_of(feed_of(catalogue(before)), catalogue(after))
    telling = {feed.path.rpartition("/")[2] for feed in news.feeds if feed.items}

    assert "200073419" in telling  # which the service leaves


def test_a_feed_holds_the_latest_fifty_and_the_interface_all() -> None:
    many = [replace(SERVICE, id=f"pret-{rank:03}", nom=f"Prêt {rank:03}") for rank in range(60)]
    news = news_of(feed_of(catalogue()), catalogue(*many))

    assert len(news.changes) == 60
    assert len(news.feeds[0].items) == 50
    assert [item.change for item in news.feeds[0].items] == list(news.changes[:50])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
rows = st.dictionaries(st.sampled_from(sorted(TOLD | SILENT)), json_values, max_size=6)


@given(rows)
def test_no_row_of_yesterday_stops_the_comparison(row: dict[str, Any]) -> None:
    """The feed was judged before; even if it had not been, telling would not fail."""
    feed = feed_of(catalogue(SERVICE))
    old = {**feed.rows["services"][SERVICE.id], **row}
    feed = replace(feed, rows={**feed.rows, "services": {SERVICE.id: old}})

    for change in news_of(feed, catalogue(SERVICE)).changes:
        assert all(isinstance(field, FieldChange) and field.phrase for field in change.champs)
