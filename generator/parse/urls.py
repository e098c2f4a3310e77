"""Parse: one policy for every address, in fields and in Markdown alike.

An address is read as a browser would read it, then only https, http, mailto and tel are left, to a
host with a name: no user part, no figures, no look-alike letters.
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from generator.parse.faults import Fault

_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\Z")
_MAILTO = re.compile(r"mailto:[A-Za-z0-9._+-]{1,64}@(.+)\Z")
_TEL = re.compile(r"tel:\+?[0-9]{2,15}\Z")
_NEVER_IN_AN_ADDRESS = re.compile(r"""[\s\x00-\x20\\"<>`]""")  # a browser's bar encodes them
MAX_URL = 2_000


def find_url_fault(
    url: str, allowed_hosts: Collection[str], *, in_text: bool = False
) -> Fault | None:
    """What is wrong with an address, if anything; `in_text` also accepts mailto: and tel:."""
    mail = _MAILTO.match(url)
    if in_text and (_TEL.match(url) or (mail and _HOST.match(mail[1].lower()))):
        return None
    if len(url) > MAX_URL:
        return _refused(f"cette adresse dépasse {MAX_URL} signes")
    if _NEVER_IN_AN_ADDRESS.search(url):
        return _refused("cette adresse contient un espace, un guillemet ou une barre inversée")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".")
        port = parts.port
    except ValueError:
        return _refused("cette adresse n’est pas une adresse web")
    if parts.scheme not in ("https", "http") or not url.lower().startswith(f"{parts.scheme}://"):
        bare = not parts.scheme and _HOST.match(url.partition("/")[0].lower())
        hint = f"écrivez « https://{url} »" if bare else ""
        return _refused("cette adresse n’est pas une adresse web", hint)
    if "@" in parts.netloc or port not in (None, 80, 443):
        return _refused("cette adresse cache un nom d’utilisateur ou un port")
    if _ascii(host) in allowed_hosts:
        return _http_warning(parts.scheme)
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        return _refused(
            f"le nom de domaine « {host} » n’est pas en lettres simples",
            "si ce domaine est le bon, demandez son ajout à « domaines_autorises » "
            "dans guichet.yaml",
        )
    if not _HOST.match(host):
        return _refused(f"« {host} » n’est pas un nom de domaine")
    return _http_warning(parts.scheme)


def _ascii(host: str) -> str:
    """A host name as the network spells it: « café.example » → "xn--caf-dma.example"."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""


def _http_warning(scheme: str) -> Fault | None:
    if scheme == "https":
        return None
    return Fault(
        "url-non-securisee",
        "cette adresse n’est pas protégée (http)",
        "essayez la même adresse avec « https:// »",
        warning=True,
    )


def _refused(message: str, hint: str = "") -> Fault:
    return Fault(
        "url-invalide",
        message,
        hint or "copiez l’adresse depuis la barre du navigateur : « https://www.exemple.fr/page »",
    )
