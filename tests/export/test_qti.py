"""QTI 2.1 and 3.0, scored by the standard’s templates: the right answer one point, every other one none."""

import pytest

from quizgen.export import export
from quizgen.export.text import accepted, explanation, one_line, plain_id
from quizgen.model import FillInTheBlank, Question, Quiz
from tests.export.hostile import EDGES, HOSTILE, WITH_TEXT, fill, quiz
from tests.export.qti import Item, read_qti

ALL = pytest.mark.parametrize("made", [HOSTILE, EDGES, WITH_TEXT], ids=["hostile", "edges", "with text"])
BOTH = pytest.mark.parametrize("name", ["qti21", "qti3"])


def key(item: Item, question: Question) -> str:
    """What a candidate gives who knows the answer."""
    if isinstance(question, FillInTheBlank):
        return accepted(question)[0]
    [right] = [ident for ident, text in item.choices.items() if text == one_line(question.answer)]
    return right


def same(question: Question, item: Item) -> None:
    """Stem, options, key, points and feedback are those of the question."""
    stem = question.stem
    typed_in = isinstance(question, FillInTheBlank)
    blank = "{gap}" if typed_in else "_____"
    shown = f"{stem.before} {blank if typed_in else ''}" if stem.after is None else f"{stem.before}{blank}{stem.after}"
    assert item.stem.split() == shown.split()
    assert item.identifier == plain_id(question.id)
    assert item.feedback.split() == " ".join(explanation(question)).split()
    assert item.weight == question.points
    if isinstance(question, FillInTheBlank):
        assert tuple(item.mapping) == accepted(question)
        assert item.correct == accepted(question)[0]
        for answer in accepted(question):
            assert item.score(answer) == item.score(answer.lower()) == 1, answer
        assert item.score("certainly not") == item.score("") == 0
    else:
        assert list(item.choices.values()) == [one_line(choice.text) for choice in question.choices]
        assert [item.score(ident) for ident in item.choices] == [float(choice.correct) for choice in question.choices]
        assert item.shuffled is not question.ordered


@BOTH
@ALL
def test_qti_reads_back_every_question(made: Quiz, name: str) -> None:
    package = read_qti(export(made, name).data)
    for question, item in zip(made.questions, package.items, strict=True):
        same(question, item)
    assert made.title.strip() in package.title


@BOTH
@ALL
def test_a_candidate_who_knows_everything_gets_all_points_and_one_who_knows_nothing_none(made: Quiz, name: str) -> None:
    package = read_qti(export(made, name).data)
    right = {item.identifier: key(item, asked) for item, asked in zip(package.items, made.questions, strict=True)}
    assert package.score(right) == sum(question.points for question in made.questions)
    assert package.score({}) == package.score(dict.fromkeys(right, "certainly not")) == 0


@BOTH
def test_the_text_is_shown_before_the_items(name: str) -> None:
    text = read_qti(export(WITH_TEXT, name).data).text
    assert text.split("\n") == [*WITH_TEXT.passage, "An article, A. Teacher, https://example.org/a, CC BY 4.0"]
    assert read_qti(export(quiz(fill("It is ", "so", ".")), name).data).text == ""


def test_line_breaks_of_a_stem_are_kept() -> None:
    [item] = read_qti(export(quiz(fill("one\n\ntwo ", "three", "\nfour")), "qti21").data).items
    assert item.stem == "one\n\ntwo {gap}\nfour"
