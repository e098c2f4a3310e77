"""The steps of `guichet watch-links`: read what is written, visit, remember, report."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import __version__
from generator.diagnostics import GeneratorError, Severity, UsageError
from generator.json_text import visible_json
from generator.links import Answer, Link, LinkReport, Memory, remember
from generator.load import Manners, load_content, load_link_memory, visit_all
from generator.model import Document
from generator.parse import find_outgoing_links
from generator.plan import judge_visit, plan_link_report
from generator.progress import progress_bar
from generator.write import put_entry

_ENOUGH_SITES = 3  # when none of so many answers, it is our own line that is cut
_NO_WAY_OUT = frozenset(("nom", "reseau"))  # what a cut line looks like, however few the sites
_HOST = re.compile(r"(?:[^\W_]|-)+(?:\.(?:[^\W_]|-)+)+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """What was done: the report, how many were visited, how many time was lacking for."""

    report: LinkReport
    visited: int
    left: int


def watch_links(
    root: Path,
    today: date,
    manners: Manners,
    *,
    state: Path | None = None,
    only: Collection[str] = (),
    skipped: Collection[str] = (),
    is_offline: bool = False,
) -> Tour:
    """One tour of the outgoing links of the content at `root`."""
    loaded = load_content(root)
    documents = loaded.value.documents
    links = find_outgoing_links(documents)
    memory = dict(load_link_memory(state)) if state is not None else {}
    _refuse_the_past(memory, today, state)
    _refuse_the_unknown(links, only, skipped)
    asked = [] if is_offline else _chosen(links, only, skipped, memory)
    site = _text(documents, "guichet", "url")
    answers: dict[str, Answer] = {}
    with progress_bar() as advance:
        for url, answer in visit_all(asked, replace(manners, agent=_agent(site))):
            answers[url] = answer
            advance("Visite des liens", len(answers), len(asked))
    _refuse_our_own_silence(answers)
    for url, answer in answers.items():
        memory[url] = remember(memory.get(url), judge_visit(url, answer), today)
    if not any(item.severity is Severity.ERROR for item in loaded.diagnostics):
        known = {link.url for link in links}
        memory = {url: kept for url, kept in memory.items() if url in known}
    if state is not None and not is_offline:
        put_entry(state, _state_text(memory))
    names = {item.id: _name(item) for item in documents if item.collection == "structures"}
    shown = [link for link in links if _is_asked(link, only)]
    report = plan_link_report(shown, memory, names, site, today)
    return Tour(report=report, visited=len(answers), left=len(asked) - len(answers))


def _agent(site: str) -> str:
    """Who asks, and where to learn more: `site` is content, so only plain signs of it are said."""
    name = f"guichet-unique/{__version__}"
    is_plain = site.isascii() and site.isprintable() and not set(site) & set(" ()\\\"'")
    return f"{name} (+{site[:200]})" if site and is_plain else name


def _chosen(
    links: Sequence[Link],
    only: Collection[str],
    skipped: Collection[str],
    memory: Mapping[str, Memory],
) -> list[str]:
    """The addresses to visit, those seen longest ago first: what is left has its turn next time."""
    wanted = [link.url for link in links if _is_asked(link, only)]
    hosts = {host.lower() for host in skipped}
    kept = [url for url in wanted if _host(url) not in hosts]
    return sorted(kept, key=lambda url: (memory[url].vu_le if url in memory else date.min, url))


def _refuse_the_unknown(
    links: Sequence[Link], only: Collection[str], skipped: Collection[str]
) -> None:
    """A name that chooses nothing is a slip; a site may be left alone that nothing cites."""
    known = {name for link in links for use in link.uses for name in (use.id, use.structure)}
    for name in only:
        if name not in known:
            raise UsageError(f"aucune fiche avec un lien ne s’appelle « {name} »")
    for host in skipped:
        if not _HOST.match(host):
            raise UsageError(
                f"« {host} » n’est pas un nom de site : écrivez par exemple --skip www.exemple.fr"
            )


def _is_asked(link: Link, only: Collection[str]) -> bool:
    return not only or any({use.id, use.structure} & set(only) for use in link.uses)


def _host(url: str) -> str:
    return url.split("/")[2].lower().partition(":")[0]


def _refuse_the_past(memory: Mapping[str, Memory], today: date, state: Path | None) -> None:
    last = max((item.vu_le for item in memory.values()), default=today)
    if last > today:
        raise UsageError(
            f"l’état « {state} » va jusqu’au {last.isoformat()} : une visite ne peut pas être "
            f"datée d’avant, le {today.isoformat()}"
        )


def _refuse_our_own_silence(answers: Mapping[str, Answer]) -> None:
    """Nobody is called dead because we cannot hear."""
    if any(item.status or item.hops for item in answers.values()):
        return
    asked = {url: item for url, item in answers.items() if item.failure != "prive"}
    hosts = {_host(url) for url in asked}
    is_cut = bool(asked) and {item.failure for item in asked.values()} <= _NO_WAY_OUT
    if is_cut or len(hosts) >= _ENOUGH_SITES:
        nobody = f"aucun des {len(hosts)} sites n’a" if len(hosts) > 1 else "le seul site n’a pas"
        raise GeneratorError(
            f"{nobody} répondu : c’est sans doute notre accès au réseau "
            "qui manque ; rien n’a été retenu de cette visite"
        )


def _state_text(memory: Mapping[str, Memory]) -> str:
    """The state file: sorted, one field a line, so that what changes is what a diff shows."""
    rows = {url: _record(memory[url]) for url in sorted(memory)}
    return visible_json({"version": 1, "liens": rows}, indent=1) + "\n"


def _record(memory: Memory) -> dict[str, object]:
    """The fields that say something."""
    row = {name: getattr(memory, name) for name in Memory.__dataclass_fields__}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if value
    }


def _name(document: Document) -> str:
    name = document.data.get("nom")
    return str(name) if isinstance(name, str) else document.id


def _text(documents: Sequence[Document], collection: str, field: str) -> str:
    for document in documents:
        value = document.data.get(field)
        if document.collection == collection and isinstance(value, str):
            return str(value)
    return ""
