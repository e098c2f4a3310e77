"""Render: labels, acronyms, served départements → what the form reads to draw an entry."""

import json

from generator.model import Artifact
from generator.site_plan import SitePlan

PATH = "proposer/apercu.json"
# Those whose words a service's page or card prints.
VOCABULARIES = (
    *("bases-ressources", "contrats", "frais", "langues", "modes-accueil", "permis", "publics"),
    *("statuts", "thematiques"),
)


def render_form_preview(plan: SitePlan) -> Artifact:
    """The labels of codes, how each great theme looks, the départements, the acronyms."""
    vocabularies = plan.schemas.vocabularies
    value = {
        "libelles": {
            name: {code: term.label for code, term in vocabularies[name].items()}
            for name in VOCABULARIES
        },
        "categories": {
            code: [term.everyday or term.label, term.accent, term.icon]
            for code, term in vocabularies["categories"].items()
        },
        "departements": [
            [area.code, area.nom]
            for area in map(plan.referentiels.territory, plan.settings.territoire.departements)
            if area is not None
        ],
        "sigles": {one.id: one.sigle for one in plan.catalogue.structures if one.sigle},
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Artifact(path=PATH, content=text.encode())
