"""What every reader gives: where the text is from, and its blocks in reading order, not yet cleaned."""

from dataclasses import dataclass, field
from enum import StrEnum

from quizgen.model import Removed, Source


class BlockKind(StrEnum):
    """What a reader knows about a block. `TEXT` may still turn out to be a caption or a heading in disguise."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "bullet list"
    TABLE = "table"
    CODE = "code"
    PICTURE = "picture"
    CAPTION = "photo caption"
    NOTE = "footnote"
    FURNITURE = "page furniture"  # menus, running heads, page numbers
    ANCHOR = "anchor"  # no text: the id of a place, where an e-book's chapter starts


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item… as found; lines may still be wrapped. `level` is a heading's (1 is topmost)."""

    text: str
    kind: BlockKind = BlockKind.TEXT
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart. `language` is what the file says of itself, if anything."""

    blocks: tuple[Block, ...]
    source: Source = field(default_factory=Source)
    language: str = ""
    removed: tuple[Removed, ...] = ()
