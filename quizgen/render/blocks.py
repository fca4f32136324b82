"""Blocks: what stands on a page. Each knows its height at a width, draws itself under a tag, and may be split.

They are flowables in ReportLab's sense, but lighter than its Platypus ones, which cannot tag, hang numbers or keep
blanks apart from text. Positions are in points, `top` counted from the page's foot as PDF does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.render import forms
from quizgen.render.fonts import REGULAR, FontSet
from quizgen.render.tagged import Element, TaggedCanvas
from quizgen.render.text import Gap, Inline, Line, Piece, TextStyle, Words, break_lines, natural_width

# Where the baseline is, in type sizes below the top of the letters.
RISE = 0.79
# How far a blank's rule is below the baseline, in type sizes.
RULE_DROP = 0.16
# Fewest lines of a paragraph to stand alone at the foot or head of a page.
FEWEST_LINES = 2


class Pen:
    """The canvas with the few strokes a sheet is made of."""

    def __init__(self, canvas: TaggedCanvas, fonts: FontSet) -> None:
        self.canvas = canvas
        self.fonts = fonts
        self.fillable = False
        self.mirrored = False  # a sheet that runs from right to left

    def letters(self, x: float, y: float, piece: Piece) -> None:
        """The letters of a piece, baseline at `y`."""
        if piece.face is None or piece.style is None:
            return
        canvas, style = self.canvas, piece.style
        canvas.setFillGray(style.grey)
        canvas.setFont(piece.face.name, style.size)
        if piece.drawn is None:
            canvas.drawString(x, y, piece.text, charSpace=style.tracking, wordSpace=style.word_space)
            return
        with canvas.meaning(piece.text):
            canvas.drawString(x, y, piece.drawn, charSpace=style.tracking)

    def say(self, x: float, y: float, text: str, style: TextStyle) -> float:
        """One line of text at `x`; gives its width, without the space that may end it."""
        lines = break_lines([Words(text, style)], float("inf"), self.fonts)
        if text.endswith(" ") and lines and lines[0].pieces[-1].drawn is None:
            lines[0].pieces[-1].text += " "
        for line in lines:
            for piece in line.pieces:
                self.letters(x + piece.x, y, piece)
        return lines[0].width if lines else 0.0

    def rule(self, x: float, y: float, width: float, *, weight: float, grey: float = 0.0) -> None:
        """A horizontal rule."""
        canvas = self.canvas
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(weight)
        canvas.line(x, y, x + width, y)

    def gap(self, x: float, y: float, gap: Gap, style: TextStyle, parent: Element, weight: float) -> None:
        """A blank: a rule to see, underscores to copy, and words for a reading voice; or a field to fill in."""
        if self.fillable and gap.field:
            with self.canvas.artifact():
                self.rule(x + 1.0, y - style.size * RULE_DROP, gap.width - 2.0, weight=weight)
            box = (x + 1.0, y - style.size * 0.2, gap.width - 2.0, style.size * 1.25)
            form = parent.child("Form", alt=gap.alt)
            forms.text_field(self.canvas, form, gap.field, box, style.size * 0.95, gap.alt)
            return
        element = parent.child("Span", alt=gap.alt)
        with self.canvas.mark(element):
            self.rule(x + 1.0, y - style.size * RULE_DROP, gap.width - 2.0, weight=weight)
            face = self.fonts.face(REGULAR)
            stroke = face.width("_", style.size)
            canvas = self.canvas
            canvas.setFont(face.name, style.size)
            canvas.drawString(x + 1.0, y, "_" * int((gap.width - 2.0) / stroke), mode=3)


class Block:
    """Anything that takes height. `keep` holds it on the page of the next block."""

    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def height(self, width: float) -> float:
        """How tall it is when `width` wide."""
        raise NotImplementedError

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it."""
        raise NotImplementedError

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """What fits into `room`, and the rest; nothing when it cannot be parted there."""
        return None

    def least(self, width: float) -> float:
        """The least height that must stand together at its start."""
        return self.height(width)


class Text(Block):
    """A paragraph."""

    def __init__(
        self,
        inlines: Sequence[Inline],
        style: TextStyle,
        fonts: FontSet,
        element: Element,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        align: str = "left",
        rule: float = 0.6,
        lines: list[Line] | None = None,
    ) -> None:
        self.inlines, self.style, self.fonts, self.element = inlines, style, fonts, element
        self.before, self.after, self.keep, self.align, self.rule = before, after, keep, align, rule
        self._lines: tuple[float, list[Line]] | None = None
        self._fixed = lines

    def lines(self, width: float) -> list[Line]:
        """Its lines at this width."""
        if self._fixed is not None:
            return self._fixed
        if self._lines is None or self._lines[0] != width:
            self._lines = (width, break_lines(self.inlines, width, self.fonts))
        return self._lines[1]

    def natural_width(self) -> float:
        """How wide it is on one line."""
        return natural_width(self.inlines, self.fonts)

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        count = len(self.lines(width))
        return min(count, FEWEST_LINES if count > FEWEST_LINES + 1 else count) * self.style.leading

    def baseline(self, top: float) -> float:
        """The first baseline when the block starts at `top`."""
        return top - (self.style.leading - self.style.size) / 2 - self.style.size * RISE

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        marked: list[tuple[float, float, Piece]] = []
        y = self.baseline(top)
        for line in self.lines(width):
            left = x + (width - line.width if self.align == "right" or line.right_to_left else 0.0)
            for piece in line.pieces:
                if piece.gap is None:
                    marked.append((left + piece.x, y, piece))
                else:
                    self._flush(pen, marked)
                    self.gap(pen, left + piece.x, y, piece.gap)
            y -= self.style.leading
        self._flush(pen, marked)

    def gap(self, pen: Pen, x: float, y: float, gap: Gap) -> None:
        """Draw a blank of this paragraph."""
        pen.gap(x, y, gap, self.style, self.element, self.rule)

    def _flush(self, pen: Pen, marked: list[tuple[float, float, Piece]]) -> None:
        if marked:
            with pen.canvas.mark(self.element):
                for x, y, piece in marked:
                    pen.letters(x, y, piece)
            marked.clear()

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        count = min(int((room + 0.01) / self.style.leading), len(lines) - 1)
        if len(lines) - count < FEWEST_LINES:
            count -= 1
        if count < min(FEWEST_LINES, len(lines) - 1) or count < 1:
            return None
        return self._part(lines[:count], first=True), self._part(lines[count:], first=False)

    def _part(self, lines: list[Line], *, first: bool) -> Text:
        return Text(
            self.inlines,
            self.style,
            self.fonts,
            self.element,
            before=self.before if first else 0.0,
            after=0.0 if first else self.after,
            align=self.align,
            rule=self.rule,
            lines=lines,
        )


class Stack(Block):
    """Blocks one under the other. `together` asks to keep it whole where a page can hold it."""

    def __init__(
        self,
        blocks: Sequence[Block],
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        together: bool = True,
    ) -> None:
        self.blocks = list(blocks)
        self.before, self.after, self.keep, self.together = before, after, keep, together
        self._height: tuple[float, float] | None = None

    def tops(self, width: float) -> Iterator[tuple[Block, float]]:
        """Each block and how far its top is below the stack's own."""
        y, last = 0.0, 0.0
        for position, block in enumerate(self.blocks):
            y += max(last, block.before) if position else 0.0
            yield block, y
            y += block.height(width)
            last = block.after

    def height(self, width: float) -> float:
        if self._height is None or self._height[0] != width:
            bottoms = [top + block.height(width) for block, top in self.tops(width)]
            self._height = (width, bottoms[-1] if bottoms else 0.0)
        return self._height[1]

    def least(self, width: float) -> float:
        return self.height(width) if self.together or not self.blocks else self.blocks[0].least(width)

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        for block, down in self.tops(width):
            block.paint(pen, x, top - down, width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        fitting = 0
        cut: tuple[Block, Block] | None = None
        for position, (block, top) in enumerate(self.tops(width)):
            if top + block.height(width) <= room:
                if not block.keep:
                    fitting = position + 1
                continue
            cut = block.split(width, room - top)
            if cut is not None:
                fitting = position
            break
        head, tail = self.blocks[:fitting], self.blocks[fitting:]
        if cut is not None:
            head, tail = [*head, cut[0]], [cut[1], *tail[1:]]
        if not head or not tail:
            return None
        return self._part(head, before=self.before), self._part(tail, after=self.after)

    def _part(self, blocks: list[Block], *, before: float = 0.0, after: float = 0.0) -> Stack:
        return Stack(blocks, before=before, after=after, together=False)


class Hanging(Block):
    """A label (number, letter) in the margin of a body."""

    def __init__(
        self, label: Label | None, body: Block, indent: float, *, before: float = 0.0, after: float = 0.0
    ) -> None:
        self.label, self.body, self.indent = label, body, indent
        self.before, self.after = before, after
        self.together = getattr(body, "together", False)

    def height(self, width: float) -> float:
        least = self.label.style.leading if self.label else 0.0
        return max(self.body.height(width - self.indent), least)

    def least(self, width: float) -> float:
        return self.body.least(width - self.indent)

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        if pen.mirrored:
            if self.label is not None:
                self.label.paint(pen, x + width - self.label.own_width(pen.fonts), top)
            self.body.paint(pen, x, top, width - self.indent)
            return
        if self.label is not None:
            self.label.paint(pen, x, top)
        self.body.paint(pen, x + self.indent, top, width - self.indent)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        cut = self.body.split(width - self.indent, room)
        if cut is None:
            return None
        return (
            Hanging(self.label, cut[0], self.indent, before=self.before),
            Hanging(None, cut[1], self.indent, after=self.after),
        )


@dataclass(slots=True)
class Label:
    """A number or letter; `marker` draws a circle or box round it. `text_style` is that of the body beside it."""

    text: str
    style: TextStyle
    text_style: TextStyle
    element: Element
    marker: str = "plain"
    grey: float = 0.3
    width: float = 0.0  # right-align within, when given
    option: tuple[str, str] | None = None  # of which radio group, and what a reading voice says

    def own_width(self, fonts: FontSet) -> float:
        """How wide it is with its marker."""
        if self.marker != "plain":
            return 2 * self.radius
        return self.width or natural_width([Words(self.text, self.style)], fonts)

    @property
    def radius(self) -> float:
        """Of the marker."""
        return self.text_style.size * 0.64

    def paint(self, pen: Pen, x: float, top: float) -> None:
        """Draw it beside a body whose first line starts at `top`; a space ends it for those who hear or copy it."""
        body = self.text_style
        y = top - (body.leading - body.size) / 2 - body.size * RISE
        wide = natural_width([Words(self.text, self.style)], pen.fonts)
        if self.marker == "plain":
            with pen.canvas.mark(self.element):
                pen.say(x + (self.width - wide if self.width else 0.0), y, self.text + " ", self.style)
            return
        radius = self.radius
        middle = y + body.size * 0.31
        with pen.canvas.artifact():
            outline(pen, self.marker, x + radius, middle, radius, grey=self.grey)
        with pen.canvas.mark(self.element):
            pen.say(x + radius - wide / 2, middle - self.style.size * 0.34, self.text + " ", self.style)
        if pen.fillable and self.option:
            group, alt = self.option
            form = self.element.child("Form", alt=alt)
            forms.radio_button(pen.canvas, form, group, self.text, (x + radius, middle), radius, alt)


def outline(pen: Pen, marker: str, x: float, y: float, radius: float, *, grey: float = 0.3) -> None:
    """A circle or box round the point (x, y)."""
    canvas = pen.canvas
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(0.6)
    if marker == "circle":
        canvas.circle(x, y, radius)
    else:
        canvas.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, radius * 0.25)


class Grid(Block):
    """Blocks in equal columns, row by row. The columns are parts of a fixed raster, so that grids align."""

    def __init__(
        self, cells: Sequence[Block], columns: int, *, gap: float, row_gap: float, before: float = 0.0
    ) -> None:
        self.cells, self.columns, self.gap, self.row_gap = list(cells), columns, gap, row_gap
        self.before = before

    def _rows(self) -> list[list[Block]]:
        return [self.cells[start : start + self.columns] for start in range(0, len(self.cells), self.columns)]

    def cell_width(self, width: float) -> float:
        """How wide one cell is."""
        return (width - self.gap * (self.columns - 1)) / self.columns

    def height(self, width: float) -> float:
        cell = self.cell_width(width)
        rows = self._rows()
        return sum(max(one.height(cell) for one in row) for row in rows) + self.row_gap * (len(rows) - 1)

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        cell = self.cell_width(width)
        for row in self._rows():
            for position, one in enumerate(row):
                place = self.columns - 1 - position if pen.mirrored else position
                one.paint(pen, x + place * (cell + self.gap), top, cell)
            top -= max(one.height(cell) for one in row) + self.row_gap

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        cell = self.cell_width(width)
        fitting, used = 0, 0.0
        for row in self._rows():
            used += max(one.height(cell) for one in row)
            if used > room:
                break
            used += self.row_gap
            fitting += len(row)
        if not 0 < fitting < len(self.cells):
            return None
        return self._part(self.cells[:fitting]), self._part(self.cells[fitting:])

    def _part(self, cells: Sequence[Block]) -> Grid:
        return Grid(cells, self.columns, gap=self.gap, row_gap=self.row_gap)


class Ruled(Block):
    """Empty ruled lines to write on."""

    def __init__(
        self, count: int, pitch: float, *, grey: float, element: Element, field: str, alt: str, before: float = 0.0
    ) -> None:
        self.count, self.pitch, self.grey, self.before = count, pitch, grey, before
        self.element, self.field, self.alt = element, field, alt

    def height(self, width: float) -> float:
        return self.count * self.pitch

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        with pen.canvas.artifact():
            for number in range(1, self.count + 1):
                pen.rule(x, top - number * self.pitch, width, weight=0.6, grey=self.grey)
        if pen.fillable and self.field:
            height = self.height(width)
            box = (x, top - height - 2, width, height)
            forms.text_field(pen.canvas, self.element.child("Form", alt=self.alt), self.field, box, 11.0, self.alt)


class Bookmark(Block):
    """No height: an entry in the reader's outline that leads here."""

    keep = True

    def __init__(self, title: str, level: int, key: str) -> None:
        self.title, self.level, self.key = title, level, key

    def height(self, width: float) -> float:
        return 0.0

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        pen.canvas.bookmarkHorizontal(self.key, 0, top + 6)
        pen.canvas.addOutlineEntry(self.title, self.key, self.level)
