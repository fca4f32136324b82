"""A slice of the fuzzing in every run, the whole of it in the slow ones; and the seeds of every failure found."""

import logging

import pytest

from . import fuzz


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("kind", fuzz.SHARES)
def test_mutated_files_are_read_or_refused(kind: str) -> None:
    for seed in range(15):
        fuzz.attempt(kind, seed)


@pytest.mark.parametrize(("kind", "seed"), fuzz.SEEDS)
def test_failures_found_before_stay_mended(kind: str, seed: int) -> None:
    fuzz.attempt(kind, seed)


@pytest.mark.slow
def test_20_000_mutated_files_are_read_or_refused() -> None:
    assert fuzz.main(20_000) == 0
