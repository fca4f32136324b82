"""A worksheet as templates see it: plain texts and lists, the same for the PDF, Word, web page and text writers."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.model import FillInTheBlank, MultipleChoice, NumberedQuestion, Question, Source, Worksheet
from quizgen.render.words import Furniture
from quizgen.render.worksheets import parts


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered question: what the pupil reads and what the key says."""

    number: int
    id: str
    before: str
    after: str
    blank: bool
    choices: tuple[tuple[str, str], ...]
    answer: str
    letter: str
    accept: tuple[str, ...]
    points: int
    points_note: str
    evidence: str
    place: str
    feedback: str
    wrong: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """Questions of a kind under a heading. `note` says what they are worth."""

    letter: str
    kind: str
    heading: str
    how: str
    note: str
    items: tuple[Item, ...]


def part_views(worksheet: Worksheet, words: Furniture) -> tuple[PartView, ...]:
    """The parts of a sheet in the words of a language."""
    return tuple(
        _part(chr(ord("A") + position), group, words) for position, group in enumerate(parts(worksheet))
    )


def _part(letter: str, group: Sequence[NumberedQuestion], words: Furniture) -> PartView:
    worth = {one.question.points for one in group}
    total = words.points(sum(one.question.points for one in group))
    note = f"{total} · {words('points_each', count=worth.pop())}" if len(worth) == 1 and len(group) > 1 else total
    uneven = bool(worth) and len(group) > 1
    kind, heading, how = _named(group[0].question)
    items = tuple(_item(one, words, points_note=uneven) for one in group)
    return PartView(letter, kind, words(heading), words(how), note, items)


def _named(question: Question) -> tuple[str, str, str]:
    match question:
        case FillInTheBlank():
            return "fill_in_the_blank", "fill", "fill_how"
        case MultipleChoice():
            return "multiple_choice", "choose", "choose_how"


def _item(numbered: NumberedQuestion, words: Furniture, *, points_note: bool) -> Item:
    question = numbered.question
    lettered = tuple(numbered.lettered())
    return Item(
        number=numbered.number,
        id=question.id,
        before=question.stem.before,
        after=question.stem.after or "",
        blank=question.stem.has_blank,
        choices=tuple((letter, choice.text) for letter, choice in lettered),
        answer=question.answer,
        letter=next((letter for letter, choice in lettered if choice.correct), ""),
        accept=question.accept if isinstance(question, FillInTheBlank) else (),
        points=question.points,
        points_note=words.points(question.points) if points_note else "",
        evidence=question.evidence.sentence,
        place=words("paragraph", paragraph=question.evidence.paragraph).replace(" ", "\u00a0"),
        feedback=question.feedback,
        wrong=tuple(
            (letter, choice.text, choice.feedback) for letter, choice in lettered if choice.feedback and not choice.correct
        ),
    )


def source_line(source: Source) -> str:
    """Title, author, address and licence, as far as known."""
    return " · ".join(part for part in (source.title, source.author, source.url, source.licence) if part)


def sheet_title(worksheet: Worksheet, words: Furniture) -> str:
    """The quiz's title, or that of its source, or just “Worksheet”."""
    return worksheet.quiz.title or worksheet.quiz.source.title or words("worksheet")
