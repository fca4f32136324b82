"""The whole text as one Canvas question: blanks to type in, or dropdown lists.

https://community.canvaslms.com (fill-in-multiple-blanks and multiple-dropdowns questions)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never
from xml.etree.ElementTree import Element

from quizgen.export.canvas import package
from quizgen.export.gaps import Gap, GappedText, comments, gaps_of, in_list, with_gaps, word_list
from quizgen.export.losses import Loss, not_carried
from quizgen.export.qti12 import (
    GENERAL_FEEDBACK,
    LONGEST_TITLE,
    html_text,
    item_feedback,
    metadata,
    outcomes,
    shown,
    title_of,
)
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import accepted, html, one_line, quiz_id, title_cut, typed
from quizgen.export.xml import element
from quizgen.model import FillInTheBlank, MultipleChoice, Quiz

# Canvas knows answers by whole numbers, each once in a question; no gap has more answers than this.
ANSWERS_PER_GAP = 10_000
# Canvas takes any “[word]” of the text for a blank.
ROUND = str.maketrans("[]", "()")


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a gap offers or accepts: texts, and which of them (from 0) is the key."""

    texts: tuple[str, ...]
    key: int


def write_blanks(quiz: Quiz, options: ExportOptions) -> Exported:
    """One question with blanks; each takes every accepted spelling."""
    text = with_gaps(quiz)

    def typed_answers(gap: Gap) -> _Answers:
        question = gap.question
        return _Answers(accepted(question) if isinstance(question, FillInTheBlank) else (typed(question.answer),), 0)

    losses = [
        Loss(gap.number, "its wrong options are left out: the answer is typed")
        for gap in gaps_of(text)
        if isinstance(gap.question, MultipleChoice)
    ]
    data = _file(quiz, text, "fill_in_multiple_blanks_question", "blanks", typed_answers)
    return Exported("-canvas-blanks.zip", data, (*_lost(quiz, text), *losses))


def write_dropdowns(quiz: Quiz, options: ExportOptions) -> Exported:
    """One question with lists: of all words for the blanks, of its own options for each choice."""
    text = with_gaps(quiz)
    words = word_list(gaps_of(text))

    def listed(gap: Gap) -> _Answers:
        question = gap.question
        match question:
            case FillInTheBlank():
                return _Answers(words, in_list(words, question.answer))
            case MultipleChoice():
                texts = tuple(one_line(choice.text) for choice in question.choices)
                return _Answers(texts, [choice.correct for choice in question.choices].index(True))
            case _:
                assert_never(question)

    data = _file(quiz, text, "multiple_dropdowns_question", "dropdowns", listed)
    return Exported("-canvas-dropdowns.zip", data, (*_lost(quiz, text), *not_carried(quiz, ["accept"])))


def _lost(quiz: Quiz, text: GappedText) -> tuple[Loss, ...]:
    gone = ["ids", "tags", "difficulty", "choice feedback", "option lines"]
    losses = [*text.losses, *not_carried(quiz, gone), *title_cut(quiz, LONGEST_TITLE)]
    if len({question.points for question in quiz.questions}) > 1:
        losses.append(Loss(0, "all gaps count alike; the points are only kept as their sum"))
    if any(piece != piece.translate(ROUND) for pieces in text.paragraphs for piece in pieces if isinstance(piece, str)):
        losses.append(Loss(0, "square brackets in the text become round ones, or Canvas would take them for gaps"))
    return tuple(losses)


# --- the file ---------------------------------------------------------------------------------------------


def _file(quiz: Quiz, text: GappedText, kind: str, name: str, offered: Callable[[Gap], _Answers]) -> bytes:
    """A package whose id is not that of the quiz’s single questions, or Canvas would replace those."""
    ident = f"{quiz_id(quiz)}-{name}"
    points = sum(question.points for question in quiz.questions)
    answers = {gap: offered(gap) for gap in gaps_of(text)}
    why = "".join(f"<p>{html(comment)}</p>" for comment in comments(quiz))
    made = element(
        "item",
        {"ident": f"{ident}-text", "title": title_of(quiz)},
        element("itemmetadata", None, metadata([("question_type", kind), ("points_possible", str(points))])),
        element("presentation", None, html_text(_body(text)), *(_response(gap, answers[gap]) for gap in answers)),
        element("resprocessing", None, outcomes(), *_conditions(answers, [GENERAL_FEEDBACK] if why else [])),
    )
    if why:
        made.append(item_feedback(GENERAL_FEEDBACK, why))
    return package(quiz, ident, [made])


def _body(text: GappedText) -> str:
    paragraphs = (
        "".join(f"[{_name(piece)}]" if isinstance(piece, Gap) else html(piece.translate(ROUND)) for piece in pieces)
        for pieces in text.paragraphs
    )
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _name(gap: Gap) -> str:
    return f"b{gap.number}"


def _response(gap: Gap, answers: _Answers) -> Element:
    labels = (
        element("response_label", {"ident": _ident(gap, place)}, _plain(text))
        for place, text in enumerate(answers.texts)
    )
    return element(
        "response_lid",
        {"ident": f"response_{_name(gap)}"},
        element("material", None, element("mattext", None, _name(gap))),
        element("render_choice", None, *labels),
    )


def _plain(text: str) -> Element:
    return element("material", None, element("mattext", {"texttype": "text/plain"}, text))


def _ident(gap: Gap, place: int) -> str:
    return str(gap.number * ANSWERS_PER_GAP + place + 1)


def _conditions(answers: dict[Gap, _Answers], feedback: list[str]) -> Iterable[Element]:
    """An equal share of the score for each gap; the last takes what rounding left."""
    share = round(100 / len(answers), 2)
    for place, (gap, offered) in enumerate(answers.items(), 1):
        part = share if place < len(answers) else 100 - share * (place - 1)
        equal = element("varequal", {"respident": f"response_{_name(gap)}"}, _ident(gap, offered.key))
        yield element(
            "respcondition",
            None,
            element("conditionvar", None, equal),
            element("setvar", {"action": "Add", "varname": "SCORE"}, f"{part:.2f}"),
            *shown(feedback),
        )


FORMATS = (
    Format(
        "canvas-blanks",
        "-canvas-blanks.zip",
        "the text as one question with blanks to type in, accepted spellings, feedback",
        "Canvas: Settings > Import Course Content > QTI .zip file",
        write_blanks,
    ),
    Format(
        "canvas-dropdowns",
        "-canvas-dropdowns.zip",
        "the text as one question with lists of words to choose from, feedback",
        "Canvas: Settings > Import Course Content > QTI .zip file",
        write_dropdowns,
    ),
)
