"""What a QTI 1.2 package says, read back by the rules of those who import it, is the quiz, item by item."""

from html import unescape

import pytest

from quizgen.export import export
from quizgen.export.text import accepted, explanation, one_line, plain_id, typed
from quizgen.model import FillInTheBlank, Question, Quiz
from tests.export.canvas import Item, read_canvas, read_cartridge
from tests.export.hostile import EDGES, HOSTILE, WITH_TEXT, fill, quiz

ALL = pytest.mark.parametrize("made", [HOSTILE, EDGES, WITH_TEXT], ids=["hostile", "edges", "with text"])
RESPONSE = "response1"


def same(question: Question, item: Item, *, first_only: bool) -> None:
    """Stem, options, key, points and feedback are those of the question."""
    stem = question.stem
    shown = stem.before if stem.after is None else f"{stem.before}_____{stem.after}"
    assert item.text.split() == shown.split()
    assert item.ident == plain_id(question.id)
    assert float(item.fields["points_possible"]) == question.points
    why = " ".join(explanation(question)).split()
    assert item.comments.get("general_fb", "").split() == why
    if isinstance(question, FillInTheBlank):
        assert item.kind == "short_answer_question" and item.typed == [RESPONSE]
        for answer in (typed(question.answer), *accepted(question)):
            score, comments = item.answered({RESPONSE: answer}, first_only=first_only)
            assert score == 100, answer
            assert " ".join(comments).split() == why
        assert item.answered({RESPONSE: "certainly not"}, first_only=first_only) == (0, [])
    else:
        assert item.kind == "multiple_choice_question"
        options = item.options[RESPONSE]
        assert [text for _, text in options] == [one_line(choice.text) for choice in question.choices]
        for (ident, _), choice in zip(options, question.choices, strict=True):
            score, comments = item.answered({RESPONSE: ident}, first_only=first_only)
            assert score == (100 if choice.correct else 0)
            own = (choice.feedback or "").split()
            assert " ".join(comments).split() == own + (why if choice.correct else [])


@ALL
def test_canvas_reads_back_every_question(made: Quiz) -> None:
    title, items = read_canvas(export(made, "canvas-qti").data)
    assert made.title in ("", title)
    asked = [item for item in items if item.kind != "text_only_question"]
    assert len(asked) == len(made.questions)
    for question, item in zip(made.questions, asked, strict=True):
        same(question, item, first_only=False)


def test_canvas_gets_the_text_as_a_stimulus_of_every_question() -> None:
    items = read_canvas(export(WITH_TEXT, "canvas-qti").data)[1]
    text, *asked = items
    assert text.kind == "text_only_question" and text.fields["points_possible"] == "0"
    assert text.text.split("\n") == [*WITH_TEXT.passage, "An article, A. Teacher, https://example.org/a, CC BY 4.0"]
    assert [item.fields["parent_stimulus_item_ident"] for item in asked] == [text.ident] * len(asked)


def test_canvas_gets_no_text_where_the_quiz_has_none() -> None:
    items = read_canvas(export(quiz(fill("It is ", "so", ".")), "canvas-qti").data)[1]
    assert [item.kind for item in items] == ["short_answer_question"]
    assert "parent_stimulus_item_ident" not in items[0].fields


def test_two_quizzes_in_one_course_share_no_ids() -> None:
    data = [export(made, name).data for made in (WITH_TEXT, HOSTILE) for name in ("canvas-qti", "canvas-blanks")]
    idents = [item.ident for one in data for item in read_canvas(one)[1]]
    assert len(set(idents)) == len(idents)


@ALL
@pytest.mark.parametrize("first_only", [False, True], ids=["Canvas", "Moodle"])
def test_a_cartridge_is_read_back_by_canvas_and_by_moodle(made: Quiz, first_only: bool) -> None:
    pages, items = read_cartridge(export(made, "common-cartridge").data)
    assert len(items) == len(made.questions)
    for question, item in zip(made.questions, items, strict=True):
        same(question, item, first_only=first_only)
        assert item.fields["cc_weighting"] == item.fields["points_possible"]
        typed_in = isinstance(question, FillInTheBlank)
        assert item.fields["cc_profile"] == ("cc.fib.v0p1" if typed_in else "cc.multiple_choice.v0p1")
    assert len(pages) == (1 if made.passage else 0)
    assert all(paragraph in unescape(page) for page in pages for paragraph in made.passage)


@ALL
def test_no_two_options_of_a_question_share_an_id(made: Quiz) -> None:
    for item in read_canvas(export(made, "canvas-qti").data)[1]:
        idents = [ident for labels in item.options.values() for ident, _ in labels]
        assert len(set(idents)) == len(idents)
