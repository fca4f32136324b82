"""From a quiz to what is handed out: tagged PDF sheets and keys, and the same in other forms.

Nothing heavy is imported before something is rendered, so `quizgen --help` stays quick.
"""

from pathlib import Path

from quizgen.config import SheetSettings
from quizgen.model import Output, Quiz

__all__ = ["render_sheets", "themes"]


def render_sheets(quiz: Quiz, settings: SheetSettings) -> tuple[Output, ...]:
    """The worksheet and the key of a quiz as PDF, for each version asked for."""
    from quizgen.render.pdf import sheet_pdfs

    return sheet_pdfs(quiz, settings)


def themes(user_templates: Path | None = None) -> tuple[tuple[str, str], ...]:
    """The name of every theme and what it is for, by name."""
    from quizgen.render.theme import load_theme, theme_files

    return tuple((name, load_theme(name, user_templates).about) for name in sorted(theme_files(user_templates)))
