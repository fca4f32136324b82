"""From an HTML tree to blocks: what both web pages and e-books need."""

import re
from typing import TYPE_CHECKING

from quizgen.read.document import Block, BlockKind
from quizgen.read.phrases import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNREAD = word_set("""
    script style template noscript iframe object embed svg math canvas video audio form button input select
    textarea nav dialog head title menu map area dl
""")
STARTS_BLOCK = word_set("""
    p div section article main header footer aside blockquote ul ol li dl dt dd table figure figcaption pre h1
    h2 h3 h4 h5 h6 hr address body html center details summary tr td th caption
""")
_KINDS = {
    "li": BlockKind.ITEM,
    "table": BlockKind.TABLE,
    "pre": BlockKind.CODE,
    "figure": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
}
_NOTE_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[a-z]|[*†‡§]|note \d+|citation needed)\s*[\])]?\s*$", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
# Deeper than this nobody writes; libxml2 itself stops at 256 unless told otherwise.
DEEPEST = 300


def parse_html(text: str) -> "HtmlElement | None":
    """The tree of a page, however broken; nothing for an empty one."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except etree.ParserError:
        return None


def drop_note_marks(root: "HtmlElement") -> None:
    """Raised note marks go; a raised number that belongs to a unit becomes a raised character: m², 10³."""
    for raised in list(root.iter("sup")):
        text = "".join(raised.itertext())
        is_mark = (
            raised.find(".//a") is not None
            or "reference" in (raised.get("class") or "")
            or raised.find(".//cite") is not None
        )
        if is_mark and _NOTE_MARK.match(text):
            raised.text = ""
            for child in list(raised):
                raised.remove(child)
        elif text.strip() and not len(raised):
            raised.text = text.strip().translate(_SUPERSCRIPT)


def tree_blocks(root: "HtmlElement", anchors: frozenset[str] = frozenset()) -> list[Block]:
    """Blocks in reading order. An element whose id is in `anchors` gives an ANCHOR block before its text."""
    blocks: list[Block] = []
    words: list[str] = []
    _walk(root, BlockKind.TEXT, 0, anchors, blocks, words, 0)
    _flush(BlockKind.TEXT, 0, blocks, words)
    return blocks


def _walk(
    element: "HtmlElement",
    kind: BlockKind,
    level: int,
    anchors: frozenset[str],
    blocks: list[Block],
    words: list[str],
    depth: int,
) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if depth > DEEPEST or tag in UNREAD or not tag or _is_hidden(element):
        return
    if anchors and (element.get("id") in anchors or element.get("name") in anchors):
        _flush(kind, level, blocks, words)
        blocks.append(Block(element.get("id") or element.get("name") or "", BlockKind.ANCHOR))
    starts = tag in STARTS_BLOCK
    inner, inner_level = _inner_kind(tag, kind, level)
    if _is_note(element):
        inner = BlockKind.NOTE
    if starts:
        _flush(kind, level, blocks, words)
    if tag == "br":
        words.append("\n")
    words.append(_spaced(element.text, inner))
    for child in element:
        _walk(child, inner, inner_level, anchors, blocks, words, depth + 1)
        words.append(_spaced(child.tail, inner))
    if starts:
        _flush(inner, inner_level, blocks, words)


def _inner_kind(tag: str, kind: BlockKind, level: int) -> tuple[BlockKind, int]:
    if kind in {BlockKind.TABLE, BlockKind.CAPTION, BlockKind.CODE, BlockKind.NOTE}:
        return kind, level
    if re.fullmatch(r"h[1-6]", tag):
        return BlockKind.HEADING, int(tag[1])
    return (_KINDS[tag], 0) if tag in _KINDS else (kind, level)


def _is_hidden(element: "HtmlElement") -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "hidden" in element.attrib or element.get("aria-hidden") == "true" or "display:none" in style


def _is_note(element: "HtmlElement") -> bool:
    names = ("role", "epub:type", "{http://www.idpf.org/2007/ops}type")
    role = " ".join(element.get(name) or "" for name in names)
    return bool(re.search(r"\b(?:doc-)?(?:foot|end|rear)notes?\b", role))


def _spaced(text: str | None, kind: BlockKind) -> str:
    """A newline of the source is a space; only `<br>` breaks a line."""
    return text or "" if kind is BlockKind.CODE else re.sub(r"\s+", " ", text or "")


def _flush(kind: BlockKind, level: int, blocks: list[Block], words: list[str]) -> None:
    """The words so far become a block; two breaks in a row part paragraphs."""
    text = "".join(words)
    words.clear()
    parts = [text] if kind is BlockKind.CODE else re.split(r"\n\s*\n", text)
    blocks += [Block(part.strip(), kind, level) for part in parts if part.strip()]
