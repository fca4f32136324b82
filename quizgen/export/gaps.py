"""A quiz as one text with gaps: where in the article each answer stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.export.losses import Loss
from quizgen.export.text import explanation, typed
from quizgen.model import FillInTheBlank, Question, Quiz, Span

# How the reader joins paragraphs; evidence counts in this text.
BETWEEN = "\n\n"
NO_TEXT = "the quiz does not hold the text (make it with --passage), so each stem stands on its own"
# A list with fewer words asks nothing.
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a question’s answer. `number` is the printed one."""

    number: int
    question: Question


Piece = str | Gap


@dataclass(frozen=True, slots=True)
class GappedText:
    """Paragraphs of text and gaps in the order to read; every question has exactly one gap."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    losses: tuple[Loss, ...]


def gaps_of(text: GappedText) -> tuple[Gap, ...]:
    """The gaps in the order to read."""
    return tuple(piece for paragraph in text.paragraphs for piece in paragraph if isinstance(piece, Gap))


def word_list(gaps: Sequence[Gap]) -> tuple[str, ...]:
    """The answers of the blanks by alphabet, each once whatever its case; where they are few, those of choices too."""
    blanks = [gap for gap in gaps if isinstance(gap.question, FillInTheBlank)]
    words = _each_once(blanks)
    return words if len(words) >= FEWEST_WORDS or not blanks else _each_once(gaps)


def _each_once(gaps: Sequence[Gap]) -> tuple[str, ...]:
    words: dict[str, str] = {}
    for gap in gaps:
        words.setdefault(typed(gap.question.answer).casefold(), typed(gap.question.answer))
    return tuple(words[key] for key in sorted(words))


def in_list(words: Sequence[str], answer: str) -> int:
    """The place of the answer in such a list, from 0."""
    return [word.casefold() for word in words].index(typed(answer).casefold())


def comments(quiz: Quiz) -> tuple[str, ...]:
    """What is to be read after answering, a line for each answer; the sentences of the article only where its text is
    not there to show them."""
    said = (
        (question.answer, " ".join(explanation(question)) if not quiz.passage else question.feedback.strip())
        for question in quiz.questions
    )
    return tuple(f"{answer}: {why}" for answer, why in said if why)


def with_gaps(quiz: Quiz) -> GappedText:
    """The article with a gap for each answer; what cannot be asked inside it follows as a sentence of its own."""
    text = BETWEEN.join(quiz.passage)
    placed: list[tuple[Span, Gap]] = []
    after: list[Gap] = []
    losses = [] if quiz.passage else [Loss(0, NO_TEXT)]
    for number, question in enumerate(quiz.questions, 1):
        span = _place(text, question)
        if span is not None and not any(span.overlaps(other) for other, _ in placed):
            placed.append((span, Gap(number, question)))
            continue
        after.append(Gap(number, question))
        if quiz.passage and question.stem.has_blank:
            losses.append(Loss(number, "asked below the text: its answer has no place of its own in it"))
    placed.sort(key=lambda item: item[0])
    return GappedText((*_cut(text, placed), *(_alone(gap) for gap in after)), tuple(losses))


def _place(text: str, question: Question) -> Span | None:
    """Where the answer stands in the text: where the evidence says so, else in the evidence’s sentence."""
    if not text or not question.stem.has_blank:
        return None
    span = question.evidence.answer
    if span.end <= len(text) and _same(span.of(text), question) and BETWEEN not in span.of(text):
        return span
    sentence = question.evidence.sentence
    start = text.find(sentence) if sentence else -1
    if start < 0:
        return None
    found = [
        match
        for match in re.finditer(rf"(?<!\w){re.escape(question.answer)}(?!\w)", sentence)
        if BETWEEN not in match[0]
    ]
    if len(found) != 1:
        return None
    return Span(start + found[0].start(), start + found[0].end())


def _same(found: str, question: Question) -> bool:
    """Whether the words of the text are an answer to the question."""
    right = [question.answer, *question.accept] if isinstance(question, FillInTheBlank) else [question.answer]
    return typed(found).casefold() in {typed(answer).casefold() for answer in right} - {""}


def _cut(text: str, placed: list[tuple[Span, Gap]]) -> list[tuple[Piece, ...]]:
    paragraphs: list[tuple[Piece, ...]] = []
    start = 0
    for paragraph in text.split(BETWEEN) if text else []:
        end, at = start + len(paragraph), start
        pieces: list[Piece] = []
        for span, gap in placed:
            if start <= span.start and span.end <= end:
                pieces += [text[at : span.start], gap]
                at = span.end
        paragraphs.append((*pieces, text[at:end]))
        start = end + len(BETWEEN)
    return paragraphs


def _alone(gap: Gap) -> tuple[Piece, ...]:
    stem = gap.question.stem
    return (f"{stem.before} ", gap) if stem.after is None else (stem.before, gap, stem.after)
