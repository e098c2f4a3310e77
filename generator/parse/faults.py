"""Parse: a fault found in one value, before anyone knows where that value stands."""


class Fault(ValueError):
    """What is wrong with a value and what to write instead; raised or returned by the checks."""

    def __init__(self, code: str, message: str, hint: str, *, warning: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.warning = warning
