"""The cleaning stage: text cases a teacher could write, and laws."""


import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.read.clean import Cleaned, clean
from quizgen.read.document import Block
from quizgen.read.reader import text_document

from .cases import Case, cases


def cleaned(text: str, file_name: str) -> Cleaned:
    document = text_document(text, Path(file_name))
    result = clean(document.blocks, document.source.title)
    return Cleaned(result.paragraphs, document.removed + result.removed, result.title)


def as_text(result: Cleaned) -> str:
    parts: list[str] = []
    section = ""
    for kept in result.paragraphs:
        if kept.section != section:
            parts.append(f"[{kept.section}]")
        section = kept.section
        parts.append(kept.text)
    return "\n\n".join(parts)


def check(case: Case, file_name: str) -> None:
    result = cleaned(case.given, file_name)
    assert as_text(result) == case.expected["text"]
    removed = "\n".join(f"{item.reason} :: {' '.join(item.text.split())}" for item in result.removed)
    assert removed == case.expected.get("removed", removed)
    assert result.title == case.expected.get("title", result.title)


@pytest.mark.parametrize("case", cases("clean-text"), ids=lambda case: case.claim)
def test_plain_text(case: Case) -> None:
    check(case, "article.txt")


@pytest.mark.parametrize("case", cases("clean-markdown"), ids=lambda case: case.claim)
def test_markdown(case: Case) -> None:
    check(case, "article.md")


# Pieces that the rules look for, so that random text meets them often.
PIECES = st.sampled_from(
    [
        "The canal was opened in 1825.", "It is long", " (Smith, 2010)", "[1]", "[citation needed]", " (see Figure 2)", "www.a.org", "\n", "\n\n", " ", "  ",
        "- ", "1. ", "Related article: ", "EPA / TASS", "By Ann Lee", "“", "”", '"', "'", "‘", "________", "_", "\t", "|", "²", "³", ".", ",", "(", ")", "-", "–",
        "\u00ad", "\u200b", "\u202e", "\u0000", "\u0085", "\u2028", "e\u0301", "ﬁ", "\ufeff", "References", "(Reuters)", "LONDON (AP) — ", "a", "in ,", "*", ":", "=====", "# ",
        "Photo: ", "6'2\"", "§", "†", "http://x.org/a_(b)", "a@b.org", "`", "&amp;", "<b>", "😀", "\ud800", "١", "ß", "İ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25).map("".join))
FILES = st.sampled_from(["a.txt", "a.md", "a"])


@given(TEXTS, FILES)
@settings(max_examples=300, deadline=None)
@example("A (Smith, 2010).", "a.txt")
@example("____[1]____ and so on it goes.", "a.txt")
def test_no_control_or_direction_character_and_no_blank_remains(text: str, file_name: str) -> None:
    for kept in cleaned(text, file_name).paragraphs:
        assert not [char for char in kept.text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
        assert unicodedata.is_normalized("NFC", kept.text)
        assert "____" not in kept.text
        assert kept.text == " ".join(kept.text.split())
        assert kept.text


@given(TEXTS, FILES)
@settings(max_examples=300, deadline=None)
@example("x '\"' y.", "a.txt")
def test_cleaning_what_is_clean_changes_nothing(text: str, file_name: str) -> None:
    once = [kept.text for kept in cleaned(text, file_name).paragraphs]
    again = clean([Block(paragraph) for paragraph in once])
    assert [kept.text for kept in again.paragraphs] == once


def test_a_list_mark_is_taken_from_the_start_of_an_item_only() -> None:
    from quizgen.read.debris import without_list_mark

    assert without_list_mark("1. The pump squeezes the vapour. Its pressure rises.") == "The pump squeezes the vapour. Its pressure rises."
    assert without_list_mark("The pump squeezes the vapour. Its pressure rises.") == "The pump squeezes the vapour. Its pressure rises."
