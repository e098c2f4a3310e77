"""Render: the services of the site → the index that the browser searches, and what it shows.

Four files, fetched by `theme/assets/js/search.js` only when someone searches: a lunr index, what a
result shows and is filtered by, the words of the index (for unfinished and misspelt words), and
the communes of the served territory. Each is named by the digest of its content.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token

from generator.entries import Service, Structure
from generator.model import Artifact, CommuneRow, Referentiels
from generator.render import french
from generator.site_plan import Card, SitePlan

FOLDER = "recherche"

# Fields of the index and how much a word weighs there. « nom » is what people know an aid by,
# « mots_cles » what they call it themselves; the description comes last.
BOOSTS = (
    ("nom", 10),
    ("mots_cles", 8),
    ("resume", 4),
    ("sujets", 3),
    ("structure", 3),
    ("lieux", 2),
    ("texte", 1),
)

TOWN_POPULATION = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """Where the browser finds what it searches; each relative to the site's root."""

    index: str
    documents: str
    lexicon: str
    communes: str


def render_search(plan: SitePlan) -> tuple[tuple[Artifact, ...], SearchFiles]:
    """The files of the search, and their addresses for the page that uses them."""
    services = tuple(service for service in plan.catalogue.services if service.etat != "termine")
    structures = {structure.id: structure for structure in plan.catalogue.structures}
    texts = tuple(
        _indexed_texts(service, structures[service.structure], plan) for service in services
    )
    index = _artifact("index", _index(texts))
    lexicon = _artifact("lexique", {"mots": _lexicon(texts)})
    documents = _artifact(
        "documents",
        {
            "lexique": lexicon.path,
            "thematiques": _themes(services, plan),
            "services": [_document(service, plan) for service in services],
        },
    )
    communes = _artifact("communes", _communes(plan))
    files = SearchFiles(
        index=index.path,
        documents=documents.path,
        lexicon=lexicon.path,
        communes=communes.path,
    )
    return (index, documents, lexicon, communes), files


def _artifact(name: str, value: Mapping[str, object]) -> Artifact:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    content = text.encode()
    digest = blake2b(content, digest_size=6).hexdigest()
    return Artifact(path=f"{FOLDER}/{name}-{digest}.json", content=content)


# The index


def _indexed_texts(service: Service, structure: Structure, plan: SitePlan) -> dict[str, list[str]]:
    """Field of the index → the words it holds for one service, stop words included."""
    texts: dict[str, tuple[str | None, ...]] = {
        "nom": (service.nom,),
        "mots_cles": service.mots_cles,
        "resume": (service.resume,),
        "sujets": tuple(_subjects(service, plan)),
        "structure": (structure.nom, structure.sigle),
        "lieux": tuple(_places(service, structure, plan.referentiels)),
        "texte": (
            service.description.text if service.description else None,
            service.publics_precisions,
            service.conditions_acces,
            service.frais_precisions,
        ),
    }
    return {
        field: [word for part in parts if part for word in french.words(part)]
        for field, parts in texts.items()
    }


def _subjects(service: Service, plan: SitePlan) -> Iterable[str]:
    """The labels, official and everyday, of the themes, audiences and situations."""
    codes = (
        ("categories", dict.fromkeys(code.partition("--")[0] for code in service.thematiques)),
        ("thematiques", service.thematiques),
        ("publics", (code for code in service.publics if code != "tous-publics")),
        ("statuts", service.statuts),
    )
    for vocabulary, chosen in codes:
        for code in chosen:
            term = plan.schemas.vocabularies[vocabulary][code]
            yield from dict.fromkeys((term.label, term.everyday))


def _places(service: Service, structure: Structure, referentiels: Referentiels) -> Iterable[str]:
    """The names of where the service is given and of the territories it covers."""
    names = [service.commune, *(lieu.commune for lieu in service.lieux), structure.commune]
    areas = (referentiels.territory(code) for code in _zone(service, referentiels))
    names += [area.nom for area in areas if area is not None and area.kind != "pays"]
    return dict.fromkeys(name for name in names if name)


def _zone(service: Service, referentiels: Referentiels) -> list[str]:
    """The codes of the zone, former communes replaced by those of today."""
    former = referentiels.former_communes
    return list(dict.fromkeys(former.get(code, code) for code in service.zone_eligibilite))


def _drop_stop_word(token: Token, _index: int, _tokens: list[Token]) -> Token | None:
    return None if str(token) in french.STOP_WORDS else token


def _stem(token: Token, _index: int, _tokens: list[Token]) -> Token:
    return token.update(lambda word, _metadata: french.stem(word))


# The browser registers the same two functions under the same two names.
Pipeline.register_function(_drop_stop_word, "french-stop-words")
Pipeline.register_function(_stem, "french-stem")


def _index(texts: tuple[dict[str, list[str]], ...]) -> Mapping[str, object]:
    """A serialised lunr index; services are known by their rank, which keeps it small."""
    builder = Builder()
    builder.ref("id")
    for field, boost in BOOSTS:
        builder.field(field, boost)
    builder.search_pipeline.add(_drop_stop_word, _stem)
    for rank, fields in enumerate(texts):  # as terms: each word is stemmed once, not each token
        terms = {field: french.terms_of(words) for field, words in fields.items()}
        builder.add({"id": str(rank), **terms})
    if not texts:  # lunr divides by the number of documents
        return {**_header(builder), "fieldVectors": [], "invertedIndex": []}
    serialised = builder.build().serialize()
    postings = [[term, _without_empty(posting)] for term, posting in serialised["invertedIndex"]]
    vectors = [[ref, _rounded(vector)] for ref, vector in serialised["fieldVectors"] if vector]
    return {**serialised, "fieldVectors": vectors, "invertedIndex": postings}


def _header(builder: Builder) -> Mapping[str, object]:
    return {
        "version": "2.3.9",
        "fields": [field for field, _ in BOOSTS],
        "pipeline": builder.search_pipeline.serialize(),
    }


def _without_empty(posting: Mapping[str, object]) -> Mapping[str, object]:
    """Fields that do not hold the term are left out; `search-engine.js` puts them back."""
    return {field: value for field, value in posting.items() if value != {}}


def _rounded(vector: list[float]) -> list[float | int]:
    """One decimal is enough to rank, and a quarter less to fetch."""
    rounded = (round(value, 1) for value in vector)
    return [int(value) if value == int(value) else value for value in rounded]


def _lexicon(texts: tuple[dict[str, list[str]], ...]) -> str:
    """Every word of the index, once, in order: what corrects and completes a query."""
    found = {word for fields in texts for words in fields.values() for word in words}
    kept = (word for word in found if len(word) > 2 and not word.isdigit())
    return " ".join(sorted(word for word in kept if word not in french.STOP_WORDS))


# What a result shows and is filtered by


def _document(service: Service, plan: SitePlan) -> Mapping[str, object]:
    card = plan.cards[service.id]
    values = {
        **_shown(card),
        "thematiques": service.thematiques,
        "publics": service.publics,
        "statuts": service.statuts,
        "zone_eligibilite": _zone(service, plan.referentiels),
        "etat": service.etat,
    }
    return {name: value for name, value in values.items() if value}


def _themes(services: tuple[Service, ...], plan: SitePlan) -> Mapping[str, str]:
    """The label of each thématique that has a service."""
    used = {code for service in services for code in service.thematiques}
    terms = plan.schemas.vocabularies["thematiques"]
    return {code: terms[code].everyday or terms[code].label for code in sorted(used)}


def _shown(card: Card) -> Mapping[str, object]:
    return {
        "nom": card.nom,
        "url": card.url,
        "resume": card.resume,
        "structure": card.structure,
        "accent": card.accent,
        "icon": card.icon,
        "category": card.category,
        "audience": card.audience,
        "place": card.place,
        "cost": card.cost,
        "how": card.how,
        "phone": card.phone and {"label": card.phone.label, "url": card.phone.url},
        "badge": card.badge and {"label": card.badge.label, "tone": card.badge.tone},
    }


# Where people live


def _communes(plan: SitePlan) -> Mapping[str, object]:
    """The communes of the served départements and what they belong to; small, thus grouped.

    A group is the communes of one département, one EPCI and the same postcodes:
    [rank of the département, rank of the EPCI, "43000", ["43157 Le Puy-en-Velay", …]].
    """
    referentiels = plan.referentiels
    served = plan.settings.territoire.departements
    rows = {code: row for code, row in sorted(referentiels.communes.items()) if row[2] in served}
    epcis = sorted({row[1] for row in rows.values()} - {""})
    groups: dict[tuple[int, int, str], list[str]] = {}
    for code, (nom, epci, departement, _, _, postcodes) in rows.items():
        rank = epcis.index(epci) if epci else -1
        group = (served.index(departement), rank, " ".join(postcodes))
        groups.setdefault(group, []).append(f"{code} {nom}")
    regions = {departement: f"region-{region}" for _, _, departement, region, _, _ in rows.values()}
    return {
        "departements": [[code, _name(plan, code), regions.get(code, "")] for code in served],
        "regions": {code: _name(plan, code) for code in sorted(set(regions.values()))},
        "epcis": [[code, _name(plan, code)] for code in epcis],
        "communes": [[*group, communes] for group, communes in sorted(groups.items())],
        "towns": _towns(rows),
    }


def _towns(rows: Mapping[str, CommuneRow]) -> list[str]:
    """The communes that people are most likely to mean, the largest first."""
    large = [(-row[4], code) for code, row in rows.items() if row[4] >= TOWN_POPULATION]
    return [code for _, code in sorted(large)]


def _name(plan: SitePlan, code: str) -> str:
    area = plan.referentiels.territory(code)
    return area.nom if area else code
