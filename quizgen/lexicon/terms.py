"""Which phrases of an article are terms: plain words may mean something of their own together."""

from quizgen.lexicon import lexicon
from quizgen.model import Analysis

# A phrase met in so many sentences is the article’s own term; one that the lexicon lists needs fewer.
OFTEN, TWICE = 3, 2


def is_a_term_together(text: str, analysis: Analysis) -> bool:
    """“group therapy”: more than one word, met again and again, or listed and met twice."""
    if " " not in text:
        return False
    met = times_met(text, analysis)
    return met >= OFTEN or (met >= TWICE and lexicon().knows(text))


def times_met(text: str, analysis: Analysis) -> int:
    """In how many sentences it stands."""
    return sum(text.lower() in sentence.text.lower() for sentence in analysis.sentences)
