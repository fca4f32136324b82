"""Themes: the geometry and type of a sheet, read from `themes/NAME.toml`. A school changes these without Python."""

import dataclasses
import difflib
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from quizgen.errors import SettingsError
from quizgen.render.fonts import BOLD, HEADING, ITALIC, REGULAR
from quizgen.render.text import TextStyle
from quizgen.resources import template_root

MM = 72 / 25.4
PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0), "legal": (612.0, 1008.0)}


@dataclass(frozen=True, slots=True)
class Page:
    """Margins in millimetres, columns, and the tint behind the text (“#RRGGBB”; empty: the paper's own)."""

    left: float = 22.0
    right: float = 22.0
    top: float = 18.0
    bottom: float = 16.0
    columns: int = 1
    column_gap: float = 9.0
    tint: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """Families and sizes. `size` is in points, `leading` in sizes, the other sizes are multiples of `size`."""

    text: str = "Source Serif"
    headings: str = "Source Sans"
    size: float = 11.0
    leading: float = 1.4
    title: float = 2.0
    heading: float = 1.22
    small: float = 0.82
    letter_space: float = 0.0  # in sizes
    word_space: float = 0.0  # in sizes
    italics: bool = True


@dataclass(frozen=True, slots=True)
class Space:
    """White space, in multiples of the type size."""

    question: float = 1.05
    option: float = 0.34
    part: float = 2.1
    heading: float = 0.7
    hang: float = 2.2
    answer_line: float = 2.1


@dataclass(frozen=True, slots=True)
class Look:
    """Blanks, options and rules. Greys run from 0 (black) to 1 (white); nothing is told by colour alone."""

    blank: float = 8.0
    blank_rule: float = 0.6
    marker: str = "circle"  # circle, box or plain
    heading: str = "rule"  # rule, band or plain
    options_in_a_row: bool = True
    quiet: float = 0.32
    hairline: float = 0.55
    band: float = 0.93
    kicker_caps: bool = True


@dataclass(frozen=True, slots=True)
class Theme:
    """All of a theme file."""

    name: str
    about: str = ""
    page: Page = field(default_factory=Page)
    type: Type = field(default_factory=Type)
    space: Space = field(default_factory=Space)
    look: Look = field(default_factory=Look)
    folder: Path = field(default_factory=Path)

    def em(self, count: float) -> float:
        """`count` times the type size, in points."""
        return self.type.size * count

    def style(self, *, scale: float = 1.0, font: str = REGULAR, grey: float = 0.0, tracking: float = 0.0) -> TextStyle:
        """A text style of this theme; `tracking` in sizes, on top of the theme's own."""
        size = self.type.size * scale
        leading = size * (self.type.leading if scale <= 1.1 else min(self.type.leading, 1.22))
        if font == ITALIC and not self.type.italics:
            font = REGULAR
        own = (self.type.letter_space if font in (REGULAR, BOLD, ITALIC, HEADING) else 0.0) + tracking
        return TextStyle(size, leading, font, grey, own * size, self.type.word_space * size)

    def scaled(self, factor: float) -> "Theme":
        """The same at another type size."""
        return replace(self, type=replace(self.type, size=self.type.size * factor))


GROUPS = {"page": Page, "type": Type, "space": Space, "look": Look}
CHOICES = {"marker": ("circle", "box", "plain"), "heading": ("rule", "band", "plain")}


def theme_files(user_templates: Path | None = None) -> dict[str, Path]:
    """Every theme by name; a file in the user's folder stands before ours of the same name."""
    folders = [template_root() / "themes"] + ([user_templates / "themes"] if user_templates else [])
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def load_theme(name: str, user_templates: Path | None = None) -> Theme:
    """Read a theme; a name or key that does not exist is refused with the nearest that does."""
    files = theme_files(user_templates)
    if name not in files:
        near = difflib.get_close_matches(name, files, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(sorted(files))}."
        raise SettingsError(f"There is no theme “{name}”.", hint=hint)
    path = files[name]
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The theme “{path.name}” is not valid TOML: {error}.", hint="Mend that line.") from error
    _refuse_unknown(table, {"about", *GROUPS}, path)
    groups = {group: _group(group, table.get(group, {}), path) for group in GROUPS}
    return Theme(name=name, about=str(table.get("about", "")), folder=path.parent, **groups)


def _group(group: str, table: dict[str, Any], path: Path) -> Any:
    cls = GROUPS[group]
    defaults: dict[str, Any] = {one.name: one.default for one in dataclasses.fields(cls)}
    _refuse_unknown(table, set(defaults), path)
    values: dict[str, Any] = {}
    for key, value in table.items():
        kind = type(defaults[key])
        value = float(value) if kind is float and type(value) is int else value
        if type(value) is not kind or (kind in (int, float) and not 0 <= value <= 200):
            raise SettingsError(
                f"“{key}” in the theme “{path.name}” cannot be {value!r}.", hint=f"It is {_described(kind)}."
            )
        if key in CHOICES and kind is str and value not in CHOICES[key]:
            raise SettingsError(
                f"“{key}” in the theme “{path.name}” cannot be “{value}”.", hint=f"Choose: {', '.join(CHOICES[key])}."
            )
        values[key] = value
    return cls(**values)


def _described(kind: type) -> str:
    return {float: "a number from 0 to 200", int: "a whole number from 0 to 200", bool: "true or false"}.get(
        kind, "a text in quotes"
    )


def _refuse_unknown(table: dict[str, Any], known: set[str], path: Path) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(sorted(known))}."
            raise SettingsError(f"The theme “{path.name}” has an unknown key “{key}”.", hint=hint)
