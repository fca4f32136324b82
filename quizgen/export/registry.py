"""The formats a quiz can be exported to; ours and those of other packages are loaded by the same road."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from quizgen.errors import NothingToAsk, SettingsError
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
    ours = _loaded(EntryPoint(name, f"quizgen.export.{name}:FORMATS", ENTRY_POINTS) for name in MODULES)
    known = {fmt.name for fmt in ours}
    others = sorted(_loaded(entry_points(group=ENTRY_POINTS)), key=lambda fmt: fmt.name)
    return (*ours, *(fmt for fmt in others if fmt.name not in known))


def _loaded(points: Iterable[EntryPoint]) -> list[Format]:
    found: list[Format] = []
    for point in points:
        try:
            named = point.load()
        except Exception as error:  # another package's code; ours is held to load by the tests
            found.append(_broken(point, error))
        else:
            found += [named] if isinstance(named, Format) else named
    return found


def _broken(point: EntryPoint, error: Exception) -> Format:
    """A format that is listed but says, when asked for, that its package does not work."""

    def refuse(quiz: Quiz, options: ExportOptions) -> Exported:
        raise SettingsError(
            f"The format “{point.name}” cannot be loaded: {error}.",
            hint=f"It is not part of quizgen but comes from “{point.module}”: update or remove that package.",
        )

    return Format(point.name, "", "nothing: its package cannot be loaded", point.module, refuse)


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
