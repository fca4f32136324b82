"""What becomes of a sentence before anything is asked: repaired, doubted, or refused by a rule with a name."""

import re

import pytest

from quizgen.analyse import analyse, load_nlp
from quizgen.model import Article, Paragraph, Source, Span
from quizgen.select.context import Context
from quizgen.select.repair import statements
from quizgen.select.rules import DOUBTS, RULES, broken_rule
from tests.read.cases import Case, cases


def article(text: str) -> Article:
    """Paragraphs between blank lines, after a title where the first line is “# …”."""
    title, _, rest = text.partition("\n\n") if text.startswith("# ") else ("", "", text)
    spans = [match.span() for match in re.finditer(r"[^\n]+(\n[^\n]+)*", rest)]
    return Article(Source(title.removeprefix("# ")), rest, tuple(Paragraph(Span(*span)) for span in spans))


@pytest.mark.slow
@pytest.mark.parametrize("case", cases("standing-alone"), ids=lambda case: case.claim)
def test_case(case: Case) -> None:
    context = Context(analyse(article(case.given), load_nlp()))
    readings = list(statements(context.analysis.sentences[-1], context))
    rules = [broken_rule(RULES, reading, context) for reading in readings]
    asked = [reading.text for reading, rule in zip(readings, rules, strict=True) if rule is None]
    got = asked[0] if asked else f"refused: {rules[-1].__name__}"  # type: ignore[union-attr]
    wanted = case.expected["text"]
    if wanted.startswith("doubted: "):
        doubts = [rule.__name__ for rule in DOUBTS if any(rule(reading, context) for reading in readings)]
        assert wanted.removeprefix("doubted: ") in doubts, got
    else:
        assert got == wanted


@pytest.mark.parametrize("rule", [*RULES, *DOUBTS], ids=lambda rule: rule.__name__)
def test_every_rule_says_why_in_words(rule: object) -> None:
    assert rule.__doc__ and rule.__doc__.strip().endswith((".", "”."))
