"""The answer sheet: circles to fill in, rules to write on."""

from quizgen.render.blocks import Block, Label, Pen
from quizgen.render.builder import Builder, Node
from quizgen.render.tagged import Element


class Bubbles(Block):
    """Numbered circles to fill in, one for each option; or a rule to write on where there are none."""

    def __init__(self, build: Builder, number: Label, letters: list[Label]) -> None:
        self.build, self.number, self.letters = build, number, letters

    def height(self, width: float) -> float:
        return self.build.theme.em(2.2)

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        theme = self.build.theme
        self.number.paint(pen, x, top - theme.em(0.3))
        left = x + theme.em(2.6)
        if not self.letters:
            with pen.canvas.artifact():
                pen.rule(left, top - theme.em(1.75), width - theme.em(2.6), weight=0.6, grey=theme.look.hairline)
        for position, letter in enumerate(self.letters):
            letter.paint(pen, left + position * theme.em(1.9), top - theme.em(0.3))


def bubbles(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<bubbles><bubble number="1" letters="ABCD"/>…</bubbles>: an answer sheet, down one column and then the next."""
    numbered = parent.child("L", attributes="/O /List /ListNumbering /Decimal")
    theme = build.theme
    cells: list[Block] = []
    longest = max((len(one.get("letters", "")) for one in node), default=0)
    for one in node:
        item = numbered.child("LI")
        number = Label(
            one.get("number", ""), build.style("number"), build.style("body"), item.child("Lbl"), width=theme.em(1.7)
        )
        body = item.child("LBody")
        letters = [
            Label(letter, build.style("letter"), build.style("body"), body, "circle", theme.look.quiet)
            for letter in one.get("letters", "")
        ]
        if not letters:
            body.child("Span", alt=build.words("answer_line"))
        cells.append(Bubbles(build, number, letters))
    need = theme.em(2.6 + max(1.9 * longest, 8.0) + 1.0)
    columns = max(1, min(4, int(build.area_width / need)))
    return [Newspaper(cells, columns, theme.em(1.0))]


class Newspaper(Block):
    """Cells of one height, filled column by column; splits between rows."""

    def __init__(self, cells: list[Block], columns: int, gap: float) -> None:
        self.cells, self.columns, self.gap = cells, columns, gap

    def _cell(self, width: float) -> tuple[float, float]:
        cell = (width - self.gap * (self.columns - 1)) / self.columns
        return cell, max(one.height(cell) for one in self.cells)

    def _rows(self) -> int:
        return -(-len(self.cells) // self.columns)

    def height(self, width: float) -> float:
        return self._rows() * self._cell(width)[1]

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        cell, tall = self._cell(width)
        rows = self._rows()
        for position, one in enumerate(self.cells):
            column, row = divmod(position, rows)
            one.paint(pen, x + column * (cell + self.gap), top - row * tall, cell)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        fit = int(room / self._cell(width)[1]) * self.columns
        if fit <= 0 or fit >= len(self.cells):
            return None
        return Newspaper(self.cells[:fit], self.columns, self.gap), Newspaper(self.cells[fit:], self.columns, self.gap)
