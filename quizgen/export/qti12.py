"""QTI 1.2 items as both Canvas and Common Cartridge know them.

https://www.imsglobal.org/cc/ccv1p1/imscc_profilev1p1-html.html (the profile); Canvas’s own fields stand beside it.
"""

from typing import assert_never
from xml.etree.ElementTree import Element

from quizgen.export.text import (
    accepted,
    html,
    html_explanation,
    html_stem,
    one_line,
    plain_id,
    question_name,
    quiz_title,
    shortened,
    source_line,
)
from quizgen.export.xml import element
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CANVAS_TYPES = {FillInTheBlank: "short_answer_question", MultipleChoice: "multiple_choice_question"}
CC_PROFILES = {FillInTheBlank: "cc.fib.v0p1", MultipleChoice: "cc.multiple_choice.v0p1"}
LONGEST_TITLE = 200
RESPONSE = "response1"
# Canvas shows the feedback of this name after every answer.
GENERAL_FEEDBACK = "general_fb"


def interoperable(ident: str, title: str, fields: list[tuple[str, str]], items: list[Element]) -> Element:
    """The root of a file with one assessment."""
    assessment = element("assessment", {"ident": ident, "title": title})
    if fields:
        assessment.append(metadata(fields))
    assessment.append(element("section", {"ident": "root_section"}, *items))
    return element("questestinterop", {"xmlns": NAMESPACE}, assessment)


def metadata(fields: list[tuple[str, str]]) -> Element:
    """Names and values."""
    return element(
        "qtimetadata",
        None,
        *(
            element("qtimetadatafield", None, element("fieldlabel", None, name), element("fieldentry", None, value))
            for name, value in fields
        ),
    )


def canvas_fields(question: Question) -> list[tuple[str, str]]:
    """What Canvas reads of a question’s kind and points."""
    return [("question_type", CANVAS_TYPES[type(question)]), ("points_possible", str(question.points))]


def item(number: int, question: Question, fields: list[tuple[str, str]], *, one_condition: bool) -> Element:
    """A question. With `one_condition` all accepted answers share a condition, as in Canvas’s own files; Moodle reads
    only the first of a condition, so in a cartridge each has its own."""
    made = element(
        "item",
        {"ident": plain_id(question.id), "title": question_name(number, question)},
        element("itemmetadata", None, metadata(fields)),
    )
    # No condition with <other/>: Instructure’s reader takes a short answer that has one for an essay.
    match question:
        case FillInTheBlank():
            made.append(_presented(question, _field()))
            groups = [accepted(question)] if one_condition else [(answer,) for answer in accepted(question)]
            conditions = [_condition(group, right=True, feedback=_general(question)) for group in groups]
            feedbacks: list[Element] = []
        case MultipleChoice():
            made.append(_presented(question, _options(question)))
            conditions, feedbacks = _option_conditions(question)
        case _:
            assert_never(question)
    made.append(element("resprocessing", None, outcomes(), *conditions))
    if html_explanation(question):
        feedbacks.insert(0, item_feedback(GENERAL_FEEDBACK, html_explanation(question)))
    made.extend(feedbacks)
    return made


def outcomes() -> Element:
    """The score in percent."""
    scale = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    return element("outcomes", None, element("decvar", scale))


def html_text(text: str) -> Element:
    """HTML, written as text."""
    return element("material", None, element("mattext", {"texttype": "text/html"}, text))


def title_of(quiz: Quiz) -> str:
    """The title as lists show it."""
    return shortened(quiz_title(quiz), LONGEST_TITLE)


def source_html(quiz: Quiz) -> str:
    """Where the text comes from, as a paragraph; empty when nothing is known."""
    return f"<p>{html(source_line(quiz))}</p>" if source_line(quiz) else ""


def passage_html(quiz: Quiz) -> str:
    """The text and where it comes from."""
    return "".join(f"<p>{html(paragraph)}</p>" for paragraph in quiz.passage) + source_html(quiz)


def _presented(question: Question, response: Element) -> Element:
    return element("presentation", None, html_text(html_stem(question.stem)), response)


def _field() -> Element:
    label = element("response_label", {"ident": "answer1", "rshuffle": "No"})
    return element("response_str", {"ident": RESPONSE, "rcardinality": "Single"}, element("render_fib", None, label))


def _options(question: MultipleChoice) -> Element:
    labels = (
        element("response_label", {"ident": _ident(place)}, html_text(html(one_line(choice.text))))
        for place, choice in enumerate(question.choices)
    )
    return element(
        "response_lid", {"ident": RESPONSE, "rcardinality": "Single"}, element("render_choice", None, *labels)
    )


def _ident(place: int) -> str:
    # Moodle compares them without regard to case; Canvas likes numbers.
    return str(1001 + place)


def _option_conditions(question: MultipleChoice) -> tuple[list[Element], list[Element]]:
    conditions, feedbacks = [], []
    for place, choice in enumerate(question.choices):
        shown = [f"{_ident(place)}_fb"] if choice.feedback else []
        if choice.feedback:
            feedbacks.append(item_feedback(shown[0], f"<p>{html(choice.feedback)}</p>"))
        if choice.correct:
            conditions.append(_condition((_ident(place),), right=True, feedback=shown + _general(question)))
        elif shown:
            conditions.append(_condition((_ident(place),), right=False, feedback=shown))
    return conditions, feedbacks


def _general(question: Question) -> list[str]:
    return [GENERAL_FEEDBACK] if html_explanation(question) else []


def _condition(answers: tuple[str, ...], *, right: bool, feedback: list[str]) -> Element:
    equal = (element("varequal", {"respident": RESPONSE}, answer) for answer in answers)
    made = element("respcondition", {"continue": "No" if right else "Yes"}, element("conditionvar", None, *equal))
    if right:
        made.append(element("setvar", {"action": "Set", "varname": "SCORE"}, "100"))
    made.extend(shown(feedback))
    return made


def shown(feedback: list[str]) -> list[Element]:
    """What a condition shows, by the names of the comments."""
    return [element("displayfeedback", {"feedbacktype": "Response", "linkrefid": name}) for name in feedback]


def item_feedback(ident: str, body: str) -> Element:
    """A comment by its name, in HTML."""
    return element("itemfeedback", {"ident": ident}, element("flow_mat", None, html_text(body)))
