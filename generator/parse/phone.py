"""Parse: a phone number → its national form, or why it cannot be dialled (door: phonenumbers).

Short numbers such as 115 or 3949 are judged by the list of French short numbers.
"""

import re

import phonenumbers
from phonenumbers import shortnumberinfo

from generator.parse.faults import Fault

_HARD_SPACES = re.compile("[\u00a0\u202f]")
_ALLOWED = re.compile(r"\+?[0-9][0-9 .\-\u00a0\u202f()]{1,24}\Z")


def check_phone(text: str) -> None:
    """Raise `Fault` unless `text` is one French number that can be dialled."""
    if not _ALLOWED.match(text):
        raise _fault(text)
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) <= 6 and not text.startswith("+"):
        try:
            short = phonenumbers.parse(digits, "FR")
        except phonenumbers.NumberParseException:
            raise _fault(text) from None
        if not shortnumberinfo.is_valid_short_number_for_region(short, "FR"):
            raise _fault(text)
        return
    try:
        number = phonenumbers.parse(_HARD_SPACES.sub(" ", text), "FR")
    except phonenumbers.NumberParseException:
        raise _fault(text) from None
    if not phonenumbers.is_valid_number(number):
        raise _fault(text)


def _fault(text: str) -> Fault:
    return Fault(
        "telephone-invalide",
        f"« {text[:40]} » n’est pas un numéro de téléphone français",
        "dix chiffres, « 04 71 00 00 00 », ou un numéro court comme « 3949 » ; un seul numéro",
    )
