"""The quiz as a whole: nothing twice, nothing given away, keys spread."""

from collections import Counter
from dataclasses import replace

import pytest

from quizgen.assemble import balanced, clash
from quizgen.model import Choice, Evidence, FillInTheBlank, MultipleChoice, Span, Stem


def blank(before: str, after: str, answer: str, sentence: str = "") -> FillInTheBlank:
    evidence = Evidence(sentence or before + answer + after, 1, Span(0, 1))
    return FillInTheBlank(f"q-{answer}", Stem(before, after), answer, (), evidence)


WARSAW = blank("Marie Curie was born in ", ".", "Warsaw")
PARIS = blank("In 1891 she moved to ", " and studied physics.", "Paris")


def test_two_items_of_one_sentence_clash() -> None:
    assert clash(blank("", " was born in Warsaw.", "Curie", "same"), blank("Curie was born in ", ".", "Warsaw", "same"))


def test_the_same_answer_twice_clashes_even_when_one_is_longer() -> None:
    assert clash(WARSAW, blank("The rising of ", " failed.", "Warsaw"))
    assert clash(blank("A ", ".", "Nobel Prize"), blank("The ", ".", "Nobel Prize in Physics"))


@pytest.mark.parametrize(("one", "other"), [("red blood cell", "red blood cells"), ("axons", "axon"), ("lens", "lenses"), ("mouse", "mice")])
def test_one_and_many_are_the_same_answer(one: str, other: str) -> None:
    assert clash(blank("The ", " is old.", one), blank("Many ", " are young.", other))


def test_a_stem_that_tells_anothers_answer_clashes_both_ways() -> None:
    teller = blank("The river flows through Warsaw to the ", ".", "Baltic Sea")
    assert clash(WARSAW, teller) and clash(teller, WARSAW)


def test_an_option_that_shows_a_blanks_answer_clashes() -> None:
    choice = MultipleChoice(
        "q-2",
        Stem("Which city lies on the Seine?"),
        (Choice("Paris", True), Choice("Warsaw"), Choice("Rome"), Choice("Bonn")),
        Evidence("Paris lies on the Seine.", 2, Span(0, 5)),
    )
    assert clash(WARSAW, choice)


def test_two_facts_do_not_clash() -> None:
    assert not clash(WARSAW, PARIS)


def test_keys_are_spread_over_the_letters_and_numbers_keep_their_order() -> None:
    word = MultipleChoice(
        "q", Stem("x"), (Choice("a", True), Choice("b"), Choice("c"), Choice("d")), Evidence("s", 1, Span(0, 1))
    )
    year = replace(word, choices=(Choice("1825", True), Choice("1830"), Choice("1835"), Choice("1840")), tags=("date",))
    done = balanced([word, year, *[replace(word, id=str(n)) for n in range(6)]], seed=0)
    assert [c.text for c in done[1].choices] == ["1825", "1830", "1835", "1840"]  # type: ignore[union-attr]
    places = Counter(next(i for i, c in enumerate(q.choices) if c.correct) for q in done)  # type: ignore[union-attr]
    assert set(places.values()) == {2}
