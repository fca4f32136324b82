"""The block between `---` lines at the top of a file: title, author, source, licence, language."""

import re
from dataclasses import dataclass

from quizgen.model import Source

FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "source": "url",
    "url": "url",
    "link": "url",
    "licence": "licence",
    "license": "licence",
    "language": "language",
    "lang": "language",
}
# A block longer than this is no front matter but a text that starts with a rule.
LONGEST = 80

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*$")
_PAIR = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*[:=](?:[ \t]+(.*)|)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block said; `body` is the rest of the file."""

    source: Source
    language: str
    body: str


def split_front_matter(text: str) -> FrontMatter:
    """Take the block off, if there is one. Lists are joined, what is not understood is passed over."""
    lines = text.lstrip("\n").split("\n")
    fence = _FENCE.match(lines[0])
    ends = (
        [i for i in range(1, min(len(lines), LONGEST)) if lines[i].rstrip() in {fence.group(1), "..."}] if fence else []
    )
    if not ends:
        return FrontMatter(Source(), "", text)
    block = lines[1 : ends[0]]
    found = _fields(block)
    if not found or any(_is_prose(line) for line in block):
        return FrontMatter(Source(), "", text)
    source = Source(
        title=found.get("title", ""),
        author=found.get("author", ""),
        url=found.get("url", ""),
        licence=found.get("licence", ""),
    )
    return FrontMatter(source, found.get("language", "").lower(), "\n".join(lines[ends[0] + 1 :]))


def _is_prose(line: str) -> bool:
    blank = not line.strip() or line.lstrip().startswith("#")
    return not (blank or line[:1] in " \t" or _PAIR.match(line) or _ITEM.match(line))


def _fields(block: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    field = ""
    for line in block:
        pair = _PAIR.match(line)
        if pair:
            field = FIELDS.get(pair.group(1).strip().lower(), "")
            value = _unquoted(pair.group(2) or "")
            value = "" if value in {">", "|", ">-", "|-"} else value
        else:
            item = _ITEM.match(line)
            value = _unquoted(item.group(1) if item else line)
            separator = ", " if item else " "
            value = found[field] + separator + value if found.get(field) and value else value
        if field and value:
            found[field] = value
    return found


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"').replace("''", "'").strip()
    if len(value) >= 2 and value[0] == "[" and value[-1] == "]":
        return ", ".join(_unquoted(part) for part in value[1:-1].split(",") if part.strip())
    return re.sub(r"\s+#.*$", "", value)
