"""Canvas’s API: a list of bodies, one POST to /api/v1/courses/:id/quizzes/:id/questions each.

https://canvas.instructure.com/doc/api/quiz_questions.html
"""

import json
from typing import Any, assert_never

from quizgen.export.losses import not_carried
from quizgen.export.qti12 import CANVAS_TYPES, passage_html
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import (
    accepted,
    explanation,
    html_stem,
    one_line,
    question_name,
    quiz_title,
    shortened,
    title_cut,
)
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

LONGEST_NAME = 255


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """The questions in order; the text, where there is one, as a question without an answer before them."""
    bodies = [_text(quiz)] if quiz.passage else []
    bodies += [_question(number, question) for number, question in enumerate(quiz.questions, 1)]
    data = json.dumps([{"question": body} for body in bodies], ensure_ascii=False, indent=2) + "\n"
    lost = ["ids", "tags", "difficulty", "option lines", "names", *([] if quiz.passage else ["title", "source"])]
    cut = title_cut(quiz, LONGEST_NAME) if quiz.passage else ()
    return Exported("-canvas-api.json", data.encode(), (*not_carried(quiz, lost), *cut))


def _text(quiz: Quiz) -> dict[str, Any]:
    return {
        "question_name": shortened(quiz_title(quiz), LONGEST_NAME),
        "question_text": passage_html(quiz),
        "question_type": "text_only_question",
        "points_possible": 0,
    }


def _question(number: int, question: Question) -> dict[str, Any]:
    return {
        "question_name": question_name(number, question),
        "question_text": html_stem(question.stem),
        "question_type": CANVAS_TYPES[type(question)],
        "points_possible": question.points,
        "neutral_comments": "\n".join(explanation(question)),
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
                    "answer_comments": choice.feedback or "",
                }
                for choice in question.choices
            ]
        case _:
            assert_never(question)


FORMATS = (
    Format(
        "canvas-api",
        "-canvas-api.json",
        "all questions with accepted spellings, points, feedback, source sentences and the text",
        "Canvas, through its API (quiz questions)",
        write,
    ),
)
