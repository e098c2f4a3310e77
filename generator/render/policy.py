"""Render: the settings → where the forms of the site may send what was typed.

Only the pages of the forms say it to the browser; the header, which is one for all pages, allows
the same, and each other page narrows it to the site.
"""

import re
from urllib.parse import urlsplit

from generator.settings import Settings

# What can stand in a policy: a name, a port, and nothing that could begin another directive.
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?\Z")


def form_targets(settings: Settings) -> str:
    """The forge and the mail, each after a space; nothing for a site that has neither."""
    parts = urlsplit(settings.depot or "")
    origin = f"{parts.scheme}://{parts.netloc}"
    forge = f" {origin}" if _ORIGIN.match(origin) else ""
    contact = settings.contact or settings.editeur
    return f"{forge} mailto:" if contact.courriel else forge
