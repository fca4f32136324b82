"""Moodle XML: https://docs.moodle.org/en/Moodle_XML_format

Everything a quiz holds has a place in it but the difficulty.
"""

from typing import assert_never
from xml.etree.ElementTree import Element

from quizgen.export.losses import Loss, not_carried
from quizgen.export.moodlenames import (
    LONGEST_NAME,
    category_path,
    tag_losses,
    tags_of,
    title_in_lists,
    title_losses,
)
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import (
    accepted,
    drawn,
    explanation,
    fewer_underscores,
    plain_id,
    question_name,
    shortened,
    source_line,
)
from quizgen.export.text import html as any_html
from quizgen.export.xml import document, element
from quizgen.model import Choice, FillInTheBlank, MultipleChoice, Question, Quiz, Stem

# Moodle puts the field in place of the first run of five or more underscores and makes it as wide as the run.
FIELD = "_" * 15
# Of each wrong try in “interactive with multiple tries”; what Moodle’s own form proposes.
PENALTY = "0.3333333"


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """Each question of its own, in a category named like the quiz."""
    losses = [*not_carried(quiz, ["difficulty", "names"]), *name_losses(quiz)]
    root = element("quiz", None, category(quiz))
    if quiz.passage:
        root.append(_description(quiz))
    for number, question in enumerate(quiz.questions, 1):
        root.append(_question(number, question))
        if fewer_underscores(question.stem) != question.stem:
            losses.append(
                Loss(number, "runs of underscores in the text are shortened, or Moodle would take one for the blank")
            )
    return Exported("-moodle.xml", document(root), tuple(losses))


def name_losses(quiz: Quiz) -> tuple[Loss, ...]:
    """What of the title and the tags Moodle cannot take."""
    return (*title_losses(quiz, title_in_lists(quiz)), *tag_losses(quiz))


def category(quiz: Quiz) -> Element:
    """The question bank’s category, which says where the text comes from."""
    made = element(
        "question", {"type": "category"}, element("category", None, _text(category_path(title_in_lists(quiz))))
    )
    if source_line(quiz):
        made.append(element("info", {"format": "html"}, _text(f"<p>{html(source_line(quiz))}</p>")))
    return made


def shared(kind: str, name: str, text: str, feedback: str, grade: int | None, idnumber: str) -> Element:
    """What questions of all types begin with."""
    made = element(
        "question",
        {"type": kind},
        element("name", None, _text(shortened(name, LONGEST_NAME))),
        element("questiontext", {"format": "html"}, _text(text)),
        element("generalfeedback", {"format": "html"}, _text(feedback)),
    )
    if grade is not None:
        made.append(element("defaultgrade", None, str(grade)))
        made.append(element("penalty", None, PENALTY))
    made.append(element("hidden", None, "0"))
    made.append(element("idnumber", None, plain_id(idnumber)))
    return made


def html(text: str) -> str:
    """The text as HTML in which nothing looks like the place of a picture."""
    return any_html(text).replace("@@PLUGINFILE@@", "&#64;@PLUGINFILE@@")


def explanation_html(question: Question) -> str:
    """What a pupil reads after answering."""
    return "".join(f"<p>{html(part)}</p>" for part in explanation(question))


def tags(*questions: Question) -> Element:
    """The tags of a question, or of several together."""
    return element("tags", None, *(element("tag", None, _text(name)) for name in tags_of(*questions)))


def _text(text: str) -> Element:
    return element("text", None, text)


def _description(quiz: Quiz) -> Element:
    return shared("description", text_name(quiz), text_html(quiz), "", None, "text")


def text_name(quiz: Quiz) -> str:
    """The name of the text among the questions: it sorts first."""
    return f"00 {title_in_lists(quiz)}"


def text_html(quiz: Quiz) -> str:
    """The article’s paragraphs and where it comes from."""
    paragraphs = [*quiz.passage, *([source_line(quiz)] if source_line(quiz) else [])]
    return "".join(f"<p>{html(paragraph)}</p>" for paragraph in paragraphs)


def _question(number: int, question: Question) -> Element:
    match question:
        case FillInTheBlank():
            made = _begun("shortanswer", number, question)
            made.append(element("usecase", None, "0"))
            for answer in accepted(question):
                made.append(_answer(literal(answer), 100, "moodle_auto_format", ""))
        case MultipleChoice():
            made = _begun("multichoice", number, question)
            made.append(element("single", None, "true"))
            made.append(element("shuffleanswers", None, "false" if question.ordered else "true"))
            made.append(element("answernumbering", None, "abc"))
            for choice in question.choices:
                made.append(_option(choice))
        case _:
            assert_never(question)
    if question.tags:
        made.append(tags(question))
    return made


def _begun(kind: str, number: int, question: Question) -> Element:
    return shared(
        kind,
        question_name(number, question),
        stem_html(question.stem),
        explanation_html(question),
        question.points,
        question.id,
    )


def stem_html(stem: Stem) -> str:
    """The stem with a run of underscores where Moodle is to put the field."""
    return f"<p>{drawn(fewer_underscores(stem), FIELD, html)}</p>"


def literal(answer: str) -> str:
    """An answer in which `*` is a star and not “anything”."""
    return answer.replace("*", "\\*")


def _option(choice: Choice) -> Element:
    return _answer(html(choice.text), 100 if choice.correct else 0, "html", html(choice.feedback or ""))


def _answer(text: str, fraction: int, text_format: str, feedback: str) -> Element:
    return element(
        "answer",
        {"fraction": str(fraction), "format": text_format},
        _text(text),
        element("feedback", {"format": "html"}, _text(feedback)),
    )


FORMATS = (
    Format(
        "moodle-xml",
        "-moodle.xml",
        "all questions with accepted spellings, points, feedback, source sentences, tags, ids and the text",
        "Moodle: Question bank > Import > Moodle XML format",
        write,
    ),
)
