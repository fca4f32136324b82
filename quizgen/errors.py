"""What can go wrong, and the exit code it ends with.

    QuizgenError
    ├── OutputError      2  the place to write to cannot be used (also: disk full)
    ├── InputError       3  an article or quiz cannot be read
    ├── NothingToAsk     4  read well, but no question could be made
    ├── SettingsError    5  a setting or format that does not exist or does not fit
    └── MissingPart      6  an optional package is not installed

Each carries one sentence for a teacher and a hint on what to do next. Anything else that is raised is a bug and keeps
its traceback. Wrong usage of the command line ends with 2, an interrupt (Ctrl-C) with 130.
"""


class QuizgenError(Exception):
    """A user's mistake or a fact about the input, not a bug: `message` is one sentence, `hint` what to do next."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class OutputError(QuizgenError):
    """The output cannot be written."""

    exit_code = 2


class InputError(QuizgenError):
    """The input cannot be read or used."""

    exit_code = 3


class NothingToAsk(QuizgenError):
    """The article was read, but nothing in it makes a good question."""

    exit_code = 4


class SettingsError(QuizgenError):
    """A setting, format or theme that is unknown or does not fit."""

    exit_code = 5


class MissingPart(QuizgenError):
    """Something optional that is not installed; the hint holds the pip line."""

    exit_code = 6
