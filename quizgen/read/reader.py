"""`read_article`: bytes in, an `Article` out, or one clear sentence why not."""

import errno
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from quizgen.config import ReadSettings
from quizgen.errors import InputError
from quizgen.model import Article, Paragraph, Removed, Source, Span
from quizgen.read import subtitles
from quizgen.read.characters import EMOJI, normalised, typographic
from quizgen.read.clean import Cleaned, Kept, clean, tidied
from quizgen.read.decode import decode
from quizgen.read.document import Document
from quizgen.read.front_matter import split_front_matter
from quizgen.read.kinds import FileKind, kind_of
from quizgen.read.language import ENGLISH, foreign_language
from quizgen.read.markdown import looks_like_markdown, markdown_blocks
from quizgen.read.parts import only_section
from quizgen.read.plain import plain_blocks

STANDARD_INPUT = "-"
# Characters a word of the raw text; with more than this many, even a text full of debris is too long.
LONGEST_RAW_WORD = 15
LONGEST_NAME = 120
# A Markdown paragraph longer than this is none; the parser's time grows with its square.
LONGEST_MARKDOWN_PARAGRAPH = 30_000
MOST_MARKDOWN_LINES = 20_000
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def read_article(path: str, settings: ReadSettings | None = None) -> Article:
    """The article in the file `path` (`-`: standard input; `https://…`: fetched), cleaned.

    Raises InputError when it cannot be read, is not English, or nothing is left of it; MissingPart when a kind of
    document needs a package that is not installed.
    """
    settings = settings or ReadSettings()
    found = _bytes_of(path, settings)
    if not found.data.strip():
        raise InputError(f"“{found.name}” is empty.", hint="Check that you chose the right file.")
    document = to_document(found.data, found.name, settings)
    if found.url and not document.source.url:
        document = replace(document, source=replace(document.source, url=found.url))
    return to_article(document, found.name, settings)


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of an article, what to call it in a message, and its web address if it has one."""

    data: bytes
    name: str
    url: str = ""


def _bytes_of(path: str, settings: ReadSettings) -> Found:
    if path == STANDARD_INPUT:
        return Found(_standard_input(settings), "standard input")
    if "://" in path[:12]:
        from quizgen.read.web import fetch  # only here: it brings the whole of http

        page = fetch(path, settings)
        parts = urlsplit(page.url)
        return Found(page.data, shown(Path(parts.path).name or parts.hostname or "page"), page.url)
    return Found(_file(Path(path), settings), shown(Path(path).name))


def to_document(data: bytes, name: str, settings: ReadSettings) -> Document:
    """The file taken apart by the reader of its kind. Only text is read in this process; see `isolated`."""
    kind = kind_of(data, name)
    if settings.pages and kind not in {FileKind.PDF, FileKind.PPTX}:
        raise InputError(
            f"“{name}” has no pages.",
            hint="Pages can be chosen of PDFs and slides; choose a section by its heading instead.",
        )
    if settings.chapter and kind is not FileKind.EPUB:
        raise InputError(
            f"“{name}” has no chapters.",
            hint="Chapters can be chosen of e-books (EPUB); choose a section by its heading instead.",
        )
    match kind:
        case FileKind.TEXT:
            text = decode(data, name)
            # Refused before it is taken apart: a section may be chosen of a text ten times as long.
            if len(text) > LONGEST_RAW_WORD * settings.max_words * (10 if settings.section else 1):
                raise _too_long(name, len(text.split()), settings)
            return text_document(text, Path(name))
        case FileKind.SUBTITLES:
            return subtitles.read(data, name, settings)
        case _:
            from quizgen.read.isolated import read_isolated  # only here: it brings the starting of processes

            return read_isolated(kind, data, name, settings)


def shown(name: str) -> str:
    """A file's name as it may be printed: nothing invisible, nothing that could paint a terminal, not endless."""
    tidy = " ".join(normalised(name).split())
    return tidy if len(tidy) <= LONGEST_NAME else f"{tidy[:LONGEST_NAME]}…"


def _file(path: Path, settings: ReadSettings) -> bytes:
    try:
        if path.is_dir():
            raise InputError(
                f"“{shown(path.name or str(path))}” is a folder, not an article.", hint="Name a file inside it."
            )
        with path.open("rb") as file:
            return _within_limit(file.read(settings.max_bytes + 1), shown(path.name), settings)
    except FileNotFoundError:
        raise InputError(f"There is no file “{shown(str(path))}”.", hint=_nearby(path)) from None
    except PermissionError:
        raise InputError(
            f"I may not read “{shown(path.name)}”.", hint="Its permissions forbid it; copy it to a folder of yours."
        ) from None
    except (OSError, ValueError) as error:
        why = (
            "its name is too long"
            if getattr(error, "errno", None) == errno.ENAMETOOLONG
            else str(getattr(error, "strerror", None) or error).lower()
        )
        raise InputError(f"The file cannot be read: {why}.", hint="Check the name and the disk it is on.") from None


def _nearby(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = sorted(other.name for other in path.parent.iterdir() if other.is_file())
    except OSError:
        return "Check the name of the file and its folder."
    near = get_close_matches(path.name, names, 1)
    return f"Did you mean “{shown(near[0])}”?" if near else "Check the name of the file and its folder."


def _standard_input(settings: ReadSettings) -> bytes:
    return _within_limit(sys.stdin.buffer.read(settings.max_bytes + 1), "standard input", settings)


def _within_limit(data: bytes, name: str, settings: ReadSettings) -> bytes:
    if len(data) > settings.max_bytes:
        raise InputError(
            f"“{name}” is larger than {settings.max_bytes // 1_000_000} MB.",
            hint="Save only the article, or one chapter, as a file of its own.",
        )
    return data


def text_document(text: str, path: Path) -> Document:
    """Plain text or Markdown, taken apart."""
    matter = split_front_matter(normalised(text))
    is_markdown = path.suffix.lower() in _MARKDOWN or (
        path.suffix.lower() != ".txt" and looks_like_markdown(matter.body)
    )
    chunks = matter.body.split("\n\n")
    is_markdown = (
        is_markdown
        and matter.body.count("\n") <= MOST_MARKDOWN_LINES
        and max(map(len, chunks)) <= LONGEST_MARKDOWN_PARAGRAPH
    )
    blocks, removed = markdown_blocks(matter.body) if is_markdown else (plain_blocks(matter.body), [])
    return Document(tuple(blocks), matter.source, matter.language, tuple(removed))


def to_article(document: Document, name: str, settings: ReadSettings) -> Article:
    """The cleaned article. `name` is the file's, for messages and where the file itself names no source."""
    known = _tidy_source(document.source)
    blocks = only_section(tidied(document.blocks), settings.section, name) if settings.section else document.blocks
    if sum(len(block.text) for block in blocks) > LONGEST_RAW_WORD * settings.max_words:
        raise _too_long(name, sum(len(block.text.split()) for block in blocks), settings)
    cleaned = clean(blocks, known.title or settings.section)
    if not any(_holds_words(kept.text) for kept in cleaned.paragraphs):
        raise InputError(
            f"“{name}” has no sentences I can use.",
            hint="Is it a scan or a list? I need running text of some paragraphs.",
        )
    text, paragraphs = _joined(cleaned)
    language = foreign_language(text)
    if language:
        raise InputError(
            f"“{name}” seems to be in {language}; I can only ask about English.",
            hint="Use an English article or a translation.",
        )
    length = len(text.split())
    if length > settings.max_words:
        raise _too_long(name, length, settings)
    source = replace(
        known,
        title=known.title or cleaned.title or _readable(name),
        url=known.url or ("" if name == "standard input" else name),
    )
    titled = bool(known.title or cleaned.title) or _tells_a_subject(source.title)
    return Article(source, text, paragraphs, ENGLISH, _unique(document.removed + cleaned.removed), titled)


def _too_long(name: str, length: int, settings: ReadSettings) -> InputError:
    return InputError(
        f"“{name}” has about {length:,} words; I take up to {settings.max_words:,}.",
        hint="Choose a part of it: one chapter, a section or some pages.",
    )


def _tidy_source(source: Source) -> Source:
    def tidy(text: str) -> str:
        return typographic(" ".join(EMOJI.sub(" ", normalised(text)).split()))[:300]

    return Source(
        tidy(source.title), tidy(source.author), " ".join(normalised(source.url).split())[:1000], tidy(source.licence)
    )


def _holds_words(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= 3


def _joined(cleaned: Cleaned) -> tuple[str, tuple[Paragraph, ...]]:
    paragraphs: list[Paragraph] = []
    position = 0
    for kept in cleaned.paragraphs:
        paragraphs.append(_paragraph(kept, position))
        position += len(kept.text) + 2
    return "\n\n".join(kept.text for kept in cleaned.paragraphs), tuple(paragraphs)


def _paragraph(kept: Kept, start: int) -> Paragraph:
    return Paragraph(Span(start, start + len(kept.text)), kept.section)


def _unique(removed: tuple[Removed, ...]) -> tuple[Removed, ...]:
    return tuple(item for item in removed if item.text.strip())


def _tells_a_subject(file_title: str) -> bool:
    """“Moscow talks” does, “Article 3”, “Text” and “Untitled article” do not."""
    words = file_title.lower().split()
    return len(words) > 1 and all(word.isalpha() for word in words) and not {"article", "untitled", "text", "final", "copy"} & set(words)


def _readable(name: str) -> str:
    """A file's name as a title: “moscow-talks.txt” becomes “Moscow talks”."""
    stem = typographic(normalised(Path(name).stem))
    words = " ".join(re.sub(r"[-_]+", " ", stem).split())
    return "Untitled article" if name == "standard input" or not words else words[0].upper() + words[1:]
