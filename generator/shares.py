"""A part of a whole → its percent: one rounding, whoever prints it. Pure, shared by the stages."""


def percent(part: int, whole: int) -> int:
    """The nearest: never 100 when one is left, never 0 when one is there; 0 of nothing."""
    if not whole:
        return 0
    nearest = round(100 * part / whole)
    if part < whole:
        nearest = min(nearest, 99)
    return max(nearest, 1) if part > 0 else nearest
