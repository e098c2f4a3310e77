"""What an issue calls an entry → the entry: its identifier, its address or its name. Pure."""

from collections.abc import Sequence
from difflib import get_close_matches

from generator.characters import slug
from generator.issue_answers import Told
from generator.model import Document

COLLECTIONS = {"service": "services", "structure": "structures"}
_LONGEST = 100  # signs of a name that is looked for


def find_entry(named: str, collection: str, documents: Sequence[Document]) -> Document | None:
    """The entry that an identifier, the address of a page, or its name alone, names."""
    parts = [part for part in named.strip().split("?")[0].split("#")[0].split("/") if part]
    last = parts[-1].removesuffix(".html").removesuffix(".md") if parts else ""
    if last == "index" and len(parts) > 1:
        last = parts[-2]
    folders = set(parts[:-1]) & set(COLLECTIONS.values())
    if folders and collection not in folders:
        return None
    found = [item for item in documents if item.collection == collection]
    exact = next((item for item in found if item.id == last), None)
    if exact is not None or len(parts) > 1:
        return exact
    wanted = slug(named)
    meant = [item for item in found if wanted and wanted in (item.id, *names_of(item))]
    return meant[0] if len(meant) == 1 else None


def no_such_entry(named: str, documents: Sequence[Document]) -> Told:
    """Nothing, or several entries, are called so."""
    wanted = slug(named[:_LONGEST])
    by_name: dict[str, Document] = {}
    for item in documents:
        if item.collection in COLLECTIONS.values():
            for name in (*names_of(item), item.id):
                by_name[name] = item
    close = get_close_matches(wanted, by_name, 1, 0.7) if wanted else []
    hint = "copiez l’adresse de sa page sur le site"
    if close:
        near = by_name[close[0]]
        hint = f"vouliez-vous dire « {near.id} » ({near.data.get('nom', near.id)}) ?"
    return Told(
        label="Fiche à corriger",
        message=f"aucune fiche ne s’appelle « {named.strip()[:80]} »",
        hint=hint,
    )


def names_of(document: Document) -> tuple[str, ...]:
    """The name and the initials of an entry, as identifiers."""
    said = (document.data.get(key) for key in ("nom", "sigle"))
    return tuple(slug(str(name)) for name in said if name)
