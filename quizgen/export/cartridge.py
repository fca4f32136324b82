"""Common Cartridge 1.1: one file that Moodle, Canvas, Brightspace, Schoology and Blackboard read.

https://www.imsglobal.org/cc/ccv1p1/imscc_profilev1p1-html.html
"""

from xml.etree.ElementTree import Element

from quizgen.export.archive import zipped
from quizgen.export.losses import Loss, not_carried
from quizgen.export.qti12 import (
    CC_PROFILES,
    LONGEST_TITLE,
    canvas_fields,
    interoperable,
    item,
    passage_html,
    title_of,
)
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import accepted, html, one_line, quiz_id, title_cut
from quizgen.export.xml import document, element
from quizgen.model import FillInTheBlank, Question, Quiz

PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
TEST_TYPE = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
TEXT_FILE = "text/text.html"
ASSESSMENT = [("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination")]


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """The cartridge: a test, and the text as a page before it."""
    ident = quiz_id(quiz)
    items = [
        item(number, question, [*_profile(question), *canvas_fields(question)], one_condition=False)
        for number, question in enumerate(quiz.questions, 1)
    ]
    files = [
        ("imsmanifest.xml", document(_manifest(quiz, ident))),
        (f"{ident}/{ident}.xml", document(interoperable(ident, title_of(quiz), ASSESSMENT, items))),
    ]
    if quiz.passage:
        files.append((TEXT_FILE, _page(quiz)))
    return Exported(".imscc", zipped(files), _losses(quiz))


def _profile(question: Question) -> list[tuple[str, str]]:
    return [("cc_profile", CC_PROFILES[type(question)]), ("cc_weighting", str(question.points))]


def _losses(quiz: Quiz) -> tuple[Loss, ...]:
    gone = ["tags", "difficulty", "option lines", "names", *([] if quiz.passage else ["source"])]
    losses = [*not_carried(quiz, gone), *title_cut(quiz, LONGEST_TITLE)]
    if any(question.feedback or question.evidence.sentence for question in quiz.questions):
        losses.append(Loss(0, "Moodle leaves the general feedback out when it reads a cartridge; Canvas shows it"))
    for number, question in enumerate(quiz.questions, 1):
        if isinstance(question, FillInTheBlank) and any("*" in answer for answer in accepted(question)):
            losses.append(Loss(number, "Moodle takes the * in its answer for any text (moodle-xml avoids that)"))
    return tuple(losses)


def _page(quiz: Quiz) -> bytes:
    title = html(title_of(quiz))
    return (
        f'<!DOCTYPE html>\n<html lang="{html(quiz.language)}">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><h1>{title}</h1>{passage_html(quiz)}</body>\n</html>\n"
    ).encode()


def _manifest(quiz: Quiz, ident: str) -> Element:
    title = element("lomimscc:string", {"language": "en"}, title_of(quiz))
    resources = [
        element(
            "resource",
            {"identifier": ident, "type": TEST_TYPE},
            element("file", {"href": f"{ident}/{ident}.xml"}),
        )
    ]
    entries = [_entry("entry-test", ident, title_of(quiz))]
    if quiz.passage:
        resources.insert(
            0,
            element(
                "resource",
                {"identifier": "resource-text", "type": "webcontent", "href": TEXT_FILE},
                element("file", {"href": TEXT_FILE}),
            ),
        )
        entries.insert(0, _entry("entry-text", "resource-text", one_line(quiz.source.title) or title_of(quiz)))
    return element(
        "manifest",
        {"identifier": f"{ident}-manifest", "xmlns": PACKAGE, "xmlns:lomimscc": LOM},
        element(
            "metadata",
            None,
            element("schema", None, "IMS Common Cartridge"),
            element("schemaversion", None, "1.1.0"),
            element("lomimscc:lom", None, element("lomimscc:general", None, element("lomimscc:title", None, title))),
        ),
        element(
            "organizations",
            None,
            element(
                "organization",
                {"identifier": "organization", "structure": "rooted-hierarchy"},
                element("item", {"identifier": "root"}, *entries),
            ),
        ),
        element("resources", None, *resources),
    )


def _entry(ident: str, resource: str, title: str) -> Element:
    return element("item", {"identifier": ident, "identifierref": resource}, element("title", None, title))


FORMATS = (
    Format(
        "common-cartridge",
        ".imscc",
        "all questions with accepted spellings, points, feedback, source sentences, and the text as a page",
        "Moodle, Canvas, Brightspace, Schoology, Blackboard: import a Common Cartridge",
        write,
    ),
)
