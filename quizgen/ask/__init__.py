"""A candidate in, an item out: as a blank or as multiple choice; or the reason why it cannot be asked so."""

from random import Random

from quizgen.ask.blank import fill_in
from quizgen.ask.choice import multiple_choice
from quizgen.model import Analysis, Candidate, Question, Skipped

__all__ = ["FILL_IN", "ask"]

FILL_IN = "fill-in-the-blank"


def ask(candidate: Candidate, kind: str, analysis: Analysis, *, stems: str, seed: int) -> Question | Skipped:
    """The candidate as an item of that kind. Each has its own randomness, so leaving one out changes no other."""
    if kind == FILL_IN:
        return fill_in(candidate, analysis)
    rng = Random(f"{seed}/{candidate.before}/{candidate.answer.text}")
    choice = multiple_choice(candidate, analysis, stems, rng)
    return choice or _skipped(
        candidate, "no_three_distractors", "No three wrong options that are surely wrong and plausible."
    )


def _skipped(candidate: Candidate, rule: str, why: str) -> Skipped:
    sentence = candidate.statement.sentence
    return Skipped(sentence.text, sentence.paragraph + 1, rule, why.strip(), candidate.answer.text)
