"""The key: right answers, notes on them, and the strip for quick marking."""

from quizgen.render.blocks import Block, Grid, Hanging, Label, Stack, Text
from quizgen.render.builder import Builder, Node
from quizgen.render.tagged import Element
from quizgen.render.tags.boxes import BOX_PAD, Boxed

# From a number in the strip for quick marking to its answer, in sizes.
MARK_INDENT = 1.8


def answer(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<answer number="1" letter="B">right, note…</answer>: a row of the key."""
    item = parent.child("LI")
    space, theme = build.theme.space, build.theme
    label = Label(node.get("number", ""), build.style("number"), build.style("body"), item.child("Lbl"))
    body = Stack(build.blocks(node, item.child("LBody")))
    gap = theme.em(space.question * 0.8)
    return [Hanging(label, body, theme.em(space.hang), before=gap, after=gap)]


def right(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<right letter="B">Warsaw</right>: the right answer."""
    letter = node.get("letter", "")
    if not letter:
        return [build.text(node, "answer", parent.child("P"), keep=True)]
    paragraph = parent.child("P")
    style = build.style("letter")
    marker = build.theme.look.marker if build.theme.look.marker != "plain" else "circle"
    label = Label(letter, style, build.style("body"), paragraph, marker, 0.0)
    text = build.text(node, "answer", paragraph)
    hanging = Hanging(label, text, build.theme.em(1.85))
    hanging.keep = True
    return [hanging]


def note(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<note>: small print under an answer: variants, the sentence of the text, why another option is wrong."""
    return [build.text(node, "small", parent.child("P"), before=build.theme.em(0.12))]


def strip(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<strip><marks><mark number="1">B</mark>…</marks>…</strip>: all answers in a few lines, for quick marking."""
    theme = build.theme
    room = build.area_width - 2 * theme.em(BOX_PAD)
    rows: list[Block] = []
    for marks in node:
        numbered = parent.child("L", attributes="/O /List /ListNumbering /Decimal")
        cells = [_mark(build, mark, numbered) for mark in marks]
        widest = max((cell.body.natural_width() for cell in cells if isinstance(cell.body, Text)), default=1.0)
        gap = theme.em(0.9)
        columns = max(1, min(len(cells), int((room + gap) / (widest + theme.em(MARK_INDENT) + gap))))
        columns = next((fine for fine in (20, 15, 10, 5) if fine <= columns), columns)
        rows.append(Grid(cells, columns, gap=gap, row_gap=theme.em(0.15), before=theme.em(0.5)))
    return [Boxed(build, Stack(rows, together=False))]


def _mark(build: Builder, mark: Node, parent: Element) -> Hanging:
    item = parent.child("LI")
    label = Label(mark.get("number", ""), build.style("label"), build.style("answer"), item.child("Lbl"))
    label.width = build.theme.em(MARK_INDENT - 0.4)
    return Hanging(label, build.text(mark, "answer", item.child("LBody")), build.theme.em(MARK_INDENT))
