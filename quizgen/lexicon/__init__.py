"""The word lexicon: senses, siblings, classes, frequency, nearness. Opened once, when first asked for."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.lexicon.reader import Lexicon

__all__ = ["lexicon"]


@cache
def lexicon() -> "Lexicon":
    """The lexicon that ships with quizgen."""
    from quizgen.lexicon.reader import Lexicon
    from quizgen.resources import data_file

    return Lexicon(data_file("lexicon.bin"))
