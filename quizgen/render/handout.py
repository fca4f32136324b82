"""What every form of a worksheet other than PDF starts from: its words, parts, bank and passage."""

from dataclasses import dataclass
from pathlib import Path

from quizgen.config import SheetSettings
from quizgen.model import Quiz
from quizgen.render.letters import language_runs_right_to_left
from quizgen.render.view import PartView, part_views, sheet_title, source_line, word_bank
from quizgen.render.words import Furniture, furniture
from quizgen.render.worksheets import language_tag, refuse_unfit, worksheets


@dataclass(frozen=True, slots=True)
class Handout:
    """One worksheet in words."""

    words: Furniture
    language: str
    title: str
    parts: tuple[PartView, ...]
    bank: tuple[str, ...]
    passage: tuple[str, ...]
    source: str
    total: int
    school: str

    @property
    def direction(self) -> str:
        """“rtl” for languages written from right to left."""
        return "rtl" if language_runs_right_to_left(self.language) else "ltr"

    def bank_of(self, part: PartView) -> tuple[str, ...]:
        """The word bank, where this part is the one that uses it."""
        return self.bank if part.kind == "fill_in_the_blank" else ()


def user_folder(settings: SheetSettings) -> Path | None:
    """The folder of the user's own templates and words."""
    return Path(settings.templates) if settings.templates else None


def handout(quiz: Quiz, settings: SheetSettings) -> Handout:
    """The first version of a quiz."""
    (worksheet,) = worksheets(quiz)
    refuse_unfit(quiz, settings)
    words = furniture(settings.language, quiz.language, user_folder(settings))
    bank = word_bank(worksheet, settings.word_bank)
    return Handout(
        words=words,
        language=language_tag(quiz, words.language),
        title=sheet_title(worksheet, words),
        parts=part_views(worksheet, words, bank=bool(bank)),
        bank=bank,
        passage=quiz.passage if settings.passage else (),
        source=source_line(quiz.source),
        total=sum(question.points for question in quiz.questions),
        school=settings.school,
    )
