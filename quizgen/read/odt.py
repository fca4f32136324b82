"""OpenDocument texts: plain XML in a zip, read with lxml (its own library, odfpy, is no longer looked after)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen.config import ReadSettings
from quizgen.model import Source
from quizgen.read.document import Block, BlockKind, Document
from quizgen.read.kinds import damaged
from quizgen.read.package import Package, parsing

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_UNREAD = frozenset(
    [f"{_TEXT}{name}" for name in ("tracked-changes", "table-of-content", "note", "bibliography", "alphabetical-index")]
    + [f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms")]
    + [f"{_DRAW}{name}" for name in ("frame", "custom-shape")]
)
DEEPEST = 200


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """Headings, paragraphs, lists and tables; notes, comments, frames and deleted text are passed over."""
    with parsing(name):
        package = Package(data, name, settings)
        body = package.xml("content.xml").find(f".//{_OFFICE}text")
        if body is None:
            raise damaged(name)
        source = _source(package.xml("meta.xml")) if "meta.xml" in package else Source()
        return Document(tuple(_blocks(body, BlockKind.TEXT, 0)), source)


def _source(meta: "_Element") -> Source:
    def first(*tags: str) -> str:
        return next((found.text or "" for tag in tags for found in meta.iter(tag)), "")

    return Source(
        title=first(f"{_DC}title"),
        author=first(f"{_META}initial-creator", f"{_DC}creator"),
        licence=first(f"{_DC}rights"),
    )


def _blocks(parent: "_Element", kind: BlockKind, depth: int) -> Iterator[Block]:
    if depth > DEEPEST:
        return
    for element in parent:
        if element.tag in _UNREAD or not isinstance(element.tag, str):
            continue
        if element.tag == f"{_TEXT}h":
            level = str(element.get(f"{_TEXT}outline-level") or "1")
            yield Block("".join(_words(element, 0)), BlockKind.HEADING, int(level) if level.isdigit() else 1)
        elif element.tag == f"{_TEXT}p":
            style = (element.get(f"{_TEXT}style-name") or "").lower()
            special = (
                BlockKind.HEADING
                if style in {"title", "subtitle"}
                else BlockKind.CAPTION
                if "caption" in style or style == "illustration"
                else kind
            )
            yield Block("".join(_words(element, 0)), special, 1 if special is BlockKind.HEADING else 0)
        elif element.tag == f"{_TABLE}table":
            yield Block(
                "\n".join(
                    " | ".join("".join(cell.itertext()) for cell in row.iter(f"{_TABLE}table-cell"))
                    for row in element.iter(f"{_TABLE}table-row")
                ),
                BlockKind.TABLE,
            )
        else:
            yield from _blocks(element, BlockKind.ITEM if element.tag == f"{_TEXT}list" else kind, depth + 1)


def _words(element: "_Element", depth: int) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            yield " "
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _UNREAD and isinstance(child.tag, str) and depth < DEEPEST:
            yield from _words(child, depth + 1)
        yield child.tail or ""
