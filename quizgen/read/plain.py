"""Plain text: which lines belong together. Every character is literal: `<b>`, `&amp;` and `*` are the article's own."""

import re

from quizgen.read.document import Block, BlockKind
from quizgen.read.phrases import CROSS_LINKS, LINK_LABELS

# Lines longer than this were not broken by hand or by a mailer: each is a paragraph of its own.
LONGEST_WRAPPED = 160
# “A.” is no mark: a wrapped line may start with “J. Robert Oppenheimer”.
_NUMERALS = r"(?:\d{1,3}[.)]|[a-z][.)]|[A-Z]\)|[ivx]{1,4}[.)])"
LIST_MARK = re.compile(
    rf"\s*(?:[-*•‣▪◦●○■□►➢✓–—·][ \t]+|{_NUMERALS}[ \t]+|\((?:\d{{1,3}}|[a-zA-Z]|[ivx]{{1,4}})\)[ \t]+)(?=\S)"
)
BULLETS = "-*•‣▪◦●○■□►➢✓"
RULE = re.compile(r"\s*([-=_*~#+.•·])(?:\s*\1){2,}\s*$")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?:\[\w{1,3}\])*$")
CROSS_LINK = re.compile(rf"\s*(?:{CROSS_LINKS}\s*[:|»>–—-]+|{LINK_LABELS}\s*[:|»>])", re.IGNORECASE)
_TABLE_ROW = re.compile(r"\S(?:\t+| {3,}|\s*\|\s*)\S.*?\S?(?:\t+| {3,}|\s*\|\s*)\S|^\s*\|.*\|\s*$")
_ALL_CAPS = re.compile(r"[^a-z]*[A-Z]{2}[^a-z]*$")


def plain_blocks(text: str) -> list[Block]:
    """Paragraphs, list items and tables of a plain text, in order."""
    width = wrap_width(text)
    blocks: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n+", text):
        lines = [line.rstrip() for line in chunk.split("\n") if line.strip()]
        if lines:
            blocks += _chunk_blocks(lines, width)
    return _rejoined(blocks)


def wrap_width(text: str) -> int:
    """The longest line of a hard-wrapped text, else 0: few lines are long."""
    lengths = sorted(len(line.strip()) for line in text.split("\n") if line.strip())
    if not lengths or sum(length > LONGEST_WRAPPED for length in lengths) > len(lengths) / 20:
        return 0
    return lengths[int(len(lengths) * 0.95)]


def _chunk_blocks(lines: list[str], width: int) -> list[Block]:
    if len(lines) > 1 and sum(bool(_TABLE_ROW.search(line)) for line in lines) > len(lines) / 2:
        return [Block("\n".join(lines), BlockKind.TABLE)]
    if len(lines) == 2 and RULE.match(lines[1]) and lines[1].strip()[0] in "=-~":
        return [Block(lines[0].strip(), BlockKind.HEADING, 1 if "=" in lines[1] else 2)]
    opened: list[tuple[BlockKind, list[str]]] = []
    marked = sum(bool(LIST_MARK.match(line)) for line in lines)
    for line in lines:
        if RULE.match(line):
            continue
        kind, before = opened[-1] if opened else (BlockKind.TEXT, [])
        if _is_item(line, kind, before, marked):
            opened.append((BlockKind.ITEM, [line]))
        elif not opened or _starts_anew(kind, before, line, width):
            opened.append((BlockKind.TEXT, [line]))
        else:
            before.append(line)
    return [Block("\n".join(block), kind) for kind, block in opened]


def _is_item(line: str, kind: BlockKind, before: list[str], marked: int) -> bool:
    """A line with a list mark, unless it may be the middle of a sentence that was broken before a dash or a number."""
    if not LIST_MARK.match(line):
        return False
    if line.lstrip()[0] in BULLETS:
        return True
    if marked < 2:
        return False
    return not before or kind is BlockKind.ITEM or bool(SENTENCE_END.search(before[-1]) or before[-1].endswith(":"))


def _starts_anew(kind: BlockKind, before: list[str], line: str, width: int) -> bool:
    """Whether `line` is a new paragraph though no blank line stands before it."""
    last, text = before[-1].strip(), line.strip()
    ended = bool(SENTENCE_END.search(last))
    if not width or len(last) > LONGEST_WRAPPED:
        return True
    if kind is BlockKind.ITEM:
        return ended and line[:1] not in " \t" and not text[0].islower() and len(last) < 0.75 * width
    if CROSS_LINK.match(line):
        return True
    if text[0].islower():
        return False
    if CROSS_LINK.match(before[0]):
        return ended or len(last) < 0.75 * width or len(before) > 1
    if re.match(r"\t| {2,}", line) and not re.match(r"\t| {2,}", before[-1]) and ended:
        return True
    if ended:
        return len(last) < 0.75 * width
    is_heading = len(before) == 1 and len(last) < 0.6 * width and len(last.split()) <= 10 and last[-1] not in ",;:-–—"
    return is_heading and (bool(_ALL_CAPS.match(last)) or len(text) > max(0.6 * width, len(last)))


def _rejoined(blocks: list[Block]) -> list[Block]:
    """A paragraph broken in the middle of a sentence (by a page end, or double spacing) is one again."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before and before.kind is block.kind is BlockKind.TEXT and _runs_on(before.text, block.text):
            joined[-1] = Block(f"{before.text}\n{block.text}")
        else:
            joined.append(block)
    return joined


def _runs_on(before: str, after: str) -> bool:
    return (
        len(before) >= 40
        and (before[-1].isalpha() or before[-1] in ",;-")
        and after.lstrip()[0].islower()
        and not LIST_MARK.match(after)
    )
