"""Plan: the schemas and the entries → the pages where an entry is proposed or corrected."""

from collections.abc import Iterator
from urllib.parse import quote

from generator.entries import Service, Structure
from generator.form_fields import form_of
from generator.form_view import CorrectView, Doors, ProposeView
from generator.model import Catalogue
from generator.plan import urls
from generator.plan.form_controls import control_groups
from generator.plan.page import make_page
from generator.plan.vocabulary import Labels
from generator.settings import Settings
from generator.site_plan import Page
from generator.view_parts import Link

_BREADCRUMB = (Link(label="Proposer ou corriger une fiche", url=urls.CONTRIBUTE),)
_ANY = "{id}"  # which the script replaces: one form for all the entries
_SERVICE = (
    "Une aide manque\u00a0? Décrivez-la ici, avec vos mots. Elle est relue avant d’être publiée."
)
_STRUCTURE = (
    "Un organisme manque\u00a0? Décrivez-le ici\u00a0: ses services pourront ensuite le citer."
)


def form_pages(catalogue: Catalogue, labels: Labels) -> Iterator[Page]:
    """The two forms, then one light page for each entry that is written here."""
    yield _propose_page(catalogue.settings, labels, "service")
    yield _propose_page(catalogue.settings, labels, "structure")
    for service in catalogue.services:
        if f"services/{service.id}" not in catalogue.externals:
            yield _correct_page(service, "service", catalogue)
    for structure in catalogue.structures:
        if f"structures/{structure.id}" not in catalogue.externals:
            yield _correct_page(structure, "structure", catalogue)


def _propose_page(settings: Settings, labels: Labels, kind: str) -> Page:
    groups = control_groups(form_of(kind, labels.schemas), labels)
    is_service = kind == "service"
    view = ProposeView(
        heading="Proposer une aide ou un service" if is_service else "Proposer une structure",
        intro=_SERVICE if is_service else _STRUCTURE,
        kind=kind,
        groups=groups,
        doors=make_doors(
            settings,
            f"proposer-{kind}.yml",
            "Une fiche à ajouter" if is_service else "Une structure à ajouter",
        ),
        other=Link(label="C’est une structure qui manque\u00a0?", url=urls.PROPOSE_STRUCTURE)
        if is_service
        else Link(label="C’est une aide ou un service qui manque\u00a0?", url=urls.PROPOSE),
        required_count=sum(
            control.field.required for group in groups for control in group.controls
        ),
        entry_page=urls.service_url(_ANY) if is_service else urls.structure_url(_ANY),
        correct_page=urls.correct_url(_ANY, kind),
    )
    url = urls.PROPOSE if is_service else urls.PROPOSE_STRUCTURE
    return make_page(url, "pages/propose.html", view, breadcrumb=_BREADCRUMB, section="proposer")


def _correct_page(entry: Service | Structure, kind: str, catalogue: Catalogue) -> Page:
    settings = catalogue.settings
    depot = _depot(settings)
    path = catalogue.paths.get(f"{kind}s/{entry.id}", "")
    nom = " ".join(entry.nom.split())  # one line: a line end would add a header to the mail
    page = urls.service_url(entry.id) if kind == "service" else urls.structure_url(entry.id)
    view = CorrectView(
        heading="Corriger cette fiche",
        intro=entry.nom,
        id=entry.id,
        nom=entry.nom,
        kind=kind,
        entry=Link(label=entry.nom, url=page),
        form_url=urls.filled_form_url(entry.id, kind),
        edit_url=f"{depot}/edit/{quote(settings.branche)}/{quote(path)}" if depot and path else "",
        doors=make_doors(settings, "corriger.yml", f"Fiche à corriger : {nom} ({entry.id})"),
    )
    return make_page(
        urls.correct_url(entry.id, kind),
        "pages/correct.html",
        view,
        title=f"Corriger «\u00a0{nom}\u00a0»",
        description=f"Dire ce qui est faux, ou corriger la fiche «\u00a0{nom}\u00a0».",
        breadcrumb=(Link(label=entry.nom, url=page),),
        index=False,
    )


def make_doors(settings: Settings, template: str, subject: str) -> Doors:
    """Where a proposal goes: the forge's issue form, a mail."""
    depot = _depot(settings)
    contact = settings.contact or settings.editeur
    mail = contact.courriel or ""
    return Doors(
        depot=depot,
        branche=settings.branche if depot else "",
        issue_url=f"{depot}/issues/new" if depot else "",
        issue_template=template,
        mail=mail,
        mail_url=f"mailto:{mail}?subject={quote(subject)}" if mail else "",
    )


def _depot(settings: Settings) -> str:
    return (settings.depot or "").rstrip("/")
