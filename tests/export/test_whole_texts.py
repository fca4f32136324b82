"""A text with gaps is the article: put the answers back and every paragraph reads as before, in every whole-text format."""

import re
from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree

import pytest

from quizgen.export import export
from quizgen.export.text import accepted, typed
from quizgen.model import FillInTheBlank, Question, Quiz
from tests.export.hostile import WITH_TEXT
from tests.export.moodle import read_cloze, read_html, read_xml
from tests.export.test_passages import canvas_item, h5p_content, read_blanks, read_dragged

# The text with `{#n}` for each gap, and what each gap takes as right, gap 1 first.
Gapped = tuple[str, list[list[str]]]


def cloze(made: Quiz) -> Gapped:
    text, gaps = read_cloze(read_xml(export(made, "moodle-cloze").data)[1][0].text)
    return text, [[answer for answer, fraction, _ in gap.answers if fraction == 1] for gap in gaps]


def moodle_words(made: Quiz, name: str) -> Gapped:
    [question] = [node for node in ElementTree.fromstring(export(made, name).data) if node.get("type") != "category"]
    words = [node.findtext("text") or "" for node in question if node.tag in ("dragbox", "selectoption")]
    text = question.findtext("questiontext/text") or ""
    right = [[unescape(words[int(number) - 1])] for number in re.findall(r"\[\[(\d+)\]\]", text)]
    numbers = iter(range(1, len(right) + 1))
    return read_html(re.sub(r"\[\[\d+\]\]", lambda _: f"{{#{next(numbers)}}}", text)), right


def canvas(made: Quiz, name: str) -> Gapped:
    item = canvas_item(made, name)
    fields = re.findall(r"\[b(\d+)\]", item.text)
    scores = {ident: item.answered({field: ident})[0] for field in item.options for ident, _ in item.options[field]}
    right = []
    for number in fields:
        options = item.options[f"response_b{number}"]
        worth = [text for ident, text in options if scores[ident] > 0]
        # Canvas takes any of a blank’s answers, and only one of a list.
        right.append([text for _, text in options] if name == "canvas-blanks" else worth)
    numbers = iter(range(1, len(fields) + 1))
    return re.sub(r"\[b\d+\]", lambda _: f"{{#{next(numbers)}}}", item.text), right


def h5p_words(made: Quiz) -> Gapped:
    text, words = read_dragged(h5p_content(made, "h5p-drag-text")["textField"])
    return text, [[word.text] for word in words]


WHOLE: dict[str, Callable[[Quiz], Gapped]] = {
    "moodle-cloze": cloze,
    "moodle-wordbank": lambda made: moodle_words(made, "moodle-wordbank"),
    "moodle-gapselect": lambda made: moodle_words(made, "moodle-gapselect"),
    "canvas-blanks": lambda made: canvas(made, "canvas-blanks"),
    "canvas-dropdowns": lambda made: canvas(made, "canvas-dropdowns"),
    "h5p-blanks": lambda made: read_blanks(h5p_content(made, "h5p-blanks")),
    "h5p-drag-text": h5p_words,
}


def restores(made: Quiz, name: str) -> None:
    """The answers in their gaps give the article back, and each question has one gap that takes its key."""
    text, gaps = WHOLE[name](made)
    assert len(gaps) == len(made.questions)
    lines = [line for line in text.split("\n") if line.strip()]  # H5P parts paragraphs by an empty one
    assert len(lines) >= len(made.passage)
    for line, paragraph in zip(lines, made.passage, strict=False):
        if name.startswith("canvas"):
            paragraph = paragraph.translate(str.maketrans("[]", "()"))
        pattern = "(.+?)".join(map(re.escape, re.split(r"\{#\d+\}", line)))
        found = re.fullmatch(pattern, paragraph)
        assert found, (line, paragraph)
        for number, words in zip(re.findall(r"\{#(\d+)\}", line), found.groups(), strict=True):
            assert typed(words).casefold() in [typed(answer).casefold() for answer in gaps[int(number) - 1]]
    left = [sorted(typed(answer).casefold() for answer in gap) for gap in gaps]
    for question in made.questions:
        keys = [gap for gap in left if typed(question.answer).casefold() in gap]
        assert keys, question.answer
        left.remove(keys[0])


def test_the_answers_give_the_text_back() -> None:
    """WITH_TEXT holds [[1]] and {1:SA:=no}, which are text."""
    for name in WHOLE:
        restores(WITH_TEXT, name)


@pytest.mark.parametrize("name", ["moodle-cloze", "canvas-blanks", "h5p-blanks"])
def test_a_gap_to_type_in_takes_every_spelling(name: str) -> None:
    def right(question: Question) -> list[str]:
        return list(accepted(question)) if isinstance(question, FillInTheBlank) else [question.answer]

    _, gaps = WHOLE[name](WITH_TEXT)
    assert sorted(gaps) == sorted(right(question) for question in WITH_TEXT.questions)
