"""What the function of every tag is given: the theme, the fonts, the words, and the way to build what is inside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from quizgen.errors import SettingsError
from quizgen.render.blocks import Block, Bookmark, Text
from quizgen.render.fonts import BOLD, HEADING, ITALIC, REGULAR, FontSet
from quizgen.render.letters import printable
from quizgen.render.tagged import Element
from quizgen.render.text import Gap, Inline, TextStyle, Words
from quizgen.render.theme import Theme
from quizgen.render.words import Furniture

Node = ET.Element
Maker = Callable[["Builder", Node, Element], list[Block]]

# Tags that become items of their part's list.
LISTED = ("question", "answer")
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
    makers: Mapping[str, Maker]
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
            if node.tag not in self.makers:
                raise unknown_tag(node, self.makers)
            made += self.makers[node.tag](self, node, parent)
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
