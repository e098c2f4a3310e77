"""What the pages where an entry is proposed or corrected show: controls, each ready to print."""

from dataclasses import dataclass

from generator.form_fields import Choice, FormField
from generator.view_parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceGroup:
    """Values shown together; no label when there is one group only."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One field of a form, with what HTML says of it."""

    field: FormField
    id: str  # "f-montant_max", "f-lieux-0-adresse"
    form_name: str  # what the form sends without script: "montant_max"; "" inside a row
    control: str  # which macro draws it: "line", "lines", "select", "boxes", "group"…
    example: str  # one line, or nothing
    told: str  # what it means
    hint: str  # how to write it, which a control that helps to choose makes vain
    asked: str = ""  # "obligatoire", "obligatoire si ce cadre est rempli"
    required: bool = False  # by the browser: a field of the entry itself
    max_length: int = 0  # by the browser; none where it counts several values
    input_type: str = "text"
    inputmode: str = ""
    pattern: str = ""  # as HTML has it: anchored by nature
    rows: int = 1
    plain_label: str = ""  # of the text that stands for rows, without script
    plain_example: str = ""  # and how it is written
    groups: tuple[ChoiceGroup, ...] = ()
    folded: bool = False  # many values: behind a summary
    inner: tuple["Control", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlGroup:
    """One part of the form: what everybody fills, then what only some do."""

    code: str
    label: str
    icon: str
    controls: tuple[Control, ...]  # required ones first
    more: tuple[Control, ...]
    more_label: str  # « Plus de précisions (6 champs) »


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Where a proposal goes; "" when the site has no such door."""

    depot: str  # the forge, without a slash at its end
    branche: str
    issue_url: str  # where a form sends what was typed
    issue_template: str  # "proposer-service.yml"
    mail: str
    mail_url: str  # mailto: with its subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeView:
    """The page where an entry is proposed, field by field."""

    heading: str
    intro: str
    kind: str  # "service" or "structure"
    groups: tuple[ControlGroup, ...]
    doors: Doors
    other: Link  # the form of the other kind
    entry_page: str  # "services/{id}.html": of an entry that fills the form on the device
    correct_page: str  # "corriger/{id}/"
    required_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectView:
    """The page where one entry is corrected: a few doors, no field of the entry."""

    heading: str
    intro: str
    id: str
    nom: str
    kind: str
    entry: Link  # its page
    form_url: str  # of the whole form, which fills itself on the device
    edit_url: str  # its file on the forge; "" without one
    doors: Doors
