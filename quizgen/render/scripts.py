"""Right-to-left and joined writing: the order in which a line is seen, and the shapes its letters take.

Needs two optional packages (`pip install "quizgen[scripts]"`); Latin, Greek and Cyrillic never come here.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr

from quizgen.errors import MissingPart
from quizgen.render.letters import RIGHT_TO_LEFT

# Stands for a blank while the order of a line is worked out.
OBJECT = "\ufffc"
PRIVATE = range(0xE000, 0xF800)


@cache
def _parts() -> Any:
    try:
        import uharfbuzz  # noqa: F401
        from bidi import algorithm
    except ImportError as error:
        raise MissingPart(
            "This text is in a script that joins its letters or runs from right to left.",
            hint='pip install "quizgen[scripts]"',
        ) from error
    return algorithm


def levels(text: str, *, right_to_left: bool) -> list[int]:
    """The embedding level of each character (Unicode Bidirectional Algorithm): even runs right, odd runs left."""
    algorithm = _parts()
    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(right_to_left)
    storage["base_dir"] = "R" if right_to_left else "L"
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [int(char["level"]) for char in storage["chars"]]


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The order, from left to right, in which runs of these levels are seen (rule L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


@lru_cache(maxsize=20_000)
def shaped(text: str, font: str, size: float, *, right_to_left: bool) -> tuple[str, float]:
    """The glyphs of a run as seen from left to right, and their width."""
    algorithm = _parts()
    if right_to_left and not RIGHT_TO_LEFT.search(text):
        text = "".join(algorithm.MIRRORED.get(char, char) for char in reversed(text))
        return text, float(pdfmetrics.stringWidth(text, font, size))
    glyphs = shapeStr(text, font, size)
    if not isinstance(glyphs, ShapedStr):
        return str(glyphs), float(pdfmetrics.stringWidth(glyphs, font, size))
    _mend_widths(glyphs, font)
    return glyphs, sum(one.x_advance for one in glyphs.__shapeData__) * size / 1000


def _mend_widths(glyphs: str, font: str) -> None:
    """ReportLab notes the width of a glyph without a character in the font's own units; a PDF counts in thousandths."""
    face = pdfmetrics.getFont(font).face
    for char in map(ord, glyphs):
        if char in PRIVATE:
            face.charWidths[char] = face.hmetrics[face.charToGlyph[char]][0]
