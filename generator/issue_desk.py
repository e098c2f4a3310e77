"""The folder of entries and an issue → the entry that the issue proposes or corrects, judged.

Nothing is written here, and nothing is decided for the author: what could be read in two ways is
said, with what to write instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.characters import is_identifier, slug
from generator.diagnostics import FILE_START, Severity
from generator.flat_entry import Groups, flat_name
from generator.form_fields import form_of
from generator.import_steps import Workshop
from generator.issue_answers import (
    DATED,
    Answered,
    Told,
    corrected,
    date_changed,
    in_order,
    left_over,
    rank_of,
    read_answered,
    said_twice,
    told_of,
    told_of_flat,
    told_of_words,
    unclear,
    unread_lines,
)
from generator.issue_body import Heard, count_questions, read_answers
from generator.issue_entries import COLLECTIONS, find_entry, names_of, no_such_entry
from generator.issue_form import ENTRY, OTHERS, Question
from generator.issue_outcome import NEW, REFUSED, REPLACED, SAME, TO_READ, IssueReport
from generator.issue_templates import correction_questions, proposal_questions
from generator.load import Issue, read_content
from generator.model import Document, Schemas
from generator.parse import Mender, entry_data, parse_document, tidy_numbers
from generator.plan import find_broken_references
from generator.render import render_entry_text

MAX_FAULTS = 300  # told at once: whoever has more corrects these first
_COMMENT = re.compile(r"(?m)^\s*#")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """The form that an issue answers, for one kind of entry."""

    kind: str
    questions: tuple[Question, ...]
    groups: Groups

    @property
    def collection(self) -> str:
        return COLLECTIONS[self.kind]


class Desk:
    """The folder of entries, the forms, and one issue at a time."""

    def __init__(self, workshop: Workshop, schemas: Schemas, today: date) -> None:
        self.workshop = workshop
        self.today = today
        self._mender = Mender(workshop.context)
        self.forms = {
            kind: _Form(
                kind=kind,
                questions=proposal_questions(kind, schemas),
                groups=form_of(kind, schemas),
            )
            for kind in COLLECTIONS
        }

    def read(self, issue: Issue) -> IssueReport:
        """What an issue says, by the form that it answers best."""
        forms = {"correction": correction_questions()}
        forms |= {kind: form.questions for kind, form in self.forms.items()}
        counts = {kind: count_questions(issue.body, forms[kind]) for kind in forms}
        kind = max(counts, key=lambda name: counts[name])
        if counts[kind] < 2:
            return _refused(
                Told(
                    message="ce ticket ne répond à aucun de nos formulaires",
                    hint="ouvrez-en un nouveau par « Proposer une aide » ou « Corriger une fiche »",
                )
            )
        heard = read_answers(issue.body, forms[kind])
        if heard.unclear:
            return _refused(*(unclear(label) for label in heard.unclear))
        report = (
            self._correct(heard) if kind == "correction" else self._propose(self.forms[kind], heard)
        )
        return replace(report, remarks=(*left_over(heard), *report.remarks))

    def _propose(self, form: _Form, heard: Heard) -> IssueReport:
        answered = read_answered(heard.answers, form.questions, form.groups)
        if ENTRY in heard.answers:
            return self._replace(form, heard.answers[ENTRY], answered)
        data = dict(answered.data)
        if form.kind == "service":
            data.setdefault("etat", "a-confirmer")
        data.setdefault("date_maj", self.today.isoformat())
        identifier = slug(str(data.get("nom", "")))[:80].strip("-")
        data = self._tidied(form, data, {})
        report = self._judge(form, identifier, in_order(data, form.groups), answered)
        name = f"{form.collection}/{identifier}"
        if "nom" not in data:
            return report
        if not is_identifier(identifier):
            told = Told(
                label="Nom",
                message=f"« {data['nom']} » ne peut pas nommer un fichier",
                hint="écrivez un nom en lettres",
            )
            return _refused(told, *report.told)
        if self._is_taken(form.collection, identifier):
            told = Told(
                label="Nom",
                message=f"la fiche « {identifier} » existe déjà",
                hint=f"pour la corriger, répondez « {identifier} » à « Fiche à corriger » ; "
                "pour une autre, précisez le nom",
            )
            return _refused(told, *report.told)
        return replace(report, entry=name, path=f"{name}.md")

    def _replace(self, form: _Form, named: str, answered: Answered) -> IssueReport:
        """An entry that is there, with what the issue answers."""
        document = self._find(named, form.collection)
        if document is None:
            return _refused(self._no_such_entry(named))
        context = self.workshop.context
        before = entry_data(document, context)
        data = self._tidied(form, corrected(before, answered, form.groups), before)
        changed = tuple(
            name
            for name in (*data, *(before.keys() - data.keys()))
            if data.get(name) != before.get(name)
        )
        path = f"{document.collection}/{document.path.rpartition('/')[2]}"
        entry = f"{document.collection}/{document.id}"
        if not changed:
            return IssueReport(outcome=SAME, entry=entry, path=path, text=document.text)
        dated = date_changed(data, changed, self.today)
        report = self._judge(form, document.id, data, answered, document)
        if report.outcome == REFUSED:
            return report
        changed = (*changed, DATED) if dated else changed
        remarks = (*report.remarks, *dated)
        if _COMMENT.search(document.text.partition("\n---")[0]):
            said = "les commentaires de l’en-tête du fichier ne sont pas gardés"
            remarks = (*remarks, Told(message=said))
        return replace(
            report, outcome=REPLACED, entry=entry, path=path, changed=changed, remarks=remarks
        )

    def _correct(self, heard: Heard) -> IssueReport:
        """What is said to be wrong: fields to replace, or words that a person has to read."""
        questions = correction_questions()
        said = {question.id: question.label for question in questions}
        answers = tuple((said[name], text) for name, text in heard.answers.items())
        named = heard.answers.get(ENTRY, "")
        found = [(kind, self._find(named, name)) for kind, name in COLLECTIONS.items()]
        there = [(kind, document) for kind, document in found if document is not None]
        lines = heard.answers.get("champs", "")
        if not named or (not there and lines):
            return _refused(self._no_such_entry(named))
        if not there or not lines:
            entry = f"{there[0][1].collection}/{there[0][1].id}" if there else ""
            remarks = () if there else (self._no_such_entry(named),)
            return IssueReport(outcome=TO_READ, entry=entry, answers=answers, remarks=remarks)
        asked = (Question(id=OTHERS, label=said["champs"], help=""),)
        form = replace(self.forms[there[0][0]], questions=asked)
        answered = read_answered({OTHERS: lines}, asked, form.groups)
        unread = unread_lines(lines, answered.words, said["champs"])
        report = self._replace(form, named, replace(answered, words=""))
        if report.outcome == SAME:  # what is said with words is for a person, whatever the fields
            what = "la fiche dit déjà le reste" if unread else "la fiche dit déjà tout cela"
            same = Told(label=said["champs"], message=what)
            left = (*unread, same) if answered.data or not unread else unread
            return IssueReport(outcome=TO_READ, entry=report.entry, answers=answers, remarks=left)
        return replace(report, answers=answers, remarks=(*unread, *report.remarks))

    def _tidied(
        self, form: _Form, data: Mapping[str, Any], before: Mapping[str, Any]
    ) -> dict[str, Any]:
        made = _document(f"content/{form.collection}/x.md", data)
        return dict(tidy_numbers(made, before, self._mender))

    def _judge(
        self,
        form: _Form,
        identifier: str,
        data: dict[str, Any],
        answered: Answered,
        document: Document | None = None,
    ) -> IssueReport:
        """The entry by our own rules: the file it makes, or everything that is wrong with it."""
        questions, groups = form.questions, form.groups
        self._name_structure(data)
        told = [told_of_flat(fault, questions, groups) for fault in answered.faults]
        told += [said_twice(name, questions, groups) for name in answered.twice]
        places = {(fault.name, fault.row) for fault in answered.faults}
        name = document.path.rpartition("/")[2] if document else f"{identifier or 'x'}.md"
        made = _document(f"{self.workshop.folder.name}/{form.collection}/{name}", data)
        others = [item for item in self.workshop.documents if item.path != made.path]
        broken = find_broken_references([*others, made], ())
        said = [
            *parse_document(made, self.workshop.context).diagnostics,
            *(item for item in broken if item.path == made.path),
        ]
        errors, warnings = (
            [item for item in said if item.severity is severity][:MAX_FAULTS]
            for severity in (Severity.ERROR, Severity.WARNING)
        )
        told += [
            told_of(item, questions, groups, answered.removed)
            for item in errors
            if flat_name(item.field, groups) not in places
        ]
        text = render_entry_text(data, is_markdown=name.endswith(".md"))
        if not told and not self._reads_back(text, made, data):
            told.append(Told(message="cette fiche ne peut pas être écrite dans un fichier"))
        return IssueReport(
            outcome=REFUSED if told else NEW,
            text="" if told else text,
            told=tuple(sorted(dict.fromkeys(told), key=lambda one: rank_of(one, questions))),
            remarks=(
                *([told_of_words(answered.words, questions)] if answered.words else ()),
                *(told_of(item, questions, groups) for item in warnings),
            ),
        )

    def _reads_back(self, text: str, made: Document, data: Mapping[str, Any]) -> bool:
        """Whether the file that would be written is read as the entry that was judged."""
        raw = text.encode("utf-8", "backslashreplace")
        read = read_content(raw, made.path, made.collection)[0].value
        return read is not None and entry_data(read, self.workshop.context) == data

    def _name_structure(self, data: dict[str, Any]) -> None:
        """A structure called by its name, or by its initials, when one only is called so."""
        wanted = data.get("structure")
        if not isinstance(wanted, str) or not slug(wanted):
            return
        meant = {
            document.id
            for document in self.workshop.documents
            if document.collection == "structures"
            and slug(wanted) in (document.id, *names_of(document))
        }
        data["structure"] = meant.pop() if len(meant) == 1 else slug(wanted)

    def _find(self, named: str, collection: str) -> Document | None:
        return find_entry(named, collection, self.workshop.documents)

    def _no_such_entry(self, named: str) -> Told:
        return no_such_entry(named, self.workshop.documents)

    def _is_taken(self, collection: str, identifier: str) -> bool:
        if identifier in self.workshop.taken.get(collection, frozenset()):
            return True
        former = (
            document.data.get("anciens_ids")
            for document in self.workshop.documents
            if document.collection == collection
        )
        return any(isinstance(names, list) and identifier in names for names in former)


def _document(path: str, data: Mapping[str, Any]) -> Document:
    """An entry as the reader of files would give it, with no places to point at."""
    _, collection, name = path.rsplit("/", 2)
    return Document(
        path=path,
        collection=collection,
        id=name.rpartition(".")[0],
        data=data,
        key_spans={},
        value_spans={("description",): FILE_START},
        body="",
        body_line=1,
        text="",
    )


def _refused(*told: Told) -> IssueReport:
    return IssueReport(outcome=REFUSED, told=told)
