"""A slice of the fuzzing of the whole way in every run, all of it in the slow ones; and the seeds of every failure found."""

import logging
from pathlib import Path

import pytest

from . import fuzz


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*range(40), *fuzz.SEEDS])
def test_a_hostile_article_is_made_whole_or_refused(seed: int, tmp_path: Path) -> None:
    fuzz.attempt(seed, tmp_path)
