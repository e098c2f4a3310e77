"""Load: the bytes of an XLSX workbook → its sheets, cell by cell, within bounds; nothing is run.

A workbook is hostile content: a ZIP of XML files. No part is read that is not needed, none beyond
its size, none with a document type (where entities are declared), and no link is followed. Of a
formula only the last value computed is read, which its cell says.
"""

import posixpath
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from generator.load.table_bounds import Ledger, TableFault
from generator.load.workbook_sheet import SheetReader, StringReader, StyleReader
from generator.table_cells import ReadTable, Sheet

_MAX_PARTS = 2_000
_MAX_UNPACKED = 192 * 1024 * 1024
_MAX_DEPTH = 40
_CHUNK = 64 * 1024
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "dans le tableur, choisissez « Enregistrer sous… », « Classeur Excel (.xlsx) »"
# All that a ZIP whose bytes were changed makes the standard library raise.
_BROKEN = (
    *(BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(OSError, ValueError, LookupError, ArithmeticError),
)
Handler = Callable[[str, Mapping[str, str]], None]


def is_workbook(content: bytes) -> bool:
    """Whether some bytes are a workbook, be it one that cannot be read."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLD))


def read_workbook(name: str, content: bytes) -> ReadTable:
    """The sheets of a workbook; `TableFault` says why it cannot be read."""
    if content.startswith(_OLD):
        raise TableFault(f"un classeur .xls, ou protégé par un mot de passe ; {_SAVE_AS}")
    try:
        with ZipFile(BytesIO(content)) as archive:
            book = _Book(archive)
            return ReadTable(name=name, sheets=tuple(book.sheets()))
    except _BROKEN:
        raise TableFault(f"ce classeur est abîmé ; {_SAVE_AS}") from None
    except expat.ExpatError:
        raise TableFault(f"ce classeur contient une partie illisible ; {_SAVE_AS}") from None


class _Book:
    """An open workbook: where its parts are, and what they share."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts: Mapping[str, ZipInfo] = {item.filename: item for item in archive.infolist()}
        self._judge(archive.infolist())
        self._ledger = Ledger()
        self._from_1904 = False
        self._named: list[tuple[str, str]] = []  # (name of the sheet, its relation)

    def sheets(self) -> Iterator[Sheet]:
        main = self._main_part()
        self._parse(main, self._on_workbook)
        related = self._relations(main)
        texts, styles = StringReader(self._ledger), StyleReader()
        for kind, target in related.values():
            if kind == "sharedStrings":
                self._parse(target, texts.start, texts.end, texts.text)
            elif kind == "styles":
                self._parse(target, styles.start)
        for name, relation in self._named:
            kind, target = related.get(relation, ("", ""))
            if kind == "worksheet":
                reader = SheetReader(
                    self._ledger, texts.strings, styles.dates(), from_1904=self._from_1904
                )
                self._parse(target, reader.start, reader.end, reader.text)
                yield Sheet(name=name, rows=reader.rows(), from_1904=self._from_1904)

    def _judge(self, parts: list[ZipInfo]) -> None:
        names = {item.filename for item in parts}
        if "mimetype" in names or "content.xml" in names:
            raise TableFault(f"un classeur LibreOffice (.ods) ; {_SAVE_AS}")
        if "xl/workbook.bin" in names:
            raise TableFault(f"un classeur binaire (.xlsb) ; {_SAVE_AS}")
        if len(parts) > _MAX_PARTS or sum(item.file_size for item in parts) > _MAX_UNPACKED:
            raise TableFault(f"déplié, il pèse plus de {_MAX_UNPACKED // 1024 // 1024} Mio")
        for item in parts:
            if item.flag_bits & 1 or item.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise TableFault(f"il est chiffré ou compressé autrement ; {_SAVE_AS}")

    def _main_part(self) -> str:
        found = [path for kind, path in self._relations("").values() if kind == "officeDocument"]
        main = found[0] if found else "xl/workbook.xml"
        if main not in self._parts:
            raise TableFault("ce n’est pas un classeur de tableur")
        return main

    def _relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """The identifier of each relation of a part → its kind and the part that it leads to."""
        folder, _, file = part.rpartition("/")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, said: Mapping[str, str]) -> None:
            target = said.get("Target", "")
            if tag != "Relationship" or said.get("TargetMode") == "External":
                return
            inside = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            path = posixpath.normpath(inside).lstrip("/")
            if path in self._parts:
                found[said.get("Id", "")] = (said.get("Type", "").rpartition("/")[2], path)

        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path in self._parts:
            self._parse(path, start)
        return found

    def _on_workbook(self, tag: str, said: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            self._from_1904 = said.get("date1904") in ("1", "true", "on")
        elif tag == "sheet":
            self._named.append((said.get("name", ""), said.get("id", "")))

    def _parse(
        self,
        path: str,
        start: Handler,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Tell the names of one part's elements as they come, without their namespaces."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        depth = 0

        def on_start(tag: str, said: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _MAX_DEPTH:
                raise TableFault(f"plus de {_MAX_DEPTH} niveaux les uns dans les autres")
            start(_local(tag), {_local(key): value for key, value in said.items()})

        def on_end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(_local(tag))

        def on_doctype(*_: object) -> None:
            raise TableFault("il contient une déclaration de type, que nul tableur n’écrit")

        parser.StartElementHandler = on_start
        parser.EndElementHandler = on_end
        parser.StartDoctypeDeclHandler = on_doctype
        if text is not None:
            parser.CharacterDataHandler = text
        with self._archive.open(self._parts[path]) as part:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
