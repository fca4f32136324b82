"""From a sheet's XML to blocks: one function for each tag, giving the blocks and making their PDF structure tags.

The XML is our own and small; templates decide words and order, a theme decides sizes, and these functions join them.
The structure tags are made in the order of the XML, which is the order a reading voice follows.
"""

from quizgen.render.blocks import Block
from quizgen.render.builder import Builder, Maker, Node
from quizgen.render.layout import Segment
from quizgen.render.tagged import Element
from quizgen.render.tags.boxes import word_bank
from quizgen.render.tags.bubbles import bubbles
from quizgen.render.tags.head import fields, masthead, title
from quizgen.render.tags.items import choices, heading, how, lines, para, part, question, source, stem
from quizgen.render.tags.key import answer, note, right, strip
from quizgen.render.tags.passage import passage
from quizgen.render.tags.tables import matching, statements, table

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
