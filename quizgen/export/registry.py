"""The formats a quiz can be exported to; ours and those of other packages are loaded by the same road."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from quizgen.errors import NothingToAsk, QuizgenError, SettingsError
from quizgen.export.losses import Loss
from quizgen.model import Quiz

# A package may bring its own formats: an entry point of this group that names a `Format`, or several in a tuple.
ENTRY_POINTS = "quizgen.exporters"
# Our own modules, in the order of `quizgen formats`. What is heavy in them is imported when a file is written.
MODULES = (
    *("quizjson", "moodlexml", "gift", "aiken", "canvas", "canvaspassage", "cartridge", "h5p"),
    *("h5ppassage", "moodlepassage", "anki", "googleforms", "canvasapi", "games", "lmstables", "qti", "folded"),
)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What only some formats ask for: `h5p_libraries` is an .h5p file whose libraries are to be bundled."""

    h5p_libraries: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file: what to add to the quiz’s name, its bytes, and what it could not carry."""

    suffix: str
    data: bytes
    losses: tuple[Loss, ...] = ()


Writer = Callable[[Quiz, ExportOptions], Exported]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name for `--to`; `carries` and `systems` are what `quizgen formats` says of it.

    `write` gets a quiz without control characters, unless the format is `raw`, and says in the file’s losses what it
    left out or changed.
    """

    name: str
    suffix: str
    carries: str
    systems: str
    write: Writer
    raw: bool = False


@cache
def formats() -> tuple[Format, ...]:
    """Every format, ours first, then those of other packages by name."""
    ours = [fmt for name in MODULES for fmt in _named(EntryPoint(name, f"quizgen.export.{name}:FORMATS", ENTRY_POINTS))]
    taken = {fmt.name for fmt in ours}
    others: list[Format] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: (point.name, point.value)):
        for fmt in _of_another_package(point):
            if fmt.name in taken:
                fmt = _unusable(point, f"{fmt.name}@{_package(point)}", f"there is another format “{fmt.name}”")
            taken.add(fmt.name)
            others.append(fmt)
    return (*ours, *sorted(others, key=lambda fmt: fmt.name))


def _named(point: EntryPoint) -> tuple[Format, ...]:
    """The formats an entry point names. Raises whatever its module raises, TypeError when it names anything else."""
    named = point.load()
    found = (named,) if isinstance(named, Format) else tuple(named)
    if not all(isinstance(fmt, Format) for fmt in found):
        raise TypeError(f"{point.value} is no Format")
    return found


# --- formats of other packages ----------------------------------------------------------------------------


def _of_another_package(point: EntryPoint) -> tuple[Format, ...]:
    """Its formats; when they cannot be loaded, one that says so. No mistake of theirs may harm any other format."""
    try:
        found = _named(point)
    except (Exception, SystemExit) as error:
        return (_unusable(point, point.name, _in_words(error)),)
    return tuple(replace(fmt, write=_guarded(point, fmt)) for fmt in found)


def _unusable(point: EntryPoint, name: str, why: str) -> Format:
    """A format that is listed but says, when asked for, why it cannot be used."""

    def refuse(quiz: Quiz, options: ExportOptions) -> Exported:
        raise SettingsError(f"The format “{name}” cannot be loaded: {why}.", hint=_whose(point))

    return Format(name, "", f"nothing: {why}", f"not usable; from the package “{_package(point)}”", refuse)


def _guarded(point: EntryPoint, fmt: Format) -> Writer:
    """Its writer, of which a mistake is told in a sentence."""

    def write(quiz: Quiz, options: ExportOptions) -> Exported:
        try:
            done = fmt.write(quiz, options)
            if not isinstance(done, Exported) or not isinstance(done.data, bytes):
                raise TypeError("it gives no file")
            if any(loss.question not in range(len(quiz.questions) + 1) for loss in done.losses):
                raise ValueError("it tells of a question that there is not")
        except QuizgenError:
            raise
        except Exception as error:
            why = f"The format “{fmt.name}” cannot write this quiz: {_in_words(error)}."
            raise SettingsError(why, hint=_whose(point)) from error
        return done

    return write


def _in_words(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _whose(point: EntryPoint) -> str:
    return f"It is not part of quizgen but comes from the package “{_package(point)}”: update or remove that."


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


# --- exporting --------------------------------------------------------------------------------------------


def export(quiz: Quiz, format_name: str, options: ExportOptions | None = None) -> Exported:
    """The quiz in that format, and all that it could not carry.

    Raises SettingsError when there is no format of that name, MissingPart when it needs a package that is not
    installed, NothingToAsk when none of the questions fits it.
    """
    fmt = _by_name(format_name)
    if fmt.raw:
        return fmt.write(quiz, options or ExportOptions())
    from quizgen.export.text import without_control_characters

    clean, numbers, changed = without_control_characters(quiz)
    if not clean.questions:
        raise NothingToAsk(f"No question can be exported to {format_name}.", hint="Each has an empty stem or answer.")
    done = fmt.write(clean, options or ExportOptions())
    told = tuple(replace(loss, question=numbers[loss.question]) for loss in done.losses)
    return replace(done, losses=tuple(dict.fromkeys(sorted((*changed, *told), key=lambda loss: loss.question))))


def _by_name(name: str) -> Format:
    for fmt in formats():
        if fmt.name == name:
            return fmt
    close = difflib.get_close_matches(name, [fmt.name for fmt in formats()], 1)
    meant = f"Did you mean “{close[0]}”? " if close else ""
    raise SettingsError(f"There is no format “{name}”.", hint=f"{meant}“quizgen formats” lists them all.")
