"""Plan: the entries of this site → those that tell the same thing twice, and where they disagree.

Inside one guichet a page or a number is often shared by aids of the same provider: it tells a
double only when the providers differ, or when the names are near too. A name that many structures
give (« Aide au budget ») says what they all do: between two of them it needs one more clue.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.contradictions import DISAGREE, SAME_AID, Contradiction
from generator.diagnostics import FieldPath
from generator.entries import Service, Structure
from generator.french_words import words
from generator.model import Catalogue, Referentiels
from generator.plan.candidates import Candidates
from generator.plan.duplicates import (
    NEAR_NAME,
    SAME_NUMBER,
    SAME_PAGE,
    SAME_PHONE,
    Candidate,
    Exempt,
    Pair,
    Words,
    find_duplicates,
)
from generator.plan.text_rules import rule_ages
from generator.plan.wording import NBSP, listed, number_text

NAMES_NEAR = 0.6  # share of the words of two names, when a page or a number agrees as well
GENERIC = 4  # structures that give one name: it is then what they do, not which aid
_FIELDS: Mapping[str, FieldPath] = {
    SAME_NUMBER: ("siret",),
    SAME_PAGE: ("lien_source",),
    SAME_PHONE: ("telephone",),
    NEAR_NAME: ("nom",),
}
_ADVICE = (
    "si c’est la même chose, gardez une seule fiche ; sinon, écrivez-le dans "
    "«␣content/doublons.yaml␣»".replace("␣", NBSP)
)


def find_same_aids(catalogue: Catalogue, referentiels: Referentiels) -> Iterator[Contradiction]:
    """The pairs of services, then those of structures, that are written here."""
    reads = Candidates(referentiels)
    providers = {structure.id: structure for structure in catalogue.structures}
    exempt = catalogue.doublons.exempt()
    services = {
        service.id: service
        for service in catalogue.services
        if service.etat != "termine" and f"services/{service.id}" not in catalogue.externals
    }
    told = [reads.service(one, providers.get(one.structure), "") for one in services.values()]
    vague = _vague_names(told, services)
    for pair in _doubles(told, exempt):
        one, other = services[pair.first], services[pair.second]
        by_name_alone = pair.reasons == (NEAR_NAME,) and one.structure != other.structure
        if by_name_alone and vague & {one.id, other.id} and not _same_address(one, other):
            continue
        yield _said("services", pair, one, other, _disagreements(one, other))
    structures = {
        one.id: one
        for one in catalogue.structures
        if f"structures/{one.id}" not in catalogue.externals
    }
    for pair in _doubles([reads.structure(one, "") for one in structures.values()], exempt):
        yield _said("structures", pair, structures[pair.first], structures[pair.second], ())


def _vague_names(told: Sequence[Candidate], services: Mapping[str, Service]) -> frozenset[str]:
    """The services whose name many structures give."""
    borne: defaultdict[Words, list[Service]] = defaultdict(list)
    for reader in told:
        borne[reader.words].append(services[reader.key])
    crowds = (crowd for crowd in borne.values() if len({one.structure for one in crowd}) >= GENERIC)
    return frozenset(one.id for crowd in crowds for one in crowd)


def _same_address(one: Service, other: Service) -> bool:
    """The same door: a street says nothing without its commune."""
    if not one.adresse or not other.adresse or one.code_insee != other.code_insee:
        return False
    return words(one.adresse) == words(other.adresse)


def _doubles(candidates: Sequence[Candidate], exempt: Exempt) -> Iterator[Pair]:
    by_key = {candidate.key: candidate for candidate in candidates}
    for pair in find_duplicates(candidates, exempt, within=True):
        if _is_telling(pair, by_key[pair.first], by_key[pair.second]):
            yield pair


def _is_telling(pair: Pair, one: Candidate, other: Candidate) -> bool:
    if NEAR_NAME in pair.reasons or SAME_NUMBER in pair.reasons:
        return True
    together = len(one.words | other.words)
    if together and len(one.words & other.words) / together >= NAMES_NEAR:
        return True
    return SAME_PAGE in pair.reasons and one.provider != other.provider


def _said(
    collection: str,
    pair: Pair,
    one: Service | Structure,
    other: Service | Structure,
    disagreements: tuple[str, ...],
) -> Contradiction:
    reasons = listed(pair.reasons)
    message = f"cette fiche semble dire la même chose que «{NBSP}{other.nom}{NBSP}» ({reasons})"
    if disagreements:
        message += f", mais les deux fiches diffèrent{NBSP}: {listed(disagreements)}"
    fields = (_FIELDS[reason] for reason in pair.reasons)
    return Contradiction(
        code=DISAGREE if disagreements else SAME_AID,
        fiche=f"{collection}/{pair.first}",
        champ=next((field for field in fields if getattr(one, str(field[0]), None)), ("nom",)),
        message=message,
        conseil=_ADVICE,
        vers=f"{collection}/{pair.second}",
    )


def _disagreements(one: Service, other: Service) -> tuple[str, ...]:
    """What two entries of one aid say differently, in words."""
    return (*_amounts(one, other), *_ages(one, other), *_states(one, other))


def _amounts(one: Service, other: Service) -> Iterator[str]:
    if one.montant is None or other.montant is None:
        return
    mine, theirs = one.montant, other.montant
    if (mine.unite, mine.periodicite, mine.sens) != (
        theirs.unite,
        theirs.periodicite,
        theirs.sens,
    ):
        return
    unit = f"{NBSP}{mine.unite}" if mine.unite else ""
    for name, here, there in (("maximum", mine.max, theirs.max), ("minimum", mine.min, theirs.min)):
        if here is not None and there is not None and here != there:
            yield f"{name} de {number_text(here)}{unit} ici, de {number_text(there)}{unit} là"


def _ages(one: Service, other: Service) -> Iterator[str]:
    mine, theirs = (rule_ages(entry.eligibilite or {}) or {} for entry in (one, other))
    for name, sign in (("min", "dès"), ("max", "jusqu’à")):
        here, there = mine.get(name), theirs.get(name)
        if here is not None and there is not None and here != there:
            yield f"{sign} {here}{NBSP}ans ici, {sign} {there}{NBSP}ans là"


def _states(one: Service, other: Service) -> Iterator[str]:
    closed = ("suspendu", "budget-epuise")
    if (one.etat in closed) != (other.etat in closed):
        here, there = ("fermé" if entry.etat in closed else "ouvert" for entry in (one, other))
        yield f"{here} ici, {there} là"
