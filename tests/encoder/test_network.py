"""What the shipped encoder tells of a statement and its gaps."""

import pytest

from quizgen.encoder import encoder
from quizgen.encoder.network import SOUND
from quizgen.select.soundness import CHECKS

WHOLE = "Marie Curie discovered radium in Paris in 1898."
HANGING = "After that, he brought it back to the team there."


def odds(statement: str, answer: str, title: str = "Marie Curie") -> dict[str, float]:
    start = statement.index(answer)
    return encoder().odds(title, [(statement, [(start, start + len(answer))])])[0][0]


def test_it_tells_of_every_check_and_of_all_together() -> None:
    assert odds(WHOLE, "radium").keys() == {*CHECKS, SOUND}


def test_what_hangs_on_other_sentences_stands_less_alone() -> None:
    assert odds(HANGING, "team")["stands alone"] > odds(WHOLE, "radium")["stands alone"] + 1


def test_gaps_of_one_statement_are_told_apart() -> None:
    assert odds(WHOLE, "radium") != odds(WHOLE, "1898")


def test_company_changes_nothing() -> None:
    gap = [(WHOLE.index("radium"), WHOLE.index("radium") + 6)]
    both = encoder().odds("Marie Curie", [(HANGING, [(0, 5)]), (WHOLE, gap)])
    assert both[1] == encoder().odds("Marie Curie", [(WHOLE, gap)])[0]


@pytest.mark.parametrize("statement", ["", "\u200b", " "])
def test_of_nothing_it_tells_nothing(statement: str) -> None:
    assert set(encoder().odds("", [(statement, [(0, len(statement))])])[0][0].values()) == {0.0}


def test_a_gap_beyond_what_it_reads_is_told_from_the_whole() -> None:
    long = "word " * 300 + "end."
    assert odds(long, "end", "").keys() == {*CHECKS, SOUND}
