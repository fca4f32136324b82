"""What selection reaches on our own marked set; a floor is only lowered on purpose, with the reason in the commit."""

import pytest

from tests.eval.candidates import measured

GOOD_ACCEPTED, BAD_REFUSED = 0.85, 0.90


@pytest.mark.slow
def test_selection_stays_above_its_floors() -> None:
    kept, refused, mistakes = measured()
    assert kept >= GOOD_ACCEPTED, mistakes
    assert refused >= BAD_REFUSED, mistakes
