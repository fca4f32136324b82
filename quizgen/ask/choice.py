"""Multiple choice: the same stem with four options, three of them wrong, none absurd; or nothing at all."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from quizgen.ask.blank import difficulty_of, evidence_of, stem_of
from quizgen.ask.distractors import wrong_options
from quizgen.ask.identity import question_id
from quizgen.ask.wh import whole_question
from quizgen.model import Analysis, Candidate, Choice, Kind, MultipleChoice, Stem

DISTRACTORS = 3
# A sentence longer than this explains nothing.
LONGEST_TOLD = 35


def multiple_choice(candidate: Candidate, analysis: Analysis, stems: str, rng: Random) -> MultipleChoice | None:
    """The candidate as a multiple-choice item; None where three good distractors cannot be had.

    `stems`: “completion” keeps the blank, “questions” asks a whole question wherever that is safe, “mixed” every other.
    """
    asks = stems == "questions" or (stems == "mixed" and rng.random() < 0.5)
    wrong = wrong_options(candidate, analysis, rng)
    if len(wrong) < DISTRACTORS:
        return None
    key = candidate.answer.text
    told = {text: _told_elsewhere(text, candidate, analysis) for text in wrong[:DISTRACTORS]}
    options = _in_order([Choice(key, True), *(Choice(text, feedback=told[text]) for text in told)], candidate, rng)
    question = whole_question(candidate) if asks else None
    opens = question is None and not candidate.beginning.strip()
    stem = Stem(candidate.lead + question) if question else stem_of(replace(candidate, hint=""))
    return MultipleChoice(
        id=question_id("multiple-choice", stem, key),
        stem=stem,
        choices=_with_capitals(options) if opens else tuple(options),
        evidence=evidence_of(candidate),
        difficulty=difficulty_of(candidate, analysis),
        tags=(str(candidate.answer.kind),),
    )


def _told_elsewhere(option: str, candidate: Candidate, analysis: Analysis) -> str | None:
    """What the article does say of a wrong option: the shortest other sentence that names it; None if there is none."""
    told = [
        sentence.text
        for sentence in analysis.sentences
        if sentence is not candidate.statement.sentence
        and len(sentence.tokens) <= LONGEST_TOLD
        and any(mention.text.casefold() == option.casefold() for mention in sentence.mentions)
        and not any(unicodedata.category(char) == "So" for char in sentence.text)  # no font may have it
    ]
    return f"In the text: “{min(told, key=len)}”" if told else None


def _in_order(options: list[Choice], candidate: Candidate, rng: Random) -> Sequence[Choice]:
    """Numbers and dates come in their own order already (the distractors do); the rest is shuffled."""
    if candidate.answer.kind in {Kind.AMOUNT, Kind.DATE}:
        return sorted(options, key=lambda choice: order_of(choice.text))
    rng.shuffle(options)
    return options


def order_of(text: str) -> tuple[float, float, str]:
    """Sorts amounts by size and dates by time."""
    from quizgen.ask.distractors.numbers import MONTHS
    from quizgen.ask.numerals import ORDINALS, read_numeral

    month = next((place for place, name in enumerate(MONTHS) if name in text), -1)
    numeral = read_numeral(text)
    in_words = next((float(ORDINALS.index(word)) for word in text.lower().split() if word in ORDINALS), 0.0)  # “ninth century”
    value = float(numeral.value) if numeral is not None else in_words
    if month >= 0:
        return (float(month), value, text)
    sign = -1.0 if "BC" in text else 1.0
    return (sign * value, 0.0, text)


def _with_capitals(options: Sequence[Choice]) -> tuple[Choice, ...]:
    """For a blank that opens the sentence: every option does so as well."""
    return tuple(Choice(o.text[:1].upper() + o.text[1:], o.correct, o.feedback) for o in options)
