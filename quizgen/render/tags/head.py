"""The head of a sheet: kicker, school and logo, title, lines for name, class, date and score."""

from pathlib import Path

from quizgen.errors import SettingsError
from quizgen.render import forms
from quizgen.render.blocks import Block, Pen, Text
from quizgen.render.builder import Builder, Node, number_in
from quizgen.render.fonts import HEADING
from quizgen.render.letters import printable
from quizgen.render.tagged import Element
from quizgen.render.tags.boxes import Row
from quizgen.render.text import TextStyle, Words, natural_width


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
                tail_width = natural_width([Words(self.tail, style)], build.fonts)
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
    made: list[Block] = [Row([cell for cell, _ in row], _field_widths(row, build.area_width, gap), gap) for row in rows]
    made[-1].after = build.theme.em(0.8)
    return made


def _field_widths(row: list[tuple[Field, float]], width: float, gap: float) -> list[float]:
    """The room for each label, and a share of what is left to write on."""
    labels = [cell.least_width(0.0) for cell, _ in row]
    left = width - gap * (len(row) - 1) - sum(labels)
    whole = sum(share for _, share in row)
    return [label + left * share / whole for label, (_, share) in zip(labels, row, strict=True)]
