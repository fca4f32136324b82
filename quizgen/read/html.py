"""Web pages: trafilatura finds the main text among menus, banners and teasers."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.config import ReadSettings
from quizgen.model import Source
from quizgen.read.decode import decode
from quizgen.read.document import Block, BlockKind, Document
from quizgen.read.html_tree import drop_note_marks, parse_html, tree_blocks
from quizgen.read.package import parsing

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# The encoding the page says it has; asked only where the bytes are not UTF-8.
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
# Containers that hold no article on any site seen.
_FURNITURE = (
    "//nav|//footer|//aside|//form|//script|//style|//noscript|//iframe|//figure|//button|//dialog|//template"
    "|//*[@role='navigation' or @role='complementary' or @role='contentinfo' or @role='banner' or @role='dialog']"
    "|//*[@role='search' or @aria-hidden='true']"
    "|//sup[contains(@class,'reference')]|//span[contains(@class,'mw-editsection')]|//*[contains(@class,'noprint')]"
)
# Less than this and trafilatura has missed the text; then the whole page is read and the shared cleaning sorts it.
LEAST_WORDS = 30


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """The main text of a page with its title, author, licence and address."""
    del settings
    with parsing(name):
        text = _decoded(data, name)
        root = parse_html(text)
        if root is None:
            return Document(())
        meta = _metadata(root)
        drop_note_marks(root)
        blocks = _main_blocks(root, text)
        title = _heading_in(root.findtext(".//title") or "", blocks) or meta.title
        return Document(tuple(blocks), replace(meta, title=title), root.get("lang") or "")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:4096])
        if said and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return data.decode(said.group(1).decode("ascii"), errors="replace")
            except LookupError:
                pass
        return decode(data, name)


def _main_blocks(root: "HtmlElement", text: str) -> list[Block]:
    from copy import deepcopy

    from trafilatura import bare_extraction

    tree = deepcopy(root)
    for element in tree.xpath(_FURNITURE):
        if element.getparent() is not None:
            element.drop_tree()
    found = bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        include_images=False,
        include_links=False,
        favor_recall=False,
        deduplicate=False,
    )
    body = getattr(found, "body", None)
    blocks = _trafilatura_blocks(body) if body is not None else []
    if _words(blocks) >= LEAST_WORDS:
        return blocks
    whole = tree_blocks(tree)
    return whole if _words(whole) > 2 * _words(blocks) else blocks


def _words(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks if block.kind is BlockKind.TEXT)


def _trafilatura_blocks(body: "_Element") -> list[Block]:
    """Its own small XML: head, p, list/item, quote, table, code, lb."""
    blocks: list[Block] = []
    for element in body:
        tag = element.tag
        if tag == "head":
            rank = str(element.get("rend") or "h2")
            blocks.append(Block(_text(element), BlockKind.HEADING, int(rank[1]) if rank[1:].isdigit() else 2))
        elif tag == "list":
            blocks += [Block(_text(item), BlockKind.ITEM) for item in element.iter("item")]
        elif tag == "table":
            blocks.append(Block(_text(element), BlockKind.TABLE))
        elif tag == "code":
            blocks.append(Block(_text(element), BlockKind.CODE))
        elif tag == "quote" and len(element):
            blocks += [Block(_text(part)) for part in element if _text(part)]
            blocks += [Block(element.text.strip())] if element.text and element.text.strip() else []
        else:
            blocks += [Block(part) for part in re.split(r"\n\s*\n", _text(element)) if part.strip()]
    return [block for block in blocks if block.text.strip()]


def _text(element: "_Element") -> str:
    parts: list[str] = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _text(child))
        parts.append(child.tail or "")
    return "".join(parts).strip()


def _metadata(root: "HtmlElement") -> Source:
    """Title, author, licence and address, as the page itself states them."""
    from trafilatura.metadata import extract_metadata

    meta = extract_metadata(root)
    licence = meta.license or _licence(root)
    return Source(meta.title or "", "; ".join((meta.author or "").split("; ")), meta.url or "", licence)


def _licence(root: "HtmlElement") -> str:
    """A Creative Commons link anywhere in the page: its text, or its short name."""
    for link in root.xpath(
        "//a[contains(@href,'creativecommons.org/licenses/') or contains(@href,'creativecommons.org/publicdomain/')]"
    ):
        short = re.search(r"/licenses/([a-z-]+)/(\d\.\d)", link.get("href"))
        if short:
            return f"CC {short.group(1).upper()} {short.group(2)}"
        return "CC0 1.0" if "zero" in link.get("href") else "Public domain"
    return ""


def _heading_in(page_title: str, blocks: list[Block]) -> str:
    """The heading the text opens with, when it is a part of the page's title: the rest is the site's name."""
    opening = next((block for block in blocks[:3] if block.kind is BlockKind.HEADING), None)
    if opening is None:
        return ""
    heading = " ".join(opening.text.split())
    return heading if heading.casefold() in " ".join(page_title.split()).casefold() else ""
