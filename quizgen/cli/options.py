"""The options that several commands share, and how they become settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from quizgen.config import DIFFICULTIES, KINDS, PAPERS, STEMS, WORD_BANKS, Sourced, file_values, layered
from quizgen.errors import SettingsError

Command = TypeVar("Command", bound=Callable[..., Any])

# Option name to the setting it sets. None means “not given”, so a settings file can speak.
QUIZ = {
    "number": "number",
    "kind": "kinds",
    "seed": "seed",
    "stems": "stems",
    "leads": "leads",
    "hints": "hints",
    "difficulty": "difficulty",
    "exclude": "exclude",
    "only": "only",
    "model": "model",
}
SHEET = {
    "paper": "sheet.paper",
    "theme": "sheet.theme",
    "templates": "sheet.templates",
    "language": "sheet.language",
    "font": "sheet.font",
    "school": "sheet.school",
    "logo": "sheet.logo",
    "columns": "sheet.columns",
    "versions": "sheet.versions",
    "combined": "sheet.combined",
    "passage": "sheet.passage",
    "word_bank": "sheet.word_bank",
    "answer_sheet": "sheet.answer_sheet",
    "one_page": "sheet.one_page",
    "fillable": "sheet.fillable",
}
READ = {
    "pages": "read.pages",
    "section": "read.section",
    "chapter": "read.chapter",
    "allow_private": "read.allow_private",
}


def _stacked(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _flag(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(name, is_flag=True, default=None, help=text)


force_option = click.option("--force", is_flag=True, help="Replace files that may be your own.")

quiz_options = _stacked(
    click.option("-n", "--number", type=click.IntRange(1, 500), help="How many questions.  [default: 10]"),
    click.option(
        "--kind", multiple=True, type=click.Choice(KINDS), help="Only this kind of question; may be repeated."
    ),
    click.option(
        "--stems",
        type=click.Choice(STEMS),
        help="Multiple choice with a blank, as whole questions, or both.  [default: mixed]",
    ),
    click.option(
        "--leads/--no-leads",
        default=None,
        help="Begin a stem with “From the article “…”” where it is clearer so, or never.  [default: leads]",
    ),
    click.option(
        "--hints/--no-hints",
        default=None,
        help="Give the first letter after a blank where other answers would be fair, or never.  [default: hints]",
    ),
    click.option("--difficulty", type=click.Choice(DIFFICULTIES), help="Prefer easy, medium or hard questions."),
    click.option("--seed", type=int, help="Another number gives other distractors and orders.  [default: 0]"),
    click.option("--exclude", multiple=True, metavar="ID", help="Replace this question by another; may be repeated."),
    click.option("--only", multiple=True, metavar="ID", help="Keep only this question; may be repeated."),
    click.option("--model", metavar="NAME", help="An installed spaCy pipeline for English instead of the small one."),
)
sheet_options = _stacked(
    click.option("--paper", type=click.Choice(PAPERS), help="Paper size.  [default: a4]"),
    click.option("--theme", metavar="NAME", help="The look: see “quizgen themes”.  [default: classic]"),
    click.option("--versions", type=click.IntRange(1, 26), help="Versions A, B, C… in other orders."),
    _flag("--combined", "All versions, keys and tables in one PDF."),
    _flag("--passage", "Print the text too, lines numbered."),
    click.option(
        "--word-bank",
        type=click.Choice(WORD_BANKS),
        help="List the answers above the blanks, with or without extra words.",
    ),
    click.option("--columns", type=click.IntRange(1, 2), help="One or two columns."),
    _flag("--answer-sheet", "Answers go on a sheet of their own."),
    _flag("--one-page", "Make it fit on one page."),
    _flag("--fillable", "Also a PDF to fill in on a screen."),
    click.option("--language", metavar="CODE", help="Language of “Name”, “Score” and the like: de, en, es, fr…"),
    click.option("--school", metavar="TEXT", help="The school's name, printed at the top."),
    click.option("--logo", metavar="FILE", help="A PNG or JPEG file, printed at the top."),
    click.option("--font", metavar="FILE.ttf", help="A font for letters that the theme's fonts lack."),
    click.option("--templates", metavar="FOLDER", help="A folder with templates and themes of your own."),
)
read_options = _stacked(
    click.option("--pages", metavar="3-5", help="Only these pages of a PDF or slides."),
    click.option("--section", metavar="HEADING", help="Only what stands under this heading."),
    click.option("--chapter", metavar="NUMBER|TITLE", help="This chapter of an e-book."),
    _flag("--allow-private", "Fetch from addresses of your own network."),
)
common_options = _stacked(
    click.option(
        "--settings", "settings_file", metavar="FILE", help="Read settings from this file instead of quiz.toml."
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say more about what was done."),
)


def sourced(given: dict[str, Any]) -> Sourced:
    """Settings from defaults, the settings file and the options that were given."""
    known = QUIZ | SHEET | READ
    values = {known[name]: value for name, value in given.items() if name in known and value not in (None, ())}
    if values.get("sheet.passage"):
        values["passage"] = True
    where, from_file = file_values(Path.cwd(), given.get("settings_file") or "")
    found = layered([(where, from_file), ("command line", values)])
    templates = found.settings.sheet.templates
    if templates and not Path(templates).is_dir():
        raise SettingsError(
            f"There is no folder “{templates}” with templates ({found.origins['sheet.templates']}).",
            hint="Check its name; see templates/README.md for what it holds.",
        )
    return found
