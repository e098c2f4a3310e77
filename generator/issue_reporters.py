"""What became of an issue → what the steward reads, what a program reads, what its author reads."""

from collections.abc import Callable, Iterator, Mapping

from generator.characters import french_spaces
from generator.issue_answers import Told
from generator.issue_outcome import KEPT, NEW, REFUSED, REPLACED, SAME, TO_READ, IssueReport
from generator.json_text import visible_json
from generator.markdown_text import markdown_code, markdown_words
from generator.reporters import visible_text

MAX_ANSWER = 20_000  # signs: a forge refuses a comment of more than 65 536
_READ = "Ce que vous dites avec vos mots reste ici : une personne va le lire."
MARK = "<!-- guichet:proposition -->"  # how the workflow finds its own comment again


def issue_text(report: IssueReport) -> str:
    """For who runs the command."""
    lines = [_headline(report), *(f"- {told.sentence()}" for told in report.told)]
    if report.remarks:
        lines.extend(("", "À regarder :", *(f"- {told.sentence()}" for told in report.remarks)))
    for label, text in report.answers:
        lines.extend(("", f"{label} :", *(f"  {line}" for line in text.split("\n"))))
    return "".join(f"{visible_text(french_spaces(line))}\n" for line in lines)


def issue_json(report: IssueReport) -> str:
    """For a program: the file itself is in it."""
    return (
        visible_json(
            {
                "resultat": report.outcome,
                "essai": report.is_trial,
                "ticket": report.number,
                "fiche": report.entry or None,
                "fichier": report.path or None,
                "champs_changes": list(report.changed),
                "refus": [_row(told) for told in report.told],
                "remarques": [_row(told) for told in report.remarks],
                "reponses": dict(report.answers),
                "texte": report.text,
            },
            indent=2,
        )
        + "\n"
    )


def issue_markdown(report: IssueReport) -> str:
    """For who wrote the issue: what they wrote stays words, whatever it holds."""
    lines, size = [MARK], 0
    for line in _comment(report):
        size += len(line) + 1
        if size > MAX_ANSWER:
            lines.extend(("", french_spaces("Il y en a d’autres : corrigez d’abord ceux-ci.")))
            break
        lines.append(line)
    return "\n".join((*lines, ""))


def _comment(report: IssueReport) -> Iterator[str]:
    if report.outcome == REFUSED:
        yield french_spaces("Merci ! Il reste à corriger ce qui suit.")
        yield french_spaces(
            "Modifiez le texte de ce ticket (« … », puis « Edit ») : il sera relu aussitôt."
        )
        yield ""
        yield from (f"- {_safe(told)}" for told in report.told)
        if report.answers:
            yield ""
            yield french_spaces(_READ)
    elif report.outcome == TO_READ:
        yield french_spaces("Merci ! Une personne va lire cette correction.")
    elif report.outcome == SAME:
        yield french_spaces("Merci ! La fiche dit déjà tout cela : il n’y a rien à changer.")
    else:
        what = "La fiche proposée" if report.outcome == NEW else "La fiche corrigée"
        said = "est prête à être relue" if not report.told else "est incomplète"
        yield french_spaces(f"Merci ! {what} {said} :") + f" {markdown_code(report.path)}."
        if report.changed:
            yield ""
            names = ", ".join(markdown_code(name) for name in report.changed)
            yield french_spaces("Champs changés :") + f" {names}."
        if report.answers:
            yield ""
            yield french_spaces(_READ)
    if report.remarks:
        yield ""
        yield french_spaces("À regarder :")
        yield ""
        yield from (f"- {_safe(told)}" for told in report.remarks)


def _safe(told: Told) -> str:
    return markdown_words(french_spaces(told.sentence()))


def _headline(report: IssueReport) -> str:
    ticket = f"ticket {report.number} : " if report.number else ""
    words = {
        NEW: f"nouvelle fiche {report.path}",
        REPLACED: f"{report.path} remplacée : {', '.join(report.changed)}",
        SAME: f"{report.path} dit déjà tout cela",
        KEPT: f"{report.path} existe et n’est pas touchée : relancez avec --replace "
        f"({', '.join(report.changed)})",
        REFUSED: "refusé, rien n’est écrit",
        TO_READ: f"à lire par une personne ({report.entry or 'fiche inconnue'})",
    }
    trial = " (essai : rien n’est écrit)" if report.is_trial else ""
    return f"{ticket}{words[report.outcome]}{trial}"


def _row(told: Told) -> Mapping[str, object]:
    row = {"champ": told.label, "ligne": told.row, "message": told.message, "remede": told.hint}
    return {name: value for name, value in row.items() if value not in ("", None)}


REPORTERS: Mapping[str, Callable[[IssueReport], str]] = {
    "text": issue_text,
    "json": issue_json,
    "markdown": issue_markdown,
}
