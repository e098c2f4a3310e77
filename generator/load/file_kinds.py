"""Load: the path of a file → what it should hold, said when it holds nothing or something else."""

from pathlib import PurePosixPath

# The command that begins an entry, by the folder of its collection; pages have none.
_NEW = {
    "services": "service",
    "structures": "structure",
    "situations": "situation",
    "parcours": "parcours",
    "evenements": "evenement",
    "manques": "manque",
}
# The files that are alone of their kind: how each begins.
_BEGINNINGS = {
    "content/lexique.yaml": "« termes: », puis « - terme: permis de conduire »",
    "content/retires.yaml": "« retires: », puis « - id: location-scooters »",
    "content/doublons.yaml": (
        "« pas_un_doublon: », puis « - fiches: [une-fiche, une-autre] » et « motif: … »"
    ),
    "guichet.yaml": "« nom: » et le nom de votre guichet",
}


def say_how_to_fill(path: str) -> str:
    """What to do with a file that holds nothing."""
    beginning = _BEGINNINGS.get(path)
    if beginning is not None:
        return f"commencez par {beginning}, ou supprimez ce fichier"
    kind = _NEW.get(PurePosixPath(path).parent.name)
    made = f", ou créez-la avec « guichet new {kind} IDENTIFIANT »" if kind else ""
    return f"copiez une fiche voisine{made}"


def say_what_it_holds(path: str) -> tuple[str, str]:
    """A file that holds a list or a text → what it should hold, and how to write it."""
    beginning = _BEGINNINGS.get(path)
    if beginning is not None:
        return "ce fichier est fait de champs « nom: valeur »", f"commencez-le par {beginning}"
    return (
        "une fiche est une liste de champs « nom: valeur »",
        "commencez chaque ligne par le nom d’un champ, suivi de deux-points et d’un espace",
    )
