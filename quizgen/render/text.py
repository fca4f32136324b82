"""Words into lines: text of several styles with blanks in it, broken to a width.

Words come from articles, so nothing in them is trusted: control characters and direction marks are dropped, a word
longer than the line is cut, and what looks like markup is only letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quizgen.render.fonts import REGULAR, Face, FontSet

# Characters that a typesetter prints as another one.
SAME_LOOK = str.maketrans(
    {"\u2011": "-", "\u2010": "-", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u00ad": None, "\ufeff": None, "\u2060": None}
)
SPACES = re.compile("[ \t\n\r\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000\u2028\u2029\u0085]+")
# A line may also break after a hyphen between letters, after a dash, and inside a web address.
BREAKS = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d]{2})|(?<=[—/&?=])(?=[^\W_])|\u200b")


def printable(text: str) -> str:
    """`text` in composed form, without control and direction characters, and with one space between words."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(SAME_LOOK)
    text = SPACES.sub(" ", text)
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\u200b\u200c\u200d\u00a0" or unicodedata.category(char)[0] != "C")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: sizes in points, `grey` from 0 (black) to 1 (white)."""

    size: float
    leading: float
    font: str = REGULAR
    grey: float = 0.0
    tracking: float = 0.0
    word_space: float = 0.0

    def bolder(self, font: str) -> "TextStyle":
        """The same in another font style."""
        return replace(self, font=font)


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one style."""

    text: str
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Gap:
    """A ruled blank to write in: `width` in points; `alt` is what a reading voice says; `field` names its form field."""

    width: float
    alt: str
    field: str = ""


Inline = Words | Gap


@dataclass(slots=True)
class Piece:
    """Letters of one face on a line, or a gap, at `x` from the line's start."""

    x: float
    width: float
    text: str
    face: Face | None
    style: TextStyle | None
    gap: Gap | None = None


@dataclass(slots=True)
class Line:
    """A line of pieces and how wide it is. `start` is the place, in the text given, of its first character."""

    pieces: list[Piece]
    width: float
    start: int = 0


@dataclass(slots=True)
class _Atom:
    """What may not be broken: pieces without x, and the width of the space before it."""

    pieces: list[Piece]
    width: float
    space: float
    start: int


def break_lines(inlines: Iterable[Inline], width: float, fonts: FontSet) -> list[Line]:
    """Fill lines of `width` points, as many words in each as it holds."""
    lines: list[Line] = []
    current = Line([], 0.0)
    for atom in _atoms(inlines, fonts):
        for part in _fitting(atom, width):
            room = width - current.width
            if current.pieces and part.space + part.width > room + 0.01:
                lines.append(_close(current))
                current = Line([], 0.0, part.start)
            _append(current, part)
    if current.pieces:
        lines.append(current)
    return lines


def natural_width(inlines: Iterable[Inline], fonts: FontSet) -> float:
    """How wide the text is on one line."""
    return sum(atom.space + atom.width for atom in _atoms(inlines, fonts))


def _atoms(inlines: Iterable[Inline], fonts: FontSet) -> Iterator[_Atom]:
    atom: _Atom | None = None
    space, start = 0.0, 0
    for inline in inlines:
        if isinstance(inline, Gap):
            atom = atom or _Atom([], 0.0, space, start)
            atom.pieces.append(Piece(0.0, inline.width, "", None, None, inline))
            atom.width += inline.width
            start += 1
            space = 0.0
            continue
        style = inline.style
        for position, word in enumerate(inline.text.split(" ")):
            if position:
                if atom is not None:
                    yield atom
                    atom = None
                start += 1
                space = space or _width(fonts.face(style.font), " ", style)
            for count, part in enumerate(BREAKS.split(word) if len(word) > 3 else [word]):
                if count and atom is not None:
                    yield atom
                    atom, space = None, 0.0
                if not part:
                    continue
                atom = atom or _Atom([], 0.0, space, start)
                space = 0.0
                for face, text in fonts.runs(part, style.font):
                    piece = Piece(0.0, _width(face, text, style), text, face, style)
                    atom.pieces.append(piece)
                    atom.width += piece.width
                start += len(part)
    if atom is not None:
        yield atom


def _width(face: Face, text: str, style: TextStyle) -> float:
    width = face.width(text, style.size) + len(text) * style.tracking
    return width + text.count(" ") * style.word_space if style.word_space else width


def _fitting(atom: _Atom, width: float) -> Iterator[_Atom]:
    """The atom, or, when it is wider than a line, its letters one by one (also: scripts without spaces)."""
    if atom.width <= width and not any(_breaks_anywhere(piece.text) for piece in atom.pieces):
        yield atom
        return
    space, start = atom.space, atom.start
    for piece in atom.pieces:
        if piece.face is None or piece.style is None:
            yield _Atom([piece], piece.width, space, start)
            space = 0.0
            continue
        for char in piece.text:
            letter = replace(piece, width=_width(piece.face, char, piece.style), text=char)
            yield _Atom([letter], letter.width, space, start)
            space, start = 0.0, start + 1


def _breaks_anywhere(text: str) -> bool:
    return not text.isascii() and any(
        "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or "\uff00" <= char <= "\uffee" for char in text
    )


def _append(line: Line, atom: _Atom) -> None:
    space = atom.space if line.pieces else 0.0
    x = line.width + space
    for piece in atom.pieces:
        last = line.pieces[-1] if line.pieces else None
        if last is not None and last.face is piece.face and last.style is piece.style and piece.face is not None:
            last.text += (" " if space else "") + piece.text
            last.width = x + piece.width - last.x
        else:
            if space and last is not None and last.face is not None:
                last.text += " "
            elif space and piece.face is not None:
                piece = replace(piece, text=" " + piece.text, x=0.0)
                piece.x = x - space
                piece.width += space
                x -= space
                line.pieces.append(piece)
                x += piece.width
                space = 0.0
                continue
            line.pieces.append(replace(piece, x=x))
        x += piece.width
        space = 0.0
    line.width = x


def _close(line: Line) -> Line:
    """End a broken line with the space that the break took, so that copied text keeps its words apart."""
    last = line.pieces[-1]
    if last.face is not None:
        last.text += " "
    return line
