"""Render: a phone number as a partner wrote it → an HSDS phone, in the international form."""

from typing import Any

from generator.render.hsds.identifiers import part_of

# Numbers of ten digits whose country is another than mainland France's, by their first four.
_OVERSEAS = {
    **dict.fromkeys(("0590", "0690", "0691"), "590"),
    **dict.fromkeys(("0594", "0694"), "594"),
    **dict.fromkeys(("0596", "0696", "0697"), "596"),
    **dict.fromkeys(("0262", "0263", "0269", "0639", "0692", "0693"), "262"),
}


def phones(owner: str, link: str, number: str | None) -> list[dict[str, Any]]:
    """The phone of a service, an organisation or a place; `link` is the name of the owner's key."""
    if not number:
        return []
    dialled = international(number)
    identifier = part_of(owner, "phones", dialled)
    return [{"id": identifier, link: owner, "number": dialled, "type": "voice"}]


def international(number: str) -> str:
    """`04 71 00 00 00` → `+33471000000`; a short number such as 3949 stays as it is."""
    digits = "".join(sign for sign in number if sign.isdigit() and sign.isascii())
    if number.startswith("+"):  # « +33 (0)4 71… »: the zero is for those who dial inside France
        return f"+33{digits[3:]}" if digits.startswith("330") else f"+{digits}"
    if len(digits) == 10 and digits.startswith("0"):
        return f"+{_OVERSEAS.get(digits[:4], '33')}{digits[1:]}"
    return digits
