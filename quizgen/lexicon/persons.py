"""Whether one name alone says who is meant."""

from collections import Counter
from functools import cache

from quizgen.lexicon import lexicon

# Known persons of one first name from which it says nothing: Peter, John, Mary; but there is one Dante.
MANY = 3


def is_known_by(name: str) -> bool:
    """“Darwin” and “Napoleon” yes; “Peter” and “Robin” no: they are known, but as a saint and a bird."""
    return "person" in lexicon().class_of(name) and _first_names()[name] < MANY


@cache
def _first_names() -> Counter[str]:
    return Counter(name.split()[0] for name in lexicon().members("person") if " " in name)
