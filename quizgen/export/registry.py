"""The formats a quiz can be exported to; ours and those of other packages are loaded by the same road."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from quizgen.errors import SettingsError
from quizgen.export.losses import Loss
from quizgen.model import Quiz

# A package may bring its own format: an entry point of this group that names a `Format`.
ENTRY_POINTS = "quizgen.exporters"
# Our own modules; each has its formats in a tuple FORMATS. The order is that of `quizgen formats`.
BUILT_IN: tuple[str, ...] = ("quizgen.export.quizjson",)


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


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name for `--to`; `carries` and `systems` are what `quizgen formats` says of it."""

    name: str
    suffix: str
    carries: str
    systems: str
    write: Callable[[Quiz, ExportOptions], Exported]


@cache
def formats() -> tuple[Format, ...]:
    """Every format, ours first, then those of other packages by name."""
    ours = [fmt for module in BUILT_IN for fmt in import_module(module).FORMATS]
    others = [point.load() for point in entry_points(group=ENTRY_POINTS)]
    known = {fmt.name for fmt in ours}
    return (*ours, *sorted((fmt for fmt in others if fmt.name not in known), key=lambda fmt: fmt.name))


def export(quiz: Quiz, format_name: str, options: ExportOptions | None = None) -> Exported:
    """The quiz in that format. Raises SettingsError when there is none of that name."""
    for fmt in formats():
        if fmt.name == format_name:
            return fmt.write(quiz, options or ExportOptions())
    close = difflib.get_close_matches(format_name, [fmt.name for fmt in formats()], 1)
    meant = f"Did you mean “{close[0]}”? " if close else ""
    raise SettingsError(f"There is no format “{format_name}”.", hint=f"{meant}“quizgen formats” lists them all.")
