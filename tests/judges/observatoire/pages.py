"""The figures printed on the pages of the observatory, beside those counted again from the feed.

Tables are read as a reader does: the caption, the heads of the columns, the head of each row.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tests.judges.observatoire.recomputed import Observed

# Head of a column → the column of the feed.
FIGURES = {
    "Aides et services": "services",
    "Locaux": "locaux",
    "Départementaux": "departementaux",
    "Régionaux": "regionaux",
    "Nationaux": "nationaux",
    "Sur place": "sur_place",
    "À distance": "a_distance",
    "Gratuits": "gratuits",
    "Demande directe": "autonomes",
}
STATES = {"servi": "servi", "manque": "manque confirmé", "non-recense": "non recensé"}
SIGNS = {"?": "non-recense", "✕": "manque"}
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
_HIDDEN = re.compile(r'<span class="visually-hidden">.*?</span>')
_TAG = re.compile(r"<[^>]*>")
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_CODE = re.compile(r"observatoire/(?:territoires|besoins)/([a-z0-9A-Z-]+)\.html")


@dataclass
class Row:
    """A line of a table: its head, where the head leads, its cells."""

    group: str  # where the head of its group leads
    cells: list[str] = field(default_factory=list)
    link: str = ""


@dataclass
class Printed:
    """One table of a page."""

    caption: str = ""
    heads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # where each head leads
    rows: list[Row] = field(default_factory=list)


def tables(page: str) -> Iterator[Printed]:
    """The tables of a page, cell by cell."""
    for text in _TABLE.findall(page):
        caption = _CAPTION.search(text)
        table = Printed(caption=_words(caption[1]) if caption else "")
        group = ""
        for line in _ROW.findall(text):
            cells = _CELL.findall(line)
            links = [code[1] if (code := _CODE.search(inner)) else "" for _, _, inner in cells]
            words = [_words(inner) for _, _, inner in cells]
            if not table.heads:
                table.heads, table.links = words, links
            elif any("rowgroup" in said for _, said, _ in cells):
                group = links[0]
            else:
                table.rows.append(Row(group=group, link=links[0], cells=words))
        yield table


def _words(inner: str) -> str:
    """What a reader sees of a cell."""
    shown = _TAG.sub("", _HIDDEN.sub("", inner).replace("<small>", " "))
    return " ".join(unescape(shown).replace("\u00ad", "").split())


class PageJudge:
    """Compares what pages print with what the entries give."""

    def __init__(self, observed: Observed) -> None:
        self.observed = observed
        self.counted = {area: observed.cells(area) for area in observed.areas}
        self.audiences = {
            (row["code"].partition("/")[0], row["nom"]): row["code"]
            for row in observed.told["publics"]
        }
        self.places = {row["code"]: row for row in observed.told["territoires"]}
        self.compared = 0

    def faults(self, path: str, page: str) -> Iterator[str]:
        """Every figure of the tables of a page that is not the one counted."""
        name = path.rpartition("/")[2].removesuffix(".html")
        for table in tables(page):
            for row in table.rows:
                yield from self._row_faults(f"{path}, {table.caption}", name, table, row)

    def _row_faults(self, where: str, name: str, table: Printed, row: Row) -> Iterator[str]:
        is_place = name in self.places
        kind = "public" if "publics" in table.caption else "statut"
        if "Communes servies" in table.heads:
            head = row.link or row.group
            theme, area = (head, name) if is_place else (name, head)
            yield from self._figures(f"{where}, {row.cells[0]}", (theme, ""), area, table, row)
        elif is_place and "Tout le monde" in table.heads:
            for head, text in zip(table.heads[1:], row.cells[1:], strict=True):
                cell = (row.link, self._audience(kind, head))
                yield from self._heat(f"{where}, {row.cells[0]}, {head}", cell, name, text)
        elif not is_place and {*table.links[1:]} <= {*self.places}:
            for area, text in zip(table.links[1:], row.cells[1:], strict=True):
                cell = (name, self._audience(kind, row.cells[0]))
                yield from self._heat(f"{where}, {row.cells[0]}, {area}", cell, area, text)

    def _audience(self, kind: str, head: str) -> str:
        everybody = self.audiences.get(("", head))
        return self.audiences[kind, head] if everybody is None else everybody

    def _columns(self, cell: tuple[str, str], area: str) -> Mapping[str, int]:
        return self.counted[area].get(cell, {})

    def _state(self, columns: Mapping[str, int]) -> str:
        if columns.get("services"):
            return "servi"
        return "manque" if columns.get("communes_manque") else "non-recense"

    def _figures(
        self, where: str, cell: tuple[str, str], area: str, table: Printed, row: Row
    ) -> Iterator[str]:
        columns, place = self._columns(cell, area), self.places[area]
        for head, text in zip(table.heads[1:], row.cells[1:], strict=True):
            said: Any = text
            if head in FIGURES:
                said, wanted = _number(text), columns.get(FIGURES[head], 0)
            elif head == "État":
                said = text.replace(" confirmé dans ", " confirmé|").split("|")
                wanted = _state_words(self._state(columns), columns, place["communes"])
            elif head == "Communes servies":
                said = tuple(map(_number, text.split(" sur ")))
                wanted = (columns.get("communes_servies", 0), place["communes"])
            elif head == "Habitants servis":
                wanted = _share(columns.get("habitants_servis", 0), place["habitants"])
            else:
                continue
            self.compared += 1
            if said != wanted:
                yield f"{where}, {head} : {text} dit, {wanted} trouvé"

    def _heat(self, where: str, cell: tuple[str, str], area: str, text: str) -> Iterator[str]:
        columns, place = self._columns(cell, area), self.places[area]
        wanted: Any = self._state(columns)
        said: Any = SIGNS.get(text)
        if said is None:
            number, _, share = text.partition(" ")
            said = (_number(number), share)
            people = columns.get("habitants_servis", 0)
            part = _share(people, place["habitants"]) if people < place["habitants"] else ""
            wanted = (columns.get("services", 0), part)
        self.compared += 1
        if said != wanted:
            yield f"{where} : {text} dit, {wanted} trouvé"


def _state_words(state: str, columns: Mapping[str, int], communes: int) -> list[str]:
    """The state, then in how many communes when a gap is not that of the whole territory."""
    lacking = columns.get("communes_manque", 0)
    if state != "manque" or lacking == communes:
        return [STATES[state]]
    return [STATES[state], f"{lacking:,} commune{'s' if lacking > 1 else ''}".replace(",", " ")]


def _number(text: str) -> int:
    return int(re.sub(r"\s", "", text))


def _share(part: int, whole: int) -> str:
    """A whole percentage, never 0 % for somebody nor 100 % without everybody."""
    if not part or part == whole:
        return "100 %" if part else "0 %"
    return f"{max(1, min(99, round(100 * part / whole)))} %"
