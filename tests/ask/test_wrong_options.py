"""Which wrong options a candidate gets, whole: from the sentence to the three of them, or none."""

from random import Random

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.ask.distractors import wrong_options
from quizgen.model import Article, Candidate, Paragraph, Source, Span
from quizgen.select.statement import split_at, whole


def options(text: str, key: str) -> list[str]:
    analysis = analyse(Article(Source("A text"), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    sentence, mention = next((s, m) for s in analysis.sentences for m in s.mentions if m.text == key)
    parts = split_at(statement := whole(sentence), mention)
    assert parts is not None
    return wrong_options(Candidate(statement, mention, *parts), analysis, Random(0))


@pytest.mark.slow
def test_a_year_after_by_has_no_wrong_later_years() -> None:
    assert options("The Black Death had reached the port of Caffa in the Crimea by 1346.", "1346") == []
    assert options("The order of monks built the great abbey of Melrose in Scotland after 1136.", "1136") == []
    assert len(options("The Black Death had reached the port of Caffa in the Crimea in 1346.", "1346")) == 3


@pytest.mark.slow
def test_one_gets_no_many_beside_it() -> None:
    text = (
        "Semantics refers to the process by which we derive meaning from morphemes and words. Lexicon refers to the words of a given "
        "language. Languages are systems of communication that use words. Grammar refers to the set of rules that are used to convey "
        "meaning. Languages differ, and grammar and lexicon differ. Languages have semantics, lexicon and grammar."
    )
    assert {"Grammar", "Lexicon"} == set(options(text, "Semantics"))  # and not “Languages”


@pytest.mark.slow
def test_what_still_held_held_before_as_well() -> None:
    assert options("In the 19th century many mathematicians in Europe still considered one to be a prime number.", "19th century") == []


@pytest.mark.slow
def test_there_are_only_so_many_banknotes() -> None:
    assert options("Ichiyō Higuchi’s portrait adorns the Japanese 5000 yen banknote as of fall 2004.", "5000 yen") == []


@pytest.mark.slow
def test_the_number_one_gets_no_others() -> None:
    text = "Henri Lebesgue is said to be the last professional mathematician to call 1 prime."
    assert options(text, "1") == []
