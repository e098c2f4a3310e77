"""A seeded French-looking vocabulary: a head of real words, a long tail of composed ones, Zipf law.

Search engines and templates see what they would see in real entries: a few words everywhere, most
words in one or two entries, accents, elisions, plurals.
"""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from random import Random

TAIL = 60_000
_EXPONENT = 1.7
_SHIFT = 15  # flattens the head: no single word is everywhere

_HEAD = """
de la le les des vous pour et à un une en votre avec dans sur par aide emploi logement travail
permis voiture mobilité demande dossier formation agence service accompagnement entreprise mois
droit contrat revenu transport domicile trajet rendez-vous conseiller situation personne enfant
garde loyer caution dépôt garantie bail location véhicule vélo scooter garage réparation carburant
bus train covoiturage carte abonnement tarif réduction gratuit payant montant euro plafond
ressources quotient familial allocation prestation organisme association commune département
région mairie mission locale jeune salarié intérimaire apprenti saisonnier étudiant alternance
stage diplôme métier compétence atelier forum entretien candidature recrutement employeur horaire
temps semaine jour heure délai réponse pièce justificatif identité adresse téléphone courriel
internet formulaire inscription étape condition âge handicap santé budget dette énergie facture
hébergement urgence résidence foyer chambre colocation meublé propriétaire locataire travaux
déménagement installation crèche assistante maternelle repas habits mobilier ordinateur langue
français lecture calcul illettrisme numérique insertion parcours projet orientation bilan
création reprise indépendant micro-crédit prêt remboursement versement avance subvention
l’accueil d’abord l’employeur d’accès l’inscription l’hébergement d’urgence l’apprentissage
aujourd’hui quelqu’un jusqu’à chaque selon après avant pendant sans aussi très plus moins
""".split()
_STARTS = (
    "ba bel bra cal car cha clo cou cré dal dé do é fa fer fla gar gra ha i jo la li lo ma mé mon "
    "na né no o pa pé pla por qua ra ré ro sa sé so ta té tra u val vé vi vo"
).split()
_MIDDLES = "ba bi ci cou da di do fi ga go la li lo ma mi mo na ni no pa pi ra ri ro sa ti to va vi"
_ENDS = (
    "tion ment age eur euse ité ance oir aire ier ière el elle if ive ure ard et ette on".split()
)


class Vocabulary:
    """Words by rank, drawn with a Zipf law."""

    def __init__(self) -> None:
        self.words = (*_HEAD, *_tail())
        weights = (1 / (rank + _SHIFT) ** _EXPONENT for rank in range(len(self.words)))
        self._cumulated = list(accumulate(weights))

    def draw(self, random: Random, count: int) -> list[str]:
        """`count` words, the commonest most often."""
        total = self._cumulated[-1]
        return [
            self.words[bisect(self._cumulated, random.random() * total, hi=len(self.words) - 1)]
            for _ in range(count)
        ]


def _tail() -> Iterator[str]:
    """Distinct composed words, in an order that mixes their beginnings."""
    middles = _MIDDLES.split()
    sizes = (len(_STARTS), len(middles), len(_ENDS), len(middles))
    for rank in range(TAIL):
        number = rank * 7919 % (sizes[0] * sizes[1] * sizes[2] * sizes[3])
        parts = []
        for size in sizes:
            number, digit = divmod(number, size)
            parts.append(digit)
        start, middle, end, second = parts
        yield _STARTS[start] + middles[middle] + middles[second] + _ENDS[end]
