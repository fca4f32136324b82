"""Anki: a deck of cards as .apkg, or as a text file. https://docs.ankiweb.net/importing

A card asks on its front and shows answer, other spellings and the sentence of the text on its back. Each has an id that
follows from its question, so importing again gives no second card.
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizgen.errors import MissingPart
from quizgen.export.archive import zipped
from quizgen.export.losses import Loss, not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.text import (
    accepted,
    drawn,
    explanation,
    html,
    named_uuid,
    one_line,
    quiz_title,
    source_line,
)
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

MODEL_ID = 1_607_392_319
FIELDS = ("Front", "Back", "Id")
CSS = ".card { font: 20px sans-serif; text-align: left; max-width: 34em; margin: auto; } .why { color: #666; }"
# Ids and dates of notes are milliseconds; they follow from what the cards say, for the same bytes on every run. Anki takes
# over changes only from a note of another date, and only when told to update always, since no order is in these dates.
FIRST_MOMENT, MOMENTS = 1_500_000_000, 100_000_000
# SQLite writes its own version into the file (https://www.sqlite.org/fileformat.html, offset 96).
SQLITE_VERSION, ANY_VERSION = slice(96, 100), (3_045_001).to_bytes(4, "big")
LOST = ("points", "difficulty", "choice feedback", "passage")


# --- cards ------------------------------------------------------------------------------------------------


def front(question: Question) -> str:
    """What the card asks."""
    asked = _safe(drawn(question.stem, "\x00")).replace("\x00", "_____")
    if not isinstance(question, MultipleChoice):
        return asked
    options = "".join(f"<li>{_safe(choice.text)}</li>" for choice in question.choices)
    return f'{asked}<ol type="A">{options}</ol>'


def back(question: Question, credit: str) -> str:
    """The answer, what else is right, why, and where that stands."""
    parts = [f"<b>{_safe(question.answer)}</b>"]
    if isinstance(question, FillInTheBlank):
        others = accepted(question)[1:]
        parts += [_safe(" / ".join(others))] if others else []
    parts += [f'<span class="why">{_safe(part)}</span>' for part in explanation(question)]
    parts += [f'<span class="why">{_safe(credit)}</span>'] if credit else []
    return "<br>".join(parts)


def _safe(text: str) -> str:
    """HTML in which no bracket names a sound or a formula."""
    return html(text).replace("[", "&#91;")


def _tags(question: Question) -> list[str]:
    """Tags have no spaces."""
    return list(dict.fromkeys("_".join(tag.split()) for tag in question.tags))


def _guid(question: Question) -> str:
    return named_uuid("anki", question.id)


def _losses(quiz: Quiz) -> tuple[Loss, ...]:
    changed = []
    if any(" " in one_line(tag) for question in quiz.questions for tag in question.tags):
        changed.append(Loss(0, "spaces in tags become underscores"))
    if "::" in quiz_title(quiz):
        changed.append(Loss(0, "a thin space stands between the colons of the title, or Anki would make two decks"))
    return (*not_carried(quiz, LOST), *changed)


# --- .apkg ------------------------------------------------------------------------------------------------


def write_package(quiz: Quiz, options: ExportOptions) -> Exported:
    """A deck named like the quiz."""
    try:
        import genanki
    except ImportError:
        raise MissingPart(
            "Anki decks need the package genanki.", hint='pip install "quizgen[anki]", or use the format anki-text.'
        ) from None
    model = genanki.Model(
        MODEL_ID,
        "quizgen",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
        css=CSS,
    )
    deck = genanki.Deck(FIRST_MOMENT + _number(quiz_title(quiz)), _deck_name(quiz))
    written: list[str] = []
    for question in quiz.questions:
        fields = [front(question), back(question, source_line(quiz)), html(question.id)]
        deck.add_note(genanki.Note(model, fields, tags=_tags(question), guid=_guid(question)))
        written += [*fields, *_tags(question)]
    moment = FIRST_MOMENT + _number(*written)
    return Exported(".apkg", _packed(genanki.Package(deck), moment), _losses(quiz))


def _deck_name(quiz: Quiz) -> str:
    # “::” makes a deck inside a deck.
    return quiz_title(quiz).replace("::", ":\u200a:")


def _number(*parts: str) -> int:
    return int(sha256("\x1f".join(parts).encode()).hexdigest(), 16) % MOMENTS


def _packed(package: Any, moment: int) -> bytes:
    """The package without the traces of where and when it was made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        package.write_to_file(path, timestamp=float(moment))
        with zipfile.ZipFile(path) as archive:
            files = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped([(name, _without_version(data)) for name, data in files])


def _without_version(data: bytes) -> bytes:
    if not data.startswith(b"SQLite format 3"):
        return data
    changed = bytearray(data)
    changed[SQLITE_VERSION] = ANY_VERSION
    return bytes(changed)


# --- text -------------------------------------------------------------------------------------------------


def write_text(quiz: Quiz, options: ExportOptions) -> Exported:
    """Tab-separated lines for the note type Basic, with a header that tells Anki what they are."""
    out = io.StringIO()
    out.write("#separator:tab\n#html:true\n#guid column:1\n#notetype:Basic\n")
    out.write(f"#deck:{_deck_name(quiz)}\n#tags column:4\n#columns:guid\tFront\tBack\tTags\n")
    csv.writer(out, "excel-tab", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(_rows(quiz))
    return Exported("-anki.txt", out.getvalue().encode(), _losses(quiz))


def _rows(quiz: Quiz) -> Iterable[list[str]]:
    for question in quiz.questions:
        cells = [_guid(question), front(question), back(question, source_line(quiz)), " ".join(_tags(question))]
        yield [one_line(cell) for cell in cells]


FORMATS = (
    Format(
        "anki",
        ".apkg",
        "all questions as cards with accepted spellings, feedback, source sentences, tags and ids",
        "Anki: File > Import",
        write_package,
    ),
    Format(
        "anki-text",
        "-anki.txt",
        "the same as text",
        "Anki: File > Import",
        write_text,
    ),
)
