"""What there is to review → the JSON of `guichet diff` (`schemas/rapports/`). Pure."""

from collections.abc import Sequence
from typing import Any

from generator.contradictions import Contradiction
from generator.diagnostics import Diagnostic
from generator.json_text import visible_json
from generator.parcours import Rupture
from generator.proposal import (
    CellMove,
    Effects,
    EntryChange,
    NeedMove,
    Proposal,
    Reach,
)

VERSION = 1
MAX_CODES = 500  # communes of a list: a count is always given, a longer list is left out
MAX_CELLS = 2_000

Row = dict[str, Any]


def report_json(proposal: Proposal) -> str:
    """Everything that the summary says, and what it leaves out."""
    whole: Row = {
        "version": VERSION,
        "base": proposal.base,
        "proposition": proposal.head,
        "jour": proposal.jour.isoformat(),
        "publiable": not proposal.refused,
        "illisible": proposal.illisible or None,
        "erreurs": proposal.erreurs,
        "refusees": list(proposal.refusees),
        "ecartees": list(proposal.ecartees),
        "remarques_levees": proposal.repares,
        "remarques": [_diagnostic(item) for item in proposal.diagnostics],
        "fiches": [_entry(change) for change in proposal.fiches],
        "effets": _effects(proposal.effets) if proposal.effets is not None else None,
    }
    return f"{visible_json(whole, indent=1)}\n"


def _entry(change: EntryChange) -> Row:
    marks = change.qualite
    return {
        "collection": change.collection,
        "id": change.id,
        "nom": change.nom,
        "fichier": change.fichier or None,
        "genre": change.genre,
        "phrase": change.phrase or None,
        "ancien_id": change.ancien_id or None,
        "remplace_par": change.remplace_par or None,
        "structure": change.structure or None,
        "origine": change.origine or None,
        "champs": [
            {
                "champ": field.champ,
                "phrase": field.phrase,
                "avant": field.avant,
                "apres": field.apres,
            }
            for field in change.champs
        ],
        "portee": _reach(change.portee) if change.portee is not None else None,
        "qualite": {
            "avant": marks.avant,
            "apres": marks.apres,
            "manque": [{"remede": remedy, "gain": round(gain, 4)} for remedy, gain in marks.manque],
        }
        if marks is not None
        else None,
        "liens": [
            {"url": link.url, "champ": link.champ, "etat": link.etat or None}
            for link in change.liens
        ],
    }


def _effects(effects: Effects) -> Row:
    return {
        "portee": _reach(effects.portee),
        "qualite_avant": effects.qualite_avant,
        "qualite_apres": effects.qualite_apres,
        "cellules_total": len(effects.cellules),
        "cellules": [_cell(move) for move in effects.cellules[:MAX_CELLS]],
        "besoins": [_need(move) for move in effects.besoins],
        "ruptures": [_break(item) for item in effects.ruptures],
        "ruptures_fermees": [_break(item) for item in effects.ruptures_fermees],
        "contradictions": [_contradiction(item) for item in effects.contradictions],
        "contradictions_levees": [_contradiction(item) for item in effects.contradictions_levees],
    }


def _reach(reach: Reach) -> Row:
    return {
        "communes_gagnees": len(reach.gagnees),
        "habitants_gagnes": reach.habitants_gagnes,
        "communes_perdues": len(reach.perdues),
        "habitants_perdus": reach.habitants_perdus,
        "gagnees": _codes(reach.gagnees),
        "perdues": _codes(reach.perdues),
    }


def _codes(codes: Sequence[str]) -> list[str] | None:
    return list(codes) if len(codes) <= MAX_CODES else None


def _cell(move: CellMove) -> Row:
    return {
        "theme": move.theme,
        "public": move.audience,
        "avant": move.avant,
        "apres": move.apres,
        "territoires": [{"code": code, "nom": name} for code, name in move.territoires],
        "habitants_servis_avant": move.habitants_avant,
        "habitants_servis_apres": move.habitants_apres,
    }


def _need(move: NeedMove) -> Row:
    return {
        "situation": move.situation,
        "titre": move.titre,
        "besoin": move.besoin,
        "portee": _reach(move.portee),
    }


def _break(item: Rupture) -> Row:
    return {
        "genre": item.genre,
        "fiche": item.fiche,
        "vers": item.vers or None,
        "message": f"{item.sujet} {item.message}".strip(),
        "conseil": item.conseil,
        "communes": len(item.communes),
        "habitants": item.habitants,
    }


def _contradiction(item: Contradiction) -> Row:
    return {
        "code": item.code,
        "fiche": item.fiche,
        "vers": item.vers or None,
        "message": item.message,
        "conseil": item.conseil,
    }


def _diagnostic(item: Diagnostic) -> Row:
    return {
        "code": item.code,
        "gravite": str(item.severity),
        "fichier": item.path,
        "ligne": item.span.start.line,
        "message": item.message,
        "remede": item.hint,
    }
