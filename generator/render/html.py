"""Render: one page of the plan → one HTML artifact. The only door to jinja2.

Autoescape is on outright, an unknown name is an error, and an entry's text is never a template.
A template that does not compile or names what does not exist is the operator's to fix.
"""

import json
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import fields
from functools import partial
from types import CodeType, MappingProxyType
from typing import Any

from jinja2 import (
    BytecodeCache,
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from generator.diagnostics import GeneratorError
from generator.model import Artifact, Theme
from generator.render.assets import Assets
from generator.render.policy import form_targets
from generator.render.qr import QrSymbol, qr_symbol
from generator.site_plan import Page, SitePlan

NO_SEARCH: Mapping[str, str] = MappingProxyType(
    {"folder": "", "communes": "", "located": "", "help": "", "questions": ""}
)

# What many pages show alike: the same card stands in twenty lists. Each is drawn once for equal
# arguments. A component keeps the macros that it imports: the smallest come first.
DRAWN_ONCE = (
    ("components/icon.html", ("icon", "arch")),
    ("components/badge.html", ("badge",)),
    ("components/link.html", ("link",)),
    ("components/card.html", ("card",)),
    ("components/answer.html", ("answer",)),
    ("components/need.html", ("need",)),
)


Templates = Environment  # its name outside this door


def make_environment(theme: Theme, *, whole: bool = True) -> Templates:
    """Compile every template of the theme, so that a broken one is known at once.

    Not `whole`: only what is drawn, which is enough for a page or two.
    """
    environment = _Environment(
        loader=DictLoader(dict(theme.templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_COMPILED,
    )
    environment.policies["json.dumps_function"] = _data_block
    for name in sorted(theme.templates) if whole else ():
        try:
            environment.get_template(name)
        except TemplateSyntaxError as error:
            raise GeneratorError(
                f"le gabarit {error.name or name} est mal écrit, ligne {error.lineno} : "
                f"{error.message}"
            ) from error
    for name, macros in DRAWN_ONCE:
        if name in theme.templates:
            module = environment.get_template(name).module
            for macro in macros:
                setattr(module, macro, _once(getattr(module, macro)))
    return environment


def render_page(
    environment: Environment,
    page: Page,
    site: Mapping[str, object],
    assets: Assets,
    search: Mapping[str, str] = NO_SEARCH,
    *,
    structured: Mapping[str, object] | None = None,
) -> Artifact:
    """Draw `page`; `search` gives the URLs of the search's data, relative to the site's root.

    `structured` is what search engines read of the page: JSON-LD, printed as a block of data.
    """
    try:
        text = environment.get_template(page.template).render(
            page=page,
            view=page.view,
            site=site,
            assets=assets,
            sprite=page.root + assets.icons,
            search=search,
            structured=structured,
            qr_symbol=partial(_address_symbol, str(site["url"])),
        )
    except TemplateError as error:
        raise GeneratorError(
            f"le gabarit {page.template} ne peut pas dessiner {page.path} : {error.message}"
        ) from error
    return Artifact(path=page.path, content=text.encode())


def site_values(plan: SitePlan) -> Mapping[str, object]:
    """What every page reads of the site: settings, menu, footer, dates in words."""
    settings = plan.settings
    site: dict[str, object] = {
        field.name: getattr(settings, field.name) for field in fields(settings)
    }
    return site | {
        "form_targets": form_targets(settings),
        "menu": plan.menu,
        "footer": plan.footer,
        "observatory": plan.observatory,
        "today_text": plan.today_text,
        "audit_date_text": plan.audit_date_text,
        "audit_rate_text": plan.audit_rate_text,
    }


def _address_symbol(site_url: str, url: str) -> QrSymbol:
    """The QR code of a page of the site, for paper."""
    return qr_symbol(f"{site_url.rstrip('/')}/{url}")


class _Compiled(BytecodeCache):
    """The last compiled form of each template, in memory: a server builds again and again.

    Every environment here is made alike, so that only the text of a template tells its code.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what the same text became; nothing when it has changed."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one form of each template."""
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


class _Environment(Environment):
    """Jinja compares the globals of each page with those of each component that it imports."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary, where Jinja chains two: comparing those is a fifth of the drawing."""
        return {**self.globals, **(d or {})}


def _data_block(value: object, **_: object) -> str:
    """JSON for a `<script>` that holds data; the `tojson` filter then escapes `<`, `>`, `&`, `'`.

    Ends of lines of JavaScript that JSON lets through are escapes as well.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _once(macro: Callable[..., str]) -> Callable[..., str]:
    """The same macro, which draws again only for arguments that it has not seen."""
    drawn: dict[tuple[object, ...], str] = {}

    def draw(*arguments: object, **named: object) -> str:
        if named:
            return macro(*arguments, **named)
        try:
            return drawn[arguments]
        except KeyError:
            return drawn.setdefault(arguments, macro(*arguments))
        except TypeError:  # what cannot change has a hash: anything else is drawn each time
            return macro(*arguments)

    return draw
