"""The steps of `guichet booklet`: check the content, find the booklet, draw it, write it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import commands
from generator.booklet_view import BookletView
from generator.diagnostics import UsageError
from generator.load import load_theme
from generator.render import render_pdf
from generator.site_plan import Page, SitePlan
from generator.write import write_output

_UNKNOWN = {
    "epci": "aucune intercommunalité de ce guichet n’a de livret sous le code « {} »",
    "departement": "aucun département de ce guichet n’a de livret sous le code « {} »",
    "evenement": "aucun rendez-vous de ce guichet ne s’appelle « {} »",
}


def make_booklet(
    kind: str, name: str, root: Path, today: date, output: Path, *, big: bool
) -> tuple[bool, str]:
    """Whether it was written, and what to say; a refused entry forbids it."""
    checked = commands.check(root, today)
    if checked.plan is None:
        found = commands.count(checked)
        return False, f"{found} : corrigez d’abord ce que dit « guichet check »."
    theme = load_theme(commands.folders(root).theme)
    page, view = _find(checked.plan, kind, name)
    shown = replace(page, view=replace(view, big=big))
    write_output(output, render_pdf(checked.plan, theme, shown))
    return True, f"{output} : {view.heading}"


def _find(plan: SitePlan, kind: str, name: str) -> tuple[Page, BookletView]:
    """The page of a booklet and its view, by what it is about."""
    for page in plan.pages:
        view = page.view
        if isinstance(view, BookletView) and (view.kind, view.code) == (kind, name):
            return page, view
    raise UsageError(_UNKNOWN[kind].format(name))
