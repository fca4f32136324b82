"""Google Forms: the body of one `forms.batchUpdate` call, to be sent for a new, empty form.

https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/batchUpdate
"""

import json
from typing import Any, assert_never

from quizgen.export.losses import not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import accepted, explanation, line_stem, one_line, quiz_title, source_line
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

Request = dict[str, Any]


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """The form becomes a quiz first, since only then may a question have points and answers."""
    items = [_text(paragraph) for paragraph in quiz.passage]
    items += [_question(question) for question in quiz.questions]
    requests: list[Request] = [
        {
            "updateSettings": {
                "settings": {"quizSettings": {"isQuiz": True}},
                "updateMask": "quizSettings.isQuiz",
            }
        },
        {
            "updateFormInfo": {
                "info": {"title": quiz_title(quiz), "description": source_line(quiz)},
                "updateMask": "title,description",
            }
        },
        *({"createItem": {"item": item, "location": {"index": place}}} for place, item in enumerate(items)),
    ]
    data = json.dumps({"requests": requests}, ensure_ascii=False, indent=2) + "\n"
    # Google gives the items ids of its own.
    losses = not_carried(quiz, ["ids", "tags", "difficulty", "choice feedback", "lines"])
    return Exported("-google-forms.json", data.encode(), losses)


def _text(paragraph: str) -> Request:
    return {"description": one_line(paragraph), "textItem": {}}


def _question(question: Question) -> Request:
    # Google refuses new lines in what it shows.
    return {
        "title": line_stem(question.stem),
        "questionItem": {"question": {"required": True, "grading": _grading(question), **_kind(question)}},
    }


def _grading(question: Question) -> Request:
    match question:
        case FillInTheBlank():
            right: tuple[str, ...] = accepted(question)
            feedback: tuple[str, ...] = ("generalFeedback",)
        case MultipleChoice():
            right, feedback = (one_line(question.answer),), ("whenRight", "whenWrong")
        case _:
            assert_never(question)
    why = " ".join(one_line(part) for part in explanation(question))
    return {
        "pointValue": question.points,
        "correctAnswers": {"answers": [{"value": answer} for answer in right]},
        **({name: {"text": why} for name in feedback} if why else {}),
    }


def _kind(question: Question) -> Request:
    match question:
        case FillInTheBlank():
            return {"textQuestion": {"paragraph": False}}
        case MultipleChoice():
            values = [{"value": one_line(choice.text)} for choice in question.choices]
            return {"choiceQuestion": {"type": "RADIO", "options": values, "shuffle": not question.ordered}}
        case _:
            assert_never(question)


FORMATS = (
    Format(
        "google-forms",
        "-google-forms.json",
        "all questions with accepted spellings, points, feedback, source sentences and the text",
        "Google Forms, through its API (forms.batchUpdate)",
        write,
    ),
)
