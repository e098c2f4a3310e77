"""Plan: breaks, loops and contradictions of links → diagnostics, each at its line.

A warning tells what only the partners can mend, and the page of breaks says it too. An error is
what no page may say: two services that each come first, two that go together and do not.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity
from generator.model import Document
from generator.parcours import Parcours, Rupture
from generator.plan.link_ruptures import VERBS, find_link_ruptures
from generator.plan.relation_graph import Said
from generator.plan.relation_loops import find_contradictions, find_loops
from generator.plan.rupture_ground import Ground
from generator.plan.step_ruptures import find_step_ruptures
from generator.plan.wording import NBSP

# Facts of a territory, for the page of breaks: no line of a file is wrong.
_NOT_FAULTS = frozenset(("zone-incomplete", "etape-sans-reponse"))
MAX_NAMED = 5

Documents = Mapping[str, Document]  # "services/visale" → its file, written here


def find_relation_faults(
    documents: Sequence[Document], parcours: Sequence[Parcours], ground: Ground
) -> Iterator[Diagnostic]:
    """What is wrong in what the entries written here say of one another."""
    ours = {f"{item.collection}/{item.id}": item for item in documents if not item.source}
    ruptures = (*find_link_ruptures(ground), *find_step_ruptures(parcours, ground))
    for rupture in ruptures:
        document = ours.get(rupture.fiche)
        if document is not None and rupture.genre not in _NOT_FAULTS:
            if rupture.genre == "relation-a-sens-unique" and f"services/{rupture.vers}" not in ours:
                continue  # nobody here can write in the other entry
            yield _broken(document, rupture)
    needed = [link for link in ground.links if link.kind == "prerequis"]
    for loop in find_loops(needed):
        yield from _looped(loop, ours)
    for link, other in find_contradictions(ground.links):
        yield from _contradicted(link, other, ours, ground)


def _broken(document: Document, rupture: Rupture) -> Diagnostic:
    is_step = rupture.fiche.startswith("parcours/")
    field: FieldPath = ("relations", rupture.lien, rupture.rang or 0)
    if is_step:
        field = ("etapes", rupture.rang or 0)
        cited = document.data
        field = (*field, "services", _place(cited, field, rupture.vers)) if rupture.vers else field
    message = f"{rupture.sujet or 'ce service'} {rupture.message}"
    return _say(document, rupture.genre, field, message, rupture.conseil)


def _place(data: Mapping[str, object], field: FieldPath, name: str) -> int:
    """The rank of a service among those of a step; the entry was checked, it is there."""
    value: object = data
    for part in (*field, "services"):
        value = value[part]  # type: ignore[index]
    return [str(item) for item in value].index(name)  # type: ignore[attr-defined]


def _looped(loop: Sequence[Said], ours: Documents) -> Iterator[Diagnostic]:
    """At the first of its links that is written here; an error when all of them are."""
    written = [link for link in loop if f"services/{link.source}" in ours]
    if not written:
        return
    first = written[0]
    names = [link.source for link in loop[:MAX_NAMED]]
    if len(loop) > MAX_NAMED:
        names.append("…")
    way = " → ".join((*names, loop[0].source))
    yield _say(
        ours[f"services/{first.source}"],
        "prerequis-en-boucle",
        ("relations", first.kind, first.rank),
        f"personne ne peut commencer{NBSP}: {way}",
        "retirez le service qui peut s’obtenir sans l’autre",
        severity=Severity.ERROR if len(written) == len(loop) else Severity.WARNING,
    )


def _contradicted(link: Said, other: Said, ours: Documents, ground: Ground) -> Iterator[Diagnostic]:
    written = [item for item in (link, other) if f"services/{item.source}" in ours]
    if not written:
        return
    said, against = written[0], other if written[0] is link else link
    where = "cette fiche" if against.source == said.source else f"la fiche {against.source}"
    yield _say(
        ours[f"services/{said.source}"],
        "relations-contradictoires",
        ("relations", said.kind, said.rank),
        f"ce service {VERBS[said.kind]} {ground.named(said.target)}, mais {where} dit aussi{NBSP}: "
        f"{VERBS[against.kind]} {ground.named(against.target)}",
        "gardez celui des deux liens qui est vrai",
        severity=Severity.ERROR if len(written) == 2 else Severity.WARNING,
    )


def _say(
    document: Document,
    code: str,
    field: FieldPath,
    message: str,
    hint: str,
    *,
    severity: Severity = Severity.WARNING,
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        path=document.path,
        span=document.value_spans.get(field, document.key_spans.get(field[:-1], FILE_START)),
        message=message,
        hint=hint,
        field=field,
    )
