"""Plan: the open services that reach the territory → the first figure of the overview, in full."""

from generator.freshness import RETIRE
from generator.history import Snapshot
from generator.observatory_view import Figure
from generator.plan import urls
from generator.plan.observatory_frame import Survey
from generator.plan.wording import counted, listed, number_text


def open_figure(survey: Survey, now: Snapshot) -> Figure:
    """How many are open here, by how many structures, and how many of them are to be checked."""
    reaching = {name for one in survey.table.areas for name in (*one.partout, *one.en_partie)}
    kept = [pair for keeper in survey.keepers for pair in keeper.services]
    counting = [pair for pair in kept if pair[0].id in reaching]
    structures = {service.structure for service, _ in counting}
    due = sum(fresh.due for _, fresh in counting)
    never = sum(not fresh.verifie for _, fresh in counting)
    found = (
        f"{number_text(due)} à revoir" if due else "",
        counted(never, "jamais vérifié", "jamais vérifiés") if never else "",
    )
    doubts = listed(tuple(filter(None, found)))
    count = now.services() or 0
    by = counted(len(structures), "structure")
    return Figure(
        value=number_text(count),
        label="aide ou service ouvert" if count == 1 else "aides et services ouverts",
        note=". ".join(
            filter(
                None,
                (
                    f"Proposés par {by}{f', dont {doubts}' if doubts else ''}",
                    _listed(sum(fresh.etat != RETIRE for _, fresh in kept), count),
                ),
            )
        ),
        url=urls.SERVICES,
    )


def _listed(shown: int, count: int) -> str:
    """Why the list that the figure leads to is longer."""
    if shown <= count:
        return ""
    return (
        f"La liste en montre {number_text(shown)}\u00a0: aussi ceux qui sont fermés, périmés ou "
        "valables ailleurs"
    )
