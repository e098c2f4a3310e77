"""Plan: the page that says what the HSDS publication claims, what it does not, and its fields."""

from uuid import NAMESPACE_URL, uuid5

from generator.model import Catalogue
from generator.page_views import ProfileView
from generator.plan import urls
from generator.plan.data_files import hsds_files
from generator.plan.hsds_fields import LEFT_OUT, TABLES
from generator.plan.page import make_page
from generator.site_plan import Page
from generator.view_parts import FieldRow, FieldTable, FileGroup, Link

_INTRO = (
    "Les aides et les structures de ce site dans le modèle international des annuaires "
    "de services, celui d’Open Referral."
)


def hsds_page(catalogue: Catalogue) -> Page:
    """The profile of the HSDS publication, for people."""
    files = tuple(file for file in hsds_files(catalogue) if file.url != urls.HSDS)
    view = ProfileView(
        heading="Les données au format HSDS",
        intro=_INTRO,
        namespace=str(uuid5(NAMESPACE_URL, catalogue.settings.url)),
        files=FileGroup(heading="À télécharger", anchor="telecharger", note="", files=files),
        tables=tuple(
            FieldTable(
                heading=heading,
                anchor=anchor,
                target=target,
                rows=tuple(
                    FieldRow(term=term, fields=ours, note=note) for term, ours, note in rows
                ),
            )
            for heading, anchor, target, rows in TABLES
        ),
        left_out=tuple(dict.fromkeys(name for names in LEFT_OUT.values() for name in names)),
    )
    return make_page(
        urls.HSDS,
        "pages/hsds.html",
        view,
        breadcrumb=(Link(label="Données ouvertes", url=urls.OPEN_DATA),),
    )
