"""Parts and questions: headings, instructions, stems, options, lines to write on."""

from quizgen.render.blocks import Block, Grid, Hanging, Label, Pen, Ruled, Stack, Text
from quizgen.render.builder import LISTED, Builder, Node, number_in
from quizgen.render.letters import printable
from quizgen.render.tagged import Element
from quizgen.render.text import Words


class Heading(Block):
    """A part's heading with a note at its right end, over a rule or on a band."""

    keep = True

    def __init__(self, build: Builder, text: Text, note: Text | None, letter: Label | None) -> None:
        self.build, self.text, self.note, self.letter = build, text, note, letter
        self.hang = build.theme.em(build.theme.space.hang) if letter else 0.0
        self.before, self.after = build.theme.em(build.theme.space.part), build.theme.em(build.theme.space.heading)
        self.look = build.theme.look.heading
        self.pad = build.theme.em(0.45) if self.look == "band" else 0.0

    def _text_width(self, width: float) -> float:
        return (
            width
            - 2 * self.pad
            - self.hang
            - (self.note.natural_width() + self.build.theme.em(1) if self.note else 0.0)
        )

    def height(self, width: float) -> float:
        below = self.build.theme.em(0.3) if self.look == "rule" else 2 * self.pad * 0.6
        return self.text.height(self._text_width(width)) + below

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        canvas, height = pen.canvas, self.height(width)
        with canvas.artifact():
            if self.look == "rule":
                pen.rule(x, top - height, width, weight=0.9, grey=0.15)
            elif self.look == "band":
                canvas.setFillGray(self.build.theme.look.band)
                canvas.roundRect(x, top - height, width, height, self.build.theme.em(0.35), stroke=0, fill=1)
        inner = top - self.pad * 0.6
        if self.letter:
            self.letter.paint(pen, x + self.pad, inner)
        self.text.paint(pen, x + self.pad + self.hang, inner, self._text_width(width))
        if self.note:
            wide = self.note.natural_width()
            drop = self.note.baseline(0.0) - self.text.baseline(0.0)
            self.note.paint(pen, x + width - self.pad - wide, inner - drop, wide + 1)


def part(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<part>heading, how, questions</part>: a section; its questions are one list."""
    section = parent.child("Sect")
    made: list[Block] = []
    numbered: Element | None = None
    for kid in node:
        if kid.tag in LISTED:
            numbered = numbered or section.child("L", attributes="/O /List /ListNumbering /Decimal")
            made += build.blocks([kid], numbered)
        else:
            numbered = None
            made += build.blocks([kid], section)
    return made


def heading(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<heading letter="A" note="5 points">Fill in the blanks</heading>"""
    element = parent.child("H2")
    text = build.text(node, "heading", element)
    note = None
    if node.get("note"):
        style = build.style("label")
        note = Text([Words(printable(node.get("note", "")), style)], style, build.fonts, parent.child("P"))
    style = build.style("heading")
    build.lettered = bool(node.get("letter"))
    letter = Label(node.get("letter", ""), style, style, element) if build.lettered else None
    return [build.bookmark("".join(node.itertext()).strip(), 1), Heading(build, text, note, letter)]


def how(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<how>: what the pupil is to do."""
    text = build.text(node, "how", parent.child("P"))
    hanging = Hanging(
        None,
        text,
        build.theme.em(build.theme.space.hang) if build.lettered else 0.0,
        after=build.theme.em(build.theme.space.heading),
    )
    hanging.keep = True
    return [hanging]


def question(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<question number="1">stem, choices, lines…</question>: one list item, kept whole."""
    item = parent.child("LI")
    space = build.theme.space
    hang = build.theme.em(space.hang)
    build.number = node.get("number", "")
    build.field_name = f"q{build.number}" if node.find("choices") is None else ""
    label = Label(build.number, build.style("number"), build.style("body"), item.child("Lbl"))
    body = Stack(build.blocks(node, item.child("LBody")))
    gap = build.theme.em(space.question)
    return [Hanging(label, body, hang, before=gap, after=gap)]


def stem(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<stem>Text <blank/> text</stem>"""
    return [build.text(node, "body", parent.child("P"), keep=True)]


def choices(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<choices><choice letter="A">…</choice>…</choices>: in a row when short, two by two, or one under the other."""
    options = parent.child("L", attributes="/O /List /ListNumbering /UpperAlpha")
    look, space = build.theme.look, build.theme.space
    marker = "circle" if look.marker == "plain" and build.fillable else look.marker
    indent = build.theme.em(1.85 if marker != "plain" else 1.5)
    cells: list[Block] = []
    widest = 0.0
    for one in node:
        item = options.child("LI")
        style = build.style("letter" if marker != "plain" else "number")
        letter = one.get("letter", "")
        label = Label(letter, style, build.style("body"), item.child("Lbl"), marker, look.quiet)
        spoken = printable("".join(one.itertext()))
        label.option = (f"q{build.number}", f"{build.words('question')} {build.number}, {letter}: {spoken}")
        text = build.text(one, "body", item.child("LBody"))
        widest = max(widest, text.natural_width() + indent)
        cells.append(Hanging(label, text, indent))
    gap = build.theme.em(1.0)
    across = (
        _across(len(cells), widest, gap, build.line_width - build.theme.em(space.hang)) if look.options_in_a_row else 1
    )
    before = build.theme.em(space.option * 1.25)
    if across > 1:
        return [Grid(cells, across, gap=gap, row_gap=build.theme.em(space.option), before=before)]
    for cell in cells:
        cell.before = build.theme.em(space.option)
    cells[0].before = before
    return cells


def _across(count: int, widest: float, gap: float, width: float) -> int:
    """Four in a row, else two; other counts as many as make full rows."""
    for across in dict.fromkeys((count if count <= 4 else 0, 4, 2)):
        if across and count % across == 0 and widest <= (width - gap * (across - 1)) / across:
            return across
    return 1


def lines(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<lines n="2"/>: room for an answer in the pupil's own words."""
    count = max(1, min(int(number_in(node, node.get("n", "1"))), 40))
    pitch = build.theme.em(build.theme.space.answer_line)
    alt = build.words("question_blank", number=build.number)
    return [Ruled(count, pitch, grey=build.theme.look.hairline, element=parent, field=build.field_name, alt=alt)]


def source(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<source>: where the article comes from."""
    return [build.text(node, "small", parent.child("P"), before=build.theme.em(1.8))]


def para(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<para>: a paragraph of running text."""
    return [build.text(node, "body", parent.child("P"), after=build.theme.em(0.6))]
