"""Sheet and key as a Word document, with real headings, styles and lists, since teachers edit.

The key follows on a page of its own. Needs python-docx (`pip install "quizgen[word]"`).
"""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from quizgen.config import SheetSettings
from quizgen.errors import MissingPart
from quizgen.model import Output, Quiz
from quizgen.render.handout import Handout, handout
from quizgen.render.letters import printable
from quizgen.render.view import Item, PartView

# No clock: the same quiz gives the same file.
MADE = datetime(2000, 1, 1)
GAP = "\u00a0" * 24
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "legal": (215.9, 355.6)}
LIST_HANG = 480  # twentieths of a point, as Word counts
TEXT_FONT, HEADING_FONT = "Georgia", "Calibri"


def word_document(quiz: Quiz, settings: SheetSettings) -> Output:
    """The first version of the quiz as .docx."""
    try:
        import docx
    except ImportError as error:
        raise MissingPart("Word files need python-docx.", hint='pip install "quizgen[word]"') from error
    sheet = handout(quiz, settings)
    writer = _Writer(docx.Document(), sheet)
    writer.set_page(settings)
    writer.add_sheet()
    writer.add_key()
    return Output("-worksheet.docx", writer.saved())


class _Writer:
    """A document as it grows."""

    def __init__(self, document: Any, sheet: Handout) -> None:
        self.document, self.sheet = document, sheet
        self._styles()
        properties = document.core_properties
        properties.title = printable(sheet.title)
        properties.author, properties.comments = "", ""
        properties.created = properties.modified = MADE
        properties.last_modified_by, properties.language = "", sheet.language
        self._letters, self._numbers = self._list_kinds()

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = TEXT_FONT, Pt(11)
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.2
        for name, size in (("Title", 22.0), ("Heading 1", 14.0), ("Heading 2", 12.0)):
            style = styles[name]
            style.font.name, style.font.size, style.font.bold = HEADING_FONT, Pt(size), True
            style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
            fonts = style.element.rPr.rFonts
            for attribute in list(fonts.attrib):
                if "Theme" in attribute:
                    del fonts.attrib[attribute]
            style.paragraph_format.keep_with_next = True
        for name, size, italic in (("Instruction", 10.5, True), ("Source line", 9, False), ("Key note", 9.5, False)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.size, style.font.italic = normal, Pt(size), italic
            style.font.color.rgb = RGBColor(0x4A, 0x4A, 0x4A)
        styles["Key note"].paragraph_format.left_indent = Pt(24)
        styles["Key note"].paragraph_format.space_after = Pt(2)
        for name in ("Question", "Option"):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
        border = styles["Title"].element.pPr.find(_w("pBdr"))
        if border is not None:
            styles["Title"].element.pPr.remove(border)
        styles["Question"].paragraph_format.space_before = Pt(8)
        styles["Option"].paragraph_format.space_after = Pt(2)

    def set_page(self, settings: SheetSettings) -> None:
        """Paper, margins, and a foot with the page number."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm

        section = self.document.sections[0]
        width, height = PAPERS.get(settings.paper, PAPERS["a4"])
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(20)
        foot = section.footer.paragraphs[0]
        foot.style = self.document.styles["Source line"]
        before, _, rest = self.sheet.words("page", page="\0", pages="\1").partition("\0")
        between, _, after = rest.partition("\1")
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(width - 44), WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(f"{printable(self.sheet.title)[:70]}\t{before}")
        _field(foot, "PAGE")
        foot.add_run(between)
        _field(foot, "NUMPAGES")
        foot.add_run(after)

    def _list_kinds(self) -> tuple[int, int]:
        """Our own two numberings: A, B, C… for options and 1, 2, 3… for questions."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        numbering = self.document.part.numbering_part.element
        kinds = []
        for offset, (form, left) in enumerate((("upperLetter", 2 * LIST_HANG), ("decimal", LIST_HANG))):
            kind = 900 + offset
            abstract = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{LIST_HANG}"/></w:pPr>'
                f"<w:rPr><w:b/></w:rPr></w:lvl></w:abstractNum>"
            )
            first = numbering.find(_w("num"))
            if first is None:
                numbering.append(abstract)
            else:
                first.addprevious(abstract)
            kinds.append(kind)
        return kinds[0], kinds[1]

    def _new_list(self, kind: int) -> int:
        """A list of a kind that starts at 1 again."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        numbering = self.document.part.numbering_part.element
        number = 1 + max((int(one.get(_w("numId"))) for one in numbering.findall(_w("num"))), default=0)
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return number

    def _listed(self, style: str, list_id: int, *, keep: bool) -> Any:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = keep
        paragraph.paragraph_format.keep_together = True
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'),
            *("w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
        )
        return paragraph

    # --- the sheet ----------------------------------------------------------------------------------------

    def add_sheet(self) -> None:
        """What the pupil gets."""
        sheet, words = self.sheet, self.sheet.words
        if sheet.school:
            self.document.add_paragraph(printable(sheet.school), style="Source line")
        self.document.add_paragraph(printable(sheet.title), style="Title")
        line = self.document.add_paragraph()
        for key, gap in (("name", 2), ("class", 1), ("date", 1)):
            line.add_run(f"{words(key)} ")
            self._gap(line, gap)
            line.add_run("   ")
        line.add_run(f"{words('score')} ")
        line.add_run("\u00a0" * 10).underline = True
        line.add_run(f" / {sheet.total}")
        if sheet.passage:
            self.document.add_heading(words("passage"), 1)
            for paragraph in sheet.passage:
                self.document.add_paragraph(printable(paragraph))
        questions = self._new_list(self._numbers)
        for part in sheet.parts:
            self._part_heading(part, note=True)
            for item in part.items:
                self._question(item, questions)
        if sheet.source:
            self.document.add_paragraph(f"{words('source')}: {printable(sheet.source)}", style="Source line")

    def _part_heading(self, part: PartView, *, note: bool) -> None:
        letter = f"{part.letter}  " if len(self.sheet.parts) > 1 else ""
        self.document.add_heading(f"{letter}{part.heading}" + (f"  ({part.note})" if note else ""), 1)
        if note:
            self.document.add_paragraph(part.how, style="Instruction").paragraph_format.keep_with_next = True
        if note and (bank := self.sheet.bank_of(part)):
            self._bank(bank)

    def _bank(self, bank: Iterable[str]) -> None:
        table = self.document.add_table(rows=1, cols=1, style="Table Grid")
        cell = table.cell(0, 0).paragraphs[0]
        cell.add_run(f"{self.sheet.words('word_bank')}: ").bold = True
        cell.add_run(" · ".join(printable(word).replace(" ", "\u00a0") for word in bank))

    def _question(self, item: Item, questions: int) -> None:
        paragraph = self._listed("Question", questions, keep=bool(item.choices) or not item.blank)
        paragraph.add_run(printable(item.before) if item.blank else printable(item.before).strip())
        if item.blank:
            self._gap(paragraph, 1)
            paragraph.add_run(printable(item.after))
        if item.points_note:
            paragraph.add_run(f" ({item.points_note})").italic = True
        if item.choices:
            options = self._new_list(self._letters)
            for position, (_, text) in enumerate(item.choices, 1):
                self._listed("Option", options, keep=position < len(item.choices)).add_run(printable(text))
        elif not item.blank:
            line = self.document.add_paragraph(style="Option")
            line.paragraph_format.left_indent = self.document.styles["Key note"].paragraph_format.left_indent
            self._gap(line, 4)

    def _gap(self, paragraph: Any, times: int) -> None:
        paragraph.add_run(GAP * times).underline = True

    # --- the key ------------------------------------------------------------------------------------------

    def add_key(self) -> None:
        """What the teacher keeps."""
        words = self.sheet.words
        self.document.add_page_break()
        self.document.add_paragraph(f"{words('key')}: {printable(self.sheet.title)}", style="Title")
        answers = self._new_list(self._numbers)
        for part in self.sheet.parts:
            self._part_heading(part, note=False)
            for item in part.items:
                self._answer(item, answers)

    def _answer(self, item: Item, answers: int) -> None:
        words = self.sheet.words
        paragraph = self._listed("Question", answers, keep=True)
        letter = f"{item.letter}  " if item.letter else ""
        paragraph.add_run(f"{letter}{printable(item.answer)}").bold = True
        notes = [f"{words('also')}: {' · '.join(item.accept)}"] if item.accept else []
        notes += [item.feedback] if item.feedback else []
        notes += [f"{words('why_not')} {letter} ({text}): {why}" for letter, text, why in item.wrong]
        if any(item.evidence):
            shown = self.document.add_paragraph(f"“{printable(item.evidence[0])}", style="Key note")
            shown.add_run(printable(item.evidence[1])).bold = True
            shown.add_run(f"{printable(item.evidence[2])}”" + (f" ({item.place})" if item.place else ""))
        for note in notes:
            self.document.add_paragraph(printable(note), style="Key note")

    def saved(self) -> bytes:
        """The file, its inner dates set to a fixed one."""
        first = BytesIO()
        self.document.save(first)
        fixed = BytesIO()
        with zipfile.ZipFile(first) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                kept = zipfile.ZipInfo(entry.filename, (2000, 1, 1, 0, 0, 0))
                kept.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(kept, old.read(entry))
        return fixed.getvalue()


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _field(paragraph: Any, code: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
