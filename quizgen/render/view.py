"""A worksheet as templates see it: plain texts and lists, the same for the PDF, Word, web page and text writers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from quizgen.model import FillInTheBlank, MultipleChoice, NumberedQuestion, Question, Source, Worksheet
from quizgen.render.words import Furniture
from quizgen.render.worksheets import parts

# An option of more spaces than this is a clause and would stand out in a word bank.
LONGEST_EXTRA = 3


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
    evidence: tuple[str, str, str]  # the sentence before the answer, the answer, what follows
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


# Where an answer stands in the printed passage: the number of its line, or nothing.
LineOf = Callable[[Question], int | None]


def no_lines(_: Question) -> None:
    """When no passage is printed."""
    return None


def part_views(
    worksheet: Worksheet, words: Furniture, *, bank: bool = False, line_of: LineOf = no_lines
) -> tuple[PartView, ...]:
    """The parts of a sheet in the words of a language."""
    return tuple(
        _part(chr(ord("A") + position), group, words, bank=bank, line_of=line_of)
        for position, group in enumerate(parts(worksheet))
    )


def _part(letter: str, group: Sequence[NumberedQuestion], words: Furniture, *, bank: bool, line_of: LineOf) -> PartView:
    worth = {one.question.points for one in group}
    total = words.points(sum(one.question.points for one in group))
    note = f"{total} · {words('points_each', count=worth.pop())}" if len(worth) == 1 and len(group) > 1 else total
    uneven = bool(worth) and len(group) > 1
    kind, heading, how = _named(group[0].question)
    if bank and kind == "fill_in_the_blank":
        how = "fill_how_bank"
    items = tuple(_item(one, words, points_note=uneven, line=line_of(one.question)) for one in group)
    return PartView(letter, kind, words(heading), words(how), note, items)


def _named(question: Question) -> tuple[str, str, str]:
    match question:
        case FillInTheBlank():
            return "fill_in_the_blank", "fill", "fill_how"
        case MultipleChoice():
            return "multiple_choice", "choose", "choose_how"


def _item(numbered: NumberedQuestion, words: Furniture, *, points_note: bool, line: int | None) -> Item:
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
        evidence=_shown(question),
        place=_place(question, words, line),
        feedback=question.feedback,
        wrong=tuple(
            (letter, choice.text, choice.feedback)
            for letter, choice in lettered
            if choice.feedback and not choice.correct
        ),
    )


def _shown(question: Question) -> tuple[str, str, str]:
    sentence = question.evidence.sentence
    if not sentence:
        return "", "", ""
    likely = len(question.stem.before) if sentence.startswith(question.stem.before) else 0
    found = sentence.find(question.answer, likely)
    found = sentence.find(question.answer) if found < 0 else found
    if found < 0:
        return sentence, "", ""
    end = found + len(question.answer)
    return sentence[:found], sentence[found:end], sentence[end:]


def _place(question: Question, words: Furniture, line: int | None) -> str:
    if question.evidence.paragraph < 1:
        return ""
    place = words("paragraph", paragraph=question.evidence.paragraph)
    if line is not None:
        place += ", " + words("line", line=line)
    return place.replace(" ", "\u00a0")


def word_bank(worksheet: Worksheet, kind: str) -> tuple[str, ...]:
    """The answers of the blanks, shuffled; “extra” adds wrong options of the other questions that fit no blank."""
    blanks = [one.question for one in worksheet.questions if isinstance(one.question, FillInTheBlank)]
    if kind == "none" or not blanks:
        return ()
    answers = [question.answer for question in blanks]
    rng = Random(f"{worksheet.quiz.seed}/word bank")
    extras = _extras(worksheet, blanks) if kind == "extra" else []
    bank = answers + rng.sample(extras, min(len(extras), max(2, len(answers) // 3)))
    return tuple(rng.sample(sorted(bank), len(bank)))


def _extras(worksheet: Worksheet, blanks: Sequence[FillInTheBlank]) -> list[str]:
    right = {text.casefold() for question in blanks for text in (question.answer, *question.accept)}
    wrong = {
        choice.text
        for one in worksheet.questions
        if isinstance(one.question, MultipleChoice)
        for choice in one.question.choices
        if not choice.correct and choice.text.count(" ") < LONGEST_EXTRA
    }
    digits = any(char.isdigit() for text in right for char in text)
    return sorted(
        text for text in wrong if text.casefold() not in right and (digits or not any(char.isdigit() for char in text))
    )


@dataclass(frozen=True, slots=True)
class CrossRow:
    """A question and where each version has it: number and, for multiple choice, the letter of its key."""

    question: str
    places: tuple[str, ...]


def cross_table(sheets: Sequence[Worksheet]) -> tuple[CrossRow, ...]:
    """Every question of the first version, with its place in each."""
    places = [_places(sheet) for sheet in sheets]
    return tuple(
        CrossRow(base.question.answer, tuple(of_sheet[base.question.id].pop(0) for of_sheet in places))
        for base in sheets[0].questions
    )


def _places(sheet: Worksheet) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for one in sheet.questions:
        letter = next((letter for letter, choice in one.lettered() if choice.correct), "")
        places.setdefault(one.question.id, []).append(f"{one.number} {letter}".strip())
    return places


def source_line(source: Source) -> str:
    """Title, author, address and licence, as far as known."""
    return " · ".join(part for part in (source.title, source.author, source.url, source.licence) if part)


def sheet_title(worksheet: Worksheet, words: Furniture) -> str:
    """The quiz's title, or that of its source, or just “Worksheet”."""
    return worksheet.quiz.title or worksheet.quiz.source.title or words("worksheet")
