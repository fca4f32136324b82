"""Wrong numbers and dates look like the right one and are wrong."""

import itertools
import math
import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.ask.choice import order_of
from quizgen.ask.distractors.numbers import LATEST_YEAR, amounts_like, dates_like
from quizgen.ask.numerals import ordinal, read_numeral, spelled
from quizgen.ask.variants import accepted
from quizgen.model import Kind


@given(value=st.integers(2, 10**9), seed=st.integers(0, 50), bound=st.sampled_from([-1, 0, 1]))
def test_wrong_amounts_are_three_others_in_the_same_manner(value: int, seed: int, bound: int) -> None:
    key = f"{value:,} people"
    wrong = amounts_like(key, others=["7,000 people"], bound=bound, rng=Random(seed))
    assert len(wrong) in {0, 3}
    assert len({key, *wrong}) == len(wrong) + 1
    for option in wrong:
        numeral = read_numeral(option)
        assert numeral is not None and option.endswith(" people")
        assert bound * (int(numeral.value) - value) >= 0


def test_more_than_is_never_given_a_smaller_option_that_would_be_right_too() -> None:
    wrong = amounts_like("14,000 soldiers", others=[], bound=1, rng=Random(0))
    assert len(wrong) == 3 and all(read_numeral(option).value > 14000 for option in wrong)  # type: ignore[union-attr]


def test_percent_stays_below_a_hundred() -> None:
    for seed in range(20):
        for option in amounts_like("95%", others=[], bound=0, rng=Random(seed)):
            assert float(option[:-1]) < 100


def test_the_rank_of_the_key_among_the_options_varies() -> None:
    ranks = {sorted([*dates_like("1825", others=[], rng=Random(seed)), "1825"]).index("1825") for seed in range(40)}
    assert ranks == {0, 1, 2, 3}


@given(year=st.integers(1000, LATEST_YEAR), seed=st.integers(0, 20))
def test_no_year_lies_in_the_future(year: int, seed: int) -> None:
    wrong = dates_like(str(year), others=["1999"], rng=Random(seed))
    assert len(set(wrong) | {str(year)}) == 4
    assert all(int(option) <= LATEST_YEAR for option in wrong)


@pytest.mark.parametrize(
    ("key", "manner"),
    [
        ("1980s", r"\d{4}s"),
        ("19th century", r"\d+(st|nd|rd|th) century"),
        ("mid-August", r"mid-[A-Z][a-z]+"),
        ("August 1, 1774", r"[A-Z][a-z]+ \d{1,2}, 1774"),
        ("7 November 1867", r"\d{1,2} [A-Z][a-z]+ 1867"),
    ],
)
def test_a_date_gets_others_of_its_form(key: str, manner: str) -> None:
    import re

    wrong = dates_like(key, others=[], rng=Random(3))
    assert len({key, *wrong}) == 4
    assert all(re.fullmatch(manner, option) for option in wrong), wrong


@pytest.mark.parametrize(
    ("answer", "kind", "variants"),
    [
        ("seven", Kind.AMOUNT, {"7"}),
        ("14,000", Kind.AMOUNT, {"14000", "fourteen thousand"}),
        ("20 percent", Kind.AMOUNT, {"20%", "20 per cent", "twenty percent"}),
        ("$15 million", Kind.AMOUNT, {"15 million dollars", "$15,000,000"}),
        ("one billion euros", Kind.AMOUNT, {"1 billion euros"}),
        ("August 1, 1774", Kind.DATE, {"1 August 1774", "1st August 1774"}),
        ("19th century", Kind.DATE, {"nineteenth century"}),
    ],
)
def test_other_ways_to_write_an_answer_are_accepted(answer: str, kind: Kind, variants: set[str]) -> None:
    assert variants <= set(accepted(answer, kind))


@given(number=st.integers(0, 10**12 - 1))
def test_a_number_in_words_reads_back(number: int) -> None:
    words = spelled(number)
    assert not any(char.isdigit() for char in words)
    if number < 100:
        read = read_numeral(words)
        assert read is not None and read.value == number


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip


def test_an_age_stays_within_a_lifetime_and_a_span_of_time_near_its_own_length() -> None:
    for seed in range(20):
        assert all(int(age) <= 100 for age in amounts_like("64", others=[], bound=0, rng=Random(seed), is_age=True))
        weeks = [read_numeral(option) for option in amounts_like("36 weeks", others=["90 weeks"], bound=0, rng=Random(seed))]
        assert weeks and all(18 <= numeral.value <= 72 for numeral in weeks if numeral is not None)


def test_half_a_range_is_no_number() -> None:
    assert read_numeral("ten to 32") is None


@pytest.mark.parametrize("seed", range(12))
def test_nobody_takes_the_present_century_for_one_that_is_past(seed: int) -> None:
    wrong = dates_like("19th century", others=[], rng=Random(seed))
    assert len(wrong) == 3 and "21st century" not in wrong


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("343 BC", r"\d{3} BC"),
        ("A.D. 988", r"A\.D\. \d{3}"),
        ("thirteenth century", r"(tenth|eleventh|twelfth|fourteenth|fifteenth) century"),
        ("early 1781", r"early 17\d\d"),
    ],
)
def test_eras_and_centuries_in_words_are_written_as_the_key_is(key: str, form: str, seed: int) -> None:
    wrong = dates_like(key, others=[], rng=Random(seed))
    assert len(set(wrong)) == 3 and key not in wrong
    assert all(re.fullmatch(form, option) for option in wrong)


def test_a_round_year_of_an_era_has_round_ones_beside_it() -> None:
    for seed in range(6):
        wrong = dates_like("300 BC", others=["335 BC", "384 BC"], rng=Random(seed))
        assert len(wrong) == 3 and all(int(option.split()[0]) % 10 == 0 for option in wrong)


def test_what_the_stem_shows_is_no_option_and_another_takes_its_place() -> None:
    for seed in range(6):
        wrong = dates_like("1500s", others=[], rng=Random(seed), stem="In the ____ and early 1600s sugar came to the New World.")
        assert len(wrong) == 3 and "1600s" not in wrong


def test_a_large_share_with_a_bound_has_smaller_ones_beside_it() -> None:
    wrong = amounts_like("90%", others=[], bound=-1, rng=Random(1))
    assert len(wrong) == 3 and all(int(option.rstrip("%")) < 90 for option in wrong)


@pytest.mark.parametrize(
    "in_time",
    [
        ("eighth century", "ninth century", "tenth century", "eleventh century"),
        ("384 BC", "343 BC", "338 BC", "300 BC"),
        ("early 1779", "early 1781", "early 1784", "early 1785"),
    ],
)
def test_options_of_time_stand_in_their_order(in_time: tuple[str, ...]) -> None:
    assert tuple(sorted(sorted(in_time), key=order_of)) == in_time


@pytest.mark.parametrize("key", ["1991", "1848", "1340", "69 percent", "1,093", "50 miles", "the 1930s", "17th century", "300 BC"])
@pytest.mark.parametrize("seed", range(8))
def test_the_right_one_is_not_found_by_standing_apart(key: str, seed: int) -> None:
    is_a_date = re.search(r"^\d{4}$|0s$|century|BC", key)
    made = dates_like(key, others=[], rng=Random(seed)) if is_a_date else amounts_like(key, others=[], bound=0, rng=Random(seed))
    row = sorted(float(re.sub(r"\D", "", option)) for option in (*made, key))
    if row[-1] > 2 * row[0]:
        row = [math.log(value) for value in row]
    gaps = [higher - lower for lower, higher in itertools.pairwise(row)]
    assert len(gaps) == 3 and max(gaps) <= 2.5 * min(gaps)
