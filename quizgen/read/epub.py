"""E-books (EPUB): a zip of web pages with a table of contents. A chapter is chosen by its number or title."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from quizgen.config import ReadSettings
from quizgen.errors import InputError
from quizgen.model import Source
from quizgen.read.decode import decode
from quizgen.read.document import Block, BlockKind, Document
from quizgen.read.html_tree import drop_note_marks, parse_html, tree_blocks
from quizgen.read.kinds import damaged
from quizgen.read.package import Package, parsing

if TYPE_CHECKING:
    from lxml.etree import _Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_FRONT = re.compile(
    r"(?:cover|title ?page|copyright|imprint|colophon|(?:table of )?contents|dedication|landmarks"
    r"|the project gutenberg.*|also by.*|about the author)$",
    re.IGNORECASE,
)
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of the table of contents: its label, the part it starts in, and the place there."""

    label: str
    part: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The parts in reading order and the chapters among them."""

    source: Source
    language: str
    parts: tuple[str, ...]
    chapters: tuple[Chapter, ...] = field(default=())


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """The whole book, or the chapter that the settings name."""
    with parsing(name):
        package = Package(data, name, settings)
        book = _book(package)
        if not settings.chapter.strip():
            blocks = [block for part in book.parts for block in _part_blocks(package, part, frozenset())]
            _refuse_a_whole_book(blocks, book, name, settings)
            return Document(tuple(blocks), book.source, book.language)
        index = _chosen(book, settings.chapter.strip(), name)
        return Document(tuple(_chapter_blocks(package, book, index)), book.source, book.language)


def _refuse_a_whole_book(blocks: list[Block], book: Book, name: str, settings: ReadSettings) -> None:
    length = sum(len(block.text.split()) for block in blocks)
    if length > settings.max_words:
        raise InputError(f"“{name}” is a book of {length:,} words.", hint=f"Choose a chapter: {_listed(book)}.")


def _listed(book: Book) -> str:
    numbered = [f"{number} “{chapter.label[:50]}”" for number, chapter in enumerate(book.chapters, 1)]
    return (
        ", ".join(numbered[:MOST_NAMED]) + (", …" if len(numbered) > MOST_NAMED else "")
        or "it has no table of contents"
    )


def _book(package: Package) -> Book:
    container = package.xml("META-INF/container.xml")
    root_file = next((str(item.get("full-path")) for item in container.iter("{*}rootfile")), "")
    opf = package.xml(root_file)
    folder = posixpath.dirname(root_file)
    manifest = {str(item.get("id")): item for item in opf.iter(f"{_OPF}item")}
    spine = [
        manifest[ref] for ref in (str(item.get("idref")) for item in opf.iter(f"{_OPF}itemref")) if ref in manifest
    ]
    parts = tuple(_path(folder, str(item.get("href"))) for item in spine if "html" in str(item.get("media-type")))
    if not parts:
        raise damaged(package.name)

    def first(tag: str) -> str:
        return next((" ".join("".join(found.itertext()).split()) for found in opf.iter(_DC + tag)), "")

    chapters = [
        chapter
        for chapter in _contents(package, opf, folder, manifest)
        if chapter.part in parts and not _FRONT.match(chapter.label)
    ]
    chapters = chapters or [Chapter(f"Part {number}", part) for number, part in enumerate(parts, 1)]
    return Book(
        Source(first("title"), first("creator"), first("source"), first("rights")),
        first("language"),
        parts,
        tuple(chapters),
    )


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.split("#")[0])))


def _contents(package: Package, opf: "_Element", folder: str, manifest: dict[str, "_Element"]) -> list[Chapter]:
    """The table of contents: of EPUB 3 where there is one, else of EPUB 2."""
    nav = next((item for item in manifest.values() if "nav" in str(item.get("properties") or "").split()), None)
    if nav is not None:
        part = _path(folder, str(nav.get("href")))
        tree = parse_html(decode(package.read(part), package.name)) if part in package else None
        if tree is not None:
            lists = [
                found
                for found in tree.iter("nav")
                if "toc" in str(found.get("epub:type") or found.get("role") or "toc")
            ]
            links = [link for found in lists[:1] for link in found.iter("a") if link.get("href")]
            return [
                _chapter("".join(link.itertext()), posixpath.dirname(part), str(link.get("href"))) for link in links
            ]
    ncx = next((item for item in manifest.values() if str(item.get("media-type")) == "application/x-dtbncx+xml"), None)
    if ncx is None or _path(folder, str(ncx.get("href"))) not in package:
        return []
    part = _path(folder, str(ncx.get("href")))
    points = package.xml(part).iter(f"{_NCX}navPoint")
    chapters: list[Chapter] = []
    for point in points:
        label = "".join(next(point.iter(f"{_NCX}text"), point).itertext())
        target = next((str(content.get("src")) for content in point.iter(f"{_NCX}content")), "")
        chapters.append(_chapter(label, posixpath.dirname(part), target))
    return chapters


def _chapter(label: str, folder: str, href: str) -> Chapter:
    return Chapter(" ".join(label.split()), _path(folder, href), unquote(href.partition("#")[2]))


def _chosen(book: Book, wanted: str, name: str) -> int:
    """By title (whole, start, part), by “chapter N” in the title, else as the N-th entry."""
    labels = [chapter.label.casefold() for chapter in book.chapters]
    goal = wanted.casefold()
    numbered = re.compile(rf"(?:chapter\s+)?{re.escape(goal)}(?:[.:)\s—–-]|$)") if goal.isdigit() else None
    tests: list[Callable[[str], bool]] = [
        lambda label: label == goal,
        lambda label: numbered is not None and bool(numbered.match(label)),
        lambda label: not goal.isdigit() and label.startswith(goal),
        lambda label: not goal.isdigit() and goal in label,
    ]
    for test in tests:
        for index, label in enumerate(labels):
            if test(label):
                return index
    if goal.isdigit() and 1 <= int(goal) <= len(labels):
        return int(goal) - 1
    raise InputError(f"“{name}” has no chapter “{wanted}”.", hint=f"Its chapters: {_listed(book)}.")


def _chapter_blocks(package: Package, book: Book, index: int) -> list[Block]:
    """From where the chapter starts to where the next one does: in the same part or parts later."""
    chapter = book.chapters[index]
    after = next(
        (other for other in book.chapters[index + 1 :] if (other.part, other.anchor) != (chapter.part, chapter.anchor)),
        None,
    )
    first = book.parts.index(chapter.part)
    last = book.parts.index(after.part) if after and book.parts.index(after.part) >= first else len(book.parts)
    blocks: list[Block] = []
    for number in range(first, min(last + 1, len(book.parts))):
        part = book.parts[number]
        if number == last and (after is None or not after.anchor) and number != first:
            break
        anchors = frozenset(place.anchor for place in (chapter, after) if place and place.part == part and place.anchor)
        found = _part_blocks(package, part, anchors)
        blocks += _between(
            found, chapter.anchor if number == first else "", after.anchor if after and number == last else ""
        )
    return blocks


def _between(blocks: list[Block], start: str, stop: str) -> list[Block]:
    places = {block.text: index for index, block in enumerate(blocks) if block.kind is BlockKind.ANCHOR}
    return [
        block
        for block in blocks[places.get(start, 0) : places.get(stop, len(blocks))]
        if block.kind is not BlockKind.ANCHOR
    ]


def _part_blocks(package: Package, part: str, anchors: frozenset[str]) -> list[Block]:
    if part not in package:
        return []
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(package.read(part), package.name))
    tree = parse_html(text)
    if tree is None:
        return []
    drop_note_marks(tree)
    return tree_blocks(tree, anchors)
