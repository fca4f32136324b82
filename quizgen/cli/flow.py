"""The steps that several commands take: the only place of the command line that loads the heavy parts."""

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from quizgen.config import Settings
from quizgen.errors import InputError, NothingToAsk, SettingsError
from quizgen.model import Article, Made, Output, Quiz


def is_quiz(path: str) -> bool:
    """Whether this is a quiz JSON rather than an article: by its name; of standard input, by how it starts."""
    if path != "-":
        return path.lower().endswith(".json")
    if sys.stdin is None:  # closed by whoever started us
        raise InputError("There is no standard input.", hint="Name a file, or send the text through a pipe.")
    if not isinstance(sys.stdin.buffer, io.BufferedReader):
        return False
    return sys.stdin.buffer.peek(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read(article: str, settings: Settings) -> Article:
    """The article, cleaned. Raises InputError for a quiz: sheets and exports take that, nothing is asked about it."""
    _refuse_quiz(article)
    from quizgen.read import read_article

    return read_article(article, settings.read)


def _refuse_quiz(path: str) -> None:
    if is_quiz(path) and (path == "-" or os.path.isfile(path)):
        raise InputError(
            f"“{os.path.basename(path)}” is no article but a quiz, or other JSON.",
            hint="“quizgen sheet” prints a quiz; “quizgen export” turns it into other formats.",
        )


def make_from(article: str, settings: Settings) -> Made:
    """Read an article and make its quiz."""
    text = read(article, settings)  # before the model is loaded: most mistakes are here
    from quizgen.pipeline import load_nlp, make_quiz

    try:
        return make_quiz(text, settings, load_nlp(settings.model))
    except NothingToAsk:
        if not settings.only:
            raise
        raise NothingToAsk(
            f"The article gives no question {' or '.join(settings.only)}.",
            hint="An id holds for one article and its settings; “quizgen questions” shows the ids there are.",
        ) from None


def quiz_from(path: str) -> Quiz:
    """The quiz in a quiz JSON file."""
    from quizgen.quiz_json import from_json

    try:
        if path == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                data = file.read()
    except IsADirectoryError:
        raise InputError(f"“{path}” is a folder.", hint="Give a quiz file, NAME.quiz.json.") from None
    except OSError as error:
        raise InputError(
            f"“{path}” cannot be read: {error.strerror}.", hint="Check the name of the quiz file."
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"“{path}” is not a quiz file.", hint="A quiz file is JSON in UTF-8; save it so.") from None
    return from_json(text, os.path.basename(path))


def sheets(quiz: Quiz, settings: Settings) -> tuple[Output, ...]:
    """The PDFs of a quiz."""
    from quizgen.render import render_sheets

    return render_sheets(quiz, settings.sheet)


class _Exported:
    """A quiz in one of the formats, LMS or document, by its name."""

    def check(self, target: str) -> None:
        """Raises SettingsError for a format that does not exist."""
        from quizgen.export import formats
        from quizgen.render import DOCUMENTS

        known = [*DOCUMENTS, *(fmt.name for fmt in formats())]
        if target not in known:
            import difflib

            close = difflib.get_close_matches(target, known, 1)
            meant = f"Did you mean “{close[0]}”? " if close else ""
            raise SettingsError(f"There is no format “{target}”.", hint=f"{meant}“quizgen formats” lists them all.")

    def __call__(
        self, quiz: Quiz, target: str, settings: Settings, *, h5p_libraries: str | None = None
    ) -> tuple[Output, tuple[str, ...]]:
        """The file, and in words what the format could not carry."""
        from quizgen.render import DOCUMENTS

        self.check(target)
        if target in DOCUMENTS:
            return DOCUMENTS[target](quiz, settings.sheet), ()
        from quizgen.export import ExportOptions, export

        options = ExportOptions(h5p_libraries=h5p_libraries or "")
        done = export(quiz, target, options)
        return Output(done.suffix, done.data), tuple(str(loss) for loss in done.losses)


exported = _Exported()


def drawn(
    quiz: Quiz, settings: Settings, targets: Sequence[str], h5p_libraries: str | None = None
) -> tuple[list[Output], list[str]]:
    """Quiz JSON, worksheet, key and every other format asked for, and in words what those could not carry.

    The text goes into the other formats, into JSON and sheets only where the settings want it.
    """
    from quizgen.quiz_json import to_json

    kept = quiz if settings.passage else replace(quiz, passage=())
    outputs = [Output(".quiz.json", to_json(kept).encode()), *sheets(kept, settings)]
    told: list[str] = []
    for target in targets:
        output, losses = exported(quiz, target, settings, h5p_libraries=h5p_libraries)
        outputs.append(output)
        told += [f"{target}: {loss}" for loss in losses]
    return outputs, told


def with_passage(settings: Settings) -> Settings:
    """The same, with the article's text kept in the quiz: some formats want it."""
    return replace(settings, passage=True)
