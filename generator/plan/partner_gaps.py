"""Plan: what is missing where a structure works → the lines of its mirror about gaps."""

from collections.abc import Iterator

from generator.freshness import Keeper
from generator.manques import Manque
from generator.observatory_view import GapGroup, GapLine
from generator.plan import urls
from generator.plan.observatory_words import STATES, missing, need_name, people_text
from generator.plan.partner_ground import Fillable, PartnerGround
from generator.plan.wording import counted, date_text, listed
from generator.view_parts import Link

MAX_GAPS = 8


def partner_gaps(keeper: Keeper, ground: PartnerGround) -> Iterator[GapGroup]:
    """Those that it confirmed, then those that it could fill."""
    confirmed = ground.confirmed.get(keeper.structure.id, ())
    if confirmed:
        yield GapGroup(
            heading="Les manques qu’elle a confirmés",
            anchor="confirmes",
            note="",
            count=len(confirmed),
            lines=tuple(_confirmed(item, ground) for item in confirmed),
        )
    lines = tuple(_fillable(gap, ground) for gap in ground.fillable(keeper, MAX_GAPS))
    if lines:
        yield GapGroup(
            heading="Les manques qu’elle pourrait combler",
            anchor="combler",
            note="Sur ses territoires, dans les besoins dont elle s’occupe déjà. "
            "Une piste à étudier, pas un reproche.",
            count=len(lines),
            lines=lines,
            more=Link(label="Tous les manques", url=urls.OBSERVATORY_GAPS),
        )


def _fillable(gap: Fillable, ground: PartnerGround) -> GapLine:
    etat, theme, audience = gap.lack
    labels = ground.survey.labels
    return GapLine(
        sentence=missing(theme, audience, etat, labels),
        people=people_text(gap.habitants),
        etat=etat,
        label=STATES[etat],
        part=counted(gap.territoires, "territoire"),
        need=Link(label=need_name(theme, labels), url=urls.coverage_theme_url(theme)),
    )


def _confirmed(item: Manque, ground: PartnerGround) -> GapLine:
    labels = ground.survey.labels
    needs = listed(tuple(need_name(code, labels) for code in item.thematiques), limit=3)
    people = item.personnes_concernees
    filled = item.comble_le
    return GapLine(
        sentence=f"{item.nom}, {needs}",
        people=counted(people, "personne concernée", "personnes concernées")
        if people
        else "personnes concernées non comptées",
        etat="servi" if filled else "manque",
        label="comblé" if filled else "manque confirmé",
        since=f"le {date_text(filled or item.constate_le)}",
        need=Link(label="Ce qui est constaté", url=urls.manque_url(item.id)),
    )
