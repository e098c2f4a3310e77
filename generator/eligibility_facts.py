"""What one fact about a person tells of the others: a CDI is an employee, a B licence holds AM.

Only what is sure is deduced; what may be, stays to be checked. The same tables stand in
`theme/assets/js/lib/eligibility-facts.js`, and a test compares what both give for every code.
"""

from collections.abc import Iterable, Mapping

# A situation of employment → those that it is also.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "interimaire": ("salarie",),
    "saisonnier": ("salarie",),
    "cdd": ("salarie",),
    "cdi": ("salarie",),
    "salarie-insertion": ("salarie",),
    "apprenti": ("alternant", "salarie"),
    "alternant": ("salarie",),
}

_EMPLOYED = frozenset((*_ALSO, "salarie"))

# A situation → those that the same person may be in as well: nobody is excluded for them.
POSSIBLE: Mapping[str, frozenset[str]] = {
    "salarie": frozenset((*_ALSO, "reprise-emploi")),
    "alternant": frozenset(("apprenti", "reprise-emploi")),
    "interimaire": frozenset(("reprise-emploi", "sans-emploi")),
    **{
        code: frozenset(("reprise-emploi",))
        for code in ("saisonnier", "cdd", "cdi", "salarie-insertion", "apprenti", "fonctionnaire")
    },
    "sans-emploi": frozenset(("reprise-emploi", "stagiaire-formation", "createur-entreprise")),
    "reprise-emploi": frozenset((*_EMPLOYED, "sans-emploi", "fonctionnaire")),
    "lyceen": frozenset(("stagiaire",)),
    "etudiant": frozenset(("stagiaire",)),
    "stagiaire": frozenset(("lyceen", "etudiant")),
    "independant": frozenset(("createur-entreprise", "employeur")),
    "createur-entreprise": frozenset(("independant", "sans-emploi")),
}

# A contract that the person has or is about to sign → the situation that it makes.
STATUT_OF_CONTRAT: Mapping[str, str] = {
    "cdi": "cdi",
    "cdd": "cdd",
    "interim": "interimaire",
    "cdi-interimaire": "interimaire",
    "saisonnier": "saisonnier",
    "apprentissage": "apprenti",
    "professionnalisation": "alternant",
    "insertion": "salarie-insertion",
    "stage": "stagiaire",
    "service-civique": "volontaire",
    "fonction-publique": "fonctionnaire",
    "promesse-embauche": "reprise-emploi",
}

_CONTRAT_OF_STATUT: Mapping[str, str] = {
    "cdi": "cdi",
    "cdd": "cdd",
    "saisonnier": "saisonnier",
    "apprenti": "apprentissage",
}

# A licence → those that it is worth as well.
_WORTH: Mapping[str, tuple[str, ...]] = {
    "code": ("aucun",),
    "a1": ("am",),
    "a2": ("a1", "am"),
    "a": ("a2", "a1", "am"),
    "b1": ("am", "code"),
    "b": ("b1", "am", "code"),
    "be": ("b", "b1", "am", "code"),
    "c": ("b", "b1", "am", "code"),
    "d": ("b", "b1", "am", "code"),
}

# A public → by situation of employment, whether the person belongs to it for sure.
BELONGS: Mapping[str, Mapping[str, str]] = {
    "actifs": {
        **dict.fromkeys((*_ALSO, "salarie", "independant", "fonctionnaire"), "oui"),
        **dict.fromkeys(("sans-emploi", "inactif"), "non"),
    },
    "demandeurs-emploi": {"sans-emploi": "oui", "inactif": "non"},
    "etudiants": {"etudiant": "oui"},
    "seniors": {"retraite": "oui"},
}

# « Jeunes au sens large »: sure up to 25, said of some up to 30.
YOUNG_TO = 25
YOUNG_TO_FOR_SOME = 30


def implied_statuts(statut: str | None) -> frozenset[str]:
    """A situation and those that it is also."""
    return frozenset((statut, *_ALSO.get(statut, ()))) if statut else frozenset()


def implied_contrats(statut: str | None) -> frozenset[str]:
    """The contract that a situation says by itself."""
    contrat = _CONTRAT_OF_STATUT.get(statut or "")
    return frozenset((contrat,)) if contrat else frozenset()


def implied_permis(permis: Iterable[str]) -> frozenset[str]:
    """The licences and those that they are worth."""
    return frozenset(code for one in permis for code in (one, *_WORTH.get(one, ())))
