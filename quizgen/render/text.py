"""Words into lines: text of several styles with blanks in it, broken to a width.

Words come from articles, so nothing in them is trusted: control characters and direction marks are dropped, a word
longer than the line is cut, and what looks like markup is only letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from quizgen.render.fonts import REGULAR, Face, FontSet
from quizgen.render.letters import is_complex, runs_right_to_left
from quizgen.render.scripts import OBJECT, levels, shaped, visual_order

# A line may also break after a hyphen between letters, after a dash, and inside a web address.
BREAKS = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d]{2})|(?<=[—/&?=])(?=[^\W_])|\u200b")


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
    """A ruled blank: `width` in points; `alt` is what a reading voice says; `field` names its form field."""

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
    drawn: str | None = None  # the glyphs to draw, where they are not just the letters of `text`


@dataclass(slots=True)
class Line:
    """A line of pieces and how wide it is. `start` is the place, in the text given, of its first character."""

    pieces: list[Piece]
    width: float
    start: int = 0
    right_to_left: bool = False


@dataclass(slots=True)
class _Atom:
    """What may not be broken: pieces without x, and the width of the space before it."""

    pieces: list[Piece]
    width: float
    space: float
    start: int


def break_lines(inlines: Sequence[Inline], width: float, fonts: FontSet) -> list[Line]:
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
    if any(isinstance(inline, Words) and is_complex(inline.text) for inline in inlines):
        rightward = runs_right_to_left("".join(inline.text for inline in inlines if isinstance(inline, Words)))
        return [_as_seen(line, right_to_left=rightward) for line in lines]
    return lines


def _as_seen(line: Line, *, right_to_left: bool) -> Line:
    """A line of complex script: pieces in reading order, at the places and in the shapes they are seen in."""
    if line.pieces and line.pieces[-1].face is not None:
        line.pieces[-1].text = line.pieces[-1].text.rstrip(" ")
    runs = _level_runs(line.pieces, right_to_left=right_to_left)
    x = 0.0
    for index in visual_order([level for _, level in runs]):
        piece, level = runs[index]
        if piece.face is not None and piece.style is not None:
            glyphs, width = shaped(piece.text, piece.face.name, piece.style.size, right_to_left=level % 2 == 1)
            piece.drawn, piece.width = glyphs, width + len(glyphs) * piece.style.tracking
        piece.x = x
        x += piece.width
    return Line([piece for piece, _ in runs], x, line.start, right_to_left)


def _level_runs(pieces: Sequence[Piece], *, right_to_left: bool) -> list[tuple[Piece, int]]:
    """The pieces, cut where the direction changes, each with its level."""
    whole = "".join(piece.text if piece.gap is None else OBJECT for piece in pieces)
    of_char = levels(whole, right_to_left=right_to_left)
    runs: list[tuple[Piece, int]] = []
    at = 0
    for piece in pieces:
        if piece.gap is not None:
            runs.append((piece, of_char[at]))
            at += 1
            continue
        for level, group in groupby(zip(of_char[at : at + len(piece.text)], piece.text, strict=True), itemgetter(0)):
            runs.append((replace(piece, text="".join(char for _, char in group)), level))
        at += len(piece.text)
    return runs


def natural_width(inlines: Sequence[Inline], fonts: FontSet) -> float:
    """How wide the text is on one line."""
    return sum(atom.space + atom.width for atom in _atoms(inlines, fonts))


def _atoms(inlines: Sequence[Inline], fonts: FontSet) -> Iterator[_Atom]:
    atom: _Atom | None = None
    last: Piece | None = None
    spaced, start = False, 0
    for inline in inlines:
        if isinstance(inline, Gap):
            piece = Piece(0.0, inline.width, "", None, None, inline)
            atom = atom or _Atom([], 0.0, _space(last, piece) if spaced else 0.0, start)
            _add(atom, piece)
            last, spaced, start = piece, False, start + 1
            continue
        for position, word in enumerate(inline.text.split(" ")):
            if position:
                if atom is not None:
                    yield atom
                atom, spaced, start = None, True, start + 1
            for count, part in enumerate(BREAKS.split(word)):
                if count and atom is not None:
                    yield atom
                    atom = None
                for face, text in fonts.runs(part, inline.style.font) if part else ():
                    piece = Piece(0.0, _width(face, text, inline.style), text, face, inline.style)
                    atom = atom or _Atom([], 0.0, _space(last, piece) if spaced else 0.0, start)
                    _add(atom, piece)
                    last, spaced = piece, False
                start += len(part)
    if atom is not None:
        yield atom


def _add(atom: _Atom, piece: Piece) -> None:
    atom.pieces.append(piece)
    atom.width += piece.width


def _space(before: Piece | None, after: Piece) -> float:
    """How wide a space is between two pieces; it is drawn by the first of them that is text."""
    for piece in (before, after):
        if piece is not None and piece.face is not None and piece.style is not None:
            return _width(piece.face, " ", piece.style)
    return 0.0


def _width(face: Face, text: str, style: TextStyle) -> float:
    if is_complex(text):
        glyphs, wide = shaped(text, face.name, style.size, right_to_left=runs_right_to_left(text))
        return wide + len(glyphs) * style.tracking
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
