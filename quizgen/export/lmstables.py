"""Text tables of learning platforms, Blackboard and Brightspace, and a CSV of everything for the rest."""

import re
from collections.abc import Iterator
from typing import assert_never

from quizgen.export.losses import Loss, not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.tables import APOSTROPHE, Cell, apostrophes, csv_file, neutral
from quizgen.export.text import accepted, explanation, html, line_stem, one_line, plain_id, question_name
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

# --- Blackboard -------------------------------------------------------------------------------------------

# https://help.blackboard.com (Upload questions): tabs, no header, no blank line, one question a row.
BLACKBOARD_ROWS, BLACKBOARD_ROWS_ULTRA = 500, 250
BLACKBOARD_ANSWERS, BLACKBOARD_ANSWERS_ONCE = 100, 20
BLACKBOARD_LOST = (
    *("title", "source", "passage", "ids", "points", "tags", "difficulty", "feedback", "evidence"),
    *("choice feedback", "order", "lines"),
)


def write_blackboard(quiz: Quiz, options: ExportOptions) -> Exported:
    """Tab-separated rows with English keywords."""
    losses = [*not_carried(quiz, BLACKBOARD_LOST)]
    rows: list[str] = []
    for number, question in enumerate(quiz.questions, 1):
        if len(rows) == BLACKBOARD_ROWS:
            losses.append(Loss(number, f"left out: Blackboard takes {BLACKBOARD_ROWS} questions a file"))
            continue
        cells = _blackboard_cells(question)
        if len(cells) > BLACKBOARD_ANSWERS:
            losses.append(Loss(number, f"only the first {BLACKBOARD_ANSWERS} accepted spellings are kept"))
        if _answers(question) > BLACKBOARD_ANSWERS_ONCE:
            losses.append(Loss(number, f"older versions of Blackboard take only {BLACKBOARD_ANSWERS_ONCE} answers"))
        rows.append("\t".join([_kind(question), html(line_stem(question.stem)), *cells[:BLACKBOARD_ANSWERS]]))
    if len(rows) > BLACKBOARD_ROWS_ULTRA:
        losses.append(Loss(0, f"Blackboard Ultra takes only {BLACKBOARD_ROWS_ULTRA} questions a file"))
    return Exported("-blackboard.txt", ("\n".join(rows) + "\n").encode(), tuple(losses))


def _kind(question: Question) -> str:
    return "FIB" if isinstance(question, FillInTheBlank) else "MC"


def _answers(question: Question) -> int:
    return len(accepted(question)) if isinstance(question, FillInTheBlank) else len(question.choices)


def _blackboard_cells(question: Question) -> list[str]:
    match question:
        case FillInTheBlank():
            return list(accepted(question))
        case MultipleChoice():
            marked = ((html(one_line(c.text)), "correct" if c.correct else "incorrect") for c in question.choices)
            return [cell for pair in marked for cell in pair]
        case _:
            assert_never(question)


# --- Brightspace ------------------------------------------------------------------------------------------

# https://community.d2l.com (Import questions from a CSV file): five columns in every row; blanks only as short answers.
BRIGHTSPACE_COLUMNS = 5
BOX_ROWS, BOX_COLUMNS = 1, 40


def write_brightspace(quiz: Quiz, options: ExportOptions) -> Exported:
    """Brightspace’s question CSV, in UTF-8 as Excel writes it."""
    rows: list[tuple[Cell, ...]] = []
    for number, question in enumerate(quiz.questions, 1):
        rows += [(*row, *[""] * (BRIGHTSPACE_COLUMNS - len(row))) for row in _brightspace_rows(number, question)]
    lost = not_carried(quiz, ["title", "source", "passage", "tags", "order", "lines", "names"])
    return Exported("-brightspace.csv", csv_file(rows, bom=True), (*lost, *apostrophes(quiz)))


def _brightspace_rows(number: int, question: Question) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        ("NewQuestion", "SA" if isinstance(question, FillInTheBlank) else "MC"),
        ("ID", plain_id(question.id)),
        ("Title", question_name(number, question)),
        ("QuestionText", line_stem(question.stem)),
        ("Points", question.points),
        ("Difficulty", 1 + round(question.difficulty * 4)),
    ]
    match question:
        case FillInTheBlank():
            rows.append(("InputBox", BOX_ROWS, BOX_COLUMNS))
            rows += [_brightspace_answer(answer) for answer in accepted(question)]
        case MultipleChoice():
            for choice in question.choices:
                weight = 100 if choice.correct else 0
                rows.append(("Option", weight, one_line(choice.text), "", one_line(choice.feedback or "")))
        case _:
            assert_never(question)
    why = " ".join(one_line(part) for part in explanation(question))
    return [*rows, ("Feedback", why)] if why else rows


def _brightspace_answer(answer: str) -> tuple[Cell, ...]:
    """An apostrophe would have to be typed too; so what a spreadsheet would run is written as a pattern."""
    if neutral(answer) == answer:
        return ("Answer", 100, answer)
    return ("Answer", 100, f"[{answer[0]}]{re.escape(answer[1:])}", "regexp")


# --- CSV --------------------------------------------------------------------------------------------------

CSV_HEADER = (
    *("number", "id", "type", "question", "answer", "also accepted", "options", "right option", "points"),
    *("difficulty", "tags", "feedback", "sentence", "paragraph"),
)
# Between several values of one cell.
AND, AND_SIGN = " | ", "|"


def write_csv(quiz: Quiz, options: ExportOptions) -> Exported:
    """One row a question; several values of a cell are parted by “ | ”."""
    rows: list[tuple[Cell, ...]] = [CSV_HEADER]
    rows += [_csv_row(number, question) for number, question in enumerate(quiz.questions, 1)]
    lost = not_carried(quiz, ["title", "source", "passage", "choice feedback", "lines"])
    changed = (loss for number, question in enumerate(quiz.questions, 1) for loss in _csv_losses(number, question))
    return Exported(".csv", csv_file(rows, bom=True), (*lost, *changed))


def _csv_losses(number: int, question: Question) -> Iterator[Loss]:
    if any(isinstance(cell, str) and neutral(cell) != cell for cell in _csv_row(number, question)):
        yield Loss(number, APOSTROPHE)
    several = [*question.tags]
    match question:
        case FillInTheBlank():
            several += accepted(question)[1:]
        case MultipleChoice():
            several += [choice.text for choice in question.choices]
        case _:
            assert_never(question)
    if any(AND_SIGN in text for text in several):
        yield Loss(number, f"“{AND_SIGN}” stands in one of its texts too, so a cell of several cannot be taken apart")


def _csv_row(number: int, question: Question) -> tuple[Cell, ...]:
    match question:
        case FillInTheBlank():
            own: tuple[Cell, ...] = (question.answer, AND.join(accepted(question)[1:]), "", "")
        case MultipleChoice():
            options = [one_line(choice.text) for choice in question.choices]
            right = next(place for place, choice in enumerate(question.choices, 1) if choice.correct)
            own = (question.answer, "", AND.join(options), right)
        case _:
            assert_never(question)
    return (
        *(number, question.id, "fill in the blank" if isinstance(question, FillInTheBlank) else "multiple choice"),
        *(line_stem(question.stem), *own, question.points, str(question.difficulty), AND.join(question.tags)),
        *(question.feedback, question.evidence.sentence, question.evidence.paragraph),
    )


FORMATS = (
    Format(
        "blackboard",
        "-blackboard.txt",
        "all questions with accepted spellings",
        "Blackboard Learn and Ultra: Upload questions from a file",
        write_blackboard,
    ),
    Format(
        "brightspace",
        "-brightspace.csv",
        "all questions with accepted spellings, points, difficulty, feedback, source sentences and ids",
        "Brightspace (D2L): Question library > Import > Upload a file",
        write_brightspace,
    ),
    Format(
        "csv",
        ".csv",
        "all questions, one a row, with everything but the feedback on single options",
        "Excel, LibreOffice, Google Sheets, any program",
        write_csv,
    ),
)
