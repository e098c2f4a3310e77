"""What two entries, or a text and a field, say differently; and the pairs that only look alike."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from generator.diagnostics import FieldPath

SAME_AID = "doublon-probable"
DISAGREE = "fiches-en-desaccord"
ONE_SIDED = "cumul-non-confirme"  # a link of cumulation that the other entry says nothing of
# In the order of what misleads the most.
KINDS = (
    *(DISAGREE, SAME_AID, "montant-contredit", "age-contredit", "frais-contredits"),
    *("accueil-contredit", "etat-contredit", "echeance-passee", "zone-contredite"),
    *("cumul-contredit", ONE_SIDED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One disagreement, at the place where it can be mended."""

    code: str  # that of the diagnostic: "doublon-probable", "montant-contredit"…
    fiche: str  # "services/visale": the entry whose file is at fault, or comes first
    champ: FieldPath  # where in it
    message: str  # what disagrees; the subject of the sentence is the entry
    conseil: str  # what to write, or whom to ask
    vers: str = ""  # "services/autre", when there are two
    texte: str = ""  # the words of the text, when it is a text that contradicts a field


@dataclass(frozen=True, slots=True, kw_only=True)
class PasUnDoublon:
    """Entries that look alike and are different things: somebody checked."""

    fiches: tuple[str, ...]  # identifiers, of services or of structures
    motif: str  # in what they differ
    vu_le: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doublons:
    """`content/doublons.yaml`, checked against `doublons.schema.json`."""

    pas_un_doublon: tuple[PasUnDoublon, ...]

    def exempt(self) -> frozenset[frozenset[str]]:
        """Every pair that is not to be told, in either order."""
        return frozenset(
            frozenset(pair) for line in self.pas_un_doublon for pair in combinations(line.fiches, 2)
        )


NO_EXEMPTION = Doublons(pas_un_doublon=())  # a site may do without
