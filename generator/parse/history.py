"""Parse: the months that the observatory kept → `Snapshot`, or why a month is not shown.

A month is a file that our own command wrote, but anyone can change it: nothing in it is believed.
It holds codes and figures only, so that no text of it ever reaches a page. Needs and
audiences are not compared with the vocabularies, nor intercommunalités with those of today: those
of a past month may be gone, and merge every 1 January. Départements stay: they have to exist.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from generator.characters import is_identifier
from generator.diagnostics import Diagnostic, FieldPath, Severity
from generator.history import (
    AreaLine,
    Counts,
    Entries,
    GapRecord,
    Grid,
    Snapshot,
    StructureMonth,
    month_of,
)
from generator.model import Outcome, RawMonth, Referentiels
from generator.parse.json_place import find_place
from generator.parse.month_values import (
    Broken,
    all_at_most,
    at_most,
    closed,
    count,
    counts,
    get,
    matches,
    no_twice,
    number,
    object_of,
    quality,
)

FORMAT = 1
MAX_CODES = 300  # of an axis
MAX_ROWS = 100_000
_CODE = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*\Z")
_PUBLIC = re.compile(r"(?:public|statut)/[a-z0-9]+(?:-{1,2}[a-z0-9]+)*\Z")
_EPCI = re.compile(r"2[0-9]{8}\Z")  # a SIREN of a public body
_NOT_THERE = "ce code n’est pas de ceux de « territoires », plus haut dans le fichier"
_STATES = ("manque", "non-recense", "servi-sans-dedie")
_KEYS = (
    *("format", "mois", "jour", "departements", "habitants", "fiches", "besoins", "publics"),
    *("ensemble", "territoires", "manques", "structures"),
)
_FIGURES = ("services", "structures", "ouverts", "a_jour", "a_revoir", "perimes", "retires")
_OF_SERVICES = (*_FIGURES[2:], "verifies")  # each is a part of the services


def parse_months(
    months: Iterable[RawMonth], today: date, referentiels: Referentiels
) -> Outcome[tuple[Snapshot, ...]]:
    """Raw months, the oldest first → those that can be shown, and why the others cannot."""
    found: list[Snapshot] = []
    said: list[Diagnostic] = []
    for month in months:
        try:
            found.append(_snapshot(month, today, referentiels))
        except Broken as fault:
            said.append(_set_aside(month, fault))
    return Outcome(tuple(found), tuple(said))


def _snapshot(month: RawMonth, today: date, referentiels: Referentiels) -> Snapshot:
    data = object_of(month.data, ())
    if get(data, "format", ()) != FORMAT:
        raise Broken(
            ("format",), f"il n’est pas de la forme {FORMAT}, la seule que l’on sache lire"
        )
    closed(data, (), _KEYS)  # after the form: another one has other keys
    day = _day(data, month.mois, today)
    people = count(data, "habitants", ())
    themes = _axis(data, "besoins", lambda code: matches(_CODE, code))
    areas = _areas(data, len(themes), referentiels)
    audiences = _axis(data, "publics", lambda code: matches(_PUBLIC, code))
    return Snapshot(
        mois=month.mois,
        jour=day,
        departements=_departements(data, referentiels),
        habitants=people,
        fiches=_entries(data),
        themes=themes,
        publics=audiences,
        ensemble=_grid(data, len(themes), len(audiences), people),
        territoires=areas,
        manques=tuple(_gaps(data, areas)),
        structures=_structures(data),
    )


def _day(data: Mapping[str, Any], mois: str, today: date) -> date:
    if get(data, "mois", ()) != mois:
        raise Broken(("mois",), f"son nom dit « {mois} », et son contenu un autre mois")
    text = get(data, "jour", ())
    try:
        day = date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or month_of(day) != mois:
        raise Broken(("jour",), "« jour » n’est pas un jour de ce mois, comme « 2026-11-22 »")
    if mois > month_of(today):
        raise Broken(("jour",), "ce mois n’est pas encore venu")
    return day


def _departements(data: Mapping[str, Any], referentiels: Referentiels) -> tuple[str, ...]:
    codes = get(data, "departements", ())
    if not isinstance(codes, list) or len(codes) > MAX_CODES:
        raise Broken(("departements",), "« departements » attend une liste de codes")
    for rank, code in enumerate(codes):
        if not _is_departement(code, referentiels):
            raise Broken(("departements", rank), "ce code n’est pas celui d’un département")
    no_twice(codes, ("departements",))
    return tuple(codes)


def _is_departement(code: object, referentiels: Referentiels) -> bool:
    area = referentiels.areas.get(code) if isinstance(code, str) else None
    return area is not None and area.kind == "departement"


def _axis(data: Mapping[str, Any], name: str, fits: Callable[[Any], bool]) -> tuple[str, ...]:
    """The codes of an axis: the empty one, which stands for all of them, then the others."""
    codes = get(data, name, ())
    if not isinstance(codes, list) or not codes or codes[0] != "" or len(codes) > MAX_CODES:
        raise Broken((name,), f"« {name} » attend une liste de codes, le premier vide")
    for rank, code in enumerate(codes[1:], start=1):
        if not fits(code):
            raise Broken((name, rank), f"ce code de « {name} » est illisible")
        if code in codes[:rank]:
            raise Broken((name, rank), f"ce code de « {name} » est écrit deux fois")
    return tuple(codes)


def _entries(data: Mapping[str, Any]) -> Entries:
    where = ("fiches",)
    held = closed(get(data, "fiches", ()), where, (*_FIGURES, "verifies", "qualite"))
    figures = {name: count(held, name, where) for name in (*_FIGURES, "verifies")}
    for name in _OF_SERVICES:
        at_most(figures[name], figures["services"], (*where, name), "services")
    return Entries(**figures, qualite=quality(held, where))


def _grid(data: Mapping[str, Any], rows: int, columns: int, people: int) -> Grid:
    where = ("ensemble",)
    held = closed(get(data, "ensemble", ()), where, ("services", "habitants_servis"))
    served = _table(held, "habitants_servis", rows, columns)
    for rank, line in enumerate(served):
        all_at_most(line, people, (*where, "habitants_servis", rank), "habitants")
    return Grid(services=_table(held, "services", rows, columns), habitants_servis=served)


def _table(held: Mapping[str, Any], name: str, rows: int, columns: int) -> tuple[Counts, ...]:
    where: FieldPath = ("ensemble", name)
    lines = get(held, name, ("ensemble",))
    if not isinstance(lines, list) or len(lines) != rows:
        raise Broken(where, f"« {name} » n’a pas une ligne par besoin")
    return tuple(counts(line, columns, (*where, rank)) for rank, line in enumerate(lines))


def _areas(
    data: Mapping[str, Any], rows: int, referentiels: Referentiels
) -> Mapping[str, AreaLine]:
    found = {}
    for code, raw in _keyed(data, "territoires"):
        where: FieldPath = ("territoires", code)
        if not (matches(_EPCI, code) or _is_departement(code, referentiels)):
            raise Broken(where, "ce code n’est pas celui d’un territoire")
        line = closed(raw, where, ("habitants", "services", "habitants_servis"))
        people = count(line, "habitants", where)
        inner: FieldPath = (*where, "habitants_servis")
        served = counts(line.get("habitants_servis"), rows, inner)
        all_at_most(served, people, inner, "habitants")
        found[code] = AreaLine(
            habitants=people,
            services=counts(line.get("services"), rows, (*where, "services")),
            habitants_servis=served,
        )
    return found


def _gaps(data: Mapping[str, Any], areas: Mapping[str, AreaLine]) -> Iterator[GapRecord]:
    rows = get(data, "manques", ())
    if not isinstance(rows, list) or len(rows) > MAX_ROWS:
        raise Broken(("manques",), "« manques » attend une liste")
    for rank, raw in enumerate(rows):
        where: FieldPath = ("manques", rank)
        row = closed(raw, where, ("besoin", "public", "etat", "territoires", "en_partie"))
        theme, audience, state = (get(row, key, where) for key in ("besoin", "public", "etat"))
        if theme != "" and not matches(_CODE, theme):
            raise Broken((*where, "besoin"), "ce code de besoin est illisible")
        if audience != "" and not matches(_PUBLIC, audience):
            raise Broken((*where, "public"), "ce code de public est illisible")
        if state not in _STATES:
            raise Broken((*where, "etat"), f"« etat » attend {' ou '.join(_STATES)}")
        for code, people in sorted(_lacking(row, where, areas).items()):
            yield GapRecord(
                theme=theme, public=audience, territoire=code, etat=state, habitants=people
            )


def _lacking(
    row: Mapping[str, Any], where: FieldPath, areas: Mapping[str, AreaLine]
) -> Mapping[str, int]:
    """The territories of a gap, and how many inhabitants of each it concerns."""
    whole = get(row, "territoires", where)
    if not isinstance(whole, list):
        raise Broken((*where, "territoires"), "« territoires » attend une liste de codes")
    found = {}
    for rank, code in enumerate(whole):
        if not isinstance(code, str) or code not in areas:
            raise Broken((*where, "territoires", rank), _NOT_THERE)
        if code in found:
            raise Broken((*where, "territoires", rank), "ce territoire est écrit deux fois")
        found[code] = areas[code].habitants
    inner: FieldPath = (*where, "en_partie")
    for code, people in object_of(row.get("en_partie", {}), inner).items():
        if code not in areas:
            raise Broken((*inner, code), _NOT_THERE)
        if code in found:
            raise Broken((*inner, code), "ce territoire est écrit deux fois")
        found[code] = number(people, (*inner, code))
        at_most(found[code], areas[code].habitants, (*inner, code), "habitants")
    if not found:
        raise Broken((*where, "territoires"), "ce manque ne dit pas où il est")
    return found


def _structures(data: Mapping[str, Any]) -> Mapping[str, StructureMonth]:
    found = {}
    for name, raw in _keyed(data, "structures"):
        where: FieldPath = ("structures", name)
        if not is_identifier(name):
            raise Broken(where, "ce n’est pas l’identifiant d’une structure")
        row = closed(raw, where, ("services", "verifies", "qualite", "ouverts"))
        services, verified = count(row, "services", where), count(row, "verifies", where)
        at_most(verified, services, (*where, "verifies"), "services")
        opened = _opened(row, where)
        if opened is not None:
            at_most(len(opened), services, (*where, "ouverts"), "services")
        found[name] = StructureMonth(
            services=services, verifies=verified, qualite=quality(row, where), ouverts=opened
        )
    return found


def _opened(row: Mapping[str, Any], where: FieldPath) -> tuple[str, ...] | None:
    """The services of a structure that were open; months before this key do not say."""
    names = row.get("ouverts")
    if names is None:
        return None
    inner: FieldPath = (*where, "ouverts")
    if not isinstance(names, list) or len(names) > MAX_ROWS:
        raise Broken(inner, "« ouverts » attend une liste d’identifiants")
    for rank, name in enumerate(names):
        if not isinstance(name, str) or not is_identifier(name):
            raise Broken((*inner, rank), "ce n’est pas l’identifiant d’un service")
    no_twice(names, inner)
    return tuple(names)


def _keyed(data: Mapping[str, Any], name: str) -> Iterable[tuple[str, Any]]:
    held = object_of(get(data, name, ()), (name,))
    if len(held) > MAX_ROWS:
        raise Broken((name,), f"« {name} » a trop de lignes")
    return held.items()


def _set_aside(month: RawMonth, fault: Broken) -> Diagnostic:
    return Diagnostic(
        code="mois-illisible",
        severity=Severity.WARNING,
        path=month.path,
        span=find_place(month.text, fault.field),
        message=f"ce mois de l’observatoire n’est pas montré : {fault}",
        hint="reprenez le fichier tel que « guichet build --snapshot » l’a écrit, ou supprimez-le",
        field=fault.field,
    )
