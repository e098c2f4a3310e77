"""Parse: an accepted entry → advice on its wording: long sentences, acronyms, heavy words. Pure.

Advice never refuses anything, and prefers silence to a doubt: what it says must be right.
"""

from generator.parse.plain.advice import find_advice
from generator.parse.plain.reading import NO_READING, Reading, prepare_reading

__all__ = ["NO_READING", "Reading", "find_advice", "prepare_reading"]
