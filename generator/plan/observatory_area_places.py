"""Plan: one territory → its communes, in a table and on a map."""

from collections.abc import Mapping, Sequence

from generator.chart_view import MapView, Table, TableBody, TableRow
from generator.observatory import EVERYBODY, EVERYTHING, SERVI, AreaCoverage, CommuneGroup
from generator.plan.observatory_frame import Survey
from generator.plan.observatory_heat import Reader
from generator.plan.observatory_maps import MapValue, map_view
from generator.plan.observatory_words import short_name
from generator.plan.wording import listed, number_text
from generator.view_parts import Link

_NAMED = 12  # communes named in one line of the table: the others are counted


def commune_table(here: AreaCoverage, survey: Survey) -> Table:
    """The communes, grouped when the same services reach them."""
    rows = survey.coverage.referentiels.communes
    groups = sorted(here.groups, key=lambda group: (-group.habitants, group.communes))
    return Table(
        caption="Ce qui est ouvert dans chaque commune",
        corner="Communes",
        columns=("Habitants", "Aides et services", "Besoins servis"),
        bodies=(
            TableBody(
                head=None,
                rows=tuple(
                    TableRow(
                        head=Link(
                            label=listed(
                                tuple(rows[code][0] for code in group.communes), limit=_NAMED
                            ),
                            url="",
                        ),
                        cells=(
                            number_text(group.habitants),
                            number_text(len(here.partout) + len(group.services)),
                            f"{_answered(group, survey)} sur {len(survey.great)}",
                        ),
                    )
                    for group in groups
                ),
            ),
        ),
        note="Les communes où les mêmes aides sont ouvertes sont sur une même ligne.",
    )


def _answered(group: CommuneGroup, survey: Survey) -> int:
    """How many great themes are answered in some communes, for everybody."""
    width, ranks = len(survey.table.audiences), survey.theme_ranks
    return sum(group.servis >> ranks[theme] * width & 1 for theme in survey.great)


def area_map(here: AreaCoverage, survey: Survey, reader: Reader) -> MapView | None:
    """The communes of an EPCI, the EPCI of a département: how many services there are."""
    referentiels = survey.coverage.referentiels
    if here.area.kind == "departement":
        inside = survey.coverage.epcis[here.area.code]
        groups: Mapping[str, Sequence[str]] = {area.code: area.members for area in inside}
        values = {
            area.code: MapValue(
                nom=short_name(area),
                count=reader.services(EVERYTHING, EVERYBODY, area.code),
                etat=SERVI,
            )
            for area in inside
        }
    else:
        groups = {code: (code,) for group in here.groups for code in group.communes}
        values = {
            code: MapValue(
                nom=referentiels.communes[code][0],
                count=len(here.partout) + len(group.services),
                etat=SERVI,
            )
            for group in here.groups
            for code in group.communes
        }
    return map_view(
        "carte",
        "Sur la carte",
        "Nombre d’aides et de services ouverts à chaque endroit\u00a0: plus il y en a, plus c’est "
        "foncé. Le tableau de cette page donne les mêmes chiffres.",
        groups=groups,
        values=values,
        contours=survey.outlines,
    )
