"""The whole text as one question: each gap takes its answer, and nothing else in the text is a gap."""

import re

import pytest

from quizgen.export import export
from quizgen.export.text import accepted, one_line, typed
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz
from tests.export.canvas import Item, read_canvas
from tests.export.hostile import EDGES, HOSTILE, WITH_TEXT, choose, fill, quiz
from tests.export.outside import SCHEMAS, needs_schemas, unzipped

ALL = pytest.mark.parametrize("made", [HOSTILE, EDGES, WITH_TEXT], ids=["hostile", "edges", "with text"])
# A stem, “(1) in x” with its blank, of which all else is text.
BRACKETS = quiz(
    fill("[1] The [b1] of [[2]] is ", "so [x]", ", says [b2", "[so]"),
    choose("] and ", " too [b2].", "one", "[b1]"),
)


def canvas_item(made: Quiz, name: str) -> Item:
    """The one question of such a package."""
    [item] = read_canvas(export(made, name).data)[1]
    return item


def right(item: Item, question: Question, number: int, answer: str) -> dict[str, str]:
    """What a pupil gives for that text in the gap of that question."""
    field = f"response_b{number}"
    found = [ident for ident, text in item.options[field] if text.casefold() == answer.casefold()]
    assert found, (answer, item.options[field])
    return {field: found[0]}


# --- Canvas -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["canvas-blanks", "canvas-dropdowns"])
@ALL
def test_every_gap_of_canvas_is_a_question_and_the_keys_score_all(made: Quiz, name: str) -> None:
    item = canvas_item(made, name)
    numbers = range(1, len(made.questions) + 1)
    assert sorted(re.findall(r"\[(.*?)\]", item.text)) == sorted(f"b{number}" for number in numbers)
    assert set(item.options) == {f"response_b{number}" for number in numbers}
    given: dict[str, str] = {}
    for number, question in enumerate(made.questions, 1):
        key = typed(question.answer) if name == "canvas-blanks" else one_line(question.answer)
        if isinstance(question, FillInTheBlank):
            key = typed(question.answer)
        given |= right(item, question, number, key)
    assert item.answered(given)[0] == pytest.approx(100)
    assert float(item.fields["points_possible"]) == sum(question.points for question in made.questions)


@pytest.mark.parametrize("name", ["canvas-blanks", "canvas-dropdowns"])
def test_each_gap_of_canvas_has_an_equal_share(name: str) -> None:
    made = quiz(*(fill(f"Number {place} is ", f"word{place}", ".") for place in range(3)))
    item = canvas_item(made, name)
    shares = [item.answered(right(item, q, n, q.answer))[0] for n, q in enumerate(made.questions, 1)]
    assert shares == pytest.approx([33.33, 33.33, 33.34])


@ALL
def test_answers_of_canvas_have_ids_of_their_own(made: Quiz) -> None:
    for name in ("canvas-blanks", "canvas-dropdowns"):
        idents = [ident for labels in canvas_item(made, name).options.values() for ident, _ in labels]
        assert len(set(idents)) == len(idents)
        assert all(re.fullmatch("[1-9][0-9]*", ident) for ident in idents)


@ALL
def test_canvas_blanks_take_every_accepted_spelling(made: Quiz) -> None:
    item = canvas_item(made, "canvas-blanks")
    for number, question in enumerate(made.questions, 1):
        if isinstance(question, FillInTheBlank):
            assert tuple(text for _, text in item.options[f"response_b{number}"]) == accepted(question)


@ALL
def test_canvas_dropdowns_offer_a_choice_its_own_options_and_a_blank_every_word(made: Quiz) -> None:
    item = canvas_item(made, "canvas-dropdowns")
    words = set()
    for number, question in enumerate(made.questions, 1):
        texts = [text for _, text in item.options[f"response_b{number}"]]
        if isinstance(question, MultipleChoice):
            assert texts == [one_line(choice.text) for choice in question.choices]
        else:
            words.add(tuple(texts))
            assert len({text.casefold() for text in texts}) == len(texts) > 1 or len(made.questions) == 1
    assert len(words) == 1


def test_brackets_of_the_text_are_no_gaps_of_canvas_and_that_is_told() -> None:
    done = export(BRACKETS, "canvas-blanks")
    [item] = read_canvas(done.data)[1]
    assert item.text == "(1) The (b1) of ((2)) is [b1], says (b2\n) and [b2] too (b2)."
    assert [text for _, text in item.options["response_b1"]] == ["so [x]", "[so]"]
    assert any("square brackets" in loss.what for loss in done.losses)
    assert not any("square brackets" in loss.what for loss in export(quiz(fill("a ", "b", "")), "canvas-blanks").losses)


def test_the_text_stands_around_the_gaps_of_canvas() -> None:
    text = canvas_item(WITH_TEXT, "canvas-blanks").text
    assert text.split("\n")[0] == "Paris lies on the [b1] in France. The tower there was built in [b2]."
    assert text.split("\n")[-1] == "Who painted the Mona Lisa? [b3]"


def test_a_list_of_few_words_is_filled_from_the_choices() -> None:
    made = quiz(fill("It is ", "so", "."), choose("Who? ", "", "Ann", "Bob"), choose("When? ", "", "now", "then"))
    texts = [text for _, text in canvas_item(made, "canvas-dropdowns").options["response_b1"]]
    assert texts == ["Ann", "now", "so"]


@needs_schemas
@pytest.mark.parametrize("name", ["canvas-blanks", "canvas-dropdowns"])
@ALL
def test_canvas_passages_are_valid_qti_but_for_canvas_own_way_of_adding(made: Quiz, name: str) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "cc11" / "ccv1p1_qtiasiv1p2p1_v1p0.xsd")))
    [data] = [data for path, data in unzipped(export(made, name).data).items() if path.split("/")[-1][:5] == "quiz-"]
    tree = etree.fromstring(data.replace(b'action="Add"', b'action="Set"'))
    assert schema.validate(tree), schema.error_log


@pytest.mark.parametrize("name", ["canvas-blanks", "canvas-dropdowns"])
def test_canvas_passages_tell_what_they_lose(name: str) -> None:
    told = {loss.what for loss in export(WITH_TEXT, name).losses}
    assert "the tags are left out" in told
    assert "the feedback on single options is left out" in told
    assert any("points" in what for what in told)
    spellings = "other accepted spellings are left out"
    assert (spellings in told) is (name == "canvas-dropdowns")
    assert any("wrong options" in what for what in told) is (name == "canvas-blanks")
