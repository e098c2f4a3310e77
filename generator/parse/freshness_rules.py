"""Parse: what the dates of checking say against one another, in an entry and in the settings."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import pairwise

from generator.parse.rules import Breach, Data, read_date
from generator.settings import Windows


def find_review_breaches(data: Data) -> Iterator[Breach]:
    """A review that is to come after a check that was made: the one it promised is over."""
    check = data.get("verification")
    checked = read_date(check.get("le")) if isinstance(check, Mapping) else None
    promised = read_date(data.get("prochaine_revue"))
    if checked is not None and promised is not None and promised <= checked:
        yield Breach(
            "revue-deja-faite",
            ("prochaine_revue",),
            f"la prochaine vérification n’est pas après la dernière ({checked.isoformat()})",
            "écrivez le jour de la suivante, ou retirez cette ligne : le site en fixera un",
            warning=True,
        )


def find_window_breaches(data: Data) -> Iterator[Breach]:
    """An entry is to be checked, then out of date, then withdrawn: in this order."""
    written = data.get("fraicheur")
    if not isinstance(written, Mapping):
        return
    known = asdict(Windows())
    days = {name: written.get(name, default) for name, default in known.items()}
    for before, after in pairwise(known):
        first, second = days[before], days[after]
        if isinstance(first, int) and isinstance(second, int) and first > second:
            field = after if after in written else before
            yield Breach(
                "fenetres-inversees",
                ("fraicheur", field),
                f"« {after} » ({second}) est plus court que « {before} » ({first})",
                f"écrivez « {before} », puis « {after} », du plus court au plus long ; "
                f"sans ces lignes : {', '.join(map(str, known.values()))}",
            )
