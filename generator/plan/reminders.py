"""Plan: a structure and its entries that are due → how to ask it to check them, ready to send.

What an entry says goes into the address of a mail: everything is quoted, on one line each.
"""

from collections.abc import Sequence
from urllib.parse import quote

from generator.entries import Structure
from generator.freshness import A_JOUR, A_REVOIR, PERIME, RETIRE, Watched
from generator.plan.wording import NBSP, counted, date_text, host_of, phone_link, phone_text
from generator.settings import Settings
from generator.view_parts import Link

LONGEST = 1800  # signs of an address: beyond, some mail programs cut it
WHEN = {
    A_JOUR: "à revoir le",
    A_REVOIR: "à revoir depuis le",
    PERIME: "périmée depuis le",
    RETIRE: "retirée des listes depuis le",
}


def reminder(
    structure: Structure, due: Sequence[Watched], mirror: str, settings: Settings
) -> Link | None:
    """A mail ready to send, else the phone or the site of the structure; `None` without any."""
    referent = structure.referent.courriel if structure.referent is not None else None
    mail = referent or structure.courriel
    if mail:
        return Link(
            label="Préparer un rappel par courriel",
            url=_mail(mail, structure, due, mirror, settings),
            external=True,
            note=mail,
        )
    if structure.telephone:
        return Link(
            label=f"Appeler le {phone_text(structure.telephone)}",
            url=phone_link(structure.telephone),
            external=True,
        )
    if structure.site_web:
        label = f"La joindre par son site, {host_of(structure.site_web)}"
        return Link(label=label, url=structure.site_web, external=True)
    return None


def when_text(item: Watched) -> str:
    """« périmée depuis le 3 mars 2026 »."""
    fresh = item.fresh
    return f"{WHEN[fresh.etat]} {date_text(fresh.depuis if fresh.due else fresh.revue_le)}"


def _mail(
    address: str, structure: Structure, due: Sequence[Watched], mirror: str, settings: Settings
) -> str:
    one = len(due) == 1
    title = _line(settings.nom)
    subject = f"{title} : {'une fiche' if one else f'{len(due)} fiches'} à vérifier"
    which, are = ("Cette fiche", "est") if one else ("Ces fiches", "sont")
    opening = (
        "Bonjour,",
        "",
        f"{which} de {_line(structure.nom)} sur {title} {are} à vérifier :",
    )
    closing = (
        "",
        f"Voir tout : {settings.url}{mirror}",
        "",
        "Est-ce toujours vrai ? Si oui, répondez « vérifié » avec la date du jour.",
        "Sinon, dites-nous ce qui a changé, ou corrigez : cette page y mène pour chaque fiche.",
        "",
        "Merci !",
    )
    head = f"mailto:{quote(address, safe='@')}?subject={_quoted(subject)}&body="
    room = LONGEST - len(head) - len(_body((*opening, *closing))) - len(_quoted(_REST))
    lines: list[str] = []
    for item in due:
        line = f"- {_line(item.entry.nom)} ({when_text(item)})"
        room -= len(_body((line, "")))
        if room < 0:
            break
        lines.append(line)
    left = len(due) - len(lines)
    more = (f"- et {counted(left, 'autre fiche', 'autres fiches')}",) if left else ()
    return head + _body((*opening, *lines, *more, *closing))


_REST = "- et 10000 autres fiches\r\n"


def _body(lines: Sequence[str]) -> str:
    return _quoted("\r\n".join(lines))


def _quoted(text: str) -> str:
    return quote(text.replace(NBSP, " "), safe="")


def _line(text: str) -> str:
    """One line: a line end would start another one of the mail."""
    return " ".join(text.split())
