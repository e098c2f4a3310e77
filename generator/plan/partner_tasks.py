"""Plan: what is due, wrong or thin in the entries of a structure → what to do next, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.contradictions import SAME_AID, Contradiction
from generator.entries import Service, Structure
from generator.freshness import A_REVOIR, PERIME, RETIRE, Freshness, Keeper
from generator.mirror_view import Task, TaskEntry
from generator.plan.contact import correct_link
from generator.plan.partner_ground import PartnerGround
from generator.plan.partner_lines import ONE_WAY, entry_link
from generator.plan.plain_advice import plain_advice
from generator.plan.wording import NBSP, capitalised, date_text, listed
from generator.view_parts import Link

_WORDS = {
    RETIRE: (
        "À vérifier pour que le public la retrouve dans les listes.",
        "retirée des listes depuis le",
    ),
    PERIME: (
        "À vérifier d’abord\u00a0: le public la trouve après les autres.",
        "périmée depuis le",
    ),
    A_REVOIR: (
        "À relire\u00a0: est-ce toujours vrai\u00a0? Dites-le, avec la date du jour.",
        "à revoir depuis le",
    ),
}
_CONFIRM = "Ce service existe-t-il toujours\u00a0? Dites-le, avec la date du jour."
_NEVER = "Personne ne l’a encore vérifiée\u00a0: relisez-la, et dites qui l’a fait et quand."
_TONES = {RETIRE: "closed", PERIME: "warn", A_REVOIR: "info"}
_DATED = "date_maj_recente"  # to check an entry is asked for apart, when it is due
_WEAK = 0.05  # of the score: below, a remedy changes little
_NAMED = 3  # entries that look alike, in a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _ToDo:
    """What to do to one entry."""

    texts: tuple[str, ...]
    entry: TaskEntry
    tone: str = "info"


def partner_tasks(keeper: Keeper, ground: PartnerGround) -> tuple[Task, ...]:
    """What to do next, each entry once: who opens one does all of it; the same thing, said once."""
    together: dict[str, _ToDo] = {}
    for todo in _todos(keeper, ground):
        first = together.setdefault(todo.entry.link.url, todo)
        if first is not todo:
            texts = dict.fromkeys((*first.texts, *todo.texts))
            together[todo.entry.link.url] = replace(first, texts=tuple(texts))
    return tuple(_alike(together.values()))


def _alike(todos: Iterable[_ToDo]) -> Iterator[Task]:
    """The same sentences for several entries are one task, at the place of the first."""
    found: dict[tuple[str, tuple[str, ...]], list[TaskEntry]] = {}
    for todo in todos:
        found.setdefault((todo.tone, todo.texts), []).append(todo.entry)
    for (tone, texts), entries in found.items():
        yield Task(texts=texts, entries=tuple(entries), tone=tone)


def _todos(keeper: Keeper, ground: PartnerGround) -> Iterator[_ToDo]:
    """What nobody finds any more, then what is wrong, then what is due, then what is thin."""
    late = [pair for pair in keeper.services if pair[1].etat in (RETIRE, PERIME)]
    late.sort(key=lambda pair: (pair[1].etat != PERIME, pair[1].depuis, pair[0].id))
    for service, fresh in late:
        yield _due(service, fresh, ground)
    yield from _wrong(keeper, ground)
    for service, fresh in keeper.services:
        if service.etat == "a-confirmer":
            yield _of(service, _CONFIRM, ground, when="À confirmer")
        if fresh.etat == A_REVOIR:
            yield _due(service, fresh, ground)
    if keeper.own.due:
        yield _due(keeper.structure, keeper.own, ground)
    yield from _broken(keeper, ground)
    for service, fresh in keeper.services:
        if not (fresh.verifie or fresh.due or service.etat == "a-confirmer"):
            yield _of(service, _NEVER, ground, when="Jamais vérifiée")
    yield from _thin(keeper, ground)


def _due(entry: Service | Structure, fresh: Freshness, ground: PartnerGround) -> _ToDo:
    text, since = _WORDS[fresh.etat]
    when = capitalised(f"{since} {date_text(fresh.depuis)}")
    return _of(entry, text, ground, when=when, tone=_TONES[fresh.etat])


def _of(
    entry: Service | Structure, text: str, ground: PartnerGround, when: str = "", tone: str = "info"
) -> _ToDo:
    collection = "services" if isinstance(entry, Service) else "structures"
    link = entry_link(f"{collection}/{entry.id}", ground) or Link(label=entry.nom, url="")
    action = _action(f"{collection}/{entry.id}", ground)
    return _ToDo(texts=(text,), entry=TaskEntry(link=link, action=action, when=when), tone=tone)


def _wrong(keeper: Keeper, ground: PartnerGround) -> Iterator[_ToDo]:
    """What one of its own entries says against itself or another: said where it can be mended."""
    own: dict[str, list[Contradiction]] = {}
    for item in ground.contradictions.get(keeper.structure.id, ()):
        if ground.owner(item.fiche) == keeper.structure.id:
            own.setdefault(item.fiche.partition("/")[2], []).append(item)
    for name, items in own.items():
        doubles = [item for item in items if item.code == SAME_AID]
        if len(doubles) > 1:
            yield _of(ground.services[name], _doubles(doubles, ground), ground, tone="warn")
        for item in items:
            if item not in doubles or len(doubles) == 1:
                text = f"{capitalised(item.message)}{NBSP}: {item.conseil}."
                yield _of(ground.services[name], plain_advice(text), ground, tone="warn")


def _doubles(items: list[Contradiction], ground: PartnerGround) -> str:
    """One sentence for all the entries that look like this one."""
    names = dict.fromkeys(_whose(item.vers, ground) for item in items)
    return plain_advice(
        f"Cette fiche ressemble à {len(items)} autres ({listed(tuple(names), _NAMED)}){NBSP}: "
        f"{items[0].conseil}."
    )


def _whose(entry: str, ground: PartnerGround) -> str:
    """« Visale » de Action Logement: two entries of one name are told apart by who keeps them."""
    link, keeper = entry_link(entry, ground), ground.structures.get(ground.owner(entry))
    nom = f"«{NBSP}{link.label if link is not None else entry}{NBSP}»"
    return f"{nom}, {keeper.nom}" if keeper is not None else nom


def _broken(keeper: Keeper, ground: PartnerGround) -> Iterator[_ToDo]:
    """The breaks of its own services, and the relays that wait for its word."""
    for item in ground.breaks.get(keeper.structure.id, ()):
        name = item.vers if item.genre == ONE_WAY else item.fiche.partition("/")[2]
        service = ground.services.get(name)
        if service is None or service.structure != keeper.structure.id:
            continue
        cited = ground.services.get(item.fiche.partition("/")[2])
        if item.genre == ONE_WAY and cited is not None:
            text = (
                f"La fiche «{NBSP}{cited.nom}{NBSP}» compte sur celle-ci{NBSP}: "
                "confirmez-le, pour que celle-ci la cite aussi."
            )
        else:
            text = plain_advice(f"{capitalised(item.conseil)}.")
        yield _of(service, text, ground)


def _thin(keeper: Keeper, ground: PartnerGround) -> Iterator[_ToDo]:
    """For each entry, what would gain most; the thinnest entries first."""
    found = [
        (ground.quality[service.id], service)
        for service, _ in keeper.services
        if service.id in ground.quality
    ]
    for quality, service in sorted(found, key=lambda pair: (pair[0].score, pair[1].id)):
        best = next((item for item in quality.missing if item.code != _DATED), None)
        if best is not None and best.gain >= _WEAK:
            when = f"Qualité{NBSP}: {round(100 * quality.score)}{NBSP}%"
            yield _of(service, f"{plain_advice(best.remede)}.", ground, when=when, tone="ok")


def _action(name: str, ground: PartnerGround) -> Link:
    report = correct_link(ground.survey.catalogue, name)
    return Link(label="Corriger ou confirmer", url=report.url, external=report.external)
