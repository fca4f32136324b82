"""What the language model is told before it reads."""

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.analyse.nlp import ABBREVIATIONS
from quizgen.model import Article, Paragraph, Source, Span


@pytest.mark.slow
@pytest.mark.parametrize("word", [word for word in ABBREVIATIONS if word[0].isupper()])
def test_an_abbreviation_before_a_name_ends_no_sentence(word: str) -> None:
    text = f"In the spring of 1850 they met {word} Smith near the river. The war was over."
    found = analyse(Article(Source(""), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    assert [sentence.text for sentence in found.sentences] == [text.partition(" The")[0], "The war was over."]


@pytest.mark.slow
def test_a_ruler_with_a_number_may_end_a_sentence() -> None:
    text = "The Turks rose around 1300 under the leadership of Osman I. Osman raised an army and took land from the Byzantines."
    found = analyse(Article(Source(""), text, (Paragraph(Span(0, len(text))),)), load_nlp())
    assert found.sentences[0].text.endswith("Osman I.")
    assert len(found.sentences) == 2
