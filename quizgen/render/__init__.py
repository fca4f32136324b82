"""From a quiz to what is handed out: tagged PDF sheets and keys, and the same as Word, web page and text.

Nothing heavy is imported before something is rendered, so `quizgen --help` stays quick.
"""

from collections.abc import Callable
from pathlib import Path

from quizgen.config import SheetSettings
from quizgen.model import Output, Quiz

__all__ = ["DOCUMENTS", "Document", "languages", "render_sheets", "themes"]

Document = Callable[[Quiz, SheetSettings], Output]


def render_sheets(quiz: Quiz, settings: SheetSettings) -> tuple[Output, ...]:
    """Worksheet and key of each version as PDF, with the answer sheets, forms and tables that were asked for."""
    from quizgen.render.pdf import sheet_pdfs

    return sheet_pdfs(quiz, settings)


def themes(user_templates: Path | None = None) -> tuple[tuple[str, str], ...]:
    """The name of every theme and what it is for, by name."""
    from quizgen.render.theme import load_theme, theme_files

    return tuple((name, load_theme(name, user_templates).about) for name in sorted(theme_files(user_templates)))


def languages(user_templates: Path | None = None) -> tuple[tuple[str, str], ...]:
    """The languages of the furniture: code and name."""
    from quizgen.render.words import furniture
    from quizgen.render.words import languages as codes

    return tuple((code, furniture(code, "", user_templates)("language_name")) for code in codes(user_templates))


def _docx(quiz: Quiz, settings: SheetSettings) -> Output:
    """A Word document: sheet, then key, with real lists and styles, to edit. Needs `quizgen[word]`."""
    from quizgen.render.word import word_document

    return word_document(quiz, settings)


def _html(quiz: Quiz, settings: SheetSettings) -> Output:
    """One accessible web page that a pupil fills in and checks; works offline. It holds the answers."""
    from quizgen.render.web import web_page

    return web_page(quiz, settings)


def _markdown(quiz: Quiz, settings: SheetSettings) -> Output:
    """Sheet and key in Markdown."""
    from quizgen.render.typed import markdown

    return markdown(quiz, settings)


def _plain_text(quiz: Quiz, settings: SheetSettings) -> Output:
    """Sheet and key in plain text, 78 letters wide."""
    from quizgen.render.typed import plain_text

    return plain_text(quiz, settings)


def _amc_txt(quiz: Quiz, settings: SheetSettings) -> Output:
    """For Auto Multiple Choice, which prints bubble sheets, reads the scans and grades them."""
    from quizgen.render.amc import amc_txt

    return amc_txt(quiz, settings)


# What `--to` offers besides the LMS formats; each function's docstring is what `quizgen formats` says of it.
DOCUMENTS: dict[str, Document] = {
    "amc-txt": _amc_txt,
    "docx": _docx,
    "html": _html,
    "md": _markdown,
    "txt": _plain_text,
}
