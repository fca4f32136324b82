"""Canvas’s API: a list of bodies, one POST to /api/v1/courses/:id/quizzes/:id/questions each.

https://canvas.instructure.com/doc/api/quiz_questions.html
"""

import json
from collections.abc import Iterator
from typing import Any, assert_never

from quizgen.export.losses import Loss, not_carried
from quizgen.export.qti12 import CANVAS_TYPES
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import (
    accepted,
    explanation,
    html,
    html_stem,
    one_line,
    question_name,
    quiz_title,
    shortened,
    source_line,
    title_cut,
)
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

LONGEST_NAME = 255
# A longer text or comment is refused with its whole question (canvas-lms, quiz_question/question_data.rb, raw_fields.rb).
LONGEST_TEXT, LONGEST_COMMENT = 16_384, 5_120
ROOM_FOR_A_NUMBER = 10


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """The questions in order; the text, where there is one, as questions without an answer before them."""
    bodies = [*_texts(quiz)] if quiz.passage else []
    losses: list[Loss] = []
    for number, question in enumerate(quiz.questions, 1):
        body = _question(number, question)
        if _is_too_long(body):
            losses.append(Loss(number, f"left out: Canvas takes {LONGEST_TEXT} characters a text"))
            continue
        if len("\n".join(explanation(question))) > LONGEST_COMMENT:
            losses.append(Loss(number, f"the feedback is shortened to {LONGEST_COMMENT} characters"))
        bodies.append(body)
    data = json.dumps([{"question": body} for body in bodies], ensure_ascii=False, indent=2) + "\n"
    lost = ["ids", "tags", "difficulty", "option lines", "names", *([] if quiz.passage else ["title", "source"])]
    cut = title_cut(quiz, LONGEST_NAME - ROOM_FOR_A_NUMBER) if quiz.passage else ()
    return Exported("-canvas-api.json", data.encode(), (*not_carried(quiz, lost), *cut, *losses))


# --- the text ---------------------------------------------------------------------------------------------


def _texts(quiz: Quiz) -> Iterator[dict[str, Any]]:
    """The text and where it comes from, in as many parts as Canvas’s length asks for."""
    title = shortened(quiz_title(quiz), LONGEST_NAME - ROOM_FOR_A_NUMBER)
    paragraphs = [*quiz.passage, *([source_line(quiz)] if source_line(quiz) else [])]
    for number, text in enumerate(_parts(paragraphs), 1):
        yield {
            "question_name": title if number == 1 else f"{title} ({number})",
            "question_text": text,
            "question_type": "text_only_question",
            "points_possible": 0,
        }


def _parts(paragraphs: list[str]) -> Iterator[str]:
    part = ""
    for piece in (piece for paragraph in paragraphs for piece in _pieces(paragraph)):
        if part and len(part) + len(piece) > LONGEST_TEXT:
            yield part
            part = ""
        part += piece
    yield part


def _pieces(paragraph: str) -> Iterator[str]:
    """The paragraph as HTML; one that is too long is parted near its middle, at a space where there is one."""
    whole = f"<p>{html(paragraph)}</p>"
    if len(whole) <= LONGEST_TEXT:
        yield whole
        return
    half = len(paragraph) // 2
    middle = paragraph.find(" ", half, len(paragraph) - 1) + 1 or half
    yield from _pieces(paragraph[:middle])
    yield from _pieces(paragraph[middle:])


# --- questions --------------------------------------------------------------------------------------------


def _question(number: int, question: Question) -> dict[str, Any]:
    return {
        "question_name": question_name(number, question),
        "question_text": html_stem(question.stem),
        "question_type": CANVAS_TYPES[type(question)],
        "points_possible": question.points,
        "neutral_comments": shortened("\n".join(explanation(question)), LONGEST_COMMENT),
        "answers": _answers(question),
    }


def _answers(question: Question) -> list[dict[str, Any]]:
    match question:
        case FillInTheBlank():
            return [{"answer_text": answer, "answer_weight": 100} for answer in accepted(question)]
        case MultipleChoice():
            return [
                {
                    "answer_text": one_line(choice.text),
                    "answer_weight": 100 if choice.correct else 0,
                    # “answer_comments”, as the documentation has it, is not read (canvas-lms issue 2045).
                    "answer_comment_html": html(choice.feedback or ""),
                }
                for choice in question.choices
            ]
        case _:
            assert_never(question)


def _is_too_long(body: dict[str, Any]) -> bool:
    texts = [body["question_text"], *(value for answer in body["answers"] for value in answer.values())]
    return any(isinstance(text, str) and len(text) > LONGEST_TEXT for text in texts)


FORMATS = (
    Format(
        "canvas-api",
        "-canvas-api.json",
        "all questions with accepted spellings, points, feedback, source sentences and the text",
        "Canvas, through its API (quiz questions)",
        write,
    ),
)
