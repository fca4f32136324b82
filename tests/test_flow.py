"""The whole road, on every sample article: what is promised of every quiz holds for each."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from quizgen.config import Settings, SheetSettings
from quizgen.model import FillInTheBlank, Made, MultipleChoice
from quizgen.pipeline import explain, load_nlp, make_quiz
from quizgen.quiz_json import from_json, schema, to_json
from quizgen.read import read_article
from quizgen.render import render_sheets

ARTICLES = sorted((Path(__file__).parents[1] / "samples" / "articles").glob("*.*"))
pytestmark = pytest.mark.slow

LEANING = re.compile(r"^(he|she|it|they|this|these|those|such|however|therefore|but|and|in addition)\b", re.IGNORECASE)


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda path: path.stem)
def made(request: pytest.FixtureRequest) -> Made:
    return make_quiz(read_article(str(request.param)), Settings(number=12), load_nlp())


def test_a_sample_gives_enough_questions(made: Made, request: pytest.FixtureRequest) -> None:
    """Some give a question for every hundred words; where sentences lean on each other only those that surely stand alone."""
    few = {"rosetta": 4, "curiosity": 7, "bill": 7, "danube": 8, "honey": 6, "memory": 5, "marie": 7}
    least = next((number for name, number in few.items() if name in request.node.name), 9)
    assert len(made.quiz.questions) >= least


def test_the_json_is_valid_and_comes_back(made: Made) -> None:
    text = to_json(made.quiz)
    Draft202012Validator(schema()).validate(json.loads(text))
    assert from_json(text, "quiz") == made.quiz


def test_no_stem_leans_on_another_sentence_or_shows_its_answer(made: Made) -> None:
    for question in made.quiz.questions:
        assert not LEANING.match(question.stem.before.strip()), question.stem
        shown = f"{question.stem.before} {question.stem.after or ''}".casefold()
        assert question.answer.casefold() not in re.findall(r"[\w’-]+", shown), question.stem


def test_every_multiple_choice_has_four_distinct_options_and_one_key(made: Made) -> None:
    for question in made.quiz.questions:
        if isinstance(question, MultipleChoice):
            texts = [choice.text.casefold() for choice in question.choices]
            assert len(texts) == 4 and sum(choice.correct for choice in question.choices) == 1
            for one in texts:
                assert not any(one != other and f" {one} " in f" {other} " for other in texts), texts


def test_no_accepted_variant_is_another_items_answer(made: Made) -> None:
    answers = [question.answer.casefold() for question in made.quiz.questions]
    assert len(set(answers)) == len(answers)
    for question in made.quiz.questions:
        if isinstance(question, FillInTheBlank):
            assert question.answer.casefold() not in [variant.casefold() for variant in question.accept]


def test_the_answer_stands_where_the_evidence_says(made: Made, request: pytest.FixtureRequest) -> None:
    path = next(path for path in ARTICLES if f"[{path.stem}]" in request.node.name)
    text = read_article(str(path)).text
    for question in made.quiz.questions:
        span = question.evidence.answer
        assert text[span.start : span.end].casefold() == question.answer.casefold()
        assert text[span.start : span.end] in question.evidence.sentence


def test_the_sheets_are_drawn(made: Made) -> None:
    outputs = {output.suffix: output.data for output in render_sheets(made.quiz, SheetSettings())}
    assert set(outputs) == {"-worksheet.pdf", "-key.pdf"}
    assert all(data.startswith(b"%PDF") for data in outputs.values())


def test_every_sentence_is_accounted_for() -> None:
    article = read_article(str(ARTICLES[0]))
    told = explain(article, Settings(), load_nlp())
    assert " ".join(item.sentence for item in told).split() == article.text.split()
    assert all(item.asked or item.why or item.verdicts for item in told)
