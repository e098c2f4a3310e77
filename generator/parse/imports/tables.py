"""Parse: a table as read → the entries that it tells, and every cell that cannot be understood.

A column that is not there says nothing: what an entry already had in it stays. A cell that is there
and empty says that there is nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from generator.characters import MAX_IDENTIFIER, fold, is_identifier, slug
from generator.flat_entry import FlatFault, flatten, leaves, ordered, unflatten
from generator.form_fields import FormField
from generator.parse.imports.table_headings import HeadedSheet, read_headings
from generator.parse.imports.table_names import COLLECTION_OF, Names
from generator.parse.imports.table_rows import TextRow, fault_at, text_rows, unknown_at
from generator.parse.messages import MAX_SUGGESTIONS
from generator.parse.phrases import short
from generator.table_cells import ReadTable
from generator.table_entries import CellFault, ReadEntries, RowPlace, TableEntry
from generator.table_layout import (
    ENTRY,
    ID,
    BookLayout,
    is_inline,
    lists_of,
    rooted,
    without_lists,
)

Known = Mapping[tuple[str, str], Mapping[str, Any]]  # (collection, identifier) → its data


def read_entries(table: ReadTable, layout: BookLayout, known: Known, kind: str = "") -> ReadEntries:
    """`known` is what the content folder has; `kind` what a text file holds, when it is said."""
    headed = read_headings(table, layout, kind)
    desk = _Desk(layout=layout, known=known)
    desk.faults.extend(headed.faults)
    desk.notes.extend((*table.said, *headed.notes))
    for sheet in headed.sheets:
        if not sheet.layout.list_name:
            desk.take(sheet)
    for sheet in headed.sheets:
        if sheet.layout.list_name:
            desk.take_list(sheet)
    names = Names(desk.cited())
    return ReadEntries(
        entries=tuple(desk.entry(draft, names) for draft in desk.drafts),
        faults=tuple(desk.faults),
        notes=tuple(dict.fromkeys(desk.notes)),
    )


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An entry whose rows are being gathered."""

    id: str
    is_named: bool
    collection: str
    row: TextRow
    lists: dict[str, list[TextRow]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What was read so far of one file."""

    layout: BookLayout
    known: Known
    drafts: list[_Draft] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sheets: dict[tuple[str, str], HeadedSheet] = field(default_factory=dict)
    suggestions: int = 0

    def take(self, sheet: HeadedSheet) -> None:
        """The rows of a sheet of entries."""
        seen: dict[str, int] = {}
        for row in text_rows(sheet, self.faults, self.notes):
            identifier, is_named = self._identifier(row)
            if identifier in seen:
                message = f"l’identifiant « {identifier} » est déjà à la ligne {seen[identifier]}"
                self._say(row.place, ID, "identifiant-en-double", message, "gardez une ligne")
            seen[identifier] = row.place.row
            self.drafts.append(
                _Draft(
                    id=identifier,
                    is_named=is_named,
                    collection=sheet.layout.collection,
                    row=row,
                )
            )

    def take_list(self, sheet: HeadedSheet) -> None:
        """The rows of a sheet of objects, each given to its entry."""
        collection, name = sheet.layout.collection, sheet.layout.list_name
        self.sheets[collection, name] = sheet
        by_word: dict[str, _Draft] = {}
        for draft in self.drafts:
            if draft.collection == collection:
                by_word.setdefault(fold(draft.row.texts.get("nom", "")), draft)
        for draft in self.drafts:
            if draft.collection == collection:
                by_word[fold(draft.id)] = draft
        by_word.pop("", None)
        for row in text_rows(sheet, self.faults, self.notes):
            said = row.texts.get(ENTRY, "").strip()
            found = by_word.get(fold(said))
            if found is None:
                self._lost(row, said, by_word, self.layout.main(collection).name)
            else:
                found.lists.setdefault(name, []).append(row)

    def cited(self) -> Iterator[tuple[str, str, str]]:
        """The collection, the identifier and the name of what a cell may cite."""
        for (collection, identifier), data in self.known.items():
            yield collection, identifier, str(data.get("nom", ""))
        for draft in self.drafts:
            yield draft.collection, draft.id, draft.row.texts.get("nom", "")

    def entry(self, draft: _Draft, names: Names) -> TableEntry:
        """The data of an entry, in the order of the schema."""
        groups = self.layout.groups[draft.collection]
        lists = lists_of(groups)
        inline = tuple(f"{item.name}[]." for item in lists)
        present = set(draft.row.place.columns)
        before = self.known.get((draft.collection, draft.id), {})
        cells = {
            name: text
            for name, text in draft.row.texts.items()
            if name != ID and not name.startswith(inline)
        }
        kept = flatten(
            {key: value for key, value in before.items() if key not in {f.key for f in lists}},
            without_lists(groups),
        )
        cells |= {name: text for name, text in kept.items() if name not in present}
        for leaf in leaves(ordered(groups)):
            if leaf.kind in COLLECTION_OF and leaf.name in cells:
                cells[leaf.name] = names.resolve(cells[leaf.name], leaf.kind)
                for said, meant in names.unknown(cells[leaf.name], leaf.kind):
                    self.faults.append(unknown_at(draft.row.place, leaf, said, meant))
        data, faults = unflatten(cells, groups)
        for fault in faults:
            self._flat(draft.row.place, fault, fault.name)
        items: dict[str, Sequence[RowPlace]] = {}
        for each in lists:
            found, places = self._items(draft, each, before.get(each.key, ()))
            places = [draft.row.place for _ in data.get(each.key, ())] + places
            if found:
                data[each.key] = [*data.get(each.key, ()), *found]
            items[each.key] = places
        return TableEntry(
            id=draft.id,
            collection=draft.collection,
            data={f.key: data[f.key] for f in ordered(groups) if f.key in data},
            row=draft.row.place,
            items=items,
            is_named=draft.is_named,
        )

    def _items(
        self, draft: _Draft, each: FormField, before: Sequence[Any]
    ) -> tuple[list[Any], list[RowPlace]]:
        """The objects of a list: the one of the row, then those of the sheet."""
        present, lead = draft.row.place.columns, f"{each.name}[]."
        has_inline = any(name.startswith(lead) for name in present)
        sheet = self.sheets.get((draft.collection, each.name))
        rows = list(draft.lists.get(each.name, ()))
        first = {name: text for name, text in draft.row.texts.items() if name.startswith(lead)}
        if first:
            rows.insert(0, TextRow(place=draft.row.place, texts=first))
        found, places = [], []
        for row in rows:
            inner = {
                name.removeprefix(lead): text
                for name, text in row.texts.items()
                if name.startswith(lead)
            }
            item, faults = unflatten(inner, rooted(each))
            for fault in faults:
                self._flat(row.place, fault, f"{lead}{fault.name}")
            found.append(item)
            places.append(row.place)
        if sheet is not None:
            self._missing_columns(draft, each, before, sheet)
        if each.name in present:  # told in one cell
            return found, places
        head = [] if has_inline or not is_inline(each) else list(before[:1])
        tail = [] if sheet is not None else list(before[1:] if is_inline(each) else before)
        around = [draft.row.place]
        return [*head, *found, *tail], around * len(head) + places + around * len(tail)

    def _missing_columns(
        self, draft: _Draft, each: FormField, before: Sequence[Any], sheet: HeadedSheet
    ) -> None:
        """An object has no name to be found again by: without a column, what it says is lost."""
        apart = before[1:] if is_inline(each) else before
        for inner in each.fields:
            if inner.name not in sheet.columns and any(inner.key in item for item in apart):
                message = f"la feuille « {sheet.name} » n’a pas la colonne « {inner.title} »"
                hint = "remettez-la : cette fiche s’en sert, et « guichet export table » la donne"
                self._say(draft.row.place, "", "champ-manquant", message, hint)

    def _identifier(self, row: TextRow) -> tuple[str, bool]:
        """The identifier of a row, and whether it is written there."""
        written = row.texts.get(ID, "").strip()
        if not written:
            made = slug(row.texts.get("nom", ""))[:MAX_IDENTIFIER].strip("-")
            return (made if is_identifier(made) else f"ligne-{row.place.row}"), False
        if not is_identifier(written):
            plain = slug(written.removesuffix(".md"))[:MAX_IDENTIFIER].strip("-")
            hint = f"sans majuscule, accent ni espace : « {plain} »"
            hint = hint if is_identifier(plain) else "laissez vide : il sera tiré du nom"
            message = f"« {short(written)} » ne peut pas être un identifiant"
            self._say(row.place, ID, "nom-de-fichier", message, hint)
        return written, True

    def _lost(self, row: TextRow, said: str, by_word: Mapping[str, _Draft], sheet: str) -> None:
        if not said:
            message = "rien ne dit de quelle fiche est cette ligne"
            self._say(row.place, ENTRY, "champ-manquant", message, "écrivez son identifiant")
            return
        self.suggestions += 1
        is_few = self.suggestions <= MAX_SUGGESTIONS
        close = get_close_matches(fold(said), by_word, n=1, cutoff=0.6) if is_few else []
        hint = (
            f"vouliez-vous dire « {by_word[close[0]].id} » ?"
            if close
            else f"ajoutez la fiche à la feuille « {sheet} »"
        )
        message = f"aucune ligne de la feuille « {sheet} » ne s’appelle « {short(said)} »"
        self._say(row.place, ENTRY, "fiche-inconnue", message, hint)

    def _flat(self, place: RowPlace, fault: FlatFault, name: str) -> None:
        self._say(place, name, "type-incorrect", fault.message, fault.hint)

    def _say(self, place: RowPlace, name: str, code: str, message: str, hint: str) -> None:
        self.faults.append(fault_at(place, name, code, message, hint))
