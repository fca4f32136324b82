"""The one cleaning stage behind all readers: blocks as found become paragraphs of running text.

Two lists of small named rules say what goes: `debris.RULES` whole blocks, `cuts.RULES` stretches within a paragraph.
Every removal is kept with its reason.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from quizgen.model import Removed
from quizgen.read import cuts, debris
from quizgen.read.characters import normalised, typographic
from quizgen.read.debris import is_end_matter, is_heading, words
from quizgen.read.document import Block, BlockKind
from quizgen.read.phrases import word_set
from quizgen.read.plain import SENTENCE_END

HEADING = "heading"
END_MATTER = "end matter"
LIST_INTRODUCTION = "introduction to a list"
REPEATED = "repeated line"

# Prefixes that keep their hyphen; a word broken at any other hyphen at a line's end is one word.
HYPHENATED = word_set("""
    self well ill non half quarter long short high low ex mid post pre anti all cross full part one two three
    four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety first second third
    north south east west old new open so by far co multi semi vice
""")
_BROKEN_WORD = re.compile(r"(?<!\w)(\w+)-[ \t]*\n[ \t]*(\w+)")
_STRAY_HYPHEN = re.compile(r"(?<=[a-z]{2})- (?!(?:and|or|to|nor|but|versus|as|than)\b)(?=[a-z]{2})")
# Not before “. . .”, and not where a word is missing: see `cuts.sentence_with_a_hole`.
_STRAY_SPACE = re.compile(r"(?<!\w)(\w+) ([,;]|\.(?! ?\.))(?=\s|$)")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_LAST_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”’)]))\s+[^.!?]{1,300}:$")
_SENTENCE_GAP = re.compile(r"[.!?][”’)]? (?=[A-Z“‘])")
# In characters: about 700 words. Nobody prints a longer paragraph.
LONGEST_PARAGRAPH = 4000
# A longer “word” is data (a picture in base64, a key), not language.
LONGEST_WORD = 200
# Text that still changes after so many passes is no article; real ones need two.
MOST_PASSES = 8
# Under this many blocks every short one is looked for inside the others (pull quotes); the search is quadratic.
MOST_FOR_PULL_QUOTES = 3000


@dataclass(frozen=True, slots=True)
class Kept:
    """A paragraph of the article and the heading above it."""

    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left, what went, and the heading the text opens with, if any."""

    paragraphs: tuple[Kept, ...]
    removed: tuple[Removed, ...]
    title: str = ""


def clean(blocks: Iterable[Block], title: str = "") -> Cleaned:
    """Tidy, sort out, cut: what remains are the paragraphs. A known `title` is not taken for a section's heading."""
    tidy = _with_its_headline(tidied(list(blocks)))
    opening = _opening_heading(tidy)
    state = _Place(
        title=title or opening,
        habits=cuts.habits_of(block.text for block in tidy),
        items=_items_to_keep(tidy),
        running=frozenset(
            text
            for text, times in Counter(block.text for block in tidy if words(block.text) <= 12).items()
            if times > 2
        ),
    )
    kept: list[Kept] = []
    removed: list[Removed] = []
    for found in _without_repeats(list(_sorted_out(tidy, state))):
        if isinstance(found, Kept):
            kept.append(found)
        else:
            removed.append(found)
    return Cleaned(tuple(kept), tuple(removed), opening)


# --- characters and lines ---------------------------------------------------------------------------------


def tidied(blocks: Sequence[Block]) -> list[Block]:
    """Every block on one line, its characters in order; empty ones gone."""
    normal = [replace(block, text=normalised(block.text)) for block in blocks]
    vocabulary = Counter(word for block in normal for word in _WORD.findall(block.text.lower()))
    tidy = (replace(block, text=_tidied_text(reflowed(block.text, vocabulary))) for block in normal)
    return [replace(block, text=part) for block in tidy for part in parted(block.text)]


def parted(text: str) -> list[str]:
    """A paragraph without end (an article on one line) in pieces, parted where sentences end."""
    parts: list[str] = []
    while len(text) > LONGEST_PARAGRAPH:
        ends = [match.end() for match in _SENTENCE_GAP.finditer(text, LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH)]
        end = ends[-1] if ends else text.rfind(" ", 0, LONGEST_PARAGRAPH) + 1 or LONGEST_PARAGRAPH
        parts.append(text[:end].strip())
        text = text[end:]
    return [part for part in (*parts, text.strip()) if part]


def _tidied_text(text: str) -> str:
    text = " ".join(word for word in text.split() if len(word) <= LONGEST_WORD)
    return _STRAY_SPACE.sub(_without_stray_space, typographic(_STRAY_HYPHEN.sub("-", text)))


def _without_stray_space(match: re.Match[str]) -> str:
    return match.group() if match.group(1) in cuts.NEEDS_MORE else match.group(1) + match.group(2)


def reflowed(text: str, vocabulary: Counter[str]) -> str:
    """Hard-wrapped lines joined. A word broken at a line's end is put together as the article writes it elsewhere."""

    def join(match: re.Match[str]) -> str:
        first, second = match.groups()
        whole, hyphened = f"{first}{second}", f"{first}-{second}"
        if vocabulary[whole.lower()] != vocabulary[hyphened.lower()]:
            return whole if vocabulary[whole.lower()] > vocabulary[hyphened.lower()] else hyphened
        keeps = first.lower() in HYPHENATED or not second[0].islower() or not first[-1].isalpha()
        return hyphened if keeps else whole

    return _BROKEN_WORD.sub(join, text)


# --- blocks -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Place:
    """Where in the article we are, and what is known of the whole of it."""

    title: str
    habits: cuts.Habits
    items: frozenset[int]  # places of the list items that are text
    running: frozenset[str]
    section: str = ""
    end_matter: Block | None = None
    seen_body: bool = field(default=False)


def _sorted_out(blocks: Sequence[Block], place: _Place) -> Iterator[Kept | Removed]:
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        reason = "" if index in place.items else _why_not(block, place)
        introduces = _introduces(block, following)
        can_head = not introduces and (following or place.seen_body or block.kind is BlockKind.HEADING)
        if not reason and can_head and is_heading(block):
            yield Removed(block.text, HEADING)
            _enter_section(block, following, place)
        elif reason or place.end_matter:
            yield Removed(block.text, reason or END_MATTER)
        else:
            place.seen_body = True
            yield from _cut(block, introduces and index + 1 not in place.items, place)


def _introduces(block: Block, following: Block | None) -> bool:
    """“There are three kinds:” before a list; no heading, and cut where the list goes."""
    lists = {BlockKind.ITEM, BlockKind.TABLE, BlockKind.CODE}
    is_open = block.kind is BlockKind.TEXT and block.text.endswith(":")
    return is_open and following is not None and following.kind in lists


def _why_not(block: Block, place: _Place) -> str:
    """The reason why this block is no body text and no heading, or nothing."""
    match block.kind:
        case BlockKind.HEADING:
            return ""
        case BlockKind.TEXT:
            if block.text in place.running and not SENTENCE_END.search(block.text):
                return REPEATED
            return next((debris.reason(rule) for rule in debris.RULES if rule(block)), "")
        case _:
            return str(block.kind)


def _items_to_keep(blocks: Sequence[Block]) -> frozenset[int]:
    """Items that are text: whole sentences of a list that holds a paragraph, or of an article that is mostly lists."""
    mostly_lists = _is_mostly_lists(blocks)
    kept: set[int] = set()
    for kind, run in groupby(range(len(blocks)), key=lambda index: blocks[index].kind):
        places = list(run)
        if kind is BlockKind.ITEM and (mostly_lists or any(_is_paragraph(blocks[index]) for index in places)):
            kept.update(index for index in places if _is_sentence_like(blocks[index].text))
    return frozenset(kept)


def _is_paragraph(item: Block) -> bool:
    return words(item.text) > debris.LONGEST_ITEM and _is_sentence_like(item.text)


def _is_sentence_like(text: str) -> bool:
    return words(text) >= 6 and bool(SENTENCE_END.search(text))


def _is_mostly_lists(blocks: Sequence[Block]) -> bool:
    items = sum(words(block.text) for block in blocks if block.kind is BlockKind.ITEM and _is_sentence_like(block.text))
    return items > sum(words(block.text) for block in blocks if block.kind is BlockKind.TEXT)


def _enter_section(heading: Block, following: Block | None, place: _Place) -> None:
    if is_end_matter(heading.text, following):
        place.end_matter = heading
    elif place.end_matter is None or _ends_end_matter(place.end_matter, heading, following):
        place.end_matter = None
        is_title = heading.text.casefold() == place.title.casefold() or (heading.level == 1 and not place.seen_body)
        place.section = "" if is_title else cuts.cut_all(heading.text, place.habits)[0]


def _ends_end_matter(opened: Block, heading: Block, following: Block | None) -> bool:
    """A heading of the same rank as “References” starts something new; an unmarked one only when real text follows."""
    if heading.level and opened.level:
        return heading.level <= opened.level
    return following is not None and words(following.text) >= 25 and _is_sentence_like(following.text)


# A report’s headline may be longer than a section’s heading.
LONGEST_HEADLINE = 30
# So many words must the text below it have at the least.
LEAST_BELOW_A_HEADLINE = 12


def _with_its_headline(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the first of them marked as the title where it is a long line that ends no sentence and real text follows."""
    first, second = (*blocks[:2], None, None)[:2]
    if first is None or second is None or first.kind is not BlockKind.TEXT or second.kind is not BlockKind.TEXT:
        return list(blocks)
    long = debris.LONGEST_HEADING < words(first.text) <= LONGEST_HEADLINE and first.text[-1].isalnum() and first.text[:1].isupper()
    whole = SENTENCE_END.search(second.text) and words(second.text) >= LEAST_BELOW_A_HEADLINE
    return [replace(first, kind=BlockKind.HEADING, level=1), *blocks[1:]] if long and whole else list(blocks)


def _opening_heading(blocks: Sequence[Block]) -> str:
    """The heading before any body text: the title when nothing else names one."""
    for block, _ in pairwise(blocks):
        if block.kind is BlockKind.TEXT and any(rule(block) for rule in debris.RULES):
            continue
        if is_heading(block):
            return "" if is_end_matter(block.text, None) else block.text
        if block.kind in {BlockKind.TEXT, BlockKind.ITEM}:
            return ""
    return ""


def _cut(block: Block, introduces: bool, place: _Place) -> Iterator[Kept | Removed]:
    """The paragraph with all cuts made, and what was cut; or nothing but debris is left."""
    text = debris.without_list_mark(block.text) if block.kind is BlockKind.ITEM else block.text
    for _ in range(MOST_PASSES):
        left, removed = cuts.cut_all(text, place.habits)
        yield from removed
        left = _tidied_text(normalised(left))
        if left == text:
            break
        text = left
    if introduces and text.endswith(":"):
        match = _LAST_SENTENCE.search(text)
        start = match.start() if match else 0
        yield Removed(text[start:].strip(), LIST_INTRODUCTION)
        text = text[:start]
    if text == block.text:
        yield Kept(text, place.section)
    elif text:
        rest = Block(text)
        reason = _why_not(rest, place) or (HEADING if is_heading(rest) and not SENTENCE_END.search(block.text) else "")
        yield Removed(text, reason) if reason else Kept(text, place.section)


# --- the whole --------------------------------------------------------------------------------------------


def _without_repeats(found: Sequence[Kept | Removed]) -> Iterator[Kept | Removed]:
    """A paragraph met before, or one that only repeats words of a longer one (a pull quote), goes."""
    times = Counter(item.text for item in found if isinstance(item, Kept))
    whole = (
        "\n".join(item.text for item in found if isinstance(item, Kept)) if len(found) <= MOST_FOR_PULL_QUOTES else ""
    )
    seen: set[str] = set()
    for item in found:
        if not isinstance(item, Kept):
            yield item
        elif item.text in seen or _is_pull_quote(item.text, times[item.text], whole):
            yield Removed(item.text, REPEATED)
        else:
            seen.add(item.text)
            yield item


def _is_pull_quote(text: str, times: int, whole: str) -> bool:
    """Its words stand in another paragraph too, not only in its own repeats."""
    core = text.strip("“”‘’\"' ")
    return 5 <= words(text) <= debris.LONGEST_CAPTION and len(core) > 20 and whole.count(core) > times
