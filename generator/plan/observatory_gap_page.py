"""Plan: all the gaps, of the coverage and of the situations → one page of sentences."""

from collections.abc import Iterable, Iterator

from generator.observatory import EVERYBODY, MANQUE, NON_RECENSE, SERVI_SANS_DEDIE
from generator.observatory_view import Figure, GapGroup, GapLine, GapListView
from generator.plan import urls
from generator.plan.observatory_frame import Survey, observatory_page
from generator.plan.observatory_lines import depths, grouped, merged_lines, needs_lacking
from generator.plan.observatory_words import people_text, short_name
from generator.plan.progress_names import filled_list, filled_since
from generator.plan.wording import bound_figures, counted, number_text
from generator.site_plan import Page
from generator.solutions import NOBODY, Gap
from generator.view_parts import Link

_NEEDS_SHOWN = 30  # needs of situations: the page of the situations has them all


def gap_list_page(survey: Survey) -> Page:
    """`observatoire/manques.html`."""
    view = GapListView(
        heading="Ce qui manque, où, et pour qui",
        intro="Les manques qu’un partenaire a constatés, puis ce que personne n’a encore recensé. "
        "En premier, ce qui concerne le plus d’habitants.",
        figures=_figures(survey),
        groups=tuple(_groups(survey)),
        filled=tuple(filled_list(filled_since(None, survey), survey)),
        json_url=urls.OBSERVATORY_JSON,
        csv_url=urls.OBSERVATORY_CSV,
    )
    return observatory_page(urls.OBSERVATORY_GAPS, "pages/observatory-gaps.html", view)


def _figures(survey: Survey) -> tuple[Figure, ...]:
    confirmed = {name for gap in survey.gaps if gap.etat == MANQUE for name in gap.manques}
    wide = [gap for gap in survey.gaps if gap.etat == NON_RECENSE and gap.audience == EVERYBODY]
    unlisted = {gap.theme for gap in wide}
    return (
        Figure(
            value=number_text(len(confirmed)),
            label="manque confirmé" if len(confirmed) < 2 else "manques confirmés",
            note="par un partenaire, à une date",
            tone="warn" if confirmed else "",
        ),
        Figure(
            value=number_text(len(unlisted)),
            label="besoin sans réponse connue"
            if len(unlisted) < 2
            else "besoins sans réponse connue",
            note=f"{depths(wide)}, pour tout le monde, quelque part"
            if wide
            else "pour tout le monde",
        ),
    )


def _groups(survey: Survey) -> Iterator[GapGroup]:
    confirmed = [gap for gap in survey.gaps if gap.etat == MANQUE]
    yield grouped(
        "Manques confirmés",
        "confirmes",
        "Un partenaire, nommé et daté, constate que rien n’y répond, ou pas assez."
        if confirmed
        else "Aucun partenaire n’a encore confirmé de manque sur ce site.",
        tuple(merged_lines(confirmed, survey)),
        count=len(confirmed),
    )
    wide = [gap for gap in survey.gaps if gap.etat == NON_RECENSE and gap.audience == EVERYBODY]
    if wide:
        yield grouped(
            "Non recensé, pour tout le monde",
            "non-recenses",
            "Ce site ne connaît aucune réponse\u00a0: il en existe peut-être une.",
            tuple(merged_lines(wide, survey)),
            count=len(wide),
        )
    yield from _by_audience(survey)
    if survey.situation_gaps:
        yield _situations(survey.situation_gaps)


def _by_audience(survey: Survey) -> Iterator[GapGroup]:
    narrow = [gap for gap in survey.gaps if gap.etat == NON_RECENSE and gap.audience != EVERYBODY]
    if narrow:
        yield GapGroup(
            heading="Non recensé, pour un public",
            anchor="publics",
            note="Pour ces publics, rien n’est connu, quand d’autres ont une réponse.",
            count=len(narrow),
            needs=needs_lacking(narrow, survey),
        )
    general = [gap for gap in survey.gaps if gap.etat == SERVI_SANS_DEDIE]
    if general:
        yield GapGroup(
            heading="Servi, sans aide dédiée",
            anchor="sans-aide-dediee",
            note="Des aides générales sont ouvertes à ces publics\u00a0: aucune ne les nomme.",
            count=len(general),
            needs=needs_lacking(general, survey),
        )


def _situations(gaps: Iterable[Gap]) -> GapGroup:
    """The needs of everyday situations that nothing answers, by département."""
    found: dict[tuple[str, int], list[Gap]] = {}
    for gap in gaps:
        if gap.area.kind == "departement":
            found.setdefault((gap.situation.id, gap.rang), []).append(gap)
    lines = [_situation_line(together) for together in found.values()]
    return GapGroup(
        heading="Des situations sans réponse complète",
        anchor="situations",
        note="Des situations de tous les jours, résolues commune par commune\u00a0: "
        "les besoins auxquels aucune aide ne répond.",
        count=len(lines),
        lines=tuple(lines[:_NEEDS_SHOWN]),
        more=Link(label="Tous les besoins sans réponse, situation par situation", url=urls.GAPS),
    )


def _situation_line(gaps: list[Gap]) -> GapLine:
    first = gaps[0]
    nobody = all(gap.etat == NOBODY for gap in gaps)
    return GapLine(
        sentence=f"{bound_figures(first.situation.titre)}\u00a0: "
        f"{'aucune réponse' if nobody else 'pas de réponse partout'} "
        f"pour «\u00a0{bound_figures(first.besoin.nom)}\u00a0»",
        people=people_text(sum(gap.population for gap in gaps)),
        etat=NON_RECENSE,
        part=counted(sum(len(gap.communes) for gap in gaps), "commune"),
        need=Link(label="La situation", url=urls.situation_url(first.situation.id)),
        places=tuple(
            Link(
                label=short_name(gap.area),
                url=urls.situation_url(gap.situation.id, gap.area.code),
                note=people_text(gap.population),
            )
            for gap in gaps
        ),
    )
