"""What is said on the terminal, and how."""

import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import click

from quizgen.config import Settings
from quizgen.errors import OutputError
from quizgen.model import Made


def printable(text: str) -> str:
    """Without control and direction marks: a title must not be able to colour, move or clear the screen."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})


@contextmanager
def progress(text: str, *, quiet: bool) -> Iterator[None]:
    """A moving line on a terminal while something takes its time; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(printable(text)):
        yield


def pour(data: bytes) -> None:
    """Bytes to standard output, as they are. Raises OutputError when it does not take them, such as on a full disk."""
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in the buffer would fail again, and loudly, when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(
            f"The standard output cannot be written to: {(error.strerror or str(error)).lower()}.",
            hint="Is the disk full? Write to another place.",
        ) from None


def say(text: str, *, quiet: bool = False) -> None:
    """A line of what was asked for, on standard output, in whatever letters the terminal knows."""
    if not quiet:
        pour((printable(text) + "\n").encode(sys.stdout.encoding or "utf-8", "replace"))


def tell(text: str, *, quiet: bool) -> None:
    """A line for the user on standard error, so that standard output stays clean."""
    if text and not quiet:
        click.echo(printable(text), err=True)


REASONS_TOLD = 4


def shortfall(made: Made, settings: Settings) -> str:
    """Why there are fewer questions than asked for, counted by rule; empty when there are enough."""
    number, wanted = len(made.quiz.questions), settings.number
    if settings.only:
        absent = [name for name in settings.only if name not in {question.id for question in made.quiz.questions}]
        return f"The article gives no question {' or '.join(absent)}." if absent else ""
    if number >= wanted:
        return ""
    sentences = [item for item in made.skipped if not item.answer]
    counts = Counter(item.rule for item in sentences)
    why = {item.rule: item.why for item in sentences}
    lines = [f"Made {number} of {wanted} questions; the article gives no more good ones. Sentences left out:"]
    lines += [f"  {count:3} × {why[rule]}" for rule, count in counts.most_common(REASONS_TOLD)]
    return "\n".join([*lines, "“quizgen explain” shows the reason for each sentence."])


def reasons(made: Made) -> str:
    """Everything that was left out, counted by rule, for --verbose."""
    counts = Counter((bool(item.answer), item.why.strip()) for item in made.skipped)
    lines = [f"  {count:4} × {'answers: ' if answer else ''}{why}" for (answer, why), count in counts.most_common()]
    return "\n".join(["Left out:", *lines])
