"""What « Ma liste » computes on the device: addresses, papers, messages, dates, codes to scan."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import segno
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from playwright.sync_api import Browser, Page
from segno import consts

from generator.timetable import weekly_timetable

SCRIPTS = Path(__file__).parents[2] / "theme" / "assets" / "js"
TODAY = date(2026, 11, 22)
IDENTIFIERS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


@pytest.fixture(scope="module")
def scripts(chromium: Browser, serve: Callable[..., str]) -> Iterator[Page]:
    """A page from which the scripts of the theme can be imported."""
    page = chromium.new_page()
    page.goto(serve(SCRIPTS) + "main.js")
    yield page
    page.close()


def call(page: Page, module: str, name: str, *arguments: object) -> Any:
    return page.evaluate(
        """async ([module, name, given]) =>
            (await import(`/lib/${module}.js`))[name](...given)""",
        [module, name, list(arguments)],
    )


# The address of a list


@settings(max_examples=25)
@given(st.lists(IDENTIFIERS, min_size=1, max_size=40, unique=True), st.data())
def test_a_list_goes_through_an_address_unchanged(
    scripts: Page, ids: list[str], data: st.DataObject
) -> None:
    notes = data.draw(
        st.dictionaries(st.sampled_from(["", *ids]), TEXTS.map(str.strip).filter(bool), max_size=3)
    )
    page = "https://guichet.example/liste/"
    address = call(scripts, "list-address", "listAddress", page, {"ids": ids, "notes": notes}, True)

    received = call(scripts, "list-address", "readAddress", address.removeprefix(page))
    read = received.pop("list")

    assert address.isascii()
    assert received == {"count": len(ids), "over": 0}
    assert read == {"ids": ids, "notes": read["notes"], "ready": []}
    # JavaScript's trim knows more blanks than Python's.
    assert [key for key, text in read["notes"].items() if text != notes[key]] == []


def test_notes_stay_out_of_the_address_until_they_are_asked_for(scripts: Page) -> None:
    told = {"ids": ["a", "b"], "notes": {"": "Secret", "a": "Secret aussi"}}

    address = call(scripts, "list-address", "listAddress", "https://x.fr/liste/#vieux", told)

    assert address == "https://x.fr/liste/#ids=a,b"


@pytest.mark.parametrize(
    ("fragment", "ids"),
    [
        ("", None),
        ("#", None),
        ("#contenu", None),
        ("#ids=", []),
        ("#ids=../../api/v1/services", []),
        ("#ids=%3Cimg%20src=x%20onerror=alert(1)%3E,javascript:alert(1)", []),
        ("#ids=A,b_c,d.e,-f,g-,h--i,,é", []),
        ("#ids=%,%E9,%00", []),
        ("#ids=garantie-visale.", ["garantie-visale"]),
        ("#ids=a,garantie-visale).%C2%A0%C2%BB", ["a", "garantie-visale"]),
        ("#ids=__proto__,constructor", ["constructor"]),
        ("#ids=a,b,a&ids=c", ["a", "b"]),
        ("#ids=a%2Cb", ["a", "b"]),
        ("#ids=" + "a" * 121 + ",b", ["b"]),
        ("#ids=" + ",".join(f"a{i}" for i in range(500)), [f"a{i}" for i in range(40)]),
    ],
)
def test_an_address_gives_identifiers_or_nothing(
    fragment: str, ids: list[str] | None, scripts: Page
) -> None:
    read = call(scripts, "list-address", "readAddress", fragment)

    assert (read and read["list"]["ids"]) == ids


def test_notes_of_an_address_are_kept_short_and_for_its_services_only(scripts: Page) -> None:
    long = "x" * 5_000
    read = call(
        scripts, "list-address", "readAddress", f"#ids=a&note.a={long}&note.b=non&note.__proto__=x"
    )

    assert read["list"] == {"ids": ["a"], "notes": {"a": "x" * 600}, "ready": []}


@pytest.mark.parametrize(
    ("fragment", "found", "told"),
    [
        ("#ids=a,b", 2, ""),
        ("#ids=a", 0, "Ce lien ne contient aucune aide connue."),
        ("#ids=", 0, "Ce lien ne contient aucune aide connue."),
        ("#ids=<script>", 0, "Ce lien ne contient aucune aide connue."),
        ("#ids=a,b,c", 1, "Ce lien contient 3 aides ; 2 ne sont pas connues ici."),
        ("#ids=a,<script>", 1, "Ce lien contient 2 aides ; 1 n’est pas connue ici."),
        (
            "#ids=" + ",".join(f"a{i}" for i in range(43)),
            40,
            (
                "Ce lien contient 43 aides ; une liste en tient 40 au plus : "
                "les 3 dernières n’y sont pas."
            ),
        ),
        (
            "#ids=é," + ",".join(f"a{i}" for i in range(41)),
            40,
            (
                "Ce lien contient 42 aides ; 1 n’est pas connue ici ; "
                "une liste en tient 40 au plus : la dernière n’y est pas."
            ),
        ),
    ],
)
def test_what_a_link_holds_and_the_list_does_not_is_told(
    fragment: str, found: int, told: str, scripts: Page
) -> None:
    received = call(scripts, "list-address", "readAddress", fragment)

    said = call(scripts, "list-address", "linkReport", received, found)

    assert said.replace("\u00a0", " ") == told


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "null",
        "[]",
        "{",
        '"a"',
        "12",
        '{"ids":"a"}',
        '{"ids":{"0":"a"}}',
        '{"ids":[1,null,{}]}',
        '{"ids":["<b>"]}',
        '{"ids":[],"notes":7,"ready":{}}',
    ],
)
def test_anything_else_than_a_list_on_the_device_is_an_empty_list(kept: str, scripts: Page) -> None:
    scripts.evaluate("kept => localStorage.setItem('guichet-liste /', kept)", kept)

    assert call(scripts, "my-list", "readList") == {"ids": [], "notes": {}, "ready": []}


def test_where_nothing_may_be_kept_the_list_lives_as_long_as_the_page(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page.route("https://prive.example/**", serve_script)
    page.goto("https://prive.example/")
    said = page.evaluate(
        """async () => {
            const list = await import("/lib/my-list.js");
            const kept = list.writeList({ ids: ["a"], notes: {}, ready: [] });
            list.addToList(["b"]);
            return [kept, list.readList().ids];
        }"""
    )
    page.close()

    assert said == [False, ["a", "b"]]


def serve_script(route: Any) -> None:
    name = route.request.url.removeprefix("https://prive.example/")
    if not name:
        route.fulfill(content_type="text/html", body="<!doctype html><title>Essai</title>")
    else:
        route.fulfill(content_type="text/javascript", body=(SCRIPTS / name).read_text("utf-8"))


def test_a_list_holds_forty_services_each_once(scripts: Page) -> None:
    scripts.evaluate("localStorage.clear()")
    ids = [f"a-{rank}" for rank in range(39)]

    assert call(scripts, "my-list", "addToList", ids) == 39
    assert call(scripts, "my-list", "addToList", ["a-1", "b", "c"]) == 1
    assert call(scripts, "my-list", "readList")["ids"] == [*ids, "b"]
    scripts.evaluate("localStorage.clear()")


# Papers


@pytest.mark.parametrize(
    "other",
    [
        "pièce d’identité",
        "PIÈCE D'IDENTITÉ",
        "Piece d identite.",
        "  Pièce\u00a0 d’identité ",
        "Une pièce d’identité",
        "Votre pièce d’identité",
    ],
)
def test_the_same_paper_said_otherwise_counts_once(other: str, scripts: Page) -> None:
    merged = call(
        scripts,
        "papers",
        "mergePapers",
        [
            {"nom": "A", "papers": ["Pièce d’identité", "RIB"]},
            {"nom": "B", "papers": [other, other]},
            {"nom": "C"},
        ],
    )

    assert [(paper["text"], paper["services"]) for paper in merged] == [
        ("Pièce d’identité", ["A", "B"]),
        ("RIB", ["A"]),
    ]


def test_papers_that_differ_by_a_word_stay_apart(scripts: Page) -> None:
    papers = ["Justificatif de domicile", "Justificatif de domicile de moins de 3 mois"]

    assert len(call(scripts, "papers", "mergePapers", [{"nom": "A", "papers": papers}])) == 2


# Messages


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 135, 3),
        ("a" * 159 + "ç", 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("a\nb", 1),
    ],
)
def test_the_length_of_an_sms_is_counted_as_operators_do(
    text: str, messages: int, scripts: Page
) -> None:
    said = call(scripts, "list-message", "smsLength", text)

    assert said == {"characters": len(text), "messages": messages}


def test_a_message_names_aids_numbers_papers_and_the_link(scripts: Page) -> None:
    services = [
        {"nom": "Garage solidaire", "phone": {"label": "03\u00a085\u00a000\u00a000\u00a000"}},
        {"nom": "L’aide « permis »", "state": "Suspendu", "papers": ["Pièce d’identité", "RIB"]},
    ]
    about = {"site": "Mon guichet", "notes": {}, "address": "https://x.fr/liste/#ids=a,b"}

    assert call(scripts, "list-message", "messageText", services, about).splitlines() == [
        "Ma liste - Mon guichet",
        "1. Garage solidaire : 03 85 00 00 00",
        '2. L\'aide "permis" (suspendu)',
        "Papiers : Pièce d'identité ; RIB.",
        "La liste : https://x.fr/liste/#ids=a,b",
    ]


def test_an_aid_to_confirm_does_not_make_every_sms_a_short_one(scripts: Page) -> None:
    services = [{"nom": "À toi, l’École", "state": "À confirmer"}]
    about = {"site": "Mon guichet", "notes": {}, "address": "https://x.fr/" + "a" * 60}

    text = call(scripts, "list-message", "messageText", services, about)

    assert "1. A toi, l'École (à confirmer)" in text
    assert call(scripts, "list-message", "smsLength", text)["messages"] == 1


# Dates


def calendar_of(page: Page, services: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    """What is offered, and the file with all of it."""
    said = page.evaluate(
        """async ([services, today]) => {
            const { datesOf } = await import("/lib/list-dates.js");
            const { calendarText } = await import("/lib/calendar.js");
            const dates = services.flatMap((service) => datesOf(service, today));
            const root = new URL("https://guichet.example/site/");
            const about = { site: "Mon guichet", root, now: new Date(0) };
            return [dates, calendarText(dates, about)];
        }""",
        [services, (TODAY - date(1970, 1, 1)).days],
    )
    return said[0], said[1]


def service(hours: str = "", commune: str = "43157", **fields: object) -> dict[str, Any]:
    told = weekly_timetable(hours, TODAY, commune).published() if hours else None
    return {"id": "a", "nom": "Aide", "url": "services/a.html", "timetable": told} | fields


def moments(text: str) -> list[datetime]:
    """Each start of each event of a file, exceptions left out."""
    found = []
    for event in Calendar.from_ical(text).walk("VEVENT"):
        start = event["DTSTART"].dt
        if "RRULE" not in event:
            found.append(start)
            continue
        repeated = rruleset()
        repeated.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))
        left = event.get("EXDATE", [])
        for day in left if isinstance(left, list) else [left]:
            repeated.exdate(day.dts[0].dt)
        found += list(repeated)
    return sorted(found, key=str)


@pytest.mark.parametrize(
    ("hours", "texts"),
    [
        ("Tu 14:00-17:00", ["Le mardi, de 14 h à 17 h"]),
        ("Tu,Th 14:00-17:00; PH off", ["Le mardi et le jeudi, de 14 h à 17 h"]),
        (
            "Mo-Fr 09:00-12:00,13:30-17:00; PH off",
            ["Du lundi au vendredi, de 9 h à 12 h", "Du lundi au vendredi, de 13 h 30 à 17 h"],
        ),
        (
            "Tu[1] 10:00-12:00",
            ["Le 1er décembre 2026, le 5 janvier 2027, le 2 février 2027…, de 10 h à 12 h"],
        ),
        ("24/7", ["Tous les jours, de 0 h à 24 h"]),
    ],
)
def test_permanences_are_told_in_words_and_put_in_a_calendar_day_by_day(
    hours: str, texts: list[str], scripts: Page
) -> None:
    """What a calendar shows is what the timetable of the page says, public holidays included."""
    dates, text = calendar_of(scripts, [service(hours)])

    assert [one["text"].replace("\u00a0", " ") for one in dates] == texts
    expected = set(openings(hours))
    found = [moment.replace(tzinfo=None) for moment in moments(text)]
    assert len(found) == len(set(found))
    assert set(found) == expected


def openings(hours: str, commune: str = "43157") -> Iterator[datetime]:
    """Each sure opening from today on, on the clock of the place."""
    told = weekly_timetable(hours, TODAY, commune).published()
    weeks: Any = told["semaines"]
    runs: Any = told["suite"]
    days = itertools.chain.from_iterable(weeks[rank] for rank, count in runs for _ in range(count))
    for rank, spans in enumerate(days):
        day = date.fromisoformat(str(told["lundi"])) + timedelta(days=rank)
        for start, *_ in [span for span in spans if len(span) == 2] if day >= TODAY else []:
            yield datetime.combine(day, datetime.min.time()) + timedelta(minutes=start)


def test_a_permanence_far_from_paris_is_told_at_its_own_hour(scripts: Page) -> None:
    _, text = calendar_of(scripts, [service("We 08:00-12:00", commune="97411")])
    first = moments(text)[0]

    assert first == datetime(2026, 11, 25, 4, tzinfo=UTC)
    assert "RRULE:FREQ=WEEKLY" not in text


def test_the_last_day_of_an_aid_is_a_whole_day_and_a_past_one_is_left_out(scripts: Page) -> None:
    dates, text = calendar_of(
        scripts, [service(until="2026-12-31"), service(id="b", until="2026-11-21")]
    )

    assert [one["text"] for one in dates] == ["Jusqu’au 31 décembre 2026"]
    assert moments(text) == [date(2026, 12, 31)]


def test_an_event_of_two_services_is_one_line_with_its_own_hours(scripts: Page) -> None:
    times = [["2027-03-16", 540, 1020], ["2027-03-18", 540, 1020], ["2027-04-01", 0, 0]]
    meeting = {"label": "Forum", "url": "evenements/forum.html", "note": "Mardi", "times": times}
    dates, text = calendar_of(scripts, [service(meetings=[meeting])])

    assert [one["id"] for one in dates] == ["forum-540-1020", "forum-0-0"]
    assert [str(moment)[:16] for moment in moments(text) if isinstance(moment, datetime)] == [
        "2027-03-16 09:00",
        "2027-03-18 09:00",
    ]
    assert "DTSTART;VALUE=DATE:20270401" in text
    assert "URL:https://guichet.example/site/evenements/forum.html" in text


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=120))
def test_nothing_that_an_entry_says_breaks_out_of_a_calendar(scripts: Page, name: str) -> None:
    hostile = f"{name}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY;X=1:{name}"
    _, text = calendar_of(scripts, [service(nom=hostile, until="2026-12-31", addresses=[hostile])])

    assert [line for line in text.split("\r\n") if len(line.encode()) > 75] == []
    assert "\n" not in text.replace("\r\n", "")
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert set(event) == {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "URL", "TRANSP")
    }


# Codes to scan


def test_a_full_code_is_the_one_that_another_program_draws(scripts: Page) -> None:
    """Full, so that nothing is left to the taste of the program."""
    drawn = 0
    for version in (1, 2, 6, 7, 9, 10, 14, 25):
        head = 12 if version < 10 else 20
        room = (consts.SYMBOL_CAPACITY[version][consts.ERROR_LEVEL_M] - head) // 8
        text = ("https://guichet.example/liste/#ids=" + "garage-solidaire," * 80)[:room]
        code = call(scripts, "qr", "qrCode", text)
        other = segno.make(
            text, version=version, error="m", mask=code["mask"], mode="byte", boost_error=False
        )
        assert code["version"] == version
        assert code["rows"] == [[bool(cell) for cell in row] for row in other.matrix], version
        drawn += 1

    assert drawn == 8


@pytest.mark.parametrize("length", [1, 13, 25, 70, 130, 131])
def test_a_code_that_is_not_full_reads_back(length: int, scripts: Page) -> None:
    text = ("https://guichet.example/liste/#ids=" + "été-" * 40)[:length]
    code = call(scripts, "qr", "qrCode", text)

    assert read_code(code) == text.encode()


def read_code(code: dict[str, Any]) -> bytes:
    """Data of a code, read column by column; which modules hold data, another program tells."""
    version, rows = code["version"], code["rows"]
    size = len(rows)
    like = segno.make("x", version=version, error="m", mask=code["mask"], boost_error=False)
    kinds = [list(row) for row in like.matrix_iter(border=0, verbose=True)]
    kinds[8][size - 9] = consts.TYPE_DATA_DARK  # which it takes for a module of the format
    data = {consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT}
    masks: tuple[Callable[[int, int], bool], ...] = (
        lambda x, y: (x + y) % 2 == 0,
        lambda _, y: y % 2 == 0,
        lambda x, _: x % 3 == 0,
        lambda x, y: (x + y) % 3 == 0,
        lambda x, y: (x // 3 + y // 2) % 2 == 0,
        lambda x, y: x * y % 2 + x * y % 3 == 0,
        lambda x, y: (x * y % 2 + x * y % 3) % 2 == 0,
        lambda x, y: ((x + y) % 2 + x * y % 3) % 2 == 0,
    )
    bits = ""
    columns = [*range(size - 1, 6, -2), 5, 3, 1]
    for turn, right in enumerate(columns):
        for y in range(size) if turn % 2 else range(size - 1, -1, -1):
            for x in (right, right - 1):
                if kinds[y][x] in data:
                    bits += str(int(rows[y][x] ^ masks[code["mask"]](x, y)))
    words = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8))
    sizes = [
        block.num_data
        for level in (consts.ECC[version][consts.ERROR_LEVEL_M],)
        for block in level
        for _ in range(block.num_blocks)
    ]
    blocks: list[list[int]] = [[] for _ in sizes]
    taken = iter(words)
    for rank in range(max(sizes)):
        for block, length in zip(blocks, sizes, strict=True):
            if rank < length:
                block.append(next(taken))
    stream = "".join(f"{word:08b}" for word in itertools.chain.from_iterable(blocks))
    count = 8 if version < 10 else 16
    assert stream[:4] == "0100"
    length = int(stream[4 : 4 + count], 2)
    start = 4 + count
    rest = stream[start + 8 * length + 4 :]
    filling = [rest[i : i + 8] for i in range(0, len(rest), 8)]
    assert filling == list(
        itertools.islice(itertools.cycle(["11101100", "00010001"]), len(filling))
    )
    return bytes(int(stream[start + 8 * i : start + 8 * i + 8], 2) for i in range(length))


def test_an_address_too_long_for_paper_has_no_code(scripts: Page) -> None:
    assert call(scripts, "qr", "qrCode", "x" * 997) is not None
    assert call(scripts, "qr", "qrCode", "x" * 998) is None
