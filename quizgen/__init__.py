"""Turns an article into a quiz: blanks, multiple choice, printable sheets, LMS files.

    from quizgen import Settings, load_nlp, make_quiz, read_article, to_json

    made = make_quiz(read_article("article.txt"), Settings(number=8), load_nlp())
    print(to_json(made.quiz))

The names below are loaded when they are first used, so that importing quizgen costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Article": "quizgen.model",
    "Made": "quizgen.model",
    "Quiz": "quizgen.model",
    "QuizgenError": "quizgen.errors",
    "Settings": "quizgen.config",
    "explain": "quizgen.pipeline",
    "export": "quizgen.export",
    "from_json": "quizgen.quiz_json",
    "load_nlp": "quizgen.pipeline",
    "make_quiz": "quizgen.pipeline",
    "read_article": "quizgen.read",
    "render_sheets": "quizgen.render",
    "schema": "quizgen.quiz_json",
    "to_json": "quizgen.quiz_json",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'quizgen' has no attribute {name!r}")
