"""Rich text (RTF), through striprtf."""

import re

from quizgen.config import ReadSettings
from quizgen.model import Source
from quizgen.read.document import Block, Document
from quizgen.read.package import parsing
from quizgen.read.plain import plain_blocks

# striprtf knows \\footnote only as more text; pictures are long runs of hexadecimal digits that it would walk through.
_UNREAD = re.compile(
    r"\{\\(?:\*\\)?(?:footnote|pict|object|annotation|header[lrf]?|footer[lrf]?|themedata|colorschememapping|datastore)\b"
)
_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,300})\}")


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """The text without its formatting; footnotes, headers and footers go."""
    del settings
    with parsing(name):
        from striprtf.striprtf import rtf_to_text

        raw = data.decode("latin-1")
        info = dict(_INFO.findall(raw[:20_000]))
        text: str = rtf_to_text(_without_groups(raw), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
        # Every \\par is a paragraph of its own: nothing is hard-wrapped in RTF.
        blocks: tuple[Block, ...] = tuple(block for line in text.split("\n") for block in plain_blocks(line))
        return Document(blocks, Source(info.get("title", "").strip(), info.get("author", "").strip()))


def _without_groups(raw: str) -> str:
    """The text without the groups that hold no running text; groups nest, so their braces are counted."""
    kept: list[str] = []
    position = 0
    for match in _UNREAD.finditer(raw):
        if match.start() >= position:
            kept.append(raw[position : match.start()])
            position = _group_end(raw, match.start())
    return "".join(kept) + raw[position:]


def _group_end(raw: str, start: int) -> int:
    depth = 0
    for match in re.compile(r"\\[\\{}]|[{}]").finditer(raw, start):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end()
    return len(raw)
