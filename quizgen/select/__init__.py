"""Analysis in, candidates out: the facts worth asking for, and of every other sentence the reason why not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.model import Analysis, Candidate, Sentence, Skipped, Statement
from quizgen.select.answers import broken_answer_doubt, broken_answer_rule
from quizgen.select.context import Context
from quizgen.select.repair import statements
from quizgen.select.rules import DOUBTS, RULES, Rule, broken_rule
from quizgen.select.statement import split_at
from quizgen.select.worth import Worth

__all__ = ["select"]

# What a doubt takes from a score: better facts are asked first.
DOUBT = 0.15
# From what score on a fact is asked for; below it are mostly asides.
LEAST = 0.2
# How many of the reasons for a score are kept to be shown.
REASONS = 5


def select(analysis: Analysis) -> tuple[tuple[Candidate, ...], tuple[Skipped, ...]]:
    """Every candidate, best first, and whatever was refused, with the rule that refused it."""
    context, worth = Context(analysis), Worth(analysis)
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    for index, sentence in enumerate(analysis.sentences):
        sound, rule = _sound_statements(sentence, context)
        if rule is not None:
            skipped.append(_skipped(sentence, rule))
            continue
        for candidate in _proposed(sentence, sound):
            refusal = broken_answer_rule(candidate, context)
            if refusal is not None:
                skipped.append(_skipped(sentence, refusal, candidate.answer.text))
                continue
            scored = _scored(candidate, index, worth, context)
            if is_worth_little(scored):
                skipped.append(_skipped(sentence, is_worth_little, candidate.answer.text))
            else:
                candidates.append(scored)
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score)), tuple(skipped)


def is_worth_little(candidate: Candidate) -> bool:
    """Said by the way: little speaks for asking it."""
    return candidate.score < LEAST


def _sound_statements(sentence: Sentence, context: Context) -> tuple[list[Statement], Rule | None]:
    """The readings of a sentence that break no rule; or none and the rule the fullest one broke."""
    sound, broken = [], None
    for statement in statements(sentence, context):
        broken = broken_rule(RULES, statement, context)
        if broken is None:
            sound.append(statement)
    return sound, None if sound else broken


def _proposed(sentence: Sentence, sound: Sequence[Statement]) -> Iterator[Candidate]:
    """Each mention in the shortest reading that holds it."""
    for mention in sentence.mentions:
        for statement in sound:
            parts = split_at(statement, mention)
            if parts is not None:
                yield Candidate(statement, mention, *parts, score=0.0)
                break


def _scored(candidate: Candidate, index: int, worth: Worth, context: Context) -> Candidate:
    """With the worth of sentence and answer together, less what is doubtful."""
    sentence, answer = worth.sentence(index), worth.answer(index, candidate.answer)
    doubt = broken_rule(DOUBTS, candidate.statement, context) or broken_answer_doubt(candidate, context)
    parts = sorted((*sentence.parts, *answer.parts), key=lambda part: (-abs(part[1]), part[0]))[:REASONS]
    if doubt is not None:
        parts.append((doubt.__doc__ or "", -DOUBT))
    score = (sentence.total * answer.total) ** 0.5 - (DOUBT if doubt else 0.0)
    return replace(candidate, score=score, reasons=tuple(parts))


def _skipped(sentence: Sentence, rule: object, answer: str = "") -> Skipped:
    name, why = getattr(rule, "__name__", ""), (getattr(rule, "__doc__", "") or "").strip()
    return Skipped(sentence.text, sentence.paragraph + 1, name, why, answer)
