"""From a sheet's XML to blocks: one function for each tag, giving the blocks and making their PDF structure tags.

The XML is our own and small; templates decide words and order, a theme decides sizes, and this file joins them. The
structure tags are made in the order of the XML, which is the order a reading voice follows.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from quizgen.errors import SettingsError
from quizgen.render import forms
from quizgen.render.blocks import RISE, Block, Bookmark, Grid, Hanging, Label, Pen, Ruled, Stack, Text, outline
from quizgen.render.fonts import BOLD, HEADING, ITALIC, REGULAR, FontSet
from quizgen.render.layout import Segment
from quizgen.render.letters import printable
from quizgen.render.passage import STEP
from quizgen.render.tagged import Element
from quizgen.render.text import Gap, Inline, Line, TextStyle, Words, natural_width
from quizgen.render.theme import Theme
from quizgen.render.words import Furniture

Node = ET.Element
Maker = Callable[["Builder", Node, Element], list[Block]]

# The white inside a box's frame, in sizes.
BOX_PAD = 0.8
# From a number in the strip for quick marking to its answer, in sizes.
MARK_INDENT = 1.8
# No count or share in a template comes near this.
MOST = 1000
# Tags that stand inside a line.
INLINE_TAGS = ("blank", "b", "i", "quiet")


@dataclass(slots=True)
class Builder:
    """What every tag function needs: the theme, the fonts, the words."""

    theme: Theme
    fonts: FontSet
    words: Furniture
    columns: int = 1
    bookmarks: int = 0
    line_width: float = 0.0
    area_width: float = 0.0
    fillable: bool = False
    lettered: bool = False  # whether the part being built has a letter, with which its instruction lines up
    number: str = ""  # of the question being built
    field_name: str = ""  # of its blank; none where options are to be chosen
    logo: Path | None = None
    styles: dict[str, TextStyle] = field(default_factory=dict)

    def style(self, name: str) -> TextStyle:
        """The text style of a role."""
        if name not in self.styles:
            self.styles[name] = self._made(name)
        return self.styles[name]

    def _made(self, name: str) -> TextStyle:
        theme, look = self.theme, self.theme.look
        match name:
            case "title":
                return theme.style(scale=theme.type.title, font=HEADING)
            case "heading":
                return theme.style(scale=theme.type.heading, font=HEADING)
            case "kicker":
                return theme.style(scale=theme.type.small * 0.95, font=HEADING, grey=look.quiet, tracking=0.09)
            case "small":
                return theme.style(scale=theme.type.small, grey=look.quiet)
            case "how":
                return theme.style(scale=0.95, font=ITALIC, grey=look.quiet)
            case "label":
                return theme.style(scale=theme.type.small, font=HEADING, grey=look.quiet)
            case "number":
                return theme.style(scale=0.98, font=HEADING)
            case "letter":
                return theme.style(scale=0.74, font=HEADING)
            case "answer":
                return theme.style(font=BOLD)
            case _:
                return theme.style()

    def text(self, node: Node, style: str, element: Element, **more: float | bool | str) -> Text:
        """A paragraph of a node's text in a named style."""
        chosen = self.style(style)
        return Text(
            self.inlines(node, chosen),
            chosen,
            self.fonts,
            element,
            rule=self.theme.look.blank_rule,
            **more,  # type: ignore[arg-type]
        )

    def inlines(self, node: Node, style: TextStyle) -> list[Inline]:
        """The text of a node and its inline tags, as words and gaps."""
        return [one for one in self._inlines(node, style) if isinstance(one, Gap) or one.text]

    def _inlines(self, node: Node, style: TextStyle) -> Iterator[Inline]:
        yield Words(printable(node.text or ""), style)
        for kid in node:
            if kid.tag == "blank":
                width = self.theme.em(self.theme.look.blank)
                alt = self.words("question_blank", number=self.number) if self.fillable else self.words("blank")
                yield Gap(min(width, self.line_width), alt, self.field_name)
            elif kid.tag == "b":
                yield from self._inlines(kid, style.bolder(BOLD))
            elif kid.tag == "i":
                yield from self._inlines(kid, style.bolder(ITALIC if self.theme.type.italics else REGULAR))
            elif kid.tag == "quiet":
                quiet = self.style("small")
                yield from self._inlines(kid, TextStyle(quiet.size, style.leading, style.font, quiet.grey))
            else:
                raise unknown_tag(kid, INLINE_TAGS)
            yield Words(printable(kid.tail or ""), style)

    def blocks(self, nodes: Iterable[Node], parent: Element) -> list[Block]:
        """The blocks of each node in turn."""
        made: list[Block] = []
        for node in nodes:
            if node.tag not in TAGS:
                raise unknown_tag(node, TAGS)
            made += TAGS[node.tag](self, node, parent)
        return made

    def bookmark(self, title: str, level: int) -> Bookmark:
        """The next entry of the reader's outline."""
        self.bookmarks += 1
        return Bookmark(printable(title), level, f"b{self.bookmarks}")


def unknown_tag(node: Node, known: Iterable[str]) -> SettingsError:
    """What a template's author needs to hear."""
    return SettingsError(
        f"A template has the unknown tag <{node.tag}>.", hint=f"There are: {', '.join(sorted(known))}."
    )


def number_in(node: Node, text: str) -> float:
    """A positive number that a template wrote into an attribute."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < MOST:
        raise SettingsError(f"<{node.tag}> in a template cannot take “{text}”.", hint="Write a number above 0.")
    return value


def segments(build: Builder, sheet: Node, root: Element, column_gap: float) -> list[Segment]:
    """The parts of a sheet that flow through one column, or through `build.columns` inside <columns>."""
    made: list[Segment] = []
    loose: list[Block] = []

    def close(new_page: bool = False) -> None:
        if loose:
            made.append(Segment(tuple(loose)))
            loose.clear()

    fresh = False
    for node in sheet:
        if node.tag == "page-break":
            close()
            fresh = True
            continue
        if node.tag == "columns":
            close()
            made.append(Segment(tuple(build.blocks(node, root)), build.columns, column_gap, fresh))
            fresh = False
            continue
        if fresh:
            close()
            made.append(Segment(tuple(build.blocks([node], root)), new_page=True))
            fresh = False
            continue
        loose += build.blocks([node], root)
    close()
    return made


# --- the head of a sheet ----------------------------------------------------------------------------------


class Masthead(Block):
    """Kicker on the left, school and logo on the right."""

    def __init__(
        self, build: Builder, left: Text, right: Text | None, logo: Path | None, logo_element: Element | None
    ) -> None:
        self.build, self.left, self.right = build, left, right
        self.logo, self.logo_element = logo, logo_element
        self.after = build.theme.em(0.35)

    @property
    def logo_height(self) -> float:
        return self.build.theme.em(2.6) if self.logo else 0.0

    def height(self, width: float) -> float:
        return max(
            self.left.height(width * 0.45), self.right.height(width * 0.5) if self.right else 0.0, self.logo_height
        )

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        self.left.paint(pen, x, top, width * 0.45)
        used = self._paint_logo(pen, x + width, top) if self.logo and self.logo_element else 0.0
        if self.right:
            self.right.paint(pen, x + width * 0.5 - used, top, width * 0.5)

    def _paint_logo(self, pen: Pen, right: float, top: float) -> float:
        from reportlab.lib.utils import ImageReader

        try:
            image = ImageReader(str(self.logo))
            wide, tall = image.getSize()
        except (OSError, ValueError) as error:
            raise SettingsError(f"The logo “{self.logo}” cannot be used.", hint="Give a PNG or JPEG file.") from error
        width = min(self.logo_height * wide / tall, self.logo_height * 4)
        assert self.logo_element is not None
        with pen.canvas.mark(self.logo_element):
            pen.canvas.drawImage(image, right - width, top - self.logo_height, width, self.logo_height, "auto")
        return float(width) + self.build.theme.em(0.8)


def masthead(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<masthead school="…">kicker</masthead>"""
    left = build.text(node, "kicker", parent.child("P"))
    if build.theme.look.kicker_caps:
        left.inlines = [Words(one.text.upper(), one.style) if isinstance(one, Words) else one for one in left.inlines]
    school = printable(node.get("school", ""))
    right = None
    if school:
        style = build.style("kicker")
        plain = TextStyle(style.size, style.leading, HEADING, style.grey)
        right = Text([Words(school, plain)], plain, build.fonts, parent.child("P"), align="right")
    logo_element = parent.child("Figure", alt=school or "Logo") if build.logo else None
    return [Masthead(build, left, right, build.logo, logo_element)]


def title(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<title>…</title>: the sheet's one H1."""
    text = build.text(node, "title", parent.child("H1"), after=build.theme.em(0.7), keep=True)
    return [build.bookmark("".join(node.itertext()).strip(), 0), text]


class Field(Block):
    """A label and a rule to write on; what comes after the rule (“/ 10”) stands at its end."""

    def __init__(self, build: Builder, label: str, tail: str, element: Element, name: str) -> None:
        self.build, self.label, self.tail, self.element, self.name = build, label, tail, element, name

    def height(self, width: float) -> float:
        return self.build.theme.em(2.2)

    def least_width(self, share: float) -> float:
        """The least that leaves room to write: the wider its share, the more."""
        style = self.build.style("label")
        return natural_width([Words(self.label + self.tail, style)], self.build.fonts) + self.build.theme.em(
            1.4 * share
        )

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        build = self.build
        style = build.style("label")
        y = top - self.height(width) + build.theme.em(0.45)
        tail_width = 0.0
        with pen.canvas.mark(self.element):
            used = pen.say(x, y, self.label + " ", style) + build.theme.em(0.4)
            if self.tail:
                tail_width = sum(face.width(text, style.size) for face, text in build.fonts.runs(self.tail, HEADING))
                pen.say(x + width - tail_width, y, self.tail, style)
                tail_width += build.theme.em(0.3)
        with pen.canvas.artifact():
            rule = width - used - tail_width
            pen.rule(x + used, y - build.theme.em(0.12), rule, weight=0.6, grey=build.theme.look.hairline)
        if pen.fillable and self.name:
            box = (x + used, y - build.theme.em(0.2), rule, build.theme.em(1.3))
            forms.text_field(
                pen.canvas, self.element.child("Form", alt=self.label), self.name, box, style.size, self.label
            )


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


def fields(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<fields><field share="5" tail="/ 10">Name</field>…</fields>"""
    gap = build.theme.em(1.4)
    cells: list[tuple[Field, float]] = []
    for one in node:
        label, tail = printable("".join(one.itertext())).strip(), printable(one.get("tail", ""))
        cells.append(
            (Field(build, label, tail, parent.child("P"), one.get("name", "")), number_in(one, one.get("share", "1")))
        )
    each = len(cells)
    while each > 1 and any(
        sum(cell.least_width(share) + gap for cell, share in cells[start : start + each]) > build.area_width + gap
        for start in range(0, len(cells), each)
    ):
        each = (each + 1) // 2
    rows = [cells[start : start + each] for start in range(0, len(cells), each)]
    made: list[Block] = [Row([cell for cell, _ in row], [share for _, share in row], gap) for row in rows]
    made[-1].after = build.theme.em(0.8)
    return made


# --- parts and questions ----------------------------------------------------------------------------------


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
            made += TAGS[kid.tag](build, kid, numbered)
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


# --- the key ----------------------------------------------------------------------------------------------


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


# --- the passage, word bank, answer sheet and tables ------------------------------------------------------


class NumberedText(Text):
    """A paragraph whose every fifth line has its number in the margin. `first` is the number of its first line."""

    build: "Builder"
    first: int = 1

    def paint(self, pen: Pen, x: float, top: float, width: float) -> None:
        indent = passage_indent(self.build.theme)
        super().paint(pen, x + indent, top, width - indent)
        style = self.build.style("label")
        y = self.baseline(top)
        with pen.canvas.artifact("Layout"):
            for number in range(self.first, self.first + len(self.lines(width))):
                if number % STEP == 0:
                    text = str(number)
                    wide = sum(face.width(run, style.size) for face, run in pen.fonts.runs(text, style.font))
                    pen.say(x + indent - self.build.theme.em(0.8) - wide, y, text, style)
                y -= self.style.leading

    def lines(self, width: float) -> list[Line]:
        return super().lines(self.build.area_width - passage_indent(self.build.theme))

    def _part(self, lines: list[Line], *, first: bool) -> Text:
        part = NumberedText(
            self.inlines, self.style, self.fonts, self.element, after=0.0 if first else self.after, lines=lines
        )
        part.build = self.build
        part.first = self.first if first else self.first + len(self.lines(0.0)) - len(lines)
        return part


def passage_indent(theme: Theme) -> float:
    """The margin that holds the line numbers."""
    return theme.em(theme.space.hang)


def passage(build: Builder, node: Node, parent: Element) -> list[Block]:
    """<passage><heading/><para>…</para></passage>: the article's text with numbered lines, as wide as the page."""
    section = parent.child("Sect")
    style = build.style("body")
    made: list[Block] = []
    number = 1
    for kid in node:
        if kid.tag != "para":
            made += build.blocks([kid], section)
            continue
        text = NumberedText(
            build.inlines(kid, style), style, build.fonts, section.child("P"), after=build.theme.em(0.55)
        )
        text.build, text.first = build, number
        number += len(text.lines(0.0))
        made.append(text)
    return made


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
    return [Boxed(build, Stack([heading, grid]))]


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


TAGS: dict[str, Maker] = {
    "answer": answer,
    "bubbles": bubbles,
    "choices": choices,
    "fields": fields,
    "heading": heading,
    "how": how,
    "lines": lines,
    "masthead": masthead,
    "matching": matching,
    "note": note,
    "para": para,
    "part": part,
    "passage": passage,
    "question": question,
    "right": right,
    "source": source,
    "statements": statements,
    "stem": stem,
    "strip": strip,
    "table": table,
    "title": title,
    "word-bank": word_bank,
}

# Tags that become items of their part's list.
LISTED = ("question", "answer")
