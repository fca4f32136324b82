"""A quiz from a stranger: whatever its texts hold, the sheet is sound or the quiz is refused in words."""

import json
import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from quizgen.config import SheetSettings
from quizgen.errors import QuizgenError
from quizgen.model import Choice, Evidence, FillInTheBlank, MultipleChoice, Quiz, Source, Span, Stem
from quizgen.render import DOCUMENTS, render_sheets

from .quizzes import choose, fill_in, quiz
from .reading import faults, pages, text, text_places

# Letters that our fonts have, marks that mean something to some format, and what should vanish.
LETTERS = st.characters(codec="latin-1") | st.sampled_from(
    "<>&{}%$#\\[]()*_`~^|\"'@;\x00\x0c\u202e\u2028\u200b\ud800\uffff"
)
TEXT = st.text(LETTERS, max_size=60)
CHOICES = st.lists(TEXT, min_size=2, max_size=6).map(
    lambda texts: tuple(Choice(text, number == 0, text) for number, text in enumerate(texts))
)
STEM = st.builds(Stem, TEXT, st.none() | TEXT)
EVIDENCE = st.builds(
    Evidence, TEXT, st.integers(-5, 10**9), st.builds(Span, st.integers(-9, 10**9), st.integers(-9, 9))
)
POINTS = st.integers(-3, 10**6)
QUESTION = st.builds(
    FillInTheBlank, TEXT, STEM, TEXT, st.lists(TEXT, max_size=3).map(tuple), EVIDENCE, POINTS
) | st.builds(MultipleChoice, TEXT, STEM, CHOICES, EVIDENCE, POINTS)
QUIZ = st.builds(
    Quiz,
    TEXT,
    st.builds(Source, TEXT, TEXT, TEXT, TEXT),
    st.lists(QUESTION, min_size=1, max_size=5).map(tuple),
    TEXT,
    st.integers(),
    passage=st.lists(TEXT, max_size=3).map(tuple),
)


@pytest.mark.slow
@given(QUIZ, st.sampled_from(["classic", "compact", "playful"]))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_gives_a_sound_pdf(made: Quiz, theme: str) -> None:
    wanted = SheetSettings(
        theme=theme, versions=2, fillable=True, word_bank="extra", answer_sheet=True, passage=bool(made.passage)
    )
    for output in render_sheets(made, wanted):
        assert faults(output.data) == [], output.suffix


@pytest.mark.slow
@given(QUIZ)
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_gives_every_other_form(made: Quiz) -> None:
    for form, write in DOCUMENTS.items():
        try:
            data = write(made, SheetSettings(word_bank="words")).data
        except QuizgenError as refused:
            assert refused.hint, form
            continue
        if form == "html":
            script = data.decode().split("const key = ", 1)[1].split(";\n", 1)[0]
            assert set(json.loads(script)) == {"answers", "words"}
            assert data.count(b"<script>") == 1
        if form == "amc-txt":
            assert len(re.findall(rb"^\*", data, re.MULTILINE)) == len(made.questions)


def test_an_option_taller_than_a_page_runs_on_to_the_next() -> None:
    long = "word " * 900
    data = render_sheets(quiz(choose("Which?", f"*{long}", "b")), SheetSettings(theme="large-print"))[0].data
    assert text(data).count("word") == 900
    assert len(pages(data)) > 2
    assert faults(data) == []


@pytest.mark.slow
def test_a_strip_or_word_bank_taller_than_a_page_runs_on() -> None:
    wordy = quiz(*(fill_in(f"The word of line {number} is [wonderfully long {number}].") for number in range(400)))
    sheet, key = render_sheets(wordy, SheetSettings(word_bank="words", theme="large-print"))
    for data in (sheet.data, key.data):
        for page in PdfReader(BytesIO(data)).pages:
            assert all(y > 20 for _, y in text_places(page)), "printed below the page"
    assert text(sheet.data).count("wonderfully long") == 400


def test_a_word_wider_than_a_column_is_cut_and_stays_on_the_page() -> None:
    data = render_sheets(quiz(fill_in("x" * 900 + " [y]")), SheetSettings(columns=3))[0].data
    assert "".join(text(data).split()).count("x") == 900


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "classic/../classic"])
def test_a_theme_name_reaches_no_file_outside_the_theme_folders(name: str) -> None:
    with pytest.raises(QuizgenError):
        render_sheets(quiz(fill_in("a [b]")), SheetSettings(theme=name))


@pytest.mark.parametrize("code", ["../en", "/etc/passwd", "en/../en"])
def test_a_language_reaches_no_file_outside_the_word_folders(code: str) -> None:
    with pytest.raises(QuizgenError):
        render_sheets(quiz(fill_in("a [b]")), SheetSettings(language=code))
