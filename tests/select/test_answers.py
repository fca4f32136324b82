"""Answers that are refused for what the whole article says of them."""

from dataclasses import replace

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.model import (
    Analysis,
    Article,
    Candidate,
    Kind,
    Mention,
    Paragraph,
    Sentence,
    Skipped,
    Source,
    Span,
    Statement,
)
from quizgen.select import proposals
from quizgen.select.answers import stands_in_the_stem
from quizgen.select.context import Context

NEWS = (
    "The city of Leeds has closed the old library in Park Street. “It was time,” said Ann Bell, a teacher from Leeds. "
    "“We will miss it,” said Tom Reed. Ann Bell said the books went to York. For Ann Bell, a teacher in the city of Leeds, "
    "the library was a second home. Mayor John Carter opened a new library in Leeds. “It is bright,” said Tom Reed."
)


def refused(text: str, title: str = "") -> dict[str, str]:
    """Of each answer the rule that refused it."""
    analysis = analyse(Article(Source(title), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    found = proposals(Context(analysis))
    return {item.answer: item.rule for item in found if isinstance(item, Skipped) and item.answer}


@pytest.mark.slow
def test_who_is_only_quoted_in_the_news_is_not_asked_for() -> None:
    assert refused(NEWS)["Ann Bell"] == "is_only_quoted"
    assert refused(NEWS).get("John Carter") != "is_only_quoted"


@pytest.mark.slow
def test_who_is_in_the_headline_is_more_than_quoted() -> None:
    assert refused(NEWS, "Ann Bell and her library").get("Ann Bell") != "is_only_quoted"


@pytest.mark.slow
def test_a_person_is_not_asked_for_by_what_countless_are() -> None:
    assert refused("Jared Tristan Padalecki is an American actor and singer.")["Jared Tristan Padalecki"] == "is_said_of_countless"
    told = refused("Jared Tristan Padalecki is the American actor who played Sam Winchester in Supernatural.")
    assert told.get("Jared Tristan Padalecki") != "is_said_of_countless"


@pytest.mark.slow
def test_a_year_that_the_stem_shows_is_given_away() -> None:
    text = "The plague struck England by June 1348 and turned east through Germany from 1348 to 1350."
    assert refused(text)["June 1348"] == "stands_in_the_stem"


@pytest.mark.slow
def test_the_day_of_an_update_is_not_asked_for() -> None:
    assert refused("As of January 2016, the largest known prime number has 22,338,618 decimal digits.")["January 2016"] == "is_a_relative_time"


@pytest.mark.slow
def test_what_the_heading_shows_is_not_asked_for() -> None:
    text = "Soap also lowers the surface tension of water, so that water spreads and wets cloth better."
    assert refused(text, "Surface Tension")["surface tension"] == "stands_in_the_title"
    assert refused(text, "Clean Hands").get("surface tension") != "stands_in_the_title"


@pytest.mark.slow
def test_a_direction_alone_is_no_answer() -> None:
    assert refused("The aardwolf is a small mammal, native to East and Southern Africa.")["East"] == "is_a_direction"
    assert refused("The old road from Paris ran to the South and to Lyon in 1650.")["South"] == "is_a_direction"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A person who reckons with an abacus is called an abacist in English.", "abacist"),
        ("The gas giants of the solar system are made of light gases, rock and metal.", "gases"),
        ("A dysfunction occurs when a mechanism of the mind can no longer perform its normal function.", "dysfunction"),
        ("To draw an accurate map, a mapmaker of Norway needs the places of all cities.", "mapmaker"),
        ("Any sound with a frequency above 20,000 hertz (or 20 kilohertz) is called ultrasound in Norway.", "20,000"),
        ("The wavelength of light depends on the frequency of the wave form that it has.", "wavelength"),
    ],
)
def test_a_word_that_begins_as_one_of_the_stem_is_given_away(text: str, answer: str) -> None:
    assert refused(text)[answer] == "stands_in_the_stem"


@pytest.mark.slow
def test_a_common_word_that_begins_alike_gives_nothing_away() -> None:
    text = "Most of the people who crossed the old bridge of Mostar in 1700 came from the south of Bosnia."
    assert refused(text).get("Mostar") != "stands_in_the_stem"


@pytest.mark.slow
def test_letters_with_a_number_are_an_abbreviation_too() -> None:
    text = "On the site “The Internet Explorer 6 Countdown”, Microsoft asks its users to leave IE6 for a new browser. IE6 came out in 2001. Many banks of Europe keep IE6 at work."
    analysis = analyse(Article(Source(""), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    found = [f for f in proposals(Context(analysis)) if isinstance(f, Skipped) and f.answer == "IE6" and "Countdown" in f.sentence]
    assert [item.rule for item in found] == ["is_abbreviated_in_the_stem"]


@pytest.mark.slow
def test_a_noun_that_others_share_is_not_cut_from_them() -> None:
    text = "Abraham Lincoln led the United States through its greatest moral, constitutional, and political crisis in 1861."
    assert refused(text)["political crisis"] == "is_half_a_name"


def test_an_enzyme_and_its_sugar_are_of_one_root() -> None:
    nobody = Sentence("", Span(0, 0), 0, (), ())
    found = Candidate(Statement(nobody, ()), Mention("lactase", Span(0, 7), Kind.TERM, 0, 1, 0), "Milk is treated with ", " to split its lactose.")
    context = Context(Analysis(Article(Source(""), "", ()), (), (), {}))
    assert stands_in_the_stem(found, context)
    assert not stands_in_the_stem(replace(found, after=" to split its sugar."), context)
