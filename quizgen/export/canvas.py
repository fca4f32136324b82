"""Canvas, classic and New Quizzes: a QTI 1.2 package with Canvas’s own settings beside it.

https://community.canvaslms.com (Import > QTI .zip file)
"""

from xml.etree.ElementTree import Element

from quizgen.export.archive import zipped
from quizgen.export.losses import not_carried
from quizgen.export.qti12 import (
    LONGEST_TITLE,
    XSI,
    canvas_fields,
    html_text,
    interoperable,
    item,
    metadata,
    passage_html,
    source_html,
    title_of,
)
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import quiz_id, title_cut
from quizgen.export.xml import document, element
from quizgen.model import Quiz

CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
META = "http://www.imsglobal.org/xsd/imsmd_v1p2"
QTI_TYPE = "imsqti_xmlv1p2"
SETTINGS_TYPE = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
# What a new Canvas quiz is set to; the options are not shuffled, so dates and numbers keep their order.
SETTINGS = (
    ("shuffle_answers", "false"),
    ("scoring_policy", "keep_highest"),
    ("hide_results", ""),
    ("quiz_type", "assignment"),
    ("show_correct_answers", "true"),
    ("allowed_attempts", "1"),
    ("one_question_at_a_time", "false"),
    ("cant_go_back", "false"),
    ("available", "false"),
)


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """The zip that Canvas imports as one quiz; the text, where there is one, comes first.

    Classic quizzes show it as a text between the questions; New Quizzes as a stimulus that all questions belong to.
    """
    ident = quiz_id(quiz)
    text = f"{ident}-text"
    items = [_text_item(quiz, text)] if quiz.passage else []
    parent = [("parent_stimulus_item_ident", text)] if quiz.passage else []
    for number, question in enumerate(quiz.questions, 1):
        items.append(item(number, question, [*canvas_fields(question), *parent], one_condition=True))
    losses = (*not_carried(quiz, ["tags", "difficulty", "option lines", "names"]), *title_cut(quiz, LONGEST_TITLE))
    return Exported("-canvas.zip", package(quiz, ident, items), losses)


def package(quiz: Quiz, ident: str, items: list[Element]) -> bytes:
    """A zip with one quiz of these items; a later import with the same id replaces it."""
    test = interoperable(ident, title_of(quiz), [("cc_maxattempts", "1")], items)
    return zipped(
        [
            ("imsmanifest.xml", document(_manifest(quiz, ident))),
            (f"{ident}/{ident}.xml", document(test)),
            (f"{ident}/assessment_meta.xml", document(_settings(quiz, ident))),
        ]
    )


def _text_item(quiz: Quiz, ident: str) -> Element:
    fields = metadata([("question_type", "text_only_question"), ("points_possible", "0")])
    return element(
        "item",
        {"ident": ident, "title": title_of(quiz)},
        element("itemmetadata", None, fields),
        element("presentation", None, html_text(passage_html(quiz))),
    )


def _settings(quiz: Quiz, ident: str) -> Element:
    points = sum(question.points for question in quiz.questions)
    return element(
        "quiz",
        {"identifier": ident, "xmlns": CANVAS, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{CANVAS} {CANVAS}.xsd"},
        element("title", None, title_of(quiz)),
        element("description", None, source_html(quiz)),
        *(element(name, None, value) for name, value in SETTINGS),
        element("points_possible", None, str(points)),
    )


def _manifest(quiz: Quiz, ident: str) -> Element:
    title = element("imsmd:title", None, element("imsmd:string", None, title_of(quiz)))
    return element(
        "manifest",
        {"identifier": f"{ident}-manifest", "xmlns": PACKAGE, "xmlns:imsmd": META},
        element(
            "metadata",
            None,
            element("schema", None, "IMS Content"),
            element("schemaversion", None, "1.1.3"),
            element("imsmd:lom", None, element("imsmd:general", None, title)),
        ),
        element("organizations"),
        element(
            "resources",
            None,
            element(
                "resource",
                {"identifier": ident, "type": QTI_TYPE},
                element("file", {"href": f"{ident}/{ident}.xml"}),
                element("dependency", {"identifierref": f"{ident}-settings"}),
            ),
            element(
                "resource",
                {"identifier": f"{ident}-settings", "type": SETTINGS_TYPE, "href": f"{ident}/assessment_meta.xml"},
                element("file", {"href": f"{ident}/assessment_meta.xml"}),
            ),
        ),
    )


FORMATS = (
    Format(
        "canvas-qti",
        "-canvas.zip",
        "all questions with accepted spellings, points, feedback, source sentences and the text (a stimulus in New Quizzes)",
        "Canvas: Settings > Import Course Content > QTI .zip file",
        write,
    ),
)
