"""The quiz JSON: exact both ways, and an edit that breaks it is refused in words."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from quizgen.errors import InputError
from quizgen.model import Choice, Evidence, FillInTheBlank, MultipleChoice, Quiz, Source, Span, Stem
from quizgen.quiz_json import BLANK, from_json, schema, to_json

EVIDENCE = Evidence("Marie Curie was born in Warsaw in 1867.", 1, Span(24, 30))
BLANK_ITEM = FillInTheBlank(
    "q-1", Stem("Marie Curie was born in ", " in 1867."), "Warsaw", ("Warszawa",), EVIDENCE, tags=("place",)
)
CHOICE_ITEM = MultipleChoice(
    "q-2",
    Stem("In which year was Marie Curie born?"),
    (Choice("1859"), Choice("1867", True), Choice("1871", feedback="She was four then."), Choice("1880")),
    EVIDENCE,
    tags=("date",),
)
QUIZ = Quiz(
    "Marie Curie",
    Source("Marie Curie", "The authors", "https://example.org", "CC BY 4.0"),
    (BLANK_ITEM, CHOICE_ITEM),
    settings=(("number", 10), ("kinds", ("fill-in-the-blank", "multiple-choice"))),
    sha256="0" * 64,
)

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="_"), max_size=60)
visible = text.filter(lambda value: bool(value.strip()))


@given(before=visible, after=text, answer=visible, title=text, feedback=text, points=st.integers(0, 1000))
def test_a_quiz_comes_back_as_it_was(
    before: str, after: str, answer: str, title: str, feedback: str, points: int
) -> None:
    item = replace(BLANK_ITEM, stem=Stem(before, after), answer=answer, feedback=feedback, points=points)
    quiz = replace(QUIZ, title=title, questions=(item, CHOICE_ITEM), passage=("One.", "Two."))
    assert from_json(to_json(quiz), "quiz") == quiz


@given(before=st.text("a_ ", max_size=30), after=st.text("b_ ", max_size=30))
def test_underscores_of_the_article_never_become_a_blank(before: str, after: str) -> None:
    item = replace(BLANK_ITEM, stem=Stem("x" + before, after + "y"))
    read = from_json(to_json(replace(QUIZ, questions=(item,))), "quiz").questions[0]
    assert read.stem.has_blank


def test_every_file_written_is_valid_by_the_schema() -> None:
    validator = Draft202012Validator(schema())
    validator.check_schema(schema())
    validator.validate(json.loads(to_json(QUIZ)))


def edited(change: Callable[[dict[str, Any]], Any]) -> str:
    data = json.loads(to_json(QUIZ))
    change(data)
    return json.dumps(data)


def choices(data: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data["questions"][1]["choices"]
    return found


BROKEN: list[tuple[str, Callable[[dict[str, Any]], Any], str, bool]] = [
    ("no right option", lambda d: choices(d)[1].update(correct=False), "question 2: no option is marked", True),
    ("two right options", lambda d: choices(d)[0].update(correct=True), "question 2: 2 options are marked", True),
    ("one option only", lambda d: d["questions"][1].update(choices=choices(d)[1:2]), "at least two options", True),
    ("an empty option", lambda d: choices(d)[0].update(text=" "), "option A is empty", True),
    ("an option twice", lambda d: choices(d)[0].update(text="1871"), "“1871” is there twice", False),
    ("answer and option disagree", lambda d: d["questions"][1].update(answer="1859"), "the answer is “1859”", False),
    ("no blank", lambda d: d["questions"][0].update(prompt="Born in Warsaw."), "question 1: the prompt has no", True),
    ("two blanks", lambda d: d["questions"][0].update(prompt=f"{BLANK} in {BLANK}."), "more than one blank", True),
    ("an empty answer", lambda d: d["questions"][0].update(answer=""), "question 1: the answer is empty", True),
    ("no answer", lambda d: d["questions"][0].pop("answer"), "question 1: “answer” is missing", True),
    ("an unknown type", lambda d: d["questions"][0].update(type="essay"), "question 1: the type “essay”", True),
    ("a word for points", lambda d: d["questions"][0].update(points="two"), "“points” must be a whole number", True),
    ("points below zero", lambda d: d["questions"][0].update(points=-1), "“points” must be from 0", True),
    ("difficulty above one", lambda d: d["questions"][0].update(difficulty=3), "“difficulty” must be a number", True),
    ("the same id twice", lambda d: d["questions"][1].update(id="q-1"), "same id as question 1", False),
    ("nothing for feedback", lambda d: d["questions"][0].update(feedback=None), "“feedback” must be text", True),
    ("a text too long", lambda d: d["questions"][0].update(feedback="x" * 20_001), "longer than 20000", True),
    ("a paragraph below zero", lambda d: d["questions"][0]["evidence"].update(paragraph=-1), "must be from 0", True),
    ("a settings table", lambda d: d["settings"].update(sheet={}), "the setting “sheet” must be", True),
    ("a blank of nothing", lambda d: d["questions"][0].update(prompt=BLANK), "the prompt is empty", True),
    ("27 options", lambda d: choices(d).extend({"text": f"{n}"} for n in range(23)), "26 is the most", True),
    ("no question", lambda d: d.update(questions=[]), "holds no question", True),
    ("another format", lambda d: d.update(format="quizgen/2"), "no quiz that this quizgen can read", True),
]


@pytest.mark.parametrize(("_title", "change", "words", "by_schema"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_edit_is_refused_with_the_number_of_the_question(
    _title: str, change: Callable[[dict[str, Any]], Any], words: str, by_schema: bool
) -> None:
    with pytest.raises(InputError) as refused:
        from_json(edited(change), "mine.quiz.json")
    assert words in refused.value.message
    assert refused.value.hint
    assert Draft202012Validator(schema()).is_valid(json.loads(edited(change))) is not by_schema


def test_a_comma_too_many_is_told_with_its_line() -> None:
    with pytest.raises(InputError, match="not valid JSON near line 3"):
        from_json('{"format": "quizgen/1",\n "questions": [\n ,]}', "mine")


def test_a_number_without_end_is_refused() -> None:
    for number in ("1e999", "NaN", "-Infinity"):
        with pytest.raises(InputError):
            from_json(to_json(QUIZ).replace('"number": 10', f'"number": {number}'), "mine")


def test_a_whole_article_may_be_one_paragraph_of_the_passage() -> None:
    quiz = replace(QUIZ, passage=("word " * 20_000,))
    Draft202012Validator(schema()).validate(json.loads(to_json(quiz)))
    assert from_json(to_json(quiz), "quiz") == quiz


def test_the_answer_of_a_multiple_choice_may_be_left_out() -> None:
    read = from_json(edited(lambda data: data["questions"][1].pop("answer")), "mine")
    assert read.questions[1].answer == "1867"


@pytest.mark.parametrize("field", ["id", "accept", "points", "difficulty", "tags", "feedback", "evidence"])
def test_what_a_teacher_may_leave_out_gets_a_default(field: str) -> None:
    read = from_json(edited(lambda data: data["questions"][0].pop(field)), "mine")
    assert read.questions[0].answer == "Warsaw"
    assert read.questions[0].id


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda kids: st.lists(kids, max_size=3))
)
def test_no_value_in_any_place_breaks_the_reader(value: Any) -> None:
    for change in (
        lambda data: data.update(questions=value),
        lambda data: data["questions"].append(value),
        lambda data: data["questions"][0].update(prompt=value),
        lambda data: data["questions"][1].update(choices=value),
        lambda data: data["questions"][0].update(evidence=value),
        lambda data: data.update(settings={"number": value}, source=value, passage=value),
    ):
        try:
            from_json(edited(change), "mine")
        except InputError as refused:
            assert refused.message
