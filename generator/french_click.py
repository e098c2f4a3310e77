"""click, in French: help pages, headings and usage errors (door: click, with `cli`)."""

import re
from collections.abc import Sequence

import click

from generator.characters import french_spaces

# What click says of its own accord, by some words of its English sentence.
_SENTENCES = (
    ("No such command", "cette commande n’existe pas"),
    ("No such option", "cette option n’existe pas"),
    ("Missing command", "il manque une commande"),
    ("Missing argument", "il manque un argument"),
    ("Missing option", "il manque une option"),
    ("unexpected extra argument", "argument en trop"),
    ("does not take a value", "cette option ne prend pas de valeur"),
    ("requires an argument", "cette option attend une valeur"),
    ("Invalid value", "valeur refusée"),
)
_REASONS = (
    ("is not a valid integer", "n’est pas un nombre"),
    ("is not in the range", "est hors des limites"),
    ("does not exist", "n’existe pas"),
    ("is a file", "est un fichier, pas un dossier"),
    ("is a directory", "est un dossier, pas un fichier"),
    ("is not readable", "ne peut pas être lu"),
    ("is not writable", "ne peut pas être écrit"),
)
_METAVARS = (
    ("COMMAND [ARGS]...", "COMMANDE [ARGUMENTS]..."),
    ("DIRECTORY", "DOSSIER"),
    ("FILE", "FICHIER"),
    ("INTEGER RANGE", "NOMBRE"),
    ("TEXT", "TEXTE"),
)
_QUOTED = re.compile(r"""'([^']*)'|"([^"]*)"|\(([^)]*)\)|^([^ ]+) is""")


class FrenchCommand(click.Command):
    """A command whose help page is in French."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """« Utilisation : guichet build [OPTIONS] »."""
        pieces = _french_metavars(" ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, "Utilisation : ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a French heading."""
        options = (item for item in self.get_params(ctx) if isinstance(item, click.Option))
        rows = [row for item in options if (row := item.get_help_record(ctx))]
        with formatter.section("Options "):
            formatter.write_dl(
                [(_french_metavars(left), _french_extra(right)) for left, right in rows]
            )

    def get_help(self, ctx: click.Context) -> str:
        """The whole page, in French typography."""
        return french_spaces(super().get_help(ctx))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in French."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Afficher cette aide."
        return option


class FrenchGroup(FrenchCommand, click.Group):
    """A group of commands whose help page is in French."""

    command_class = FrenchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        FrenchCommand.format_options(self, ctx, formatter)
        rows = [
            (name, command.get_short_help_str(200))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) and not command.hidden
        ]
        with formatter.section("Commandes "):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's signature
        """In the order of a contributor's day, not of the alphabet."""
        return list(self.commands)


def usage_sentence(error: click.UsageError) -> str:
    """A usage error of click → one French sentence with the remedy, and where to read more."""
    words = error.format_message()
    said = next((french for english, french in _SENTENCES if english in words), words)
    close: Sequence[str] = getattr(error, "possibilities", None) or ()
    hint = f" ; vouliez-vous dire « {min(close)} » ?" if close else ""
    command = error.ctx.command_path if error.ctx is not None else "guichet"
    return f"{said}{_detail(error, words)}{hint}\nAide : {command} --help"


def _detail(error: click.UsageError, words: str) -> str:
    if isinstance(error, (click.NoSuchOption, click.BadOptionUsage)):
        return f" : {error.option_name}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        param = error.param
        name = param.human_readable_name if isinstance(param, click.Argument) else param.opts[-1]
        if isinstance(param.type, click.Choice):
            return f" : {name} ; valeurs possibles : {', '.join(map(str, param.type.choices))}"
        reason = next((french for english, french in _REASONS if english in error.message), "")
        limits = f" : {_limits(param.type)}" if isinstance(param.type, click.IntRange) else ""
        said = f" : {name}, « {_quoted(error.message)} » {reason}" if reason else f" : {name}"
        return said + limits
    quoted = _quoted(words)
    return f" : {quoted}" if quoted else ""


def _limits(kind: click.IntRange) -> str:
    return f"de {kind.min} à {kind.max}"


def _quoted(words: str) -> str:
    """What the user wrote, in an English sentence about it."""
    match = _QUOTED.search(words)
    return next((group for group in match.groups() if group is not None), "") if match else ""


def _french_metavars(text: str) -> str:
    for english, french in _METAVARS:
        text = text.replace(english, french)
    return text


def _french_extra(text: str) -> str:
    text = re.sub(r"([0-9]+)<=x<=([0-9]+)", r"de \1 à \2", text)
    return text.replace("[default: ", "[par défaut : ").replace("[required]", "[obligatoire]")
