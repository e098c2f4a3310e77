"""`guichet export …`: what other tools need, made from our entries and schemas."""

import click

from generator.cms_commands import cms
from generator.editor_commands import editors
from generator.french_click import FrenchGroup
from generator.owner_commands import codeowners
from generator.table_commands import table, template


@click.group("export", cls=FrenchGroup)
def exporting() -> None:
    """Préparer des fichiers pour d’autres outils : tableur, éditeur, forge, CMS."""


for _command in (template, table, codeowners, cms, editors):
    exporting.add_command(_command)
