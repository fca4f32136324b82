"""The whole text as one question: each gap takes its answer, and nothing else in the text is a gap."""

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import SettingsError
from quizgen.export import ExportOptions, export
from quizgen.export.archive import zipped
from quizgen.export.text import accepted, one_line, typed
from quizgen.model import FillInTheBlank, MultipleChoice, Question, Quiz
from tests.export.canvas import Item, read_canvas
from tests.export.hostile import EDGES, HOSTILE, WITH_TEXT, choose, fill, quiz
from tests.export.moodle import read_cloze, read_html, read_xml
from tests.export.outside import SCHEMAS, ask, needs_node, needs_schemas, unzipped

ALL = pytest.mark.parametrize("made", [HOSTILE, EDGES, WITH_TEXT], ids=["hostile", "edges", "with text"])
# A stem, “(1) in x” with its blank, of which all else is text.
BRACKETS = quiz(
    fill("[1] The [b1] of [[2]] is ", "so [x]", ", says [b2", "[so]"),
    choose("] and ", " too [b2].", "one", "[b1]"),
)


# Every sign that some format reads as its own.
SIGNS = st.text(alphabet="*:/\\[]{}()<>&#=~%+-|1b@\"'; é_", min_size=1, max_size=12).map(str.strip).filter(bool)


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


@settings(max_examples=150, deadline=None)
@given(SIGNS, SIGNS, SIGNS, SIGNS)
def test_no_sign_of_a_format_changes_what_is_read(before: str, answer: str, after: str, variant: str) -> None:
    """A text made of the formats’ own signs, its answer, and another spelling."""
    made = quiz(fill(f"{before} ", answer, f" {after}", variant, feedback=variant), title=before)
    expected = list(accepted(made.questions[0]))
    stem = f"{before} {{#1}} {after}".split()

    text, [gap] = read_cloze(read_xml(export(made, "moodle-cloze").data)[1][0].text)
    assert text.split() == stem
    assert all(gap.score(spelling) == 1 for spelling in expected)

    item = canvas_item(made, "canvas-blanks")
    rounded = [word.translate(str.maketrans("[]", "()")) for word in (before, after)]
    assert item.text.split() == f"{rounded[0]} [b1] {rounded[1]}".split()
    assert [spelling for _, spelling in item.options["response_b1"]] == expected

    text, gaps = read_blanks(h5p_content(made, "h5p-blanks"))
    assert text.split("\n")[0].split() == stem
    assert gaps == [expected]

    text, [word] = read_dragged(h5p_content(made, "h5p-drag-text")["textField"])
    assert text.split("\n")[0].split() == stem
    assert (word.text, word.right, word.tip) == (expected[0], one_line(variant), "")


def test_without_the_text_the_sentences_that_hold_the_answers_are_read_afterwards() -> None:
    made = quiz(fill("It is ", "so", ".", feedback="Indeed."))
    why = "so: Indeed. “It is so.” (¶ 1)"
    assert canvas_item(made, "canvas-blanks").comments["general_fb"] == why
    assert read_xml(export(made, "moodle-cloze").data)[1][0].feedback == why
    assert h5p_content(made, "h5p-blanks")["overallFeedback"][1]["feedback"] == why
    for name in ("canvas-blanks", "canvas-dropdowns", "moodle-cloze", "h5p-blanks"):
        told = [loss.what for loss in export(made, name).losses]
        assert any("does not hold the text (make it with --passage)" in what for what in told)
        assert not any("sentences" in what for what in told)
    assert any("sentences" in loss.what for loss in export(made, "h5p-drag-text").losses)


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


# --- H5P --------------------------------------------------------------------------------------------------


@dataclass
class Word:
    """A word to drag as H5P reads it."""

    text: str
    tip: str
    right: str
    wrong: str


def h5p_content(made: Quiz, name: str) -> dict[str, Any]:
    """The content of such a file."""
    content: dict[str, Any] = json.loads(unzipped(export(made, name).data)["content/content.json"])
    return content


def read_blanks(content: dict[str, Any]) -> tuple[str, list[list[str]]]:
    """The text with `{#n}` for each gap, and what each gap takes: stars, slashes, colons first, entities last."""
    [block] = content["questions"]
    text, *rest = block.split("*")
    gaps: list[list[str]] = []
    for place, part in enumerate(rest):
        if place % 2:
            text += part
        else:
            answers, _, tip = part.partition(":")
            assert not tip
            gaps.append([unescape(answer).strip() for answer in answers.split("/")])
            text += f"\ue000{len(gaps)}\ue001"
    assert len(rest) == 2 * len(gaps)
    return read_html(text).replace("\ue000", "{#").replace("\ue001", "}"), gaps


def read_dragged(text: str) -> tuple[str, list[Word]]:
    """The same of a text with words to drag; it becomes HTML after it has been taken apart."""
    words: list[Word] = []

    def word(found: re.Match[str]) -> str:
        inner = found[0][1:-1]
        marks = {"tip": r":([^\\*]+)", "right": r"\\\+([^\\*:]+)", "wrong": r"\\-([^\\*:]+)"}
        seen = {}
        for name, mark in marks.items():
            match = re.search(mark, inner)
            seen[name] = unescape(match[1]).strip() if match else ""
            inner = inner.replace(match[0], "", 1) if match else inner
        words.append(Word(unescape(inner).rstrip(), **seen))
        return f"\ue000{len(words)}\ue001"

    shown = re.sub(r"\*.*?\*", word, text.replace("\n", "<br/>"))
    assert "*" not in shown
    return read_html(shown).replace("\ue000", "{#").replace("\ue001", "}"), words


def in_order(made: Quiz) -> list[Question]:
    """The questions in the order of their gaps."""
    if not made.passage:
        return list(made.questions)
    return [made.questions[number] for number in (0, 1, 3, 2)]


@ALL
def test_every_gap_of_h5p_blanks_takes_every_spelling_and_nothing_else_is_a_gap(made: Quiz) -> None:
    text, gaps = read_blanks(h5p_content(made, "h5p-blanks"))
    asked = in_order(made)
    assert len(gaps) == len(asked)
    for question, answers in zip(asked, gaps, strict=True):
        expected = accepted(question) if isinstance(question, FillInTheBlank) else (typed(question.answer),)
        assert answers == list(expected)
    if made.passage:
        assert text.startswith("Paris lies on the {#1} in France. The tower there was built in {#2}.")
        assert text.endswith(
            "\nWho painted the Mona Lisa? {#4}\nAn article, A. Teacher, https://example.org/a, CC BY 4.0"
        )


@ALL
def test_every_word_of_h5p_drag_text_is_an_answer_with_its_feedback(made: Quiz) -> None:
    text, words = read_dragged(h5p_content(made, "h5p-drag-text")["textField"])
    asked = in_order(made)
    assert [word.text for word in words] == [typed(question.answer) for question in asked]
    for question, word in zip(asked, words, strict=True):
        assert word.tip == ""
        assert word.right == word.wrong == one_line(question.feedback)
    for question in asked:
        around = [question.stem.before, question.stem.after or ""]
        assert made.passage or all(" ".join(part.split()) in " ".join(text.split()) for part in around)


@ALL
def test_wrong_words_of_h5p_fit_no_gap_and_those_left_out_are_told(made: Quiz) -> None:
    done = export(made, "h5p-drag-text")
    content = h5p_content(made, "h5p-drag-text")
    assert len(content["distractors"]) <= 255
    words = [word.text.casefold() for word in read_dragged(content["distractors"])[1]]
    answers = {typed(question.answer).casefold() for question in made.questions}
    wrong = {
        typed(choice.text).casefold()
        for question in made.questions
        if isinstance(question, MultipleChoice)
        for choice in question.choices
    } - answers
    assert len(set(words)) == len(words) and set(words) <= wrong
    assert any("characters of wrong words" in loss.what for loss in done.losses) is (set(words) != wrong)


def test_a_wrong_option_that_is_the_answer_of_another_gap_is_no_second_word() -> None:
    made = quiz(choose("Who? ", "", "Ann", "Bob", "bob"), choose("And who? ", "", "Cy", "ann", "Dee"))
    content = h5p_content(made, "h5p-drag-text")
    assert content["distractors"] == "*Bob* *Dee*"


DRAG_TEXT = b'{"machineName": "H5P.DragText", "majorVersion": 1, "minorVersion": 11}'


def test_libraries_of_a_teacher_go_into_an_h5p_passage(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.h5p"
    bundle.write_bytes(zipped([("h5p.json", b"{}"), ("H5P.DragText-1.11/library.json", DRAG_TEXT)]))
    done = export(WITH_TEXT, "h5p-drag-text", ExportOptions(h5p_libraries=str(bundle)))
    files = unzipped(done.data)
    assert "H5P.DragText-1.11/library.json" in files
    assert json.loads(files["h5p.json"])["preloadedDependencies"][0]["minorVersion"] == 11
    with pytest.raises(SettingsError, match=r"holds no H5P\.Blanks"):
        export(WITH_TEXT, "h5p-blanks", ExportOptions(h5p_libraries=str(bundle)))


def test_the_text_is_one_block_of_h5p_blanks_since_a_list_ends_after_31() -> None:
    made = quiz(*(fill(f"Number {place} is ", f"word{place}", ".") for place in range(60)))
    content = h5p_content(made, "h5p-blanks")
    assert len(content["questions"]) == 1
    assert len(read_blanks(content)[1]) == 60


def test_h5p_blanks_show_answers_only_for_a_full_score() -> None:
    ranges = h5p_content(WITH_TEXT, "h5p-blanks")["overallFeedback"]
    assert [part.get("feedback", "") for part in ranges] == ["", "Seine: It is a river."]
    assert [(part["from"], part["to"]) for part in ranges] == [(0, 99), (100, 100)]


@pytest.mark.parametrize(("name", "library"), [("h5p-blanks", "Blanks 1.14"), ("h5p-drag-text", "DragText 1.10")])
def test_an_h5p_passage_names_its_one_content_type(name: str, library: str) -> None:
    package = json.loads(unzipped(export(WITH_TEXT, name).data)["h5p.json"])
    [needed] = package["preloadedDependencies"]
    assert package["mainLibrary"] == needed["machineName"]
    assert f"{needed['machineName']} {needed['majorVersion']}.{needed['minorVersion']}" == f"H5P.{library}"


@pytest.mark.parametrize("name", ["h5p-blanks", "h5p-drag-text"])
def test_h5p_passages_tell_what_they_lose(name: str) -> None:
    told = {loss.what for loss in export(WITH_TEXT, name).losses}
    assert {"the tags are left out", "the feedback on single options is left out"} <= told
    assert any("points" in what for what in told)
    assert ("other accepted spellings are left out" in told) is (name == "h5p-drag-text")
    assert any("wrong options" in what for what in told) is (name == "h5p-blanks")


@needs_node
@pytest.mark.slow
@pytest.mark.parametrize("name", ["h5p-blanks", "h5p-drag-text"])
@ALL
def test_lumi_accepts_the_h5p_passage(made: Quiz, name: str, tmp_path: Path) -> None:
    for file, content in unzipped(export(made, name).data).items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert ask("h5p", tmp_path) == {"seen": True}
