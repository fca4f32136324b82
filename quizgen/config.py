"""What a user can set, one frozen dataclass a group, and where a value comes from: default, quiz.toml, command line."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from math import inf
from pathlib import Path
from typing import Any

from quizgen.errors import SettingsError

KINDS = ("fill-in-the-blank", "multiple-choice")
STEMS = ("completion", "questions", "mixed")
DIFFICULTIES = ("easy", "medium", "hard")
PAPERS = ("a4", "letter", "legal")
WORD_BANKS = ("none", "words", "extra")  # extra: with words that fit no blank


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """How the sheets look and what they hold. `[sheet]` in quiz.toml."""

    paper: str = "a4"
    theme: str = "classic"
    templates: str = ""  # a folder with themes/, worksheet/, key/, words/ of one's own
    language: str = ""  # of the furniture; empty: the quiz's own if there are words for it
    font: str = ""  # a .ttf file for letters the theme's fonts lack
    school: str = ""
    logo: str = ""  # a PNG or JPEG file
    columns: int = 0  # 0: as the theme says
    versions: int = 1  # A, B, C…: other orders of items and options
    combined: bool = False  # all versions, keys and tables in one PDF
    passage: bool = False  # print the text, lines numbered
    word_bank: str = "none"  # of WORD_BANKS
    answer_sheet: bool = False  # answers go on a sheet of their own
    one_page: bool = False  # smaller type until it fits on one page
    fillable: bool = False  # also a PDF to fill in on a screen


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Which part of a document is read, and how much at most: a hostile or mistaken file must not eat the machine."""

    pages: str = ""  # “3-5”, “1,4-6”: of a PDF or slides
    section: str = ""  # only what stands under this heading
    chapter: str = ""  # of an EPUB: its number or title
    allow_private: bool = False  # fetch from addresses of the local network
    max_bytes: int = 20_000_000  # of the file as it is
    max_unpacked: int = 200_000_000  # of what it unpacks to
    max_pages: int = 500
    max_words: int = 20_000  # of the cleaned article; a book is longer
    seconds: float = 30.0  # for fetching, and for taking apart
    max_memory: int = 1_500_000_000  # of the process that takes a document apart


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that shapes a quiz and its sheets. The top level of quiz.toml, with the tables [sheet] and [read]."""

    number: int = 10
    kinds: tuple[str, ...] = KINDS
    seed: int = 0
    stems: str = "mixed"
    leads: bool = True  # “From the article “…”: ” before a stem that needs it
    hints: bool = True  # “(two words: s… m…)” after a blank that needs it
    difficulty: str = ""
    model: str = ""
    exclude: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    passage: bool = False
    sheet: SheetSettings = field(default_factory=SheetSettings)
    read: ReadSettings = field(default_factory=ReadSettings)


def shaping(settings: Settings) -> tuple[tuple[str, str | int | float | bool | tuple[str, ...]], ...]:
    """The settings that shape the questions, as the quiz keeps them."""
    names = ("number", "kinds", "stems", "leads", "hints", "difficulty", "exclude", "only")
    return tuple((name, getattr(settings, name)) for name in names)


# --- where a value comes from -----------------------------------------------------------------------------

GROUPS = ("sheet", "read")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kinds": KINDS,
    "stems": STEMS,
    "difficulty": ("", *DIFFICULTIES),
    "sheet.paper": PAPERS,
    "sheet.word_bank": WORD_BANKS,
}
# The least and the most of a number; those not named are at least 1.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "number": (1, 500),
    "seed": (-(2**63), 2**63 - 1),
    "sheet.columns": (0, 2),
    "sheet.versions": (1, 26),
}
SETTINGS_FILE = "quiz.toml"


@dataclass(frozen=True, slots=True)
class Sourced:
    """Settings, and of each by its dotted name where its value comes from."""

    settings: Settings
    origins: Mapping[str, str]


def names() -> tuple[str, ...]:
    """Every setting by its dotted name: `number`, `sheet.paper`…"""
    top = [item.name for item in fields(Settings) if item.name not in GROUPS]
    inner = [f"{group}.{item.name}" for group in GROUPS for item in fields(getattr(Settings(), group))]
    return (*top, *inner)


def value_of(settings: Settings, name: str) -> Any:
    """The value of a setting by its dotted name."""
    group, _, inner = name.rpartition(".")
    return getattr(getattr(settings, group), inner) if group else getattr(settings, name)


def layered(layers: Sequence[tuple[str, Mapping[str, Any]]]) -> Sourced:
    """The defaults, overlaid by each (where from, values by dotted name) in turn.

    Raises SettingsError for a name or a value that does not exist.
    """
    settings, origins = Settings(), dict.fromkeys(names(), "default")
    for where, values in layers:
        for name, value in values.items():
            settings = _with(settings, name, _checked(name, value, where))
            origins[name] = where
    return Sourced(settings, origins)


def _with(settings: Settings, name: str, value: Any) -> Settings:
    group, _, inner = name.rpartition(".")
    if not group:
        return replace(settings, **{name: value})
    return replace(settings, **{group: replace(getattr(settings, group), **{inner: value})})


def _checked(name: str, value: Any, where: str) -> Any:
    if name not in names():
        close = difflib.get_close_matches(name, names(), 1)
        meant = f"Did you mean “{close[0]}”? " if close else ""
        raise SettingsError(
            f"There is no setting “{name}” ({where}).", hint=f"{meant}“quizgen settings” lists them all."
        )
    default = value_of(Settings(), name)
    if isinstance(default, tuple) and isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        value = tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(default):
        kinds = {bool: "true or false", int: "a whole number", str: "text", tuple: "a list of texts", float: "a number"}
        raise SettingsError(
            f"“{name}” must be {kinds[type(default)]} ({where}).", hint="“quizgen settings” shows its default."
        )
    for item in value if isinstance(value, tuple) else (value,):
        if name in CHOICES and item not in CHOICES[name]:
            close = difflib.get_close_matches(str(item), CHOICES[name], 1)
            meant = f"Did you mean “{close[0]}”? " if close else ""
            known = ", ".join(choice for choice in CHOICES[name] if choice)
            raise SettingsError(f"“{name}” cannot be “{item}” ({where}).", hint=f"{meant}It is one of: {known}.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        least, most = BOUNDS.get(name, (1, inf))
        if not least <= value <= most:
            upper = f" and at most {most}" if most != inf else ""
            raise SettingsError(f"“{name}” must be at least {least}{upper} ({where}).", hint="Or leave it out.")
    return value


def file_values(folder: Path, named: str = "") -> tuple[str, Mapping[str, Any]]:
    """The settings file: the one named, else quiz.toml in `folder`, else [tool.quizgen] of its pyproject.toml.

    Gives what to call it and its values by dotted name; both empty when there is none.
    """
    if named:
        return named, _flat(_toml(Path(named)))
    if (folder / SETTINGS_FILE).is_file():
        return SETTINGS_FILE, _flat(_toml(folder / SETTINGS_FILE))
    if (folder / "pyproject.toml").is_file():
        tools = _toml(folder / "pyproject.toml").get("tool")
        table = tools.get("quizgen") if isinstance(tools, dict) else None
        return ("pyproject.toml", _flat(table)) if isinstance(table, dict) and table else ("", {})
    return "", {}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"The settings file “{path.name}” cannot be read: {error.strerror}.", hint="Check its name."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"“{path.name}” is not valid TOML: {error}.", hint="A line reads: number = 10") from None


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            values |= {f"{name}.{inner}": item for inner, item in value.items()}
        else:
            values[name] = value
    return values
