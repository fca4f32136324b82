"""A small language model that reads a statement as a stranger would. Opened once, when first asked for."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.encoder.network import Encoder

__all__ = ["encoder"]


@cache
def encoder() -> "Encoder":
    """The encoder that ships with quizgen."""
    from quizgen.encoder.network import Encoder
    from quizgen.resources import data_file

    return Encoder(data_file("encoder.bin"))
