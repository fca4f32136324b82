"""Part of a document: pages by number, a section by its heading."""

import re
from collections.abc import Sequence

from quizgen.errors import InputError
from quizgen.read.debris import is_heading
from quizgen.read.document import Block

_RANGE = re.compile(r"(\d{1,5})?\s*(?:([-–])\s*(\d{1,5})?)?$")
# Headings named in a message; more would not be read.
MOST_NAMED = 12


def page_numbers(pages: str, count: int, name: str) -> frozenset[int]:
    """The numbers that “3-5”, “1,4-6”, “7-” or “-2” means, of `count` pages; all of them for an empty text."""
    if not pages.strip():
        return frozenset(range(1, count + 1))
    wanted: set[int] = set()
    for part in pages.split(","):
        match = _RANGE.match(part.strip())
        if not part.strip() or match is None or not (match.group(1) or match.group(3)):
            raise InputError(f"“{pages}” is no range of pages.", hint="Write it like 3-5 or 1,4-6.")
        first = int(match.group(1) or 1)
        last = int(match.group(3) or count) if match.group(2) else first
        wanted |= set(range(first, min(last, count) + 1))
    inside = frozenset(number for number in wanted if 1 <= number <= count)
    if not inside:
        raise InputError(
            f"“{name}” has {count} page{'s' * (count != 1)}; there is no page {pages}.",
            hint=f"Choose pages from 1 to {count}.",
        )
    return inside


def only_section(blocks: Sequence[Block], wanted: str, name: str) -> list[Block]:
    """What stands under the heading `wanted`, its lower headings included."""
    headings = [index for index, block in enumerate(blocks) if is_heading(block)]
    names = [_plain(blocks[index].text) for index in headings]
    goal = _plain(wanted)
    found = [i for i, heading in enumerate(names) if heading == goal] or [
        i for i, heading in enumerate(names) if goal and heading.startswith(goal)
    ]
    found = found or [i for i, heading in enumerate(names) if goal and goal in heading]
    if not found:
        known = ", ".join(f"“{blocks[index].text[:60]}”" for index in headings[:MOST_NAMED]) or "none"
        raise InputError(f"“{name}” has no section “{wanted}”.", hint=f"Its headings: {known}.")
    start = headings[found[0]]
    level = blocks[start].level
    ends = (index for index in headings if index > start and (blocks[index].level <= level or not level))
    return list(blocks[start : next(ends, len(blocks))])


def _plain(heading: str) -> str:
    """Without its number, in lower case."""
    words = " ".join(heading.replace("’", "'").casefold().split()).strip(" .:")
    return re.sub(r"^(?:\d+(?:\.\d+)*|[ivx]+)[.)]?\s+(?=\w)", "", words)
