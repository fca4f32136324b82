"""Candidates in, items out: each as a blank, as multiple choice, or as both; or a reason why neither."""

from collections.abc import Sequence
from random import Random

from quizgen.ask.blank import fill_in
from quizgen.ask.choice import multiple_choice
from quizgen.ask.fitness import BlankRule, broken_blank_rule
from quizgen.model import Analysis, Asked, Candidate, Skipped

__all__ = ["ask_all"]

FILL_IN, CHOICE = "fill-in-the-blank", "multiple-choice"


def ask_all(
    candidates: Sequence[Candidate], analysis: Analysis, *, kinds: Sequence[str], stems: str, seed: int
) -> tuple[tuple[Asked, ...], tuple[Skipped, ...]]:
    """What can be asked of each candidate. Each has its own randomness, so leaving one out changes no other."""
    asked: list[Asked] = []
    skipped: list[Skipped] = []
    for candidate in candidates:
        rng = Random(f"{seed}/{candidate.before}/{candidate.answer.text}")
        rule = broken_blank_rule(candidate, analysis)
        blank = fill_in(candidate, analysis) if FILL_IN in kinds and rule is None else None
        choice = multiple_choice(candidate, analysis, stems, rng) if CHOICE in kinds else None
        if blank is not None or choice is not None:
            asked.append(Asked(candidate, blank, choice))
        else:
            skipped.append(_skipped(candidate, rule if FILL_IN in kinds else None))
    return tuple(asked), tuple(skipped)


def _skipped(candidate: Candidate, rule: BlankRule | None) -> Skipped:
    sentence = candidate.statement.sentence
    name = rule.__name__ if rule else "no_three_distractors"
    why = (rule.__doc__ or "") if rule else "No three wrong options could be found that are plausible."
    return Skipped(sentence.text, sentence.paragraph + 1, name, why, candidate.answer.text)
