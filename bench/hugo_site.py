"""The entries of a corpus → a Hugo site that renders the same pages and lists from them.

What our generator has to find by itself is given to Hugo ready: which lists hold a service, in
which order, under which heading; labels are data. So the comparison is in Hugo's favour.
"""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.characters import fold
from generator.page_views import ListView
from generator.site_plan import SitePlan
from generator.view_parts import Card

LAYOUTS = Path(__file__).parent / "hugo"
# The folder of our lists → the taxonomy of the Hugo site.
FACETS = {
    "thematiques": "l_thematiques",
    "publics": "l_publics",
    "statuts": "l_statuts",
    "territoires": "l_territoires",
}


def write_hugo_site(root: Path, plan: SitePlan, folder: Path) -> None:
    """Write the Hugo site of the corpus `root`, planned as `plan`, in `folder`."""
    shutil.copytree(LAYOUTS, folder, dirs_exist_ok=True)
    lists = _lists(plan)
    members = _members(lists)
    for rank, service in enumerate(sorted(plan.catalogue.services, key=lambda item: item.nom)):
        text = (root / "content" / "services" / f"{service.id}.md").read_text(encoding="utf-8")
        extra = {
            "title": service.nom,
            "weight": rank + 1,
            "categorie": service.thematiques[0].partition("--")[0],
            "lettre": fold(service.nom)[:1].upper(),
            **members[service.id],
        }
        _write(folder / "content" / "services" / f"{service.id}.md", _with(text, extra))
    for structure in plan.catalogue.structures:
        path = root / "content" / "structures" / f"{structure.id}.yaml"
        text = f"---\n{path.read_text(encoding='utf-8')}---\n"
        extra = {"title": structure.nom, "lettre": fold(structure.nom)[:1].upper()}
        _write(folder / "content" / "structures" / f"{structure.id}.md", _with(text, extra))
    for name, content in _data(plan, lists).items():
        _write(folder / "data" / f"{name}.json", json.dumps(content, ensure_ascii=False))


def _lists(plan: SitePlan) -> Mapping[tuple[str, str], ListView]:
    """Our lists, by taxonomy and code."""
    return {
        (FACETS[page.path.partition("/")[0]], Path(page.path).stem): page.view
        for page in plan.pages
        if isinstance(page.view, ListView)
    }


def _members(lists: Mapping[tuple[str, str], ListView]) -> Mapping[str, dict[str, list[str]]]:
    """By service, the terms of each taxonomy."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (taxonomy, code), view in lists.items():
        for identifier in dict.fromkeys(card.id for card in _cards(view)):
            found[identifier][taxonomy].append(code)
    return found


def _cards(view: ListView) -> Iterable[Card]:
    return (card for group in view.groups for card in group.cards)


def _data(plan: SitePlan, lists: Mapping[tuple[str, str], ListView]) -> Mapping[str, object]:
    vocabularies = plan.schemas.vocabularies
    facets: dict[str, dict[str, object]] = {taxonomy: {} for taxonomy in FACETS.values()}
    for (taxonomy, code), view in lists.items():
        facets[taxonomy][code] = {
            "label": view.heading,
            "description": view.intro,
            "groupes": len(view.groups) > 1,
            "plus_precis": [
                {"code": Path(link.url).stem, "label": link.label} for link in view.narrower
            ],
            "communes": [
                {"code": Path(link.url).stem, "label": link.label} for link in view.communes
            ],
        }
    services_of = defaultdict(list)
    for service in plan.catalogue.services:
        services_of[service.structure].append(service.id)
    zones = {code for service in plan.catalogue.services for code in service.zone_eligibilite}
    return {
        "categories": {
            code: {
                "label": term.everyday or term.label,
                "accent": term.accent,
                "icon": term.icon,
                "description": term.description,
            }
            for code, term in vocabularies["categories"].items()
        },
        **{
            name: {code: {"label": term.label} for code, term in vocabularies[name].items()}
            for name in ("thematiques", "publics", "statuts")
        },
        "modes": {
            code: {"label": term.label} for code, term in vocabularies["modes-mobilisation"].items()
        },
        "etats": {
            code: {"label": term.label, "tone": "info", "icon": "info"}
            for code, term in vocabularies["etats"].items()
        },
        "territoires": {
            code: {"nom": area.nom}
            for code in zones
            if (area := plan.referentiels.territory(code)) is not None
        },
        "structures": {
            item.id: {"nom": item.nom, "sigle": item.sigle} for item in plan.catalogue.structures
        },
        "services_de": services_of,
        "facettes": facets,
        "footer": [
            {
                "heading": group.heading,
                "anchor": group.anchor,
                "links": [{"label": link.label, "url": link.url} for link in group.links],
            }
            for group in plan.footer
        ],
    }


def _with(text: str, extra: Mapping[str, object]) -> str:
    """An entry with more front matter: JSON values are YAML values."""
    lines = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in extra.items()
    )
    opening, header, body = text.split("---\n", 2)
    return f"{opening}---\n{header}{lines}---\n{body}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
