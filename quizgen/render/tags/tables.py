"""Tables, rows to tick, lists to match."""

from quizgen.errors import SettingsError
from quizgen.render.blocks import RISE, Block, Hanging, Label, Pen, Text, outline
from quizgen.render.builder import Builder, Node, number_in
from quizgen.render.letters import printable
from quizgen.render.tagged import Element
from quizgen.render.tags.boxes import Row


class TableRow(Block):
    """A row of cells over a hairline."""

    def __init__(self, build: Builder, cells: list[Text], shares: list[float], *, head: bool) -> None:
        self.build, self.cells, self.shares, self.head = build, cells, shares, head
        self.keep = head
        self.pad = build.theme.em(0.32)

    def _widths(self, width: float) -> list[float]:
        return [width * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        widths = self._widths(width)
        return (
            max(cell.height(wide - 2 * self.pad) for cell, wide in zip(self.cells, widths, strict=True)) + 2 * self.pad
        )

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        height = self.height(width)
        with pen.canvas.artifact():
            pen.rule(
                x,
                top - height,
                width,
                weight=0.9 if self.head else 0.4,
                grey=0.15 if self.head else self.build.theme.look.hairline,
            )
        for cell, wide in zip(self.cells, self._widths(width), strict=True):
            cell.paint(pen, x + self.pad, top - self.pad, wide - 2 * self.pad)
            x += wide


def table(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<table shares="3 1"><head><cell/>…</head><row><cell/>…</row></table>: the first cell heads its row."""
    element = parent.child("Table")
    widest = max((len(row) for row in node), default=0)
    if not widest:
        raise SettingsError("A <table> in a template is empty.", hint="Give it rows of cells.")
    shares = [number_in(node, share) for share in node.get("shares", "").split()] or [1.0] * widest
    if any(len(row) != len(shares) for row in node):
        raise SettingsError(f"A <table> has rows that are not of {len(shares)} cells.", hint="Make all rows alike.")
    made: list[Block] = []
    for row in node:
        line = element.child("TR")
        head = row.tag == "head"
        cells = []
        for position, cell in enumerate(row):
            scope = "Column" if head else "Row" if position == 0 else ""
            holder = line.child("TH" if scope else "TD", attributes=f"/O /Table /Scope /{scope}" if scope else "")
            cells.append(build.text(cell, "label" if head else "body", holder.child("P")))
        made.append(TableRow(build, cells, shares, head=head))
    made[-1].after = build.theme.em(0.8)
    return made


def statements(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<statements true="True" false="False"><statement number="1">…</statement></statements>: rows to tick."""
    numbered = parent.child("L", attributes="/O /List /ListNumbering /Decimal")
    theme = build.theme
    made: list[Block] = []
    for one in node:
        item = numbered.child("LI")
        number = Label(one.get("number", ""), build.style("number"), build.style("body"), item.child("Lbl"))
        body = item.child("LBody")
        text = build.text(one, "body", body.child("P"))
        ticks = body.child("P")
        boxes = [Tick(build, printable(node.get(key, key)), ticks) for key in ("true", "false")]
        row = Row([text, *boxes], [8.0, 1.2, 1.2], theme.em(0.8))
        gap = theme.em(theme.space.question * 0.7)
        made.append(Hanging(number, row, theme.em(theme.space.hang), before=gap, after=gap))
    return made


class Tick(Block):
    """A box to tick and its word."""

    def __init__(self, build: Builder, word: str, element: Element) -> None:
        self.build, self.word, self.element = build, word, element

    def height(self, width: float) -> float:
        return self.build.style("body").leading

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        style = self.build.style("body")
        y = top - (style.leading - style.size) / 2 - style.size * RISE
        side = style.size * 0.42
        with pen.canvas.artifact():
            outline(pen, "box", x + side, y + style.size * 0.32, side)
        with pen.canvas.mark(self.element):
            pen.say(x + 3 * side, y, self.word, style)


def matching(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<matching><pair letter="A"><left>…</left><right>…</right></pair></matching>: numbered left, lettered right."""
    theme = build.theme
    pairs = list(node)
    lists = [parent.child("L", attributes=f"/O /List /ListNumbering /{kind}") for kind in ("Decimal", "UpperAlpha")]
    made: list[Block] = []
    for number, pair in enumerate(pairs, 1):
        sides: list[Block] = []
        for side, (name, element) in enumerate(zip(("left", "right"), lists, strict=True)):
            found = pair.find(name)
            if found is None:
                raise SettingsError(f"A <pair> has no <{name}>.", hint="Give it <left> and <right>.")
            item = element.child("LI")
            marker = theme.look.marker if side else "plain"
            style = build.style("letter" if side and marker != "plain" else "number")
            text = str(number) if side == 0 else pair.get("letter", chr(ord("A") + (number - 1) % 26))
            label = Label(text, style, build.style("body"), item.child("Lbl"), marker, theme.look.quiet)
            indent = theme.em(1.85 if side else theme.space.hang)
            sides.append(Hanging(label, build.text(found, "body", item.child("LBody")), indent))
        made.append(Row(sides, [1.0, 1.0], theme.em(3.0), after=theme.em(theme.space.option * 2)))
    return made
