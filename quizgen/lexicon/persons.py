"""Whether one name alone says who is meant."""

from collections import Counter
from functools import cache

from quizgen.lexicon import lexicon

# So many known persons share one name that it says nothing: Peter and John, Watson and Wilkins; but there is one Dante.
MANY = 3


def is_known_by(name: str) -> bool:
    """“Darwin” and “Napoleon” yes; “Peter”, “Watson” and “Robin” no: too many are called so, or it is but a bird."""
    return "person" in lexicon().class_of(name) and max(_bearers(0)[name], _bearers(-1)[name]) < MANY


def has_a_first_name(name: str) -> bool:
    """“Walter Dill Scott” yes, “Wells Fargo” no."""
    words = name.split()
    return 2 <= len(words) <= 4 and words[-1].istitle() and _bearers(0)[words[0]] >= MANY


@cache
def _bearers(part: int) -> Counter[str]:
    """How many known persons have each word as their first (0) or last (-1) name."""
    return Counter(name.split()[part] for name in lexicon().names_in("person") if " " in name)
