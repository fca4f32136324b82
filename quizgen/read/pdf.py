"""PDF: pdfminer.six gives lines with their place and size; here they become paragraphs in reading order.

A PDF knows no paragraphs, columns or headings. Columns are found by cutting the page along its white gaps, headings by
size, running heads by coming back, footnotes by small type at the foot.
"""

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quizgen.config import ReadSettings
from quizgen.errors import InputError
from quizgen.model import Source
from quizgen.read.document import Block, BlockKind, Document
from quizgen.read.package import parsing
from quizgen.read.parts import page_numbers
from quizgen.read.plain import BULLETS, LIST_MARK, SENTENCE_END

if TYPE_CHECKING:
    from pdfminer.layout import LTPage, LTTextLine

# Fewer characters a page than this, and it is a picture of text.
LEAST_CHARACTERS = 40
# Share of the page's height in which running heads and feet stand.
MARGIN = 0.12
# A gutter between columns is at least this many points wide.
GUTTER = 9.0
HEADING_RATIO = 1.12
TITLE_RATIO = 1.4
NOTE_RATIO = 0.92
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_START = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d{1,3}[.)]?|[*†‡§])\s*\S")
_FILE_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|tex|qxd|dvi|pages)$|^microsoft word|^untitled|^slide \d|^powerpoint"
    r"|^(?:layout|document) ?\d*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, box (points, y upward), type size, whether bold, and its page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    page: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines and its height."""

    lines: tuple[Line, ...]
    height: float
    number: int


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """The text of the wanted pages. A scan is refused, since it holds pictures of text."""
    with parsing(name):
        sheets, info = _sheets(data, name, settings)
        if sum(len(line.text) for sheet in sheets for line in sheet.lines) < LEAST_CHARACTERS * len(sheets):
            raise InputError(
                f"“{name}” holds pictures of pages, not text (a scan).",
                hint="Run it through text recognition (OCR), for instance with ocrmypdf, first.",
            )
        return Document(tuple(_blocks(sheets)), replace(info, title=info.title or _largest(sheets)))


def _sheets(data: bytes, name: str, settings: ReadSettings) -> tuple[list[Sheet], Source]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed):
        raise InputError(f"“{name}” is locked with a password.", hint="Save it without a password.") from None
    pages = list(_at_most(PDFPage.create_pages(document), 10_000))
    wanted = page_numbers(settings.pages, len(pages), name)
    if len(wanted) > settings.max_pages:
        raise InputError(
            f"“{name}” has {len(pages):,} pages; I take up to {settings.max_pages}.", hint="Choose some: --pages 3-5."
        )
    manager = PDFResourceManager()
    # boxes_flow=None: pdfminer's own ordering is slow on crowded pages and not used here.
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None, char_margin=1.8, line_overlap=0.4))
    interpreter = PDFPageInterpreter(manager, device)
    sheets: list[Sheet] = []
    for number in sorted(wanted):
        interpreter.process_page(pages[number - 1])
        sheets.append(_sheet(device.get_result(), number))
    return sheets, _source(document.info)


def _at_most(pages: Iterable[Any], most: int) -> Iterator[Any]:
    for count, page in enumerate(pages):
        if count >= most:
            return
        yield page


def _source(info: Sequence[Any]) -> Source:
    from pdfminer.utils import decode_text

    def field(key: str) -> str:
        value: Any = info[0].get(key) if info else None
        value = value.resolve() if hasattr(value, "resolve") else value
        return decode_text(value).strip() if isinstance(value, bytes) else ""

    title = field("Title")
    return Source("" if _FILE_TITLE.search(title) or len(title.split()) < 2 else title, field("Author"))


# --- lines ------------------------------------------------------------------------------------------------


def _sheet(page: "LTPage", number: int) -> Sheet:
    from pdfminer.layout import LTTextBox, LTTextLine

    found = [line for box in page if isinstance(box, LTTextBox) for line in box if isinstance(line, LTTextLine)]
    lines = [line for line in (_line(raw, number) for raw in found) if line is not None]
    return Sheet(tuple(_on_one_line(lines)), float(page.height), number)


def _line(raw: "LTTextLine", page: int) -> Line | None:
    """One line; raised digits become raised characters, so that note marks and powers are told apart later."""
    from pdfminer.layout import LTAnno, LTChar

    chars = [char for char in raw if isinstance(char, LTChar)]
    letters = [char for char in chars if char.get_text().strip()]
    # Text turned on its side is a stamp in the margin.
    if not letters or not all(char.upright for char in letters[:3]) or not _is_level(letters[0]):
        return None
    size = statistics.median(char.size for char in letters)
    base = statistics.median(char.y0 for char in letters)
    words: list[str] = []
    for item in raw:
        text = item.get_text() if isinstance(item, (LTChar, LTAnno)) else ""
        raised = isinstance(item, LTChar) and item.size < 0.8 * size and item.y0 > base + 0.15 * size
        words.append(text.translate(_RAISED) if raised else text)
    text = " ".join("".join(words).split())
    bold = (
        sum("bold" in char.fontname.lower() or "black" in char.fontname.lower() for char in letters) > len(letters) / 2
    )
    return Line(text, raw.x0, raw.y0, raw.x1, raw.y1, round(size, 1), bold, page) if text else None


def _is_level(char: Any) -> bool:
    return bool(abs(char.matrix[1]) < 0.1 * (abs(char.matrix[0]) or 1))


def _on_one_line(lines: list[Line]) -> list[Line]:
    """Pieces that stand on one line with no gutter between (a justified line with wide spaces) put together."""
    joined: list[Line] = []
    for line in sorted(lines, key=lambda line: (-round(line.y0 / 3), line.x0)):
        before = joined[-1] if joined else None
        if (
            before
            and abs(before.y0 - line.y0) < 0.3 * line.size
            and -1 <= line.x0 - before.x1 < min(GUTTER, 0.8 * line.size)
        ):
            joined[-1] = replace(
                before,
                text=f"{before.text} {line.text}",
                x1=line.x1,
                y0=min(before.y0, line.y0),
                y1=max(before.y1, line.y1),
            )
        else:
            joined.append(line)
    return joined


# --- reading order ----------------------------------------------------------------------------------------


def in_order(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """The lines in reading order, a list a column: the page is cut along white gaps, down first, then across."""
    if len(lines) < 2 or depth > 60:
        return [lines] if lines else []
    gap = _gap([(line.x0, line.x1) for line in lines], GUTTER)
    if gap is not None:
        left = [line for line in lines if line.x1 <= gap]
        right = [line for line in lines if line.x1 > gap]
        # A list's marks or a table's first column are no column of text.
        if min(_words(left), _words(right)) >= 12 or (
            min(len(left), len(right)) >= 3 and min(_words(left), _words(right)) >= 3 * min(len(left), len(right))
        ):
            return in_order(left, depth + 1) + in_order(right, depth + 1)
        return [_top_down(lines)]
    height = _gap([(line.y0, line.y1) for line in lines], 0.0)
    if height is None:
        return [_top_down(lines)]
    upper = [line for line in lines if line.y0 >= height]
    lower = [line for line in lines if line.y0 < height]
    return _merged(in_order(upper, depth + 1), in_order(lower, depth + 1))


def _merged(upper: list[list[Line]], lower: list[list[Line]]) -> list[list[Line]]:
    """A cut across a single column was no cut: its two halves are one column again."""
    if len(upper) == 1 and len(lower) == 1:
        return [upper[0] + lower[0]]
    return upper + lower


def _words(lines: list[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _top_down(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.y0, line.x0))


def _gap(stretches: list[tuple[float, float]], least: float) -> float | None:
    """The middle of the widest gap that no stretch crosses, if it is wider than `least`."""
    widest, middle = least, None
    ordered = sorted(stretches)
    reach = ordered[0][1]
    for start, end in ordered[1:]:
        if start - reach > widest:
            widest, middle = start - reach, (start + reach) / 2
        reach = max(reach, end)
    return middle


# --- paragraphs -------------------------------------------------------------------------------------------


def _blocks(sheets: Sequence[Sheet]) -> Iterator[Block]:
    """Headings and paragraphs first, then what stood around them."""
    body_size = _body_size(sheets)
    furniture = _furniture(sheets)
    notes: list[Line] = []
    columns: list[list[Line]] = []
    for sheet in sheets:
        lines = [line for line in sheet.lines if line not in furniture]
        for column in in_order(lines):
            column, feet = _without_notes(column, body_size, sheet.height)
            columns.append(column)
            notes += feet
    yield from _paragraphs(columns, body_size)
    yield from (Block(line.text, BlockKind.FURNITURE) for sheet in sheets for line in sheet.lines if line in furniture)
    yield from (Block(line.text, BlockKind.NOTE) for line in notes)


def _largest(sheets: Sequence[Sheet]) -> str:
    """The largest print on the first page, which is the title when it is much larger than the text."""
    lines = _top_down(list(sheets[0].lines)) if sheets else []
    size = max((line.size for line in lines), default=0.0)
    title = " ".join(line.text for line in lines if line.size == size)
    return title if size >= TITLE_RATIO * _body_size(sheets) and 2 <= len(title.split()) <= 25 else ""


def _body_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def _furniture(sheets: Sequence[Sheet]) -> frozenset[Line]:
    """Running heads and feet: they come back on other pages, but for their numbers; and page numbers."""
    margin = [
        line
        for sheet in sheets
        for line in sheet.lines
        if line.y0 > sheet.height * (1 - MARGIN) or line.y1 < sheet.height * MARGIN
    ]
    pages_of: dict[str, set[int]] = {}
    for line in margin:
        pages_of.setdefault(_without_numbers(line.text), set()).add(line.page)
    needed = 2 if len(sheets) < 10 else 3
    return frozenset(
        line
        for line in margin
        if re.fullmatch(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d+)?\W*", line.text, re.IGNORECASE)
        or len(pages_of[_without_numbers(line.text)]) >= needed
    )


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", text.lower())


def _without_notes(column: list[Line], body_size: float, height: float) -> tuple[list[Line], list[Line]]:
    """The small lines at the foot of a column, from the first that starts like a note."""
    first = len(column)
    while first and column[first - 1].size <= NOTE_RATIO * body_size and column[first - 1].y0 < 0.5 * height:
        first -= 1
    while first < len(column) and not _NOTE_START.match(column[first].text):
        first += 1
    return column[:first], column[first:]


def _paragraphs(columns: Sequence[list[Line]], body_size: float) -> Iterator[Block]:
    """Lines joined to paragraphs; one that a column's or page's end broke goes on in the next."""
    sizes = sorted(
        {line.size for column in columns for line in column if line.size >= HEADING_RATIO * body_size}, reverse=True
    )
    open_lines: list[Line] = []
    for column in columns:
        pitch = _pitch(column)
        edge = statistics.quantiles([line.x1 for line in column], n=10)[-1] if len(column) > 2 else 0.0
        margin = statistics.median(line.x0 for line in column) if column else 0.0
        for index, line in enumerate(column):
            before = column[index - 1] if index else None
            if open_lines and _parts(open_lines, before, line, pitch, edge, margin, body_size):
                yield _block(open_lines, body_size, sizes)
                open_lines = []
            open_lines.append(line)
    if open_lines:
        yield _block(open_lines, body_size, sizes)


def _pitch(column: list[Line]) -> float:
    """The distance from line to line in a paragraph: a low one, since short paragraphs have as many gaps as lines."""
    pairs = ((upper, lower) for upper, lower in pairwise(column) if upper.y0 - lower.y0 > 0.5 * lower.size)
    steps = sorted(upper.y0 - lower.y0 for upper, lower in pairs)
    return steps[len(steps) // 4] if steps else 1.2 * (column[0].size if column else 10.0)


def _parts(
    open_lines: list[Line], before: Line | None, line: Line, pitch: float, edge: float, margin: float, body_size: float
) -> bool:
    """Whether `line` starts a new paragraph after `open_lines`. `before` is None at the top of a column."""
    last = open_lines[-1]
    ended = bool(SENTENCE_END.search(last.text))
    is_item = bool(LIST_MARK.match(line.text)) and (ended or last.text.endswith(":") or line.text[0] in BULLETS)
    if _style(last, body_size) != _style(line, body_size) or is_item:
        return True
    if before is None:
        return (ended and not line.text[0].islower()) or _style(line, body_size) != "body"
    step = before.y0 - line.y0
    if step > 1.35 * pitch:
        return True
    indented = line.x0 - margin > 0.6 * line.size and before.x0 - margin < 0.3 * line.size
    short = edge and last.x1 < edge - 0.15 * (edge - margin)
    return bool(ended and (indented or (short and not line.text[0].islower()))) or (indented and bool(short))


def _style(line: Line, body_size: float) -> str:
    if line.size >= HEADING_RATIO * body_size:
        return f"large {line.size}"
    if line.size <= NOTE_RATIO * body_size:
        return "small"
    return "bold" if line.bold else "body"


def _block(lines: list[Line], body_size: float, heading_sizes: list[float]) -> Block:
    text = "\n".join(line.text for line in lines)
    first = lines[0]
    short = len(text.split()) <= 20
    if first.size >= HEADING_RATIO * body_size and short:
        return Block(text, BlockKind.HEADING, heading_sizes.index(first.size) + 1)
    if all(line.bold for line in lines) and short and not SENTENCE_END.search(text):
        return Block(text, BlockKind.HEADING, len(heading_sizes) + 1)
    if LIST_MARK.match(text) and not re.match(r"\d", text):
        return Block(text, BlockKind.ITEM)
    return Block(text)
