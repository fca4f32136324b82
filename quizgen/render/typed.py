"""Worksheet and key as Markdown and as plain text."""

import re
import textwrap
from collections.abc import Callable, Iterator

from quizgen.config import SheetSettings
from quizgen.model import Output, Quiz
from quizgen.render.handout import Handout, handout
from quizgen.render.letters import printable
from quizgen.render.view import Item

GAP = "________"
# What CommonMark or its usual extensions read as more than a letter, inside a line and at its start.
MARKS = re.compile(r"([\\`*_{}\[\]<>&~|$^])")
STARTS = re.compile(r"^(\s*)([-+#=:]|\d+(?=[.)]))")
WIDTH = 78

Escape = Callable[[str], str]


def markdown(quiz: Quiz, settings: SheetSettings) -> Output:
    """The sheet and, after a rule, its key in CommonMark."""
    sheet = handout(quiz, settings)
    return Output("-worksheet.md", ("\n".join(_markdown(sheet)).rstrip() + "\n").encode())


def plain_text(quiz: Quiz, settings: SheetSettings) -> Output:
    """The sheet and its key in lines of at most 78 letters."""
    sheet = handout(quiz, settings)
    return Output("-worksheet.txt", ("\n".join(_plain(sheet)).rstrip() + "\n").encode())


def _md(text: str) -> str:
    return _md_start(printable(text).strip())


def _md_start(text: str) -> str:
    """Escaped for the start of a paragraph, where “1.” or “-” would begin a list."""
    escaped = _md_inside(text)
    start = STARTS.match(escaped)
    if start is None:
        return escaped
    mark = start[2]
    rest = escaped[start.end() :]
    return start[1] + (mark + "\\" + rest if mark.isdigit() else "\\" + mark + rest)


def _md_inside(text: str) -> str:
    return MARKS.sub(r"\\\1", printable(text))


def _markdown(sheet: Handout) -> Iterator[str]:
    words = sheet.words
    rule = r"\_" * 24
    yield from (f"# {_md(sheet.title)}", "")
    labels = [f"{_md(words(key))}: {rule}" for key in ("name", "class", "date")]
    yield from ("  \n".join([*labels, f"{_md(words('score'))}: {rule} / {sheet.total}"]), "")
    if sheet.passage:
        yield from (f"## {_md(words('passage'))}", "")
        for paragraph in sheet.passage:
            yield from (_md(paragraph), "")
    for part in sheet.parts:
        yield from (f"## {part.letter}. {_md(part.heading)} ({_md(part.note)})", "", f"*{_md(part.how)}*", "")
        if bank := sheet.bank_of(part):
            yield from (f"> **{_md(words('word_bank'))}:** " + " · ".join(map(_md, bank)), "")
        for item in part.items:
            yield from _markdown_item(item, words("answer"))
    if sheet.source:
        yield from (f"{_md(words('source'))}: {_md(sheet.source)}", "")
    yield from ("---", "", f"# {_md(words('key'))}", "")
    for part in sheet.parts:
        yield from (f"## {part.letter}. {_md(part.heading)}", "")
        for item in part.items:
            letter = f"{item.letter}) " if item.letter else ""
            yield f"{item.number}. **{letter}{_md(item.answer)}**"
            yield from (f"   - {note}" for note in _notes(sheet, item, _md, _md_inside))
            yield ""


def _markdown_item(item: Item, answer: str) -> Iterator[str]:
    stem = _md_start(item.before) + (r"\_" * 8 + _md_inside(item.after) if item.blank else "")
    points = f" ({_md(item.points_note)})" if item.points_note else ""
    yield f"{item.number}. {stem.strip()}{points}"
    yield ""
    for letter, text in item.choices:
        yield f"   - {letter}) {_md(text)}"
    if not item.blank and not item.choices:
        yield f"   {_md(answer)}: " + r"\_" * 40
    if item.choices or not item.blank:
        yield ""


def _notes(sheet: Handout, item: Item, whole: Escape, inside: Escape) -> Iterator[str]:
    words = sheet.words
    if item.accept:
        yield f"{whole(words('also'))}: " + " · ".join(map(whole, item.accept))
    if any(item.evidence):
        place = f" ({whole(item.place)})" if item.place else ""
        yield f"“{inside(''.join(item.evidence)).strip()}”{place}"
    if item.feedback:
        yield whole(item.feedback)
    for letter, text, why in item.wrong:
        yield f"{whole(words('why_not'))} {letter} ({whole(text)}): {whole(why)}"


def _plain(sheet: Handout) -> Iterator[str]:
    words = sheet.words
    yield from _heading(printable(sheet.title), "=")
    yield f"{words('name')}: {'_' * 30}  {words('class')}: {'_' * 8}"
    yield f"{words('date')}: {'_' * 30}  {words('score')}: {'_' * 5} / {sheet.total}"
    yield ""
    if sheet.passage:
        yield from _heading(words("passage"), "-")
        for paragraph in sheet.passage:
            yield from (*_wrapped(paragraph, ""), "")
    for part in sheet.parts:
        yield from _heading(f"{part.letter}. {part.heading} ({part.note})", "-")
        yield from (*_wrapped(part.how, ""), "")
        if bank := sheet.bank_of(part):
            yield from (*_wrapped(f"{words('word_bank')}: " + " / ".join(bank), ""), "")
        for item in part.items:
            yield from _plain_item(item)
    if sheet.source:
        yield from (*_wrapped(f"{words('source')}: {sheet.source}", ""), "")
    yield "\f"
    yield from _heading(words("key"), "=")
    for part in sheet.parts:
        yield from _heading(f"{part.letter}. {part.heading}", "-")
        for item in part.items:
            yield from _wrapped(f"{item.letter} {item.answer}", f"{item.number}.")
            for note in _notes(sheet, item, printable, printable):
                yield from _wrapped(note, " ")
            yield ""


def _plain_item(item: Item) -> Iterator[str]:
    points = f" ({item.points_note})" if item.points_note else ""
    stem = item.before + (GAP + item.after if item.blank else "") + points
    yield from _wrapped(stem, f"{item.number}.")
    for letter, text in item.choices:
        yield from _wrapped(text, f"{letter})", indent=5)
    if not item.blank and not item.choices:
        yield "     " + "_" * (WIDTH - 5)
    yield ""


def _heading(text: str, mark: str) -> tuple[str, ...]:
    lines = textwrap.wrap(text, WIDTH)
    return (*lines, mark * max(map(len, lines), default=1), "")


def _wrapped(text: str, label: str, *, indent: int = 0) -> list[str]:
    hang = " " * (indent + 5)
    first = (" " * indent + label).ljust(indent + 5) if label or indent else ""
    if not label and not indent:
        hang = ""
    clean = printable(text).replace("\u00a0", " ").strip()
    return textwrap.wrap(clean, WIDTH, initial_indent=first, subsequent_indent=hang, break_on_hyphens=False) or [first]
