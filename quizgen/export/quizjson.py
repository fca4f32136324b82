"""The quiz JSON itself: lossless, the source of every other format."""

from quizgen.export.registry import Exported, ExportOptions, Format
from quizgen.model import Quiz
from quizgen.quiz_json import to_json


def write(quiz: Quiz, options: ExportOptions) -> Exported:
    """The quiz as quiz JSON, version 1."""
    return Exported(".quiz.json", to_json(quiz).encode())


FORMATS = (Format("json", ".quiz.json", "everything", "quizgen itself; any program that reads JSON", write, raw=True),)
