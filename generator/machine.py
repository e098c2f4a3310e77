"""What `guichet doctor` looks at, as plain facts: the machine, the repository; what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How grave a finding is: only a fault makes the command fail."""

    FINE = "bien"
    OPTIONAL = "facultatif"
    DOUBTFUL = "à voir"
    FAULT = "à corriger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor: what was looked at, what was seen, what to do."""

    code: str
    titre: str
    etat: State
    constat: str
    remede: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What runs the generator."""

    python: tuple[int, int, int]
    paquets: Mapping[str, str]  # name → version, of those asked for that are installed
    attendus: Mapping[str, frozenset[str]]  # name → versions of the lock; nothing without a lock
    minimums: Mapping[str, str]  # name → the least version asked for, when there is no lock
    modules: Mapping[str, bool]  # module of an extra → whether it is there
    encodage_fichiers: str
    encodage_terminal: str
    git: str = ""  # what `git --version` says
    navigateur: str = ""  # where a Chromium is, when it was looked for
    npm: str = ""
    pango: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """What stands in the folder of the entries."""

    libre: int  # bytes left on its disk
    inscriptible: bool
    est_git: bool
    origine: str = ""  # the address that git pushes to
    identite: bool = False  # whether git knows who commits
    est_generateur: bool = False  # whether it is the checkout of the generator itself
    collections: Mapping[str, int] = field(default_factory=dict)  # folder → how many entries
    exemples: tuple[str, ...] = ()  # entries of the skeleton that are still there
    workflows: Mapping[str, str] = field(default_factory=dict)  # name → text
    formulaires: Mapping[str, str] = field(default_factory=dict)  # of issues: name → text
    editeurs: Mapping[str, str] = field(default_factory=dict)  # of `.vscode`: name → text
    schemas_publies: Mapping[str, str] = field(default_factory=dict)  # file → version, in « site »
