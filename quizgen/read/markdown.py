"""Markdown (CommonMark with tables): its markup is read, not shown."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from quizgen.model import Removed
from quizgen.read.document import Block, BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_NOTE = re.compile(r"^\[\^[^\]\n]+\]:.*(?:\n(?:[ \t]+\S.*|(?=\n[ \t]{2,}\S)))*", re.MULTILINE)
_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"!?\[[^\]\n]+\]\([^)\s]+\)"),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*|__[^\s_][^_\n]*__"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^\|?(?: ?:?-{3,}:? ?\|)+", re.MULTILINE),
)
# Elements whose content is no running text.
_UNREAD = frozenset(
    {
        "script",
        "style",
        "table",
        "figure",
        "iframe",
        "svg",
        "math",
        "nav",
        "video",
        "audio",
        "object",
        "form",
        "button",
        "template",
    }
)


def looks_like_markdown(text: str) -> bool:
    """At least two of its signs; one alone may be the article's own."""
    return sum(bool(sign.search(text)) for sign in _SIGNS) >= 2


def markdown_blocks(text: str) -> tuple[list[Block], list[Removed]]:
    """Blocks in order, and what was taken out of their lines (pictures, notes)."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    removed = [Removed(match.group().strip(), "footnote") for match in _NOTE.finditer(text)]
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tree = SyntaxTreeNode(parser.parse(_NOTE.sub("", text)))
    blocks = list(_blocks(tree.children, removed))
    return blocks, removed


def _blocks(nodes: "Sequence[SyntaxTreeNode]", removed: list[Removed]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Block(_inline(node, removed), BlockKind.HEADING, int(node.tag[1]))
            case "paragraph":
                yield Block(_inline(node, removed))
            case "fence" | "code_block":
                yield Block(node.content, BlockKind.CODE)
            case "table":
                yield Block(
                    "\n".join(
                        " | ".join(_inline(cell, removed) for cell in row.children)
                        for part in node.children
                        for row in part.children
                    ),
                    BlockKind.TABLE,
                )
            case "html_block":
                yield from html_blocks(node.content)
            case "list_item":
                yield from (
                    Block(block.text, BlockKind.ITEM) if block.kind is BlockKind.TEXT else block
                    for block in _blocks(node.children, removed)
                )
            case "hr":
                pass
            case _:
                yield from _blocks(node.children, removed)


def _inline(node: "SyntaxTreeNode", removed: list[Removed]) -> str:
    """The words of a line: emphasis and links leave their text, pictures and tags go."""
    tokens = [
        token
        for child in node.children
        if child.type == "inline" and child.token
        for token in child.token.children or ()
    ]
    return "".join(_word(token, removed) for token in tokens)


def _word(token: "Token", removed: list[Removed]) -> str:
    match token.type:
        case "text" | "code_inline" | "text_special":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "image":
            removed.append(Removed(token.content, str(BlockKind.PICTURE)))
            return ""
        case "html_inline":
            return "\n" if re.match(r"<br\b", token.content, re.IGNORECASE) else ""
        case _:
            return ""


class _Text(HTMLParser):
    """The text of a piece of HTML, without the elements that hold none."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in _UNREAD
        if tag in {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "section"}:
            self.parts.append("\n\n" if tag != "br" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in _UNREAD and self.unread > 0

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(data)


def html_blocks(html: str) -> Iterator[Block]:
    """The paragraphs of a piece of HTML within Markdown."""
    parser = _Text()
    parser.feed(html)
    for paragraph in re.split(r"\n\s*\n", "".join(parser.parts)):
        if paragraph.strip():
            yield Block(paragraph.strip())
