"""Quiz games and their import sheets: Kahoot, Quizizz (Wayground), Blooket. Facts from each one’s own template."""

from quizgen.export.losses import Loss, not_carried
from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.export.tables import Cell, Limits, apostrophes, choices_only, csv_file, fitting, xlsx
from quizgen.export.text import accepted, explanation, line_stem, one_line
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz

LOST = ("title", "source", "passage", "ids", "points", "tags", "difficulty", "choice feedback", "order", "lines")

# --- Kahoot -----------------------------------------------------------------------------------------------

# https://support.kahoot.com (How to import questions from a spreadsheet)
KAHOOT = Limits("Kahoot", stem=120, option=75, options=4)
KAHOOT_HEADER = (
    None,
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
KAHOOT_HEADER_ROW = 8
# Longer stems take longer to read: characters up to which so many seconds are given.
KAHOOT_SECONDS = ((60, 20), (90, 30), (120, 60))


def write_kahoot(quiz: Quiz, options: ExportOptions) -> Exported:
    """Kahoot’s spreadsheet; its header stands in row 8."""
    fitted = choices_only(quiz, KAHOOT)
    rows: list[tuple[Cell, ...]] = [(None,)] * (KAHOOT_HEADER_ROW - 1) + [KAHOOT_HEADER]
    for place, (_, question) in enumerate(fitted.questions, 1):
        stem = line_stem(question.stem)
        seconds = next(seconds for most, seconds in KAHOOT_SECONDS if len(stem) <= most)
        # The right answer is text, as in Kahoot’s own files: several would be “1,3”.
        rows.append((place, stem, *_padded(question, 4), seconds, str(_right(question))))
    losses = (*not_carried(quiz, [*LOST, "feedback", "evidence"]), *fitted.losses)
    return Exported("-kahoot.xlsx", xlsx(rows, "Kahoot"), losses)


def _padded(question: MultipleChoice, columns: int) -> tuple[Cell, ...]:
    texts: list[Cell] = [choice.text for choice in question.choices]
    return tuple(texts + [None] * (columns - len(texts)))


def _right(question: MultipleChoice) -> int:
    return next(place for place, choice in enumerate(question.choices, 1) if choice.correct)


# --- Quizizz ----------------------------------------------------------------------------------------------

QUIZIZZ = Limits("Quizizz", options=5)
QUIZIZZ_HEADER = (
    "Question Text",
    "Question Type",
    *(f"Option {number}" for number in range(1, 6)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)
QUIZIZZ_SECONDS = 30


def write_quizizz(quiz: Quiz, options: ExportOptions) -> Exported:
    """Quizizz’s spreadsheet, with typed answers too."""
    rows: list[tuple[Cell, ...]] = [QUIZIZZ_HEADER]
    losses = [*not_carried(quiz, LOST)]
    for number, question in enumerate(quiz.questions, 1):
        row, said = _quizizz_row(question)
        losses += [Loss(number, what) for what in said]
        rows.append(row)
    return Exported("-quizizz.xlsx", xlsx(rows, "Quizizz"), tuple(losses))


def _quizizz_row(question: Question) -> tuple[tuple[Cell, ...], list[str]]:
    why = " ".join(one_line(part) for part in explanation(question)) or None
    rest = (QUIZIZZ_SECONDS, None, why)
    if isinstance(question, FillInTheBlank):
        answers = accepted(question)
        said = (
            [f"only the first {QUIZIZZ.options} accepted spellings are kept"] if len(answers) > QUIZIZZ.options else []
        )
        cells: list[Cell] = list(answers[: QUIZIZZ.options])
        cells += [None] * (QUIZIZZ.options - len(cells))
        return (line_stem(question.stem), "Fill-in-the-Blank", *cells, None, *rest), said
    small, said = fitting(question, QUIZIZZ)
    assert small is not None  # options are only refused when they are shortened
    options = _padded(small, QUIZIZZ.options)
    return (line_stem(small.stem), "Multiple Choice", *options, _right(small), *rest), said


# --- Blooket ----------------------------------------------------------------------------------------------

BLOOKET = Limits("Blooket", options=4)
# The delimiter is told from the first row; the headers hold line breaks.
BLOOKET_HEADER: tuple[tuple[Cell, ...], ...] = (
    ("Blooket Import Template", "", "", "", "", "", "", ""),
    (
        "Question #",
        "Question Text",
        "Answer 1",
        "Answer 2",
        "Answer 3\n(Optional)",
        "Answer 4\n(Optional)",
        "Time Limit (sec)\n(Max: 300 seconds)",
        "Correct Answer(s)\n(Only include Answer #)",
    ),
)
BLOOKET_SECONDS = 20


def write_blooket(quiz: Quiz, options: ExportOptions) -> Exported:
    """Blooket’s CSV."""
    fitted = choices_only(quiz, BLOOKET)
    rows = list(BLOOKET_HEADER)
    for place, (_, question) in enumerate(fitted.questions, 1):
        rows.append((place, line_stem(question.stem), *_padded(question, 4), BLOOKET_SECONDS, _right(question)))
    kept = {number for number, _ in fitted.questions}
    changed = [loss for loss in apostrophes(quiz) if loss.question in kept]
    losses = (*not_carried(quiz, [*LOST, "feedback", "evidence"]), *fitted.losses, *changed)
    return Exported("-blooket.csv", csv_file(rows, bom=False), losses)


FORMATS = (
    Format(
        "kahoot", "-kahoot.xlsx", "multiple choice within Kahoot’s lengths", "Kahoot: Import spreadsheet", write_kahoot
    ),
    Format(
        "quizizz",
        "-quizizz.xlsx",
        "all questions with accepted spellings, feedback and source sentences",
        "Quizizz (Wayground): Import from spreadsheet",
        write_quizizz,
    ),
    Format("blooket", "-blooket.csv", "multiple choice", "Blooket: CSV import", write_blooket),
)
