"""What sort of text an article is."""

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.model import Article, Paragraph, Source, Span
from quizgen.select.context import Context

FACTS = (
    "The Atlantic Ocean is the second largest ocean of the world. It lies between America, Europe and Africa. The name goes back to "
    "Atlas, a figure of Greek myth. The Gulf Stream brings warm water to Norway and Scotland. The Mid-Atlantic Ridge runs from "
    "Iceland to the far south. The term “Black Atlantic” is used for the culture of the people whom the slave trade brought to "
    "America. The term “Green Atlantic” is used for the Irish who crossed it. The first telegraph cable was laid in 1858."
)


UNDATED = (
    "Alchemy {} of Egypt, Greece, Arabia and Europe. Plato and Aristotle taught in Athens. Zosimos of Panopolis lived in Alexandria. "
    "Geber worked in Baghdad and Kufa. Albertus Magnus taught in Paris and Cologne. Roger Bacon lived in Oxford. Paracelsus came to "
    "Basel and Salzburg. Isaac Newton of Cambridge read Geber. Robert Boyle lived in London and Oxford."
)


def context(text: str, title: str = "") -> Context:
    return Context(analyse(Article(Source(title), text, (Paragraph(Span(0, len(text))),)), load_nlp()))


@pytest.mark.slow
def test_names_and_quoted_terms_make_no_news() -> None:
    assert not context(FACTS).is_news


@pytest.mark.slow
@pytest.mark.parametrize(
    "more",
    [
        " The mayor of Brest said the harbour was safe. A sailor told the town that a storm was near.",
        " On Tuesday a ship sank near Brest. Last week a storm closed the harbour. Now the port is open.",
    ],
)
def test_what_is_said_and_what_happened_on_tuesday_is_news(more: str) -> None:
    assert context(FACTS + more).is_news


@pytest.mark.slow
def test_one_sentence_does_not_make_news() -> None:
    assert not context("On Monday, Congress passed the Clean Air Act with a large majority.").is_news
    assert not context("A number of scientists doubted the theory of Alfred Wegener for decades.").is_news


@pytest.mark.slow
def test_what_begins_by_saying_what_it_is_on_is_no_news_for_want_of_years() -> None:
    assert not context(UNDATED.format("is a tradition"), "Alchemy").is_news
    assert context(UNDATED.format("won the heart"), "Alchemy").is_news
