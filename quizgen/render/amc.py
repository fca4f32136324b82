"""Auto Multiple Choice (AMC-TXT): it prints the sheets, reads the scans and grades them.

Its reader knows a construct by how a line starts, so every text stands on one line behind its mark and a space. Text
in brackets would become LaTeX, images or fonts; the header switches all of these off.
"""

from collections.abc import Iterator

from quizgen.config import SheetSettings
from quizgen.model import MultipleChoice, NumberedQuestion, Output, Question, Quiz
from quizgen.render.handout import user_folder
from quizgen.render.letters import printable
from quizgen.render.view import sheet_title, source_line
from quizgen.render.words import Furniture, furniture
from quizgen.render.worksheets import worksheets

# All that AMC would read into a text but plain letters.
DISABLED = "verbatim local_latex images embf title"
# AMC's codes for the languages it has words of its own for.
LANGUAGES = {"de": "DE", "es": "ES", "fr": "FR", "it": "IT", "nl": "NL", "pt": "PT"}
GAP = "________"


def amc_txt(quiz: Quiz, settings: SheetSettings) -> Output:
    """The quiz for Auto Multiple Choice; blanks become open questions that the teacher marks on the sheet."""
    (worksheet,) = worksheets(quiz)
    words = furniture(settings.language, quiz.language, user_folder(settings))
    lines = [
        f"# {_line(source_line(quiz.source))}",
        f"Title: {_line(sheet_title(worksheet, words))}",
        f"Presentation: {_line(words('bubble_how'))}",
        f"PaperSize: {'letter' if settings.paper == 'letter' else 'A4'}",
        f"Disable: {DISABLED}",
        "ShuffleQuestions: 0",
        "SingleSided: 1",
        f"L-Question: {_line(words('question'))}",
        f"L-Name: {_line(words('name'))}",
    ]
    if words.language in LANGUAGES:
        lines.append(f"Lang: {LANGUAGES[words.language]}")
    for numbered in worksheet.questions:
        lines += ["", *_question(numbered, words)]
    return Output("-amc.txt", ("\n".join(lines) + "\n").encode())


def _question(numbered: NumberedQuestion, words: Furniture) -> Iterator[str]:
    question = numbered.question
    name = f"q{numbered.number:03d}"
    if isinstance(question, MultipleChoice):
        ordered = ",ordered" if question.ordered else ""
        yield f"*[id={name}{ordered}]{{b={question.points},m=0}} {_stem(question)}"
        for choice in question.choices:
            yield f"{'+' if choice.correct else '-'} {_line(choice.text)}"
        return
    yield f"# {_line(words('answer'))}: {_line(' / '.join((question.answer, *question.accept)))}"
    yield f"*<lines=1>[id={name}] {_stem(question)}"
    yield f"-[0]{{0}} {_line(words('wrong'))}"
    yield f"+[1]{{{question.points}}} {_line(words('right'))}"


def _stem(question: Question) -> str:
    stem = question.stem
    return _line(stem.before if stem.after is None else stem.before + GAP + stem.after)


def _line(text: str) -> str:
    """One line. AMC looks for “[verbatim]” before it heeds what is switched off."""
    return printable(text).strip().replace("[verbatim]", "[ verbatim ]")
