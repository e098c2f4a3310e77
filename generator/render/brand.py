"""Render: the territory's two colours → a CSS rule that replaces the theme's own.

From one colour chosen for light pages come its tint, the colour of text upon it, and a paler twin
for dark pages, so that a territory never has to think of four schemes.
"""

from generator.settings import Settings

Rgb = tuple[float, float, float]

WHITE: Rgb = (255.0, 255.0, 255.0)
INK: Rgb = (12.0, 36.0, 32.0)
PAPER: Rgb = (251.0, 248.0, 242.0)
NIGHT: Rgb = (27.0, 38.0, 38.0)  # --surface in the dark
READABLE_IN_THE_DARK = 7.0


def contrast(first: str, second: str) -> float:
    """The WCAG contrast of two `#rrggbb` colours, from 1 to 21."""
    return _contrast(_parse(first), _parse(second))


def brand_css(settings: Settings) -> str:
    """Custom properties for the colours that the settings name; "" when they name none."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    if settings.couleur_principale:
        light |= _brand(_parse(settings.couleur_principale), PAPER, 0.12)
        pale = _readable_on(_parse(settings.couleur_principale), NIGHT)
        dark |= _brand(pale, NIGHT, 0.18)
    if settings.couleur_secondaire:
        light["--sun"] = dark["--sun"] = settings.couleur_secondaire
    if not light:
        return ""
    night = f"@media (prefers-color-scheme: dark) {{ {_rule(dark)} }}"
    return f"{_rule(light)}\n{night}\n"


def _brand(colour: Rgb, ground: Rgb, share: float) -> dict[str, str]:
    on_brand = max((WHITE, INK), key=lambda text: _contrast(text, colour))
    return {
        "--brand": _hex(colour),
        "--brand-soft": _hex(_mix(colour, ground, share)),
        "--on-brand": _hex(on_brand),
    }


def _readable_on(colour: Rgb, ground: Rgb) -> Rgb:
    """The colour, whitened step by step until it reads well on `ground`."""
    for step in range(20):
        lighter = _mix(WHITE, colour, step / 20)
        if _contrast(lighter, ground) >= READABLE_IN_THE_DARK:
            return lighter
    return WHITE


def _rule(properties: dict[str, str]) -> str:
    return ":root { " + " ".join(f"{name}: {value};" for name, value in properties.items()) + " }"


def _parse(colour: str) -> Rgb:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (float(int(digits[start : start + 2], 16)) for start in (0, 2, 4))
    return red, green, blue


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in colour)


def _mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """`share` of the first colour in the second."""
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _contrast(first: Rgb, second: Rgb) -> float:
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
