"""Which terms could stand in a gap and mislead: ranked by nearness to the key, kind and commonness."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.lexicon import lexicon

# An untrained sum; the terms of the article are preferred, since a pupil has just read them.
OF_THE_ARTICLE, SIBLING, SAME_CLASS, PER_ZIPF = 0.25, 0.3, 0.3, 0.05
NEAREST = 60


@dataclass(frozen=True, slots=True)
class Scored:
    """A term and how good a distractor it is; only the order means something."""

    text: str
    score: float


def rank_distractors(stem: str, key: str, *, article_terms: Sequence[str] = (), k: int = 10) -> list[Scored]:
    """The `k` best wrong terms for `key` in `stem` (its blank as underscores), best first."""
    words = lexicon()
    plural = words.is_plural(key)
    siblings = set(words.siblings(key))
    pool: dict[str, float] = {term.lower(): OF_THE_ARTICLE for term in article_terms}
    for other in (*words.siblings(key), *(word for word, _ in words.nearest(key, NEAREST))):
        pool.setdefault(words.plural(other) if plural and not words.is_plural(other) else other, 0.0)
    ranked = [
        Scored(option, bonus + _likeness(option, key, siblings)) for option, bonus in pool.items() if option != key
    ]
    return sorted(ranked, key=lambda item: (-item.score, item.text))[:k]


def _likeness(option: str, key: str, siblings: set[str]) -> float:
    words = lexicon()
    score = words.likeness(option, key)
    score += SIBLING * (words.singular(option) in siblings) + SAME_CLASS * words.shares_class(option, key)
    return score - PER_ZIPF * abs(words.zipf(option) - words.zipf(key))
