"""Analysis in, candidates out: the facts worth asking for, and of every other sentence the reason why not."""

from collections.abc import Iterator

from quizgen.model import Analysis, Candidate, Sentence, Skipped, Statement
from quizgen.select.answers import broken_answer_rule
from quizgen.select.context import Context
from quizgen.select.repair import statements
from quizgen.select.rules import Rule, broken_rule
from quizgen.select.statement import split_at

__all__ = ["select"]


def select(analysis: Analysis) -> tuple[tuple[Candidate, ...], tuple[Skipped, ...]]:
    """Every candidate, best first, and every sentence that gave none, with the rule that refused it."""
    context = Context(analysis)
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    for sentence in analysis.sentences:
        sound, rule = _sound_statements(sentence, context)
        if rule is not None:
            skipped.append(_skipped(sentence, rule.__name__, rule.__doc__ or ""))
            continue
        found = []
        for candidate in _proposed(sentence, sound):
            broken = broken_answer_rule(candidate, context)
            if broken is None:
                found.append(candidate)
        if not found:
            skipped.append(_skipped(sentence, "no_good_answer", "No name, number or term in it makes a good gap."))
        candidates.extend(found)
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score)), tuple(skipped)


def _sound_statements(sentence: Sentence, context: Context) -> tuple[list[Statement], Rule | None]:
    """The readings of a sentence that break no rule; or none and the rule the fullest one broke."""
    sound, broken = [], None
    for statement in statements(sentence, context):
        broken = broken_rule(statement, context)
        if broken is None:
            sound.append(statement)
    return sound, None if sound else broken


def _proposed(sentence: Sentence, sound: list[Statement]) -> Iterator[Candidate]:
    for mention in sentence.mentions:
        for statement in sound:
            parts = split_at(statement, mention)
            if parts is not None:
                yield Candidate(statement, mention, *parts, score=0.5)
                break


def _skipped(sentence: Sentence, rule: str, why: str) -> Skipped:
    return Skipped(sentence.text, sentence.paragraph + 1, rule, why)
