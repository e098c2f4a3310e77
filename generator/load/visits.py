"""Load: many addresses → what came of asking for each, politely: one question at a time to a site.

A HEAD is enough for a document. A page is read as well, for its title: many sites answer « 200 »
with a page that says it does not exist. Both faults and refusals are asked again, later.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from html import unescape
from threading import Event, Lock
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from generator.links import Answer
from generator.load.guarded import Bounds, Exchange, ExchangeFault, ask, host_of

_REDIRECTIONS = (301, 302, 303, 307, 308)
_MAX_HOPS = 8
_MAX_ADDRESS = 2_000
_KEPT = "/?%:@!$&'()*+,;=~-._[]"  # what quoting leaves as it is, in a path or a query
_NOWHERE = "renvoi:illisible"  # nobody asks for it
_ASKED_AGAIN = (408, 429, 500, 502, 503, 504)
_FAULTS_ASKED_AGAIN = ("delai", "coupure", "refus", "reseau", "nom", "illisible")
_DOWN_AFTER = 2  # addresses without any answer, one after the other, and a site is down today
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,400})", re.IGNORECASE)
_HEADING = re.compile(r"<h1[^<>]{0,400}>((?:[^<]|<(?!/h1)){0,400})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>")
# What only the services that stop robots say.
_WALLS = ("cf-mitigated", "x-datadome", "x-sucuri-block", "x-iinfo")
_WALLED_SERVERS = ("cloudflare", "akamaighost", "ddos-guard", "sucuri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a visitor behaves."""

    agent: str = "guichet-unique"
    bounds: Bounds = field(default_factory=Bounds)
    delay: float = 1  # seconds between two questions to one site
    hosts: int = 8  # sites asked at the same time
    retries: int = 2
    backoff: float = 5  # seconds before the first of them, doubled each time
    max_wait: float = 60  # a site that asks for more is left for another day
    budget: float = 30 * 60  # seconds for the whole tour
    sleep: Callable[[float], object] | None = None  # a test counts instead of waiting


def visit_all(urls: Sequence[str], manners: Manners) -> Iterator[tuple[str, Answer]]:
    """What came of each address, in the order in which sites are done.

    An address that the budget leaves no time for is not in the answer.
    """
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(host_of(url), []).append(url)
    visitor = _Visitor(manners)
    with ThreadPoolExecutor(max_workers=manners.hosts) as pool:
        tours = [pool.submit(visitor.tour, group) for group in by_host.values()]
        try:
            for tour in as_completed(tours):
                yield from tour.result()
        finally:  # interrupted, or fine: nobody starts anything more
            visitor.stop.set()


class _Visitor:
    def __init__(self, manners: Manners) -> None:
        self.stop = Event()
        self._manners = manners
        self._end = time.monotonic() + manners.budget
        # Whoever interrupts the tour wakes up those who wait.
        self._sleep = manners.sleep or self.stop.wait
        self._next: dict[str, float] = {}  # site → when it may be asked again
        self._lock = Lock()

    def tour(self, urls: Sequence[str]) -> list[tuple[str, Answer]]:
        """All the addresses of one site, one after the other."""
        found: list[tuple[str, Answer]] = []
        silent = 0
        for url in urls:
            if self.stop.is_set() or time.monotonic() > self._end:
                break
            if silent >= _DOWN_AFTER:
                found.append((url, replace(found[-1][1], final=url)))
                continue
            answer = self.visit(url)
            own = not answer.status and host_of(answer.final) == host_of(url)
            silent = silent + 1 if own and answer.failure in _FAULTS_ASKED_AGAIN else 0
            found.append((url, answer))
        return found

    def visit(self, url: str) -> Answer:
        """What came of one address, redirections followed."""
        at, method, has_cookies = urldefrag(url).url, "HEAD", False
        hops: list[int] = []
        seen = {at}
        while True:
            try:
                exchange = self._ask(method, at)
            except ExchangeFault as fault:
                if method == "HEAD" and fault.code not in ("prive", "renvoi"):
                    method = "GET"
                    continue
                return Answer(failure=fault.code, final=at, hops=tuple(hops))
            to = exchange.headers.get("location")
            if exchange.status in _REDIRECTIONS and to:
                has_cookies |= "set-cookie" in exchange.headers
                hops.append(exchange.status)
                target = _join(at, to)
                if target in seen or len(hops) > _MAX_HOPS:
                    failure = "boucle-temoins" if has_cookies else "boucle"
                    return Answer(failure=failure, final=at, hops=tuple(hops))
                if len(target) > _MAX_ADDRESS:
                    return Answer(failure="renvoi", final=at, hops=tuple(hops))
                seen.add(target)
                at = target
            elif method == "HEAD" and (exchange.status >= 400 or _is_page(exchange)):
                method = "GET"
            else:
                return _answer(exchange, at, tuple(hops))

    def _ask(self, method: str, url: str) -> Exchange:
        """One answer; a GET that fails is asked again, a HEAD is not worth it."""
        for turn in range(self._manners.retries + 1):
            is_last = method == "HEAD" or turn == self._manners.retries or self.stop.is_set()
            wait = self._manners.backoff * 2**turn
            self._wait_for(host_of(url))
            try:
                exchange = ask(method, url, self._manners.agent, self._manners.bounds)
            except ExchangeFault as fault:
                if is_last or fault.code not in _FAULTS_ASKED_AGAIN:
                    raise
            else:
                wanted = _retry_after(exchange.headers)
                wait = wait if wanted is None else wanted
                if is_last or exchange.status not in _ASKED_AGAIN or wait > self._manners.max_wait:
                    return exchange
            self._sleep(wait)
        raise AssertionError("the last turn answers or raises")

    def _wait_for(self, host: str) -> None:
        """Take the next turn at a site: redirections lead several tours to the same one."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._manners.delay
        if turn > now:
            self._sleep(turn - now)


def _join(at: str, to: str) -> str:
    """Where a redirection leads, in signs that any format can hold."""
    try:
        # http.client reads headers as Latin-1; most who write accents there mean UTF-8.
        words = to.encode("latin-1").decode("utf-8", "replace").strip()
        parts = urlsplit(urldefrag(urljoin(at, words)).url)
        path, query = quote(parts.path, safe=_KEPT), quote(parts.query, safe=_KEPT)
        target = urlunsplit(parts._replace(path=path, query=query))
        return target if parts.netloc.isascii() and target.isprintable() else _NOWHERE
    except ValueError:
        return _NOWHERE


def _is_page(exchange: Exchange) -> bool:
    return "html" in exchange.headers.get("content-type", "html").lower()


def _answer(exchange: Exchange, at: str, hops: tuple[int, ...]) -> Answer:
    text = exchange.body.decode("utf-8", "replace") if _is_page(exchange) else ""
    if exchange.headers.get("content-encoding", "identity").lower() != "identity":
        text = ""  # asked not to be packed: a parcel is not opened
    words = [match[1] for match in (_TITLE.search(text), _HEADING.search(text)) if match]
    title = " ".join(unescape(_TAG.sub(" ", " | ".join(words))).split())[:300]
    server = exchange.headers.get("server", "").lower()
    stopped = exchange.status in (403, 429, 503) and any(map(server.__contains__, _WALLED_SERVERS))
    wall = stopped or any(name in exchange.headers for name in _WALLS)
    return Answer(status=exchange.status, final=at, hops=hops, title=title, wall=wall)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a site asks to be left alone for."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(parsedate_to_datetime(said).timestamp() - time.time(), 0)
    except (ValueError, TypeError, OverflowError):
        return None
