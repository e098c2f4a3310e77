"""Render: stable names and contents → the UUIDs that HSDS wants, which anyone can compute again.

Version 5 everywhere: no register to keep, no chance, no order. An entry's identifier follows from
the site's address and the entry's own identifier; a part's (a phone, a place) from its owner's and
from what it says, so that neither sorting nor adding changes any other.
"""

from uuid import NAMESPACE_DNS, NAMESPACE_URL, UUID, uuid5

# Terms of data·inclusion are the same in every directory: so are their identifiers.
DATA_INCLUSION = uuid5(NAMESPACE_DNS, "data.inclusion.gouv.fr")


def site_namespace(url: str) -> UUID:
    """The namespace of a site, from its address."""
    return uuid5(NAMESPACE_URL, url)


def named(namespace: UUID, kind: str, name: str) -> str:
    """What has a name of its own: `named(namespace, "services", "garantie-visale")`."""
    return str(uuid5(namespace, f"{kind}/{name}"))


def part_of(owner: str, kind: str, content: str) -> str:
    """What belongs to another object, from the little that makes it different from its sisters."""
    return str(uuid5(UUID(owner), f"{kind}/{content}"))
