"""Spreadsheets and CSV files: nothing in them is run as a formula, nothing is longer than the system takes."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from quizgen.errors import MissingPart, NothingToAsk
from quizgen.export.archive import zipped
from quizgen.export.losses import Loss
from quizgen.export.text import BLANK, line_stem, one_line, shortened
from quizgen.model import Choice, FillInTheBlank, MultipleChoice, Question, Quiz, Stem

# A cell that begins so is run as a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d.,\u00a0\u202f ]*\d%?")
_DATE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

Cell = str | int | None
APOSTROPHE = "an apostrophe stands before a text that a spreadsheet would run as a formula"


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it; numbers stay."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def csv_file(rows: Iterable[Sequence[Cell]], *, bom: bool) -> bytes:
    """Comma-separated rows, CRLF, every text neutral."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([neutral(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def apostrophes(quiz: Quiz) -> tuple[Loss, ...]:
    """Which questions hold a text that `csv_file` changes."""
    return tuple(
        Loss(number, APOSTROPHE)
        for number, question in enumerate(quiz.questions, 1)
        if any(neutral(text) != text for text in _texts(question))
    )


def _texts(question: Question) -> Iterable[str]:
    yield from (line_stem(question.stem), one_line(question.feedback), one_line(question.evidence.sentence))
    if isinstance(question, MultipleChoice):
        for choice in question.choices:
            yield from (one_line(choice.text), one_line(choice.feedback or ""))
    else:
        yield from (one_line(text) for text in (question.answer, *question.accept))


def xlsx(rows: Sequence[Sequence[Cell]], name: str) -> bytes:
    """A workbook of one sheet in which a text is never a formula. Raises MissingPart without openpyxl."""
    try:
        import openpyxl
    except ImportError:
        raise MissingPart(
            f"A spreadsheet for {name} needs the package openpyxl.", hint='pip install "quizgen[spreadsheets]"'
        ) from None
    book = openpyxl.Workbook()
    sheet = book.active
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(place, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.namelist()]
    return zipped([(entry, _DATE.sub(rb"\g<1>1980-01-01T00:00:00Z", data)) for entry, data in parts])


# --- what fits --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limits:
    """What a quiz game takes. 0: no limit."""

    name: str
    stem: int = 0
    option: int = 0
    options: int = 0


@dataclass(slots=True)
class Fitted:
    """The multiple-choice questions that fit, by number, with what was changed for it."""

    questions: list[tuple[int, MultipleChoice]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def choices_only(quiz: Quiz, limits: Limits) -> Fitted:
    """The multiple-choice questions within the limits. Raises NothingToAsk when there is none."""
    fitted = Fitted()
    for number, question in enumerate(quiz.questions, 1):
        if isinstance(question, FillInTheBlank):
            fitted.losses.append(Loss(number, f"left out: {limits.name} takes only multiple choice here"))
            continue
        small, said = fitting(question, limits)
        fitted.losses += [Loss(number, what) for what in said]
        if small is not None:
            fitted.questions.append((number, small))
    if not fitted.questions:
        raise NothingToAsk(
            f"{limits.name} takes only multiple choice, and the quiz has none that fits.",
            hint="Make the quiz with --kind multiple-choice, or choose another format.",
        )
    return fitted


def fitting(question: MultipleChoice, limits: Limits) -> tuple[MultipleChoice | None, list[str]]:
    """The question within the limits, or None, and what was done."""
    said = []
    choices = question.choices
    if limits.options and len(choices) > limits.options:
        choices = _fewer(choices, limits.options)
        said.append(f"only {limits.options} of its {len(question.choices)} options are kept")
    texts = [shortened(one_line(choice.text), limits.option or 10**9) for choice in choices]
    if len({text.casefold() for text in texts}) < len(texts):
        return None, [f"left out: shortened to {limits.option} characters two of its options are the same"]
    if any(text != one_line(choice.text) for text, choice in zip(texts, choices, strict=True)):
        said.append(f"options are shortened to {limits.option} characters")
    stem = short_stem(question.stem, limits.stem)
    if stem != question.stem:
        said.append(f"the stem is shortened to {limits.stem} characters")
    choices = tuple(replace(choice, text=text) for choice, text in zip(choices, texts, strict=True))
    return replace(question, stem=stem, choices=choices), said


def _fewer(choices: tuple[Choice, ...], most: int) -> tuple[Choice, ...]:
    """The key and the first distractors, in their order."""
    wrong = [choice for choice in choices if not choice.correct][: most - 1]
    return tuple(choice for choice in choices if choice.correct or choice in wrong)


def short_stem(stem: Stem, most: int) -> Stem:
    """The stem cut to `most` characters as drawn, around its blank; as it is when it fits."""
    if not most or len(line_stem(stem)) <= most:
        return stem
    if stem.after is None:
        return Stem(shortened(one_line(stem.before), most))
    before, after = one_line(stem.before), one_line(stem.after)
    room = most - len(BLANK) - 2
    # The shorter side stays whole if it fits in its half; the other gets the rest.
    left = max(room - len(after), room // 2) if len(before) > room // 2 else len(before)
    right = room - min(left, len(before))
    return Stem(_last(before, left) + " ", " " + shortened(after, right) if right > 1 else "")


def _last(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[len(text) - most + 1 :].partition(" ")[2]
