"""What kind of file this is: told by what is in it, never by its name."""

import io
import re
import zipfile
from enum import StrEnum

from quizgen.errors import InputError


class FileKind(StrEnum):
    """The kinds that have a reader."""

    TEXT = "text"
    SUBTITLES = "subtitles"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    EPUB = "epub"
    RTF = "rtf"
    PPTX = "pptx"


SAVE_AS_TEXT = "Save the article as plain text, DOCX or PDF and try again."
# How a file of a kind without a reader starts, what it is, and what to do.
UNREAD = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file (.doc, .ppt or .xls)",
        "Open it and save it as DOCX or PPTX.",
    ),
    (b"\x89PNG\r\n\x1a\n", "a picture", "Run it through text recognition (OCR) first."),
    (b"\xff\xd8\xff", "a picture", "Run it through text recognition (OCR) first."),
    (b"GIF8", "a picture", "Run it through text recognition (OCR) first."),
    (b"II*\0", "a picture", "Run it through text recognition (OCR) first."),
    (b"MM\0*", "a picture", "Run it through text recognition (OCR) first."),
    (b"RIFF", "a picture, sound or film", SAVE_AS_TEXT),
    (b"ID3", "a sound", SAVE_AS_TEXT),
    (b"OggS", "a sound", SAVE_AS_TEXT),
    (b"\0\0\0\x18ftyp", "a film", "Its subtitles (.srt or .vtt) can be read."),
    (b"\0\0\0\x20ftyp", "a film", "Its subtitles (.srt or .vtt) can be read."),
    (b"\x1a\x45\xdf\xa3", "a film", "Its subtitles (.srt or .vtt) can be read."),
    (b"\x1f\x8b", "a packed file", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "Unpack it and name the article inside."),
    (b"Rar!", "an archive", "Unpack it and name the article inside."),
    (b"BZh", "a packed file", "Unpack it first."),
    (b"\xfd7zXZ", "a packed file", "Unpack it first."),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_PIECE = re.compile(
    rb"\s*<(?:article|main|section|div|p|h[1-6]|table|ul|ol|span|header|blockquote)\b[^<>]*>", re.IGNORECASE
)
_CUE_TIME = re.compile(
    rb"^[ \t]*(?:\d+:)?\d{1,2}:\d\d[.,]\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d{1,2}:\d\d[.,]\d{3}", re.MULTILINE
)


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of the file whose bytes these are. Raises InputError for those that cannot be read."""
    head = data[:4096]
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _kind_of_package(data, name)
    if head.lstrip()[:6].lower().startswith(b"{\\rtf"):
        return FileKind.RTF
    for start, what, hint in UNREAD:
        if head.startswith(start):
            raise InputError(f"“{name}” is {what}.", hint=hint)
    ascii_head = (
        head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").removeprefix(b"\xef\xbb\xbf")
    )
    if _HTML_START.match(ascii_head) or (
        _HTML_PIECE.match(ascii_head) and len(re.findall(rb"</\w+>", data[:20_000])) >= 2
    ):
        return FileKind.HTML
    cue = _CUE_TIME.search(ascii_head)
    if ascii_head.lstrip().startswith(b"WEBVTT") or (cue and cue.start() < 200):
        return FileKind.SUBTITLES
    return FileKind.TEXT


def _kind_of_package(data: bytes, name: str) -> FileKind:
    """Word, slides, OpenDocument and e-books are all zip archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            declared = (
                package.open("mimetype").read(200).decode("ascii", "replace").strip() if "mimetype" in names else ""
            )
    except Exception as error:  # zipfile raises whatever it trips over
        raise damaged(name) from error
    if "word/document.xml" in names:
        return FileKind.DOCX
    if "ppt/presentation.xml" in names:
        return FileKind.PPTX
    if declared == "application/epub+zip" or "META-INF/container.xml" in names:
        return FileKind.EPUB
    if declared.startswith(_OPEN_DOCUMENT + "text"):
        return FileKind.ODT
    if declared.startswith(_OPEN_DOCUMENT) or "xl/workbook.xml" in names:
        raise InputError(f"“{name}” is a spreadsheet or drawing.", hint=SAVE_AS_TEXT)
    raise InputError(f"“{name}” is an archive.", hint="Unpack it and name the article inside.")


def damaged(name: str) -> InputError:
    """The file breaks the rules of its own kind."""
    return InputError(
        f"“{name}” is damaged, so I cannot read it.",
        hint="Open it in the program it was made with, save it anew and try again.",
    )
