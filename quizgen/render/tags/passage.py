"""The article's text with its lines numbered."""

from quizgen.render.blocks import Block, Pen, Text
from quizgen.render.builder import Builder, Node
from quizgen.render.passage import STEP
from quizgen.render.tagged import Element
from quizgen.render.text import Line
from quizgen.render.theme import Theme


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
