"""Word files, through python-docx: its styles say what is a heading, a list or a caption."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quizgen.config import ReadSettings
from quizgen.model import Source
from quizgen.read.document import Block, BlockKind, Document
from quizgen.read.package import Package, parsing

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Text in a floating box is no part of the sentence it is anchored in; deleted text and field codes are not read.
_UNREAD = frozenset(
    {
        f"{_W}txbxContent",
        f"{_W}del",
        f"{_W}instrText",
        f"{_W}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLES = (
    (re.compile(r"(?i)toc|table of contents|header|footer|index"), BlockKind.FURNITURE),
    (re.compile(r"(?i)caption"), BlockKind.CAPTION),
    (re.compile(r"(?i)footnote|endnote"), BlockKind.NOTE),
    (re.compile(r"(?i)list"), BlockKind.ITEM),
    (re.compile(r"(?i)code|preformatted|source code"), BlockKind.CODE),
)


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """Paragraphs by style; notes, headers, footers and deleted text are other parts of the file and not read."""
    with parsing(name):
        Package(data, name, settings)  # refuses what unpacks to too much
        import docx

        document = docx.Document(io.BytesIO(data))
        core = document.core_properties
        blocks = list(_blocks(document))
        return Document(
            tuple(blocks),
            Source(_sensible_title(core.title or ""), core.author if core.author != "python-docx" else ""),
        )


def _sensible_title(title: str) -> str:
    """Word puts file names and “Microsoft Word - …” where the title should be."""
    return (
        ""
        if re.search(r"\.docx?$|^Microsoft Word|^Document\d*$|^Word Document$", title.strip(), re.IGNORECASE)
        else title
    )


def _blocks(document: Any) -> Iterator[Block]:
    from docx.table import Table

    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield Block(
                "\n".join(
                    " | ".join("".join(cell.itertext(f"{_W}t")) for cell in row.iter(f"{_W}tc"))
                    for row in part._tbl.iter(f"{_W}tr")
                ),
                BlockKind.TABLE,
            )
        else:
            kind, level = _kind(part)
            yield Block("".join(_words(part._p)), kind, level)


def _kind(paragraph: "Paragraph") -> tuple[BlockKind, int]:
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    heading = re.match(r"(?i)heading (\d)", style)
    if heading or style.lower() in {"title", "subtitle"}:
        return BlockKind.HEADING, int(heading.group(1)) if heading else 1
    outline = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and (outline.get(f"{_W}val") or "9") < "9":
        return BlockKind.HEADING, int(outline.get(f"{_W}val") or 0) + 1
    if paragraph._p.find(f"{_W}pPr/{_W}numPr") is not None:
        return BlockKind.ITEM, 0
    return next((kind for pattern, kind in _STYLES if pattern.match(style)), BlockKind.TEXT), 0


def _words(element: Any) -> Iterator[str]:
    """The text that a reader sees, inserted text included."""
    for child in element:
        if child.tag in _UNREAD or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}t":
            yield _raised(child) if _is_raised(element) else child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " " if child.tag.endswith("tab") else "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _words(child)


def _is_raised(run: Any) -> bool:
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    return align is not None and align.get(f"{_W}val") == "superscript"


def _raised(text: Any) -> str:
    return (text.text or "").translate(_RAISED)
