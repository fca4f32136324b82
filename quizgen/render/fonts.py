"""Fonts: which files there are, which of them can print a character, and how wide it is.

The families come as pip packages, so nothing is downloaded at run time. Every style has a chain of fonts: what the
first cannot print, the next one may; what none can print is reported by name before a page is drawn.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from quizgen.errors import InputError, MissingPart, SettingsError

REGULAR, BOLD, ITALIC, HEADING = "regular", "bold", "italic", "heading"
STYLES = (REGULAR, BOLD, ITALIC, HEADING)

# Told to the letter before them; no font need draw them.
JOINERS = "\u200c\u200d"

# Where a long word may break; nothing is drawn for it.
BREAK = "\u200b"

# How many of the characters that no font has are named in the message.
NAMED_CHARACTERS = 5


@dataclass(frozen=True, slots=True)
class Family:
    """A type family in a pip package: its files for regular, bold and italic text (empty: it has none)."""

    package: str
    regular: str
    bold: str = ""
    italic: str = ""
    heading: str = ""


FAMILIES = {
    "Source Serif": Family(
        "font_source_serif_pro",
        "SourceSerifPro-Regular.ttf",
        "SourceSerifPro-Bold.ttf",
        "SourceSerifPro-It.ttf",
        "SourceSerifPro-Semibold.ttf",
    ),
    "Source Sans": Family(
        "font_source_sans_pro",
        "SourceSansPro-Regular.ttf",
        "SourceSansPro-Bold.ttf",
        "SourceSansPro-It.ttf",
        "SourceSansPro-Semibold.ttf",
    ),
    "Atkinson Hyperlegible": Family(
        "fontpkg_atkinson_hyperlegible",
        "AtkinsonHyperlegible-Regular.ttf",
        "AtkinsonHyperlegible-Bold.ttf",
        "AtkinsonHyperlegible-Italic.ttf",
        "AtkinsonHyperlegible-Bold.ttf",
    ),
    "ABeeZee": Family("fontpkg_abeezee", "ABeeZee-Regular.ttf", "", "ABeeZee-Italic.ttf"),
    "Fredoka One": Family("font_fredoka_one", "FredokaOne-Regular.ttf"),
}

# What prints the letters that a theme's own fonts lack: Greek, Cyrillic, Vietnamese, arrows, signs.
FALLBACK = "Source Sans"


@dataclass(frozen=True, slots=True)
class Face:
    """One font, as ReportLab knows it by name. `widths` are in thousandths of the type size."""

    name: str
    widths: dict[int, float]
    ascent: float
    default_width: float

    def width(self, text: str, size: float) -> float:
        """How wide `text` is, in points."""
        get, default = self.widths.get, self.default_width
        return sum([get(code, default) for code in map(ord, text)]) * size * 0.001


@cache
def load_face(path: Path) -> Face:
    """Read a TrueType font and make it known to ReportLab."""
    name = _free_name(path.stem.replace(" ", ""))
    try:
        font = TTFont(name, str(path))
    except (TTFError, OSError, ValueError, KeyError, IndexError) as error:
        raise SettingsError(
            f"“{path.name}” is not a font I can use.",
            hint="Give a TrueType file (.ttf); fonts with PostScript outlines (.otf) cannot be embedded.",
        ) from error
    pdfmetrics.registerFont(font)
    face = font.face
    widths = {code: face.charWidths.get(code, face.defaultWidth) for code, glyph in face.charToGlyph.items() if glyph}
    return Face(name, widths, face.ascent, face.defaultWidth)


def _free_name(stem: str) -> str:
    taken = set(pdfmetrics.getRegisteredFontNames())
    name, count = stem, 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}"
    return name


@cache
def package_folder(package: str) -> Path:
    """Where the files of a font package are."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingPart(f"The font package “{package}” is missing.", hint=f"pip install {package.replace('_', '-')}")
    return Path(spec.submodule_search_locations[0]) / "files"


def font_file(name: str, style: str, folder: Path | None) -> Path | None:
    """The file for a style of a family; a name that ends in .ttf is a file beside the theme."""
    if name.lower().endswith(".ttf"):
        return (folder or Path()) / name
    if name not in FAMILIES:
        raise SettingsError(
            f"There is no font family “{name}”.", hint=f"There are: {', '.join(FAMILIES)}; or a .ttf file."
        )
    family = FAMILIES[name]
    file = getattr(family, style) or (family.regular if style in (REGULAR, HEADING) else "")
    return package_folder(family.package) / file if file else None


class FontSet:
    """The fonts of one sheet: a chain of faces for each style, and the characters nobody could print."""

    def __init__(self, *, text: str, headings: str, extra: str = "", folder: Path | None = None) -> None:
        wanted = {
            REGULAR: [(text, REGULAR)],
            BOLD: [(text, BOLD)],
            ITALIC: [(text, ITALIC), (text, REGULAR)],
            HEADING: [(headings, HEADING), (headings, BOLD), (text, BOLD)],
        }
        fallback_style = {REGULAR: REGULAR, BOLD: BOLD, ITALIC: REGULAR, HEADING: HEADING}
        self._paths: dict[str, list[Path]] = {}
        for style, choices in wanted.items():
            files = [font_file(name, face, folder) for name, face in [*choices, (FALLBACK, fallback_style[style])]]
            own = [Path(extra)] if extra else []
            self._paths[style] = list(dict.fromkeys([file for file in files if file is not None] + own))
        if extra:
            load_face(Path(extra))  # refused now, not only when a letter needs it
        self._runs: dict[tuple[str, str], tuple[tuple[Face, str], ...]] = {}
        self.missing: dict[str, None] = {}

    def face(self, style: str, position: int = 0) -> Face:
        """The face that prints most of a style."""
        return load_face(self._paths[style][position])

    def runs(self, text: str, style: str) -> tuple[tuple[Face, str], ...]:
        """`text` cut into stretches that one face can print."""
        key = (style, text)
        if key not in self._runs:
            self._runs[key] = self._cut(text, style)
        return self._runs[key]

    def _cut(self, text: str, style: str) -> tuple[tuple[Face, str], ...]:
        first = self.face(style)
        if all(code in first.widths for code in map(ord, text)):
            return ((first, text),)
        parts: list[tuple[Face, str]] = []
        for char in text.replace(BREAK, ""):
            joiner = char in JOINERS and parts
            parts.append((parts[-1][0], char) if joiner else self._printed(char, style))
        return tuple(
            (face, "".join(char for _, char in group)) for face, group in groupby(parts, key=lambda part: part[0])
        )

    def _printed(self, char: str, style: str) -> tuple[Face, str]:
        for form in (char, unicodedata.normalize("NFKC", char), unicodedata.normalize("NFD", char)):
            for position in range(len(self._paths[style])):
                face = self.face(style, position)
                if all(ord(part) in face.widths for part in form):
                    return face, form
        self.missing[char] = None
        return self.face(style), char

    def refuse_missing(self) -> None:
        """Say which characters no font could print."""
        if not self.missing:
            return
        named = [f"“{char}” ({unicodedata.name(char, f'U+{ord(char):04X}')})" for char in self.missing]
        more = f" and {len(named) - NAMED_CHARACTERS} more" if len(named) > NAMED_CHARACTERS else ""
        raise InputError(
            f"No font here can print {', '.join(named[:NAMED_CHARACTERS])}{more}.",
            hint="Name a TrueType font that has it: --font FILE.ttf",
        )
