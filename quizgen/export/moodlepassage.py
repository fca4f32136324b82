"""The whole text as one Moodle question: typed gaps (Cloze), a word bank to drag from, or dropdown lists.

https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
"""

import re
from collections.abc import Callable
from typing import assert_never
from xml.etree.ElementTree import Element

from quizgen.export.gaps import Gap, comments, gaps_of, in_list, with_gaps, word_list
from quizgen.export.losses import Loss, not_carried
from quizgen.export.moodlenames import title_in_lists
from quizgen.export.moodlexml import category, html, literal, name_losses, shared, tags
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import accepted, one_line, quiz_id, typed
from quizgen.export.xml import document, element
from quizgen.model import FillInTheBlank, MultipleChoice, Quiz

# Moodle decodes entities after it has taken a gap apart, so its own signs are written as entities; the ampersand too,
# for an answer that ends in one would swallow the next.
CLOZE_SIGNS = {char: f"&#{ord(char)};" for char in '&}#~=%"\\<>{'}
# The editor knows this many lists.
MOST_GROUPS = 8


# --- typed gaps -------------------------------------------------------------------------------------------


def write_cloze(quiz: Quiz, options: ExportOptions) -> Exported:
    """One Cloze question: short answers to type, options in dropdown lists, each worth its points."""
    text = with_gaps(quiz)
    body = _body(quiz, text.paragraphs, cloze_gap, _without_braces)
    losses = (*text.losses, *_lost_to_all(quiz))
    return Exported("-moodle-cloze.xml", _file(quiz, "cloze", body, None, []), losses)


def cloze_gap(gap: Gap) -> str:
    """A gap in Cloze code."""
    question = gap.question
    match question:
        case FillInTheBlank():
            answers = "~".join(f"={_cloze(literal(answer))}" for answer in accepted(question))
            return f"{{{question.points}:SHORTANSWER:{answers}}}"
        case MultipleChoice():
            options = [
                ("=" if choice.correct else "")
                + _cloze(html(one_line(choice.text)))
                + (f"#{_cloze(html(one_line(choice.feedback)))}" if choice.feedback and choice.feedback.strip() else "")
                for choice in question.choices
            ]
            kind = "MULTICHOICE" if question.ordered else "MULTICHOICE_S"
            return f"{{{question.points}:{kind}:{'~'.join(options)}}}"
        case _:
            assert_never(question)


def _cloze(text: str) -> str:
    # “\}” and “\#” lose their backslash once more when the entities are decoded.
    doubled = re.sub(r"\\(?=[}#])", r"\\\\", text)
    return "".join(CLOZE_SIGNS.get(char, char) for char in doubled)


def _without_braces(text: str) -> str:
    return html(text).replace("{", "&#123;").replace("}", "&#125;")


# --- words to choose from ---------------------------------------------------------------------------------


class _Words:
    """The numbered choices of a question; each word once in its group, so that equal words are equally right."""

    def __init__(self) -> None:
        self.all: list[tuple[str, int]] = []

    def number(self, word: str, group: int) -> int:
        """The number of the word in its group, from 1; a new one if it is new."""
        key = (typed(word), group)
        if key not in self.all:
            self.all.append(key)
        return self.all.index(key) + 1


def write_wordbank(quiz: Quiz, options: ExportOptions) -> Exported:
    """One “drag and drop into text” question; wrong options become words that fit no gap."""
    text = with_gaps(quiz)
    words = _Words()
    gaps = sorted(gaps_of(text), key=_by_number)
    numbers = {gap.number: words.number(gap.question.answer, 1) for gap in gaps}
    used = list(numbers.values())
    for gap in gaps:
        for choice in gap.question.choices if isinstance(gap.question, MultipleChoice) else ():
            words.number(choice.text, 1)
    boxes = [
        element("dragbox", None, element("text", None, _without_brackets(word)), element("group", None, "1"))
        for word, _ in words.all
    ]
    for place, box in enumerate(boxes, 1):
        if used.count(place) > 1:
            box.append(element("infinite"))
    body = _body(quiz, text.paragraphs, lambda gap: f"[[{numbers[gap.number]}]]", _without_brackets)
    return Exported(
        "-moodle-wordbank.xml", _file(quiz, "ddwtos", body, True, boxes), (*text.losses, *_lost_to_words(quiz))
    )


def write_gapselect(quiz: Quiz, options: ExportOptions) -> Exported:
    """One “select missing words” question: a list of all words for the blanks, and each choice’s own options."""
    text = with_gaps(quiz)
    words, numbers, losses = _Words(), {}, list(text.losses)
    gaps = sorted(gaps_of(text), key=_by_number)
    blanks = [gap for gap in gaps if isinstance(gap.question, FillInTheBlank)]
    listed = word_list(gaps)
    for word in listed:
        words.number(word, 1)
    group = 1
    for gap in gaps:
        match gap.question:
            case FillInTheBlank():
                numbers[gap.number] = in_list(listed, gap.question.answer) + 1
            case MultipleChoice():
                group = group + 1 if group < MOST_GROUPS else 2
                for choice in gap.question.choices:
                    number = words.number(choice.text, group)
                    if choice.correct:
                        numbers[gap.number] = number
            case _:
                assert_never(gap.question)
    if len(gaps) - len(blanks) >= MOST_GROUPS:
        losses.append(Loss(0, f"Moodle knows {MOST_GROUPS} lists, so some questions share the options of another"))
    boxes = [
        element(
            "selectoption", None, element("text", None, _without_brackets(word)), element("group", None, str(group))
        )
        for word, group in words.all
    ]
    body = _body(quiz, text.paragraphs, lambda gap: f"[[{numbers[gap.number]}]]", _without_brackets)
    data = _file(quiz, "gapselect", body, False, boxes)
    return Exported("-moodle-gapselect.xml", data, (*losses, *_lost_to_words(quiz)))


def _lost_to_words(quiz: Quiz) -> tuple[Loss, ...]:
    losses = [*_lost_to_all(quiz), *not_carried(quiz, ["choice feedback", "accept"])]
    if len({question.points for question in quiz.questions}) > 1:
        losses.append(Loss(0, "all gaps count alike; the points are only kept as their sum"))
    return tuple(losses)


def _lost_to_all(quiz: Quiz) -> tuple[Loss, ...]:
    return (*not_carried(quiz, ["ids", "difficulty", "option lines"]), *name_losses(quiz))


def _without_brackets(text: str) -> str:
    """HTML in which `[[1]]` is no gap."""
    return html(text).replace("[[", "[&#91;").replace("]]", "]&#93;")


def _by_number(gap: Gap) -> int:
    return gap.number


# --- the file ---------------------------------------------------------------------------------------------


def _body(
    quiz: Quiz,
    paragraphs: tuple[tuple[str | Gap, ...], ...],
    drawn: Callable[[Gap], str],
    escaped: Callable[[str], str],
) -> str:
    return "".join(
        "<p>" + "".join(drawn(piece) if isinstance(piece, Gap) else escaped(piece) for piece in pieces) + "</p>"
        for pieces in paragraphs
    )


def _file(quiz: Quiz, kind: str, body: str, shuffled: bool | None, boxes: list[Element]) -> bytes:
    """The category and the one question."""
    feedback = "".join(f"<p>{html(comment)}</p>" for comment in comments(quiz))
    # A Cloze question counts the points of its gaps itself.
    grade = None if kind == "cloze" else sum(question.points for question in quiz.questions)
    made = shared(kind, title_in_lists(quiz), body, feedback, grade, f"{quiz_id(quiz)}-{kind}")
    if shuffled is not None:
        made.append(element("shuffleanswers", None, "1" if shuffled else "0"))
    made.extend(boxes)
    if any(question.tags for question in quiz.questions):
        made.append(tags(*quiz.questions))
    return document(element("quiz", None, category(quiz), made))


FORMATS = (
    Format(
        "moodle-cloze",
        "-moodle-cloze.xml",
        "the text as one question with gaps to type in and dropdowns, accepted spellings, points, feedback, tags",
        "Moodle: Question bank > Import > Moodle XML format",
        write_cloze,
    ),
    Format(
        "moodle-wordbank",
        "-moodle-wordbank.xml",
        "the text as one question with words to drag into it, feedback, tags",
        "Moodle: Question bank > Import > Moodle XML format",
        write_wordbank,
    ),
    Format(
        "moodle-gapselect",
        "-moodle-gapselect.xml",
        "the text as one question with lists of words to choose from, feedback, tags",
        "Moodle: Question bank > Import > Moodle XML format",
        write_gapselect,
    ),
)
