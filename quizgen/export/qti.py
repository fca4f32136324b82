"""QTI 2.1 and QTI 3.0 packages: a manifest, a test, and a file for each item.

https://www.imsglobal.org/spec/qti/v3p0/impl — version 3 has the elements of 2.1 under other names.
"""

import re
from dataclasses import dataclass
from typing import assert_never
from xml.etree.ElementTree import Element

from quizgen.export.archive import zipped
from quizgen.export.losses import not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import (
    accepted,
    explanation,
    one_line,
    plain_id,
    question_name,
    quiz_id,
    quiz_title,
    source_line,
)
from quizgen.export.xml import document, element
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

# HTML keeps its names in version 3.
HTML = frozenset({"p", "br"})
# Elements that hold HTML directly in 2.1 and inside a body of their own in 3.
BODIES = frozenset({"modalFeedback", "rubricBlock"})
# The field is as long for every answer, so that it tells nothing.
FIELD_LENGTH = "20"
WEIGHT = "WEIGHT"


@dataclass(frozen=True, slots=True)
class _Version:
    """What differs between the two."""

    namespace: str
    templates: str
    package: str
    schema: tuple[str, str]
    item_type: str
    test_type: str
    kebab: bool

    def template(self, name: str) -> str:
        """The address of a standard response processing."""
        return self.templates + name + (".xml" if self.kebab else "")

    def file(self, root: Element) -> bytes:
        """The file of a tree written with the names of 2.1."""
        named = _kebab(root) if self.kebab else root
        named.attrib = {"xmlns": self.namespace, **named.attrib}
        return document(named)


QTI21 = _Version(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
    package="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema=("QTIv2.1 Package", "1.0.0"),
    item_type="imsqti_item_xmlv2p1",
    test_type="imsqti_test_xmlv2p1",
    kebab=False,
)
QTI3 = _Version(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
    package="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema=("QTI Package", "3.0.0"),
    item_type="imsqti_item_xmlv3p0",
    test_type="imsqti_test_xmlv3p0",
    kebab=True,
)


def write_qti21(quiz: Quiz, options: ExportOptions) -> Exported:
    """A QTI 2.1 package."""
    return _write(quiz, QTI21, "-qti21.zip")


def write_qti3(quiz: Quiz, options: ExportOptions) -> Exported:
    """A QTI 3.0 package."""
    return _write(quiz, QTI3, "-qti3.zip")


def _write(quiz: Quiz, version: _Version, suffix: str) -> Exported:
    files = [("imsmanifest.xml", _manifest(quiz, version)), ("test.xml", version.file(_test(quiz)))]
    for number, question in enumerate(quiz.questions, 1):
        files.append((_path(question), version.file(_item(number, question, version))))
    lost = ["tags", "difficulty", "choice feedback", "option lines", "names", *([] if quiz.passage else ["source"])]
    return Exported(suffix, zipped(files), not_carried(quiz, lost))


def _path(question: Question) -> str:
    return f"items/{plain_id(question.id)}.xml"


def _kebab(node: Element) -> Element:
    """The same tree with the names of version 3."""
    if node.tag in HTML:
        made = Element(node.tag, node.attrib)
    else:
        made = Element("qti-" + _dashed(node.tag), {_dashed(name): value for name, value in node.attrib.items()})
    children = [_kebab(child) for child in node]
    made.tail = node.tail
    if node.tag in BODIES:
        made.append(element("qti-content-body", None, *children))
    else:
        made.text = node.text
        made.extend(children)
    return made


def _dashed(name: str) -> str:
    return re.sub("[A-Z]", lambda found: "-" + found.group().lower(), name)


# --- items ------------------------------------------------------------------------------------------------


def _item(number: int, question: Question, version: _Version) -> Element:
    match question:
        case FillInTheBlank():
            declaration, body, template = _text_response(question), _text_body(question), "map_response"
        case MultipleChoice():
            declaration, body, template = _choice_response(question), _choice_body(question), "match_correct"
        case _:
            assert_never(question)
    made = element(
        "assessmentItem",
        {
            "identifier": plain_id(question.id),
            "title": question_name(number, question),
            "adaptive": "false",
            "timeDependent": "false",
        },
        declaration,
        element(
            "outcomeDeclaration",
            {"identifier": "SCORE", "cardinality": "single", "baseType": "float"},
            _default("0"),
        ),
    )
    why = explanation(question)
    if why:
        # The outcome has this value from the start, so the feedback is shown after any answer.
        feedback = {"identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"}
        made.append(element("outcomeDeclaration", feedback, _default("EXPLANATION")))
    made.append(element("itemBody", None, body))
    made.append(element("responseProcessing", {"template": version.template(template)}))
    if why:
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": "EXPLANATION", "showHide": "show"}
        made.append(element("modalFeedback", shown, *(element("p", None, *_lines(part)) for part in why)))
    return made


def _default(value: str) -> Element:
    return element("defaultValue", None, element("value", None, value))


def _correct(value: str) -> Element:
    return element("correctResponse", None, element("value", None, value))


def _text_response(question: FillInTheBlank) -> Element:
    answers = accepted(question)
    entries = (
        element("mapEntry", {"mapKey": answer, "mappedValue": "1", "caseSensitive": "false"}) for answer in answers
    )
    return element(
        "responseDeclaration",
        {"identifier": "RESPONSE", "cardinality": "single", "baseType": "string"},
        _correct(answers[0]),
        element("mapping", {"defaultValue": "0"}, *entries),
    )


def _text_body(question: FillInTheBlank) -> Element:
    field = element("textEntryInteraction", {"responseIdentifier": "RESPONSE", "expectedLength": FIELD_LENGTH})
    before, after = question.stem.before, question.stem.after
    if after is None:
        return element("p", None, *_lines(before), " ", field)
    return element("p", None, *_lines(before), field, *_lines(after))


def _choice_response(question: MultipleChoice) -> Element:
    right = next(place for place, choice in enumerate(question.choices) if choice.correct)
    return element(
        "responseDeclaration",
        {"identifier": "RESPONSE", "cardinality": "single", "baseType": "identifier"},
        _correct(_ident(right)),
    )


def _choice_body(question: MultipleChoice) -> Element:
    stem = question.stem
    drawn = [*_lines(stem.before)] if stem.after is None else [*_lines(stem.before), "_____", *_lines(stem.after)]
    choices = (
        element("simpleChoice", {"identifier": _ident(place)}, one_line(choice.text))
        for place, choice in enumerate(question.choices)
    )
    return element(
        "choiceInteraction",
        {"responseIdentifier": "RESPONSE", "shuffle": "false" if question.ordered else "true", "maxChoices": "1"},
        element("prompt", None, *drawn),
        *choices,
    )


def _ident(place: int) -> str:
    return f"choice{place + 1}"


def _lines(text: str) -> list[Element | str]:
    """The text with a break for each new line."""
    parts: list[Element | str] = []
    for place, line in enumerate(text.split("\n")):
        parts += [element("br"), line] if place else [line]
    return parts


# --- test and manifest ------------------------------------------------------------------------------------


def _test(quiz: Quiz) -> Element:
    title = quiz_title(quiz)
    section = element("assessmentSection", {"identifier": "section", "title": title, "visible": "true"})
    if quiz.passage:
        paragraphs = [*quiz.passage, *([source_line(quiz)] if source_line(quiz) else [])]
        section.append(
            element("rubricBlock", {"view": "candidate"}, *(element("p", None, *_lines(text)) for text in paragraphs))
        )
    for question in quiz.questions:
        weight = element("weight", {"identifier": WEIGHT, "value": str(question.points)})
        reference = {"identifier": plain_id(question.id), "href": _path(question)}
        section.append(element("assessmentItemRef", reference, weight))
    total = element("sum", None, element("testVariables", {"variableIdentifier": "SCORE", "weightIdentifier": WEIGHT}))
    return element(
        "assessmentTest",
        {"identifier": quiz_id(quiz), "title": title},
        element(
            "outcomeDeclaration",
            {"identifier": "SCORE", "cardinality": "single", "baseType": "float"},
            _default("0"),
        ),
        element(
            "testPart",
            {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"},
            section,
        ),
        element("outcomeProcessing", None, element("setOutcomeValue", {"identifier": "SCORE"}, total)),
    )


def _manifest(quiz: Quiz, version: _Version) -> bytes:
    test = element(
        "resource",
        {"identifier": "test", "type": version.test_type, "href": "test.xml"},
        element("file", {"href": "test.xml"}),
        *(element("dependency", {"identifierref": f"item-{plain_id(question.id)}"}) for question in quiz.questions),
    )
    items = (
        element(
            "resource",
            {"identifier": f"item-{plain_id(question.id)}", "type": version.item_type, "href": _path(question)},
            element("file", {"href": _path(question)}),
        )
        for question in quiz.questions
    )
    name, number = version.schema
    return document(
        element(
            "manifest",
            {"identifier": f"{quiz_id(quiz)}-manifest", "xmlns": version.package},
            element("metadata", None, element("schema", None, name), element("schemaversion", None, number)),
            element("organizations"),
            element("resources", None, test, *items),
        )
    )


FORMATS = (
    Format(
        "qti21",
        "-qti21.zip",
        "all questions with accepted spellings, points, feedback, source sentences and the text",
        "TAO, itslearning, Inspera and others that read QTI 2.1",
        write_qti21,
    ),
    Format(
        "qti3",
        "-qti3.zip",
        "all questions with accepted spellings, points, feedback, source sentences and the text",
        "systems that read QTI 3.0",
        write_qti3,
    ),
)
