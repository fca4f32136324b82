"""Sentences in, proposals out: each answer in the first wording of its sentence that breaks no rule; or the rule that was broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from quizgen.model import Candidate, Sentence, Skipped, Statement
from quizgen.select.answers import ANSWER_DOUBTS, broken_answer_rule
from quizgen.select.before import put_in_front
from quizgen.select.context import Context
from quizgen.select.repair import as_it_goes_on, statements
from quizgen.select.rules import (
    BEHIND_ANOTHER,
    DOUBTS,
    IN_FRONT,
    POINTING,
    RULES,
    TOLD_IN_FRONT,
    Rule,
    broken_rule,
    is_too_short,
)
from quizgen.select.statement import split_at


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that breaks no rule, not yet judged: the index of its sentence, and of each doubt whether it holds."""

    index: int
    candidate: Candidate
    doubts: dict[str, bool]


def proposals(context: Context) -> Iterator[Proposal | Skipped]:
    """Whatever breaks no rule, sentence by sentence; of the rest, which rule it broke.

    A sentence that goes on from the one before it is proposed with that one in front, where that can be.
    """
    for index, sentence in enumerate(context.analysis.sentences):
        readings, rule = _readings(sentence, context)
        if not readings and _goes_on(sentence, rule, context) and (led := _led_into(sentence, context)) is not None:
            readings = [led]
        if not readings:
            yield _skipped(sentence, rule)
        for candidate in _worded(sentence, readings):
            refusal = broken_answer_rule(candidate, context)
            yield _skipped(sentence, refusal, candidate.answer.text) if refusal is not None else _proposal(index, candidate, context)


def proposals_in_front(index: int, context: Context) -> Iterator[Proposal]:
    """Of the sentence with that index, what can be asked with the one before it in front."""
    sentence = context.analysis.sentences[index]
    led = _led_into(sentence, context)
    for candidate in _worded(sentence, [led] if led is not None else []):
        if broken_answer_rule(candidate, context) is None:
            yield _proposal(index, candidate, context)


def every_proposal(context: Context) -> Iterator[Proposal]:
    """All that can be asked, in either wording."""
    plain = [found for found in proposals(context) if isinstance(found, Proposal)]
    alone = sorted({proposal.index for proposal in plain if not proposal.candidate.statement.in_front})
    yield from chain(plain, *(proposals_in_front(index, context) for index in alone))


def _proposal(index: int, candidate: Candidate, context: Context) -> Proposal:
    doubts = {rule.__name__: _is_in_doubt(rule, candidate.statement, context) for rule in DOUBTS}
    return Proposal(index, candidate, doubts | {rule.__name__: rule(candidate, context) for rule in ANSWER_DOUBTS})


def _is_in_doubt(doubt: Rule, statement: Statement, context: Context) -> bool:
    return not (statement.in_front and doubt in TOLD_IN_FRONT) and doubt(statement, context)


def _goes_on(sentence: Sentence, rule: Rule | None, context: Context) -> bool:
    """Whether what the sentence leaves untold may stand in the one before."""
    if rule is is_too_short:
        rule = broken_rule(POINTING, as_it_goes_on(sentence, context), context)
    return rule in TOLD_IN_FRONT


def _readings(sentence: Sentence, context: Context) -> tuple[list[Statement], Rule | None]:
    """The readings of a sentence that break no rule, those of fewest doubts first; or none and the rule that was broken."""
    sound, broken = [], None
    for statement in context.worded(sentence, statements):
        broken = broken_rule(RULES, statement, context)
        if broken is None:
            sound.append(statement)
    if len(sound) > 1:
        sound.sort(key=lambda statement: sum(rule(statement, context) for rule in DOUBTS))
    return sound, None if sound else broken


def _led_into(sentence: Sentence, context: Context) -> Statement | None:
    """The sentence with the one before it in front, where that stands alone and both can be asked about."""
    earlier = context.just_before(sentence)
    if earlier is None:
        return None
    told = [statement for statement in context.worded(earlier, statements) if statement.words and broken_rule(IN_FRONT, statement, context) is None]
    behind = as_it_goes_on(sentence, context)
    for statement in sorted(told, key=lambda statement: -len(statement.text)):
        led = put_in_front(statement, behind)
        if led is not None and broken_rule(BEHIND_ANOTHER, led, context) is None:
            return led
    return None


def _worded(sentence: Sentence, readings: Sequence[Statement]) -> Iterator[Candidate]:
    """Each mention in the first reading that holds it."""
    for mention in sentence.mentions:
        for statement in readings:
            parts = split_at(statement, mention)
            if parts is not None:
                yield Candidate(statement, mention, *parts)
                break


def _skipped(sentence: Sentence, rule: object, answer: str = "") -> Skipped:
    name, why = getattr(rule, "__name__", ""), (getattr(rule, "__doc__", "") or "").strip()
    return Skipped(sentence.text, sentence.paragraph + 1, name, why, answer)
