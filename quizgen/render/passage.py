"""The printed text of the article: its lines, their numbers, and on which of them an answer stands."""

from collections.abc import Callable, Sequence

from quizgen.model import Question, Quiz
from quizgen.render.fonts import FontSet
from quizgen.render.letters import printable
from quizgen.render.text import TextStyle, Words, break_lines

# Every fifth line is numbered.
STEP = 5


def answer_lines(quiz: Quiz, style: TextStyle, width: float, fonts: FontSet) -> Callable[[Question], int | None]:
    """A function that tells on which printed line of the passage the answer of a question is."""
    starts = [
        [line.start for line in break_lines([Words(printable(text), style)], width, fonts)] for text in quiz.passage
    ]
    offsets = _offsets(quiz.passage)

    def line_of(question: Question) -> int | None:
        place = _place(quiz.passage, offsets, question)
        if place is None:
            return None
        paragraph, position = place
        position = len(printable(quiz.passage[paragraph][:position]))
        before = sum(map(len, starts[:paragraph]))
        return before + max(1, sum(start <= position for start in starts[paragraph]))

    return line_of


def _offsets(passage: Sequence[str]) -> list[int]:
    """Where each paragraph starts in the cleaned text, whose paragraphs are parted by one blank line."""
    offsets, at = [], 0
    for paragraph in passage:
        offsets.append(at)
        at += len(paragraph) + 2
    return offsets


def _place(passage: Sequence[str], offsets: Sequence[int], question: Question) -> tuple[int, int] | None:
    """Paragraph and position of the answer; by its span where that fits, else by looking for the sentence."""
    evidence = question.evidence
    for index, (paragraph, offset) in enumerate(zip(passage, offsets, strict=True)):
        at = evidence.answer.start - offset
        if 0 <= at < len(paragraph) and paragraph.startswith(question.answer, at):
            return index, at
    for index, paragraph in enumerate(passage):
        found = paragraph.find(evidence.sentence) if evidence.sentence else -1
        if found >= 0:
            return index, found + max(0, evidence.sentence.find(question.answer))
    return None
