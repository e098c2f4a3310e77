"""Parse: a row of data·inclusion v0 → the same in v1, where the meaning is the same.

v0 named other fields and had longer lists of codes. A name that changed is carried over; a code
that v1 gave up is left for our rules to refuse by name; nothing is guessed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.parse.imports import CHANGED, LOST
from generator.parse.imports.values import is_nothing, read_words

Change = tuple[str, str, Any, str]  # kind, field, value, reason

RESUME, ETAT = "resume_v0", "etat_v0"  # what goes beside the fields of v1, for the entry alone
_ONLY_V0 = frozenset(
    (
        *("presentation_resume", "presentation_detail", "profils", "types", "typologie"),
        *("zone_diffusion_code", "zone_diffusion_type", "labels_nationaux", "antenne"),
        *("modes_orientation_beneficiaire", "modes_orientation_accompagnateur", "pre_requis"),
    )
)
_RENAMED: Mapping[str, Mapping[str, str]] = {
    "services": {
        "types": "type",
        "profils": "publics",
        "profils_precisions": "publics_precisions",
        "frais_autres": "frais_precisions",
        "recurrence": "horaires_accueil",
        "modes_orientation_beneficiaire_autres": "mobilisation_precisions",
    },
    "structures": {
        "horaires_ouverture": "horaires_accueil",
        "accessibilite": "accessibilite_lieu",
    },
}
_LINKS = ("prise_rdv", "formulaire_en_ligne", "page_web")
_CONTACT = ("telephone", "courriel", "contact_nom_prenom")
_MODES = {"envoyer-un-mail": "envoyer-un-courriel"}
_ASKED_BY = {
    "modes_orientation_beneficiaire": "usagers",
    "modes_orientation_accompagnateur": "professionnels",
}


def is_v0(row: Mapping[str, Any]) -> bool:
    """Whether a row uses names that only v0 had."""
    return not _ONLY_V0.isdisjoint(row)


def modernise(collection: str, row: Mapping[str, Any]) -> tuple[dict[str, Any], list[Change]]:
    """A row of v0 → a row of v1, and what was done to it."""
    desk = _Desk({name: value for name, value in row.items() if not is_nothing(value)})
    for old, new in _RENAMED[collection].items():
        desk.move((old,), new, desk.row.get(old))
    desk.text()
    if collection == "services":
        desk.conditions()
        desk.link()
        desk.ways_to_ask()
        desk.zone()
        desk.privacy()
    return desk.row, desk.changes


class _Desk:
    """One row on its way from v0 to v1."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.changes: list[Change] = []

    def move(self, old: Sequence[str], new: str, value: Any) -> None:
        """Give a value its name of v1, unless the row has that name already."""
        told = {name: self.row[name] for name in old if name in self.row}
        if not told or is_nothing(value) or new in self.row:
            return
        for name, said in told.items():
            del self.row[name]
            self.changes.append((CHANGED, name, said, f"v0\u00a0: « {new} » depuis la version 1"))
        self.row[new] = value

    def text(self) -> None:
        """Two texts in v0, one in v1; ours keeps both."""
        short, long = self.row.get("presentation_resume"), self.row.get("presentation_detail")
        if short is not None and long is not None:
            self.row[RESUME] = short
        self.move(("presentation_detail", "presentation_resume"), "description", long or short)

    def conditions(self) -> None:
        """Lists of conditions and of papers → one text, a line each."""
        names = ("pre_requis", "justificatifs")
        lines = [f"- {item}" for name in names for item in read_words(self.row.get(name))[0] or ()]
        self.move(names, "conditions_acces", "\n".join(line for line in lines if line != "- None"))

    def link(self) -> None:
        """The first of three links: to book, to ask online, to read."""
        for name in _LINKS:
            self.move((name,), "lien_mobilisation", self.row.get(name))

    def ways_to_ask(self) -> None:
        """Two lists of ways, one for each who asks → the ways, and who asks."""
        modes: dict[str, None] = {}
        asked_by = []
        for name, who in _ASKED_BY.items():
            words = read_words(self.row[name])[0] if name in self.row else None
            if words:
                asked_by.append(who)
                modes |= dict.fromkeys(_MODES.get(word, word) for word in words)
        if asked_by:
            self.row.setdefault("mobilisable_par", asked_by)
        self.move(tuple(_ASKED_BY), "modes_mobilisation", list(modes))

    def zone(self) -> None:
        """One zone with its kind → a list of codes."""
        kind, code = self.row.get("zone_diffusion_type"), self.row.get("zone_diffusion_code")
        if kind == "pays":
            code = "france"
        elif kind == "region" and code is not None:
            code = f"region-{code}"
        names = ("zone_diffusion_code", "zone_diffusion_type", "zone_diffusion_nom")
        self.move(names, "zone_eligibilite", [str(code)] if code is not None else None)

    def privacy(self) -> None:
        """Contacts that v0 kept from the public, and services that it suspended."""
        if self.row.pop("contact_public", None) is False:
            for name in _CONTACT:
                if name in self.row:
                    value = self.row.pop(name)
                    reason = "l’origine ne rend pas ce contact public"
                    self.changes.append((LOST, name, "…" if value else value, reason))
        if "date_suspension" in self.row:
            day = self.row.pop("date_suspension")
            self.row[ETAT] = "a-confirmer"
            reason = "v0 suspend le service à cette date\u00a0: la fiche est « à confirmer »"
            self.changes.append((CHANGED, "date_suspension", day, reason))
