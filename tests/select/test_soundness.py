"""How likely a candidate is sound, and who may be asked because of it."""

from collections.abc import Sequence

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.encoder import encoder
from quizgen.model import Article, Paragraph, Skipped, Source, Span
from quizgen.select import NEARLY, proposals, select
from quizgen.select.context import Context
from quizgen.select.signs import candidate_signs, read_signs
from quizgen.select.soundness import CHECKS, Forests, judge, shipped_forests
from quizgen.select.worth import Worth

TEXT = (
    "Marie Curie was born in Warsaw in 1867. She discovered radium in Paris in 1898. The element glows in the dark. "
    "Radium is a chemical element that gives off rays. Pierre Curie was her husband. He died in 1906."
)
SAID = " “It was awful,” said the mayor. “We saw smoke,” she told reporters. “Nobody was hurt,” he added."
REPORT = (
    "The Great Fire of Bergen destroyed four hundred houses in Norway in 1916. The German Emperor Wilhelm II sent his navy to "
    "Bergen with food. The Bergen Line lost three steamships in the harbour of Bergen in January 1916. The Norwegian "
    "parliament passed the Town Planning Act of 1924 because of the fire in Bergen."
)


def article(text: str, title: str = "") -> Article:
    return Article(Source(title), text, (Paragraph(Span(0, len(text))),))


def chance(of: Sequence[object], signs: dict[str, float | str]) -> float:
    return Forests({"check": {"base": 0.0, "trees": of}}).chances(signs)["check"]


def test_a_forest_asks_its_questions_and_adds_up_what_they_give() -> None:
    trees = [["words", 3.5, 2.0, ["kind", "term", -2.0, 0.0]], -1.0]
    assert chance(trees, {"words": 4.0, "kind": "term"}) == pytest.approx(1 / (1 + 2.718281828 ** -1.0))
    assert chance(trees, {"words": 3.0, "kind": "term"}) == pytest.approx(1 / (1 + 2.718281828**3.0))
    assert chance(trees, {"words": 3.0, "kind": "name"}) == pytest.approx(1 / (1 + 2.718281828**1.0))


def test_a_number_just_as_large_is_not_larger() -> None:
    assert chance([["words", 3.0, 2.0, 0.0]], {"words": 3.0}) == 0.5


def test_forests_do_not_mix_what_their_trees_add() -> None:
    both = Forests({"first": {"base": 0.0, "trees": [1.0, -1.0]}, "second": {"base": 1.0, "trees": [["words", 1, -1.0, 5.0]]}})
    assert both.chances({"words": 2.0}) == {"first": 0.5, "second": 0.5}


def test_an_empty_forest_knows_only_how_often_a_check_is_failed() -> None:
    assert chance([], {}) == 0.5


def test_a_sign_that_is_not_told_is_an_error() -> None:
    with pytest.raises(KeyError):
        chance([["words", 3.0, 2.0, 0.0]], {})


def test_there_is_a_forest_for_each_check() -> None:
    assert shipped_forests().checks == tuple(CHECKS)


@pytest.mark.slow
def test_every_sign_that_a_forest_asks_for_is_told() -> None:
    analysis = analyse(article(TEXT), load_nlp())
    context, worth = Context(analysis), Worth(analysis)
    found = next(found for found in proposals(context) if not isinstance(found, Skipped))
    odds = encoder().odds("", [(found.candidate.text, [found.candidate.gap])])[0][0]
    judged = judge(candidate_signs(found.candidate, found.index, found.doubts, context, worth) | read_signs(odds))
    assert all(0 < likely < 1 for likely in judged.values())


@pytest.mark.slow
def test_nothing_far_from_sound_is_asked_and_each_is_told_why() -> None:
    candidates, skipped = select(analyse(article(TEXT, "Marie Curie"), load_nlp()))
    assert all(max(c.score, c.score_with_options) >= 0.4 for c in candidates)
    assert [c.answer.text for c in candidates].count("element") == 0
    assert all(item.why for item in skipped)


def asked_as_blanks(text: str, least: float) -> set[str]:
    candidates, _ = select(analyse(article(text), load_nlp()), least=least)
    return {candidate.statement.sentence.text for candidate in candidates if candidate.score}


@pytest.mark.slow
def test_the_best_few_sentences_are_asked_about_though_none_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NEARLY, "other", (0.5, 0.55))  # of four sentences two
    assert 0 < len(asked_as_blanks(REPORT, least=0.99)) <= 2 < len(asked_as_blanks(REPORT, least=0.0))


@pytest.mark.slow
def test_the_more_of_a_text_is_said_by_somebody_the_surer_a_candidate_must_be() -> None:
    levels = (0.3, 0.4, 0.5, 0.6, 0.7)
    told, reported = ([len(asked_as_blanks(text, least)) for least in levels] for text in (REPORT, REPORT + SAID * 3))
    assert all(fewer <= more for fewer, more in zip(reported, told, strict=True))
    assert reported != told
