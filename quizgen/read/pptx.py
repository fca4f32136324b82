"""Slides, through python-pptx: what they say and the speaker's notes."""

import io
from collections.abc import Iterator
from typing import Any

from quizgen.config import ReadSettings
from quizgen.model import Source
from quizgen.read.document import Block, BlockKind, Document
from quizgen.read.package import Package, parsing
from quizgen.read.parts import page_numbers
from quizgen.read.plain import SENTENCE_END


def read(data: bytes, name: str, settings: ReadSettings) -> Document:
    """Each slide: its title as heading, its whole sentences and its notes as text, its other lines as a list."""
    with parsing(name):
        Package(data, name, settings)
        from pptx import Presentation

        slides = Presentation(io.BytesIO(data))
        wanted = page_numbers(settings.pages, len(slides.slides), name)
        blocks = [block for number, slide in enumerate(slides.slides, 1) if number in wanted for block in _slide(slide)]
        core = slides.core_properties
        title = "" if core.title in {"PowerPoint Presentation", None} else str(core.title)
        return Document(tuple(blocks), Source(title, core.author or ""))


def _slide(slide: Any) -> Iterator[Block]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        yield Block(title.text_frame.text, BlockKind.HEADING, 2)
    for shape in slide.shapes:
        if shape.has_text_frame and (title is None or shape.shape_id != title.shape_id):
            yield from (Block(line, _line_kind(line)) for line in _lines(shape.text_frame))
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield Block(
                "\n".join(" | ".join(cell.text for cell in row.cells) for row in shape.table.rows), BlockKind.TABLE
            )
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from (Block(line) for line in _lines(slide.notes_slide.notes_text_frame))


def _lines(frame: Any) -> Iterator[str]:
    return (paragraph.text.replace("\v", " ") for paragraph in frame.paragraphs if paragraph.text.strip())


def _line_kind(line: str) -> BlockKind:
    return BlockKind.TEXT if SENTENCE_END.search(line.strip()) else BlockKind.ITEM
