"""Right-to-left and joined writing."""

import sys
from pathlib import Path
from typing import Any

import pytest

from quizgen.config import SheetSettings
from quizgen.errors import MissingPart
from quizgen.model import Quiz
from quizgen.render import render_sheets, scripts
from quizgen.render.fonts import FontSet
from quizgen.render.text import Gap, Line, TextStyle, Words, break_lines

from .quizzes import ARABIC, CURIE, HEBREW, fill_in, quiz
from .reading import faults, qpdf_complaints, unembedded

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.fixture
def font() -> str:
    pytest.importorskip("bidi")
    pytest.importorskip("uharfbuzz")
    if not FONT.is_file():
        pytest.skip("DejaVu Sans is not installed")
    return str(FONT)


def seen(line: Line) -> str:
    """What a line shows from left to right; a blank as “_”."""
    return "".join(
        "_" if piece.gap else (piece.drawn or piece.text) for piece in sorted(line.pieces, key=lambda piece: piece.x)
    )


def lines(font: str, *parts: Words | Gap, width: float = 500.0) -> list[Line]:
    return break_lines(parts, width, FontSet(text="Source Sans", headings="Source Sans", extra=font))


STYLE = TextStyle(10, 14)


@pytest.mark.parametrize("made", [HEBREW, ARABIC], ids=["hebrew", "arabic"])
@pytest.mark.parametrize("theme", ["classic", "dyslexia-friendly", "compact"])
def test_right_to_left_sheets_are_accessible_and_sound(made: Quiz, theme: str, font: str, tmp_path: Path) -> None:
    for output in render_sheets(made, SheetSettings(font=font, theme=theme, versions=2)):
        assert faults(output.data) == []
        assert unembedded(output.data) == []
        assert qpdf_complaints(output.data, tmp_path) == ""


def test_hebrew_is_seen_from_right_to_left_with_its_number_and_blank_in_place(font: str) -> None:
    (line,) = lines(font, Words("אבג ", STYLE), Gap(50, "blank"), Words(" דהו 1949 (ז).", STYLE))
    assert line.right_to_left
    assert seen(line) == ".(ז) 1949 והד _ גבא"


def test_a_foreign_name_inside_hebrew_keeps_its_direction(font: str) -> None:
    (line,) = lines(font, Words("אב Marie Curie גד", STYLE))
    assert seen(line) == "דג Marie Curie בא"


def test_pieces_stay_in_reading_order_for_a_reading_voice(font: str) -> None:
    (line,) = lines(font, Words("אב Marie גד", STYLE))
    assert "".join(piece.text for piece in line.pieces) == "אב Marie גד"
    assert line.pieces[0].x > line.pieces[-1].x


def test_arabic_letters_are_joined(font: str) -> None:
    (line,) = lines(font, Words("مصر", STYLE))
    assert line.pieces[0].drawn is not None
    assert set(line.pieces[0].drawn).isdisjoint("مصر"), "the letters stand apart"


def test_lines_of_arabic_keep_to_their_width(font: str) -> None:
    text = "القاهرة هي عاصمة مصر وتقع على نهر النيل " * 6
    for line in lines(font, Words(text, STYLE), width=180):
        assert 0 < line.width <= 180.01
        assert all(piece.x >= -0.01 and piece.x + piece.width <= 180.01 for piece in line.pieces)


def test_the_missing_part_is_named_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    scripts._parts.cache_clear()
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    with pytest.raises(MissingPart) as caught:
        render_sheets(quiz(fill_in("אבג [ד]")), SheetSettings())
    assert "quizgen[scripts]" in caught.value.hint
    assert render_sheets(CURIE, SheetSettings())
    scripts._parts.cache_clear()


@pytest.mark.parametrize(
    ("levels", "order"),
    [([0, 0], [0, 1]), ([1, 1], [1, 0]), ([0, 1, 1, 0], [0, 2, 1, 3]), ([1, 2, 2, 1], [3, 1, 2, 0]), ([], [])],
)
def test_runs_are_reversed_level_by_level(levels: list[int], order: list[int]) -> None:
    assert scripts.visual_order(levels) == order


def test_extras_change_nothing_for_latin(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("Latin text was shaped")

    monkeypatch.setattr(scripts, "_parts", never)
    assert render_sheets(CURIE, SheetSettings())
