"""The sheet and the key of a quiz as tagged PDF."""

from collections.abc import Mapping
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
from quizgen.render.flowables import Builder, segments
from quizgen.render.fonts import HEADING, REGULAR, FontSet
from quizgen.render.layout import Area, Placed, paginate
from quizgen.render.tagged import TaggedCanvas
from quizgen.render.text import TextStyle, printable
from quizgen.render.theme import MM, PAPERS, Theme, load_theme
from quizgen.render.view import part_views, sheet_title, source_line
from quizgen.render.words import Furniture, furniture
from quizgen.render.worksheets import worksheets
from quizgen.templating import environment

SHEET, KEY = "worksheet/sheet.xml", "key/key.xml"


@dataclass(frozen=True, slots=True)
class Press:
    """All that is the same for every sheet of a run."""

    settings: SheetSettings
    theme: Theme
    words: Furniture
    templates: ImmutableSandboxedEnvironment


def sheet_pdfs(quiz: Quiz, settings: SheetSettings) -> tuple[Output, ...]:
    """Sheet and key, of each version."""
    press = _press(quiz, settings)
    made: list[Output] = []
    for worksheet in worksheets(quiz):
        end = f"-{worksheet.version}.pdf" if worksheet.version else ".pdf"
        made.append(Output("-worksheet" + end, _print(press, worksheet, SHEET)))
        made.append(Output("-key" + end, _print(press, worksheet, KEY)))
    return tuple(made)


def _press(quiz: Quiz, settings: SheetSettings) -> Press:
    user = Path(settings.templates) if settings.templates else None
    if settings.paper not in PAPERS:
        raise SettingsError(f"There is no paper “{settings.paper}”.", hint=f"There are: {', '.join(PAPERS)}.")
    words = furniture(settings.language, quiz.language, user)
    return Press(settings, load_theme(settings.theme, user), words, _environment(user))


@lru_cache(maxsize=4)
def _environment(user: Path | None) -> ImmutableSandboxedEnvironment:
    """The templates; whatever text they print is first rid of what XML cannot hold."""
    made = environment(user)
    made.finalize = lambda value: printable(value) if type(value) is str else value
    return made


def _print(press: Press, worksheet: Worksheet, template: str) -> bytes:
    sheet = _xml(press, template, _context(press, worksheet))
    fonts = FontSet(
        text=press.theme.type.text,
        headings=press.theme.type.headings,
        extra=press.settings.font,
        folder=press.theme.folder,
    )
    kind = press.words("worksheet" if template == SHEET else "key")
    title = f"{sheet_title(worksheet, press.words)} – {kind}"
    if worksheet.version:
        title += f" {worksheet.version}"
    return _draw(press, sheet, fonts, title=printable(title), worksheet=worksheet, kind=kind)


def _context(press: Press, worksheet: Worksheet) -> dict[str, Any]:
    return {
        "words": press.words,
        "settings": press.settings,
        "version": worksheet.version,
        "title": sheet_title(worksheet, press.words),
        "total": sum(one.question.points for one in worksheet.questions),
        "parts": part_views(worksheet, press.words),
        "source": source_line(worksheet.quiz.source),
    }


def _xml(press: Press, template: str, context: Mapping[str, Any]) -> ET.Element:
    try:
        text = press.templates.get_template(template).render(context)
    except TemplateError as error:
        raise SettingsError(f"The template “{template}” does not work: {error}.", hint="Mend it in your folder.") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise SettingsError(f"The template “{template}” declares a document type.", hint="Take that line out.")
    try:
        return ET.fromstring(text)
    except ET.ParseError as error:
        raise SettingsError(f"The template “{template}” gives broken XML: {error}.", hint="Close every tag.") from error


def _draw(press: Press, sheet: ET.Element, fonts: FontSet, *, title: str, worksheet: Worksheet, kind: str) -> bytes:
    theme = press.theme
    width, height = PAPERS[press.settings.paper]
    page = theme.page
    area = Area(
        left=page.left * MM,
        width=width - (page.left + page.right) * MM,
        top=height - page.top * MM,
        bottom=page.bottom * MM + theme.em(2.2),
    )
    target = BytesIO()
    canvas = TaggedCanvas(
        target,
        pagesize=(width, height),
        title=title,
        language=worksheet.quiz.language or press.words.language,
        font=fonts.face(REGULAR).name,
    )
    columns = press.settings.columns or page.columns
    gap = page.column_gap * MM
    build = Builder(theme, fonts, press.words, columns=columns)
    build.line_width = (area.width - gap * (columns - 1)) / columns
    build.logo = Path(press.settings.logo) if press.settings.logo else None
    flow = segments(build, sheet, canvas.root, gap)
    pages = paginate(flow, area)
    pen = Pen(canvas, fonts)
    name = printable(sheet_title(worksheet, press.words))
    foot = name + (f" · {press.words('version', letter=worksheet.version)}" if worksheet.version else "")
    for number, placed in enumerate(pages, 1):
        _page(press, pen, placed, area, foot, press.words("page", page=number, pages=len(pages)))
    fonts.refuse_missing()
    return canvas.finish()


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
    with pen.canvas.artifact("Pagination"):
        pen.rule(area.left, y + style.size * 1.5, area.width, weight=0.4, grey=theme.look.hairline)
        wide = _width(pen, count, style)
        pen.say(area.left + area.width - wide, y, count, style)
        pen.say(area.left, y, _shortened(pen, foot, style, area.width - wide - theme.em(2)), style)


def _width(pen: Pen, text: str, style: TextStyle) -> float:
    tracking = style.tracking * len(text) + style.word_space * text.count(" ")
    return sum(face.width(run, style.size) for face, run in pen.fonts.runs(text, style.font)) + tracking


def _shortened(pen: Pen, text: str, style: TextStyle, width: float) -> str:
    if _width(pen, text, style) <= width:
        return text
    while text and _width(pen, text + "…", style) > width:
        text = text[: -max(1, len(text) // 20)].rstrip()
    return text + "…"
