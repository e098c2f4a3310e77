"""Parse: one answer to « guichet init », as typed → its value, or what to write instead.

What the schema of guichet.yaml says is not said again here: only what a person types differently
from what the file holds, départements by their names, a colour without its « # ».
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from generator.characters import find_forbidden_character, fold
from generator.diagnostics import UsageError
from generator.model import Referentiels, Territory
from generator.parse.rules import MIN_CONTRAST, luminance

MAX_ANSWER = 2048
_SEPARATOR = re.compile(r"\s*[,;]\s*")
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_SHORT_REPOSITORY = re.compile(r"[\w-]+/[\w.-]+")
_SSH = re.compile(r"(?:ssh://)?git@([\w.-]+)[:/]([\w./-]+?)(?:\.git)?/?")
_GENERATOR = re.compile(r"(?:https://github\.com/)?([\w-]+/[\w.-]+?)(?:\.git)?@(\S+)")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def read_line(text: str) -> str:
    """One line of words, which a person can see whole."""
    line = " ".join(text.split())
    if not line:
        raise UsageError("il faut une réponse")
    if len(line) > MAX_ANSWER:
        raise UsageError(f"cette réponse est trop longue : {MAX_ANSWER} signes au plus")
    if find_forbidden_character(line):
        raise UsageError("cette réponse contient un signe invisible : retapez-la au clavier")
    return line


def read_departements(text: str, referentiels: Referentiels) -> tuple[str, ...]:
    """Codes or names, separated by commas → codes, in the order given."""
    known = {code: area for code, area in referentiels.areas.items() if area.kind == "departement"}
    names = {fold(area.nom): code for code, area in known.items()}
    found = [
        _departement(word, known, names, referentiels)
        for word in _SEPARATOR.split(read_line(text))
        if word
    ]
    if not found:
        raise UsageError("donnez au moins un département, par exemple « 43 » ou « Haute-Loire »")
    return tuple(dict.fromkeys(found))


def _departement(
    word: str, known: Mapping[str, Territory], names: Mapping[str, str], referentiels: Referentiels
) -> str:
    code = word.upper().zfill(2)
    if code in known:
        return code
    name = fold(word)
    if name in names:
        return names[name]
    if code == "20":
        raise UsageError("« 20 » n’est plus un département : écrivez « 2A » ou « 2B »")
    other = _other_area(name, referentiels)
    if other is not None:
        raise UsageError(_instead(other, known))
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    near = known[names[close[0]]] if close else None
    hint = f" ; vouliez-vous dire « {near.nom} » ({near.code}) ?" if near else ""
    raise UsageError(f"« {word} » n’est pas un département de France{hint}")


def _other_area(name: str, referentiels: Referentiels) -> Territory | None:
    """The région or the commune that has this name, the most populated first."""
    for area in referentiels.areas.values():
        if area.kind == "region" and fold(area.nom) == name:
            return area
    codes = [code for code, row in referentiels.communes.items() if fold(row[0]) == name]
    found = [place for code in codes if (place := referentiels.territory(code))]
    return max(found, key=lambda place: place.population, default=None)


def _instead(area: Territory, known: Mapping[str, Territory]) -> str:
    if area.kind == "region":
        inside = [code for code, found in known.items() if area.code in found.parents]
        return f"« {area.nom} » est une région : donnez ses départements, {', '.join(inside)}"
    above = next(known[code] for code in area.parents if code in known)
    return f"« {area.nom} » est une commune : écrivez son département, « {above.nom} »"


def read_colour(text: str) -> str | None:
    """A colour in hexadecimal, or none; an unreadable one is refused with a darker one."""
    if not text.strip():
        return None
    found = _HEX.fullmatch(text.strip())
    if not found:
        raise UsageError(
            f"« {read_line(text)} » n’est pas une couleur en hexadécimal : écrivez par exemple "
            "« #1B4B5A »"
        )
    digits = found[1] if len(found[1]) == 6 else "".join(sign * 2 for sign in found[1])
    colour = f"#{digits.upper()}"
    if not _is_readable(colour):
        raise UsageError(
            f"« {colour} » ne se lit pas sur fond blanc ; vouliez-vous dire "
            f"« {_darker(colour)} », la même en plus foncé ?"
        )
    return colour


def _is_readable(colour: str) -> bool:
    return 1.05 / (luminance(colour) + 0.05) >= MIN_CONTRAST


def _darker(colour: str) -> str:
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    shades = (
        "#" + "".join(f"{channel * part // 100:02X}" for channel in channels)
        for part in range(99, -1, -1)
    )
    return next(shade for shade in shades if _is_readable(shade))


def read_repository(text: str) -> str | None:
    """The web address of a repository, or none: « owner/name » is one of GitHub."""
    if not text.strip():
        return None
    line = read_line(text)
    if _SHORT_REPOSITORY.fullmatch(line):
        return f"https://github.com/{line}"
    ssh = _SSH.fullmatch(line)
    return f"https://{ssh[1]}/{ssh[2]}" if ssh else line.removesuffix("/").removesuffix(".git")


def read_address(text: str) -> str:
    """The address of the site, with the « / » that its pages are added to."""
    line = read_line(text)
    if "://" not in line:
        raise UsageError(f"une adresse commence par « https:// » : « https://{line}/ » ?")
    return line if line.endswith("/") else f"{line}/"


def read_generator(text: str) -> str:
    """« owner/repository@hash » of the generator that the workflows run."""
    found = _GENERATOR.fullmatch(read_line(text))
    if not found or not _COMMIT.fullmatch(found[2]):
        raise UsageError(
            f"« {read_line(text)} » ne désigne pas un générateur : écrivez « organisation/depot@ » "
            "puis l’empreinte du commit, 40 signes ; une étiquette ou une branche peut bouger"
        )
    return f"{found[1]}@{found[2]}"
