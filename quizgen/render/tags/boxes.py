"""Blocks in frames and side by side, and the word bank."""

from quizgen.render.blocks import Block, Grid, Pen, Stack, Text
from quizgen.render.builder import Builder, Node
from quizgen.render.letters import printable
from quizgen.render.tagged import Element
from quizgen.render.text import Words

# The white inside a box's frame, in sizes.
BOX_PAD = 0.8


class Boxed(Block):
    """A block in a frame."""

    def __init__(self, build: Builder, body: Block) -> None:
        self.build, self.body = build, body
        self.pad = build.theme.em(BOX_PAD)
        self.before, self.after = build.theme.em(0.4), build.theme.em(0.8)

    def height(self, width: float) -> float:
        return self.body.height(width - 2 * self.pad) + 1.5 * self.pad

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        height = self.height(width)
        with pen.canvas.artifact():
            pen.canvas.setStrokeGray(self.build.theme.look.hairline)
            pen.canvas.setLineWidth(0.6)
            pen.canvas.roundRect(x, top - height, width, height, self.build.theme.em(0.4))
        self.body.paint(pen, x + self.pad, top - 0.75 * self.pad, width - 2 * self.pad)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        cut = self.body.split(width - 2 * self.pad, room - 1.5 * self.pad)
        return None if cut is None else (Boxed(self.build, cut[0]), Boxed(self.build, cut[1]))


class Row(Block):
    """Blocks side by side, by shares of the width."""

    def __init__(self, cells: list[Block], shares: list[float], gap: float, *, after: float = 0.0) -> None:
        self.cells, self.shares, self.gap, self.after = cells, shares, gap, after

    def widths(self, width: float) -> list[float]:
        free = width - self.gap * (len(self.cells) - 1)
        return [free * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        return max(cell.height(wide) for cell, wide in zip(self.cells, self.widths(width), strict=True))

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        for cell, wide in zip(self.cells, self.widths(width), strict=True):
            cell.paint(pen, x, top, wide)
            x += wide + self.gap


def word_bank(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<word-bank title="Word bank"><word>…</word></word-bank>: a box of words in even columns."""
    style, label = build.style("body"), build.style("label")
    theme = build.theme
    heading = Text([Words(printable(node.get("title", "")), label)], label, build.fonts, parent.child("P"))
    bank = parent.child("L", attributes="/O /List /ListNumbering /None")
    words = [build.text(one, "body", bank.child("LI").child("LBody")) for one in node]
    widest = max((word.natural_width() for word in words), default=1.0)
    gap = theme.em(1.2)
    room = build.line_width - 2 * theme.em(BOX_PAD)
    columns = max(1, min(len(words), int((room + gap) / (widest + gap))))
    rows = -(-len(words) // columns)
    columns = -(-len(words) // rows)
    grid = Grid(words, columns, gap=gap, row_gap=style.size * 0.3, before=theme.em(0.3))
    box = Boxed(build, Stack([heading, grid], together=False))
    box.keep = True
    return [box]
