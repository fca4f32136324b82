"""Sheets, answer sheets, keys and the cross-table of a quiz as tagged PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quizgen.config import SheetSettings
from quizgen.errors import SettingsError
from quizgen.model import Output, Quiz, Worksheet
from quizgen.render.blocks import Pen
from quizgen.render.builder import Builder
from quizgen.render.flowables import TAGS, segments
from quizgen.render.fonts import HEADING, REGULAR, FontSet
from quizgen.render.forms import add_form
from quizgen.render.handout import user_folder
from quizgen.render.layout import Area, Placed, page_count, paginate
from quizgen.render.letters import language_runs_right_to_left, printable
from quizgen.render.passage import answer_lines
from quizgen.render.tagged import Element, TaggedCanvas
from quizgen.render.tags.passage import passage_indent
from quizgen.render.text import TextStyle
from quizgen.render.theme import MM, PAPERS, Theme, load_theme
from quizgen.render.view import LineOf, cross_table, no_lines, part_views, sheet_title, source_line, word_bank
from quizgen.render.words import Furniture, furniture
from quizgen.render.worksheets import language_tag, refuse_unfit, worksheets
from quizgen.templating import environment

SHEET, ANSWERS = "worksheet/sheet.xml", "worksheet/answers.xml"
KEY, VERSIONS = "key/key.xml", "key/versions.xml"

# “On one page” shrinks the type in these steps, but never below what can still be read.
SHRINK = (1.0, 0.95, 0.9, 0.85, 0.8, 0.76, 0.72, 0.68)
SMALLEST_TYPE = 7.5
MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Press:
    """All that is the same for every sheet of a run."""

    settings: SheetSettings
    theme: Theme
    words: Furniture
    templates: ImmutableSandboxedEnvironment
    quiz: Quiz
    line_of: LineOf = no_lines


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document to print: its XML, and the words for its title and foot."""

    suffix: str
    kind: str
    version: str
    xml: ET.Element
    fillable: bool = False


def sheet_pdfs(quiz: Quiz, settings: SheetSettings) -> tuple[Output, ...]:
    """Sheet, answer sheet and key of each version, and the table of the versions; or all of it as one file."""
    sheets = worksheets(quiz, settings.versions)
    press = _press(quiz, settings, sheets[0])
    leaves = _leaves(press, sheets)
    if settings.combined:
        paper = [leaf for leaf in leaves if not leaf.fillable]
        screen = [leaf for leaf in leaves if leaf.fillable]
        return (Output("-combined.pdf", _file(press, paper)), *(_output(press, leaf) for leaf in screen))
    return tuple(_output(press, leaf) for leaf in leaves)


def _output(press: Press, leaf: Leaf) -> Output:
    end = f"-{leaf.version}.pdf" if leaf.version else ".pdf"
    return Output(leaf.suffix + end, _file(press, [leaf]))


def _press(quiz: Quiz, settings: SheetSettings, first: Worksheet) -> Press:
    user = user_folder(settings)
    if settings.paper not in PAPERS:
        raise SettingsError(f"There is no paper “{settings.paper}”.", hint=f"There are: {', '.join(PAPERS)}.")
    if not 0 <= settings.columns <= MOST_COLUMNS:
        raise SettingsError(f"A sheet cannot have {settings.columns} columns.", hint=f"Choose 1 to {MOST_COLUMNS}.")
    refuse_unfit(quiz, settings)
    words = furniture(settings.language, quiz.language, user)
    press = Press(settings, load_theme(settings.theme, user), words, _environment(user), quiz)
    if settings.one_page:
        press = _shrunk(press, first)
    return _with_lines(press) if settings.passage else press


def _shrunk(press: Press, first: Worksheet) -> Press:
    for factor in SHRINK:
        smaller = Press(press.settings, press.theme.scaled(factor), press.words, press.templates, press.quiz)
        if smaller.theme.type.size < SMALLEST_TYPE:
            break
        press = smaller
        sheet = _xml(press, SHEET, _context(press, first))
        build = _builder(press, _fonts(press))
        if page_count(segments(build, sheet, Element("Document"), _gap(press)), _area(press)) == 1:
            break
    return press


def _with_lines(press: Press) -> Press:
    fonts = _fonts(press)
    width = _area(press).width - passage_indent(press.theme)
    line_of = answer_lines(press.quiz, _builder(press, fonts).style("body"), width, fonts)
    return Press(press.settings, press.theme, press.words, press.templates, press.quiz, line_of)


@lru_cache(maxsize=4)
def _environment(user: Path | None) -> ImmutableSandboxedEnvironment:
    """The templates; whatever text they print is first rid of what XML cannot hold."""
    made = environment(user)
    made.finalize = lambda value: printable(value) if type(value) is str else value
    return made


def _leaves(press: Press, sheets: Sequence[Worksheet]) -> list[Leaf]:
    made: list[Leaf] = []
    kinds = [("-worksheet", "worksheet", SHEET, False)]
    kinds += [("-answer-sheet", "answer_sheet", ANSWERS, False)] if press.settings.answer_sheet else []
    kinds += [("-fillable", "worksheet", SHEET, True)] if press.settings.fillable else []
    kinds += [("-key", "key", KEY, False)]
    contexts = [(sheet, _context(press, sheet)) for sheet in sheets]
    for suffix, kind, template, fillable in kinds:
        for sheet, context in contexts:
            made.append(Leaf(suffix, kind, sheet.version, _xml(press, template, context), fillable))
    if len(sheets) > 1:
        context = _context(press, sheets[0])
        context |= {"rows": cross_table(sheets), "letters": [sheet.version for sheet in sheets]}
        made.append(Leaf("-versions", "versions", "", _xml(press, VERSIONS, context)))
    return made


def _context(press: Press, worksheet: Worksheet) -> dict[str, Any]:
    settings = press.settings
    bank = word_bank(worksheet, settings.word_bank)
    return {
        "words": press.words,
        "settings": settings,
        "version": worksheet.version,
        "title": sheet_title(worksheet, press.words),
        "total": sum(one.question.points for one in worksheet.questions),
        "parts": part_views(worksheet, press.words, bank=bool(bank), line_of=press.line_of),
        "source": source_line(worksheet.quiz.source),
        "word_bank": bank,
        "passage": worksheet.quiz.passage if settings.passage else (),
    }


def _xml(press: Press, template: str, context: Mapping[str, Any]) -> ET.Element:
    try:
        text = press.templates.get_template(template).render(context)
    except TemplateError as error:
        raise SettingsError(
            f"The template “{template}” does not work: {error}.", hint="Mend it in your folder."
        ) from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise SettingsError(f"The template “{template}” declares a document type.", hint="Take that line out.")
    try:
        return ET.fromstring(text)
    except ET.ParseError as error:
        raise SettingsError(f"The template “{template}” gives broken XML: {error}.", hint="Close every tag.") from error


# --- from XML to a file -----------------------------------------------------------------------------------


def _fonts(press: Press) -> FontSet:
    kind = press.theme.type
    return FontSet(text=kind.text, headings=kind.headings, extra=press.settings.font, folder=press.theme.folder)


def _area(press: Press) -> Area:
    width, height = PAPERS[press.settings.paper]
    page = press.theme.page
    return Area(
        left=page.left * MM,
        width=width - (page.left + page.right) * MM,
        top=height - page.top * MM,
        bottom=page.bottom * MM + press.theme.em(2.2),
    )


def _gap(press: Press) -> float:
    return press.theme.page.column_gap * MM


def _builder(press: Press, fonts: FontSet) -> Builder:
    area = _area(press)
    columns = press.settings.columns or press.theme.page.columns
    build = Builder(press.theme, fonts, press.words, TAGS, columns=columns)
    build.area_width = area.width
    build.line_width = (area.width - _gap(press) * (columns - 1)) / columns
    build.logo = Path(press.settings.logo) if press.settings.logo else None
    return build


def _title(press: Press, leaf: Leaf) -> str:
    name = press.quiz.title or press.quiz.source.title
    parts = [name, press.words(leaf.kind), press.words("version", letter=leaf.version) if leaf.version else ""]
    return printable(" – ".join(part for part in parts if part))


def _file(press: Press, leaves: Sequence[Leaf]) -> bytes:
    fonts = _fonts(press)
    title = _title(press, leaves[0]) if len(leaves) == 1 else printable(press.quiz.title or press.words("worksheet"))
    canvas = TaggedCanvas(
        BytesIO(),
        pagesize=PAPERS[press.settings.paper],
        title=title,
        language=language_tag(press.quiz, press.words.language),
        font=fonts.face(REGULAR).name,
    )
    pen = Pen(canvas, fonts)
    pen.mirrored = language_runs_right_to_left(press.quiz.language)
    build = _builder(press, fonts)
    for leaf in leaves:
        build.fillable = leaf.fillable
        pen.fillable = leaf.fillable
        _print(press, pen, build, leaf, canvas.root if len(leaves) == 1 else canvas.root.child("Part"))
    fonts.refuse_missing()
    add_form(canvas, fonts)
    return canvas.finish()


def _print(press: Press, pen: Pen, build: Builder, leaf: Leaf, root: Element) -> None:
    area = _area(press)
    pages = paginate(segments(build, leaf.xml, root, _gap(press)), area)
    foot = _title(press, leaf)
    for number, placed in enumerate(pages, 1):
        _page(press, pen, placed, area, foot, press.words("page", page=number, pages=len(pages)))


def _page(press: Press, pen: Pen, placed: list[Placed], area: Area, foot: str, count: str) -> None:
    canvas, theme = pen.canvas, press.theme
    if theme.page.tint:
        with canvas.artifact("Background"):
            canvas.setFillColor(theme.page.tint)
            canvas.rect(0, 0, *PAPERS[press.settings.paper], stroke=0, fill=1)
    for one in placed:
        one.block.paint(pen, one.x, one.top, one.width)
    _footer(press, pen, area, foot, count)
    canvas.showPage()


def _footer(press: Press, pen: Pen, area: Area, foot: str, count: str) -> None:
    theme = press.theme
    style = theme.style(scale=theme.type.small * 0.95, font=HEADING, grey=theme.look.quiet)
    y = theme.page.bottom * MM
    with pen.canvas.artifact("Pagination /Subtype /Footer"):
        pen.rule(area.left, y + style.size * 1.5, area.width, weight=0.4, grey=theme.look.hairline)
        wide = _width(pen, count, style)
        pen.say(area.left + area.width - wide, y, count, style)
        pen.say(area.left, y, _shortened(pen, foot, style, area.width - wide - theme.em(2)), style)


def _width(pen: Pen, text: str, style: TextStyle) -> float:
    tracking = style.tracking * len(text) + style.word_space * text.count(" ")
    return sum(face.width(run, style.size) for face, run in pen.fonts.runs(text, style.font)) + tracking


def _shortened(pen: Pen, text: str, style: TextStyle, width: float) -> str:
    """`text` with its first words cut to an ellipsis, so that the kind of sheet and the version stay."""
    name, dash, rest = text.partition(" – ")
    while name and _width(pen, name + "…" + dash + rest, style) > width:
        name = name[: -max(1, len(name) // 20)].rstrip()
    return text if name == text.partition(" – ")[0] and _width(pen, text, style) <= width else name + "…" + dash + rest
