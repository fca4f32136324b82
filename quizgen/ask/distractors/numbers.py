"""Wrong numbers and dates that look like the right one: other amounts of the article, then plausible neighbours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, pairwise
from math import log
from random import Random

from quizgen.ask.distractors.checks import is_in_the_stem
from quizgen.ask.numerals import ORDINALS, Numeral, ordinal, read_numeral

MONTHS = "January February March April May June July August September October November December".split()
# No option lies after this year: a pupil would see that it cannot be. Moves with a release, never with the clock.
LATEST_YEAR = 2026
# Factors by which people misremember an amount; smaller steps come for exact figures, larger for round ones.
FACTORS = tuple(Decimal(factor) for factor in ("0.75", "1.5", "0.5", "1.25", "2", "0.6", "1.75", "3"))
# Ages and spans of time have a natural size: nobody takes a year for a pregnancy, or 130 for an age.
MILD_FACTORS = tuple(Decimal(factor) for factor in ("0.75", "1.25", "0.9", "1.1", "1.5", "0.6"))
# Steps from a percentage where the factors leave too few within the hundred.
PERCENT_STEPS = (10, 20, 15, 30, 25, 5)
TIME_UNIT = re.compile(r"[\s-](seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|^\s?(st|nd|rd|th)\b")


def amounts_like(
    key: str, *, others: Sequence[str], bound: int, rng: Random, is_age: bool = False, stem: str = ""
) -> list[str]:
    """Three wrong amounts in the manner of `key`, or an empty list. `others` are the article's amounts.

    `bound` is 1 when only larger ones are wrong (“more than 14,000”), -1 when only smaller ones are, else 0;
    `is_age` keeps them within a lifetime; none stands in the `stem`.
    """
    numeral = read_numeral(key)
    if numeral is None:
        return []
    values: list[Decimal] = []
    for value in [*_same_unit(numeral, others), *_neighbours(numeral, is_age)]:
        fits = value != numeral.value and value not in values and _fits(value, numeral, bound)
        if fits and not is_in_the_stem(str(numeral.with_value(value)), stem):
            values.append(value)
    return [str(numeral.with_value(value)) for value in _around(numeral.value, values, rng)]


def _same_unit(key: Numeral, others: Sequence[str]) -> Iterator[Decimal]:
    """Amounts that the article gives in the same unit and of like size."""
    reach = Decimal(2) if TIME_UNIT.match(key.suffix) else Decimal(10)
    for other in others:
        numeral = read_numeral(other)
        same_manner = (
            numeral is not None
            and (numeral.prefix, numeral.suffix) == (key.prefix, key.suffix)
            and numeral.in_words == key.in_words
            and numeral.decimals == key.decimals
        )
        if (
            numeral is not None
            and same_manner
            and key.suffix.strip()
            and key.value
            and 1 / reach <= numeral.value / key.value <= reach
        ):
            yield numeral.value


def _neighbours(key: Numeral, is_age: bool) -> Iterator[Decimal]:
    value = key.value
    if key.in_words or (value == int(value) and value <= 20):
        steps = (1, 2, 3, 4, 5) if value <= 12 else (2, 5, 10, 3, 4)
        for step in steps:
            yield value + step
            yield value - step
        return
    factors = MILD_FACTORS if is_age or TIME_UNIT.match(key.suffix) else FACTORS
    for factor in factors:
        yield _rounded_like(value * factor, key)
    if _is_a_percentage(key):
        for step in PERCENT_STEPS:
            yield value - step
            yield value + step


def _rounded_like(value: Decimal, key: Numeral) -> Decimal:
    """As many significant figures as the key has: 14,000 gives 21,000, not 20,813."""
    digits = f"{key.value:f}".replace(".", "").strip("0")
    significant = max(len(digits), 1)
    if value <= 0:
        return value
    exponent = value.adjusted() - max(significant, 1) + 1
    step = Decimal(1).scaleb(max(exponent, -key.decimals))
    rounded = (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
    if significant >= 3 and key.decimals == 0 and rounded % 10 == 0 and key.value % 10:
        rounded += key.value % 10
    return rounded


def _fits(value: Decimal, key: Numeral, bound: int) -> bool:
    if value <= 0 or (value == 1 and key.value != 1) or (_is_a_percentage(key) and value >= 100):
        return False
    if key.in_words and (value != int(value) or value > 100):
        return False
    return not (bound > 0 and value < key.value) and not (bound < 0 and value > key.value)


def _is_a_percentage(key: Numeral) -> bool:
    return bool(re.match(r"\s?(%|percent|per cent)", key.suffix))


@dataclass(frozen=True, slots=True)
class Frame:
    """A wrong year lies after `after` and before `before`, neither of them included; with `about` a round year gets round ones."""

    after: int = 0
    before: int = LATEST_YEAR + 1
    about: bool = False


ANY_TIME = Frame()


# “300 BC”, “A.D. 988”: a year with its era, before or behind it.
WITH_ERA = re.compile(r"((?:A\.?D\.?|CE) ?)?(\d{1,4})( ?(?:B\.?C\.?(?:E\.?)?|A\.?D\.?|CE))?")


def _years_of_an_era(match: re.Match[str], others: Sequence[str], stem: str, rng: Random) -> list[str]:
    """Other years written with the same era; the nearer first, round ones for a round one."""
    before, year, after = match[1] or "", int(match[2]), match[3] or ""
    told = [WITH_ERA.fullmatch(other) for other in others]
    values = [int(other[2]) for other in told if other and (other[1] or "", other[3] or "") == (before, after)]
    reach = 200 if year % 100 == 0 else 60
    steps = (100, 50, 200, 150) if year % 100 == 0 else (10, 20, 30, 40) if year % 10 == 0 else (5, 10, 3, 8, 15, 20)
    values = [value for value in values if 2 <= abs(value - year) <= reach] + [year + sign * step for step in steps for sign in (-1, 1)]
    latest = 10**4 if "B" in after else LATEST_YEAR
    alike = [v for v in dict.fromkeys(values) if 0 < v <= latest and (year % 10 or v % 10 == 0) and len(str(v)) == len(str(year))]
    fitting = [Decimal(v) for v in alike if not is_in_the_stem(f"{before}{v}{after}", stem)]
    return [f"{before}{value}{after}" for value in _around(Decimal(year), fitting, rng)]


def years_like(key: str, *, others: Sequence[str], frame: Frame = ANY_TIME, rng: Random, stem: str = "") -> list[str]:
    """Three other years inside the frame that are not in the stem, those of the article first, the nearest before those farther off."""
    year = int(key)
    rounds = frame.about and year % 10 == 0
    reach = 40 if year < 1700 or rounds else 15 if year < 1850 else 6
    told = sorted((int(other) for other in others if re.fullmatch(r"\d{4}", other)), key=lambda other: abs(other - year))
    values = [other for other in dict.fromkeys(told) if other != year and 2 <= abs(other - year) <= reach]
    apart = rng.choice((4, 5)) if year < 1850 else rng.choice((2, 3))
    for step in (10, 20, 30, 40, 50) if rounds else (apart, 2 * apart, 3 * apart, 1):
        values += [year - step, year + step]
    fitting = [
        Decimal(value)
        for value in dict.fromkeys(values)
        if value != year and frame.after < value < frame.before and not (rounds and value % 10) and not is_in_the_stem(str(value), stem)
    ]
    return [str(value) for value in _around(Decimal(year), fitting, rng)]


def dates_like(key: str, *, others: Sequence[str], frame: Frame = ANY_TIME, rng: Random, stem: str = "") -> list[str]:
    """Three other dates written as `key` is, none of them in the stem; an empty list when its form is not known."""
    if re.fullmatch(r"\d{4}", key):
        return years_like(key, others=others, frame=frame, rng=rng, stem=stem)
    if match := re.fullmatch(r"((?:early|late|mid)[ -])(\d{4})", key, re.IGNORECASE):
        return [match[1] + year for year in years_like(match[2], others=others, frame=frame, rng=rng, stem=stem)]
    if (match := WITH_ERA.fullmatch(key)) and (match[1] or match[3]):
        return _years_of_an_era(match, others, stem, rng)
    if match := re.fullmatch(r"(.*?)(\d{4})s(.*)", key):
        return _decades(match, frame, stem, rng)
    if match := re.fullmatch(rf"(.*?)(\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS[1:])})([ -]century.*)", key, re.IGNORECASE):
        return _centuries(match, stem, rng)
    month = next((m for m in MONTHS if re.search(rf"\b{m}\b", key)), None)
    if month is not None:
        return _months(key, month, rng)
    return []


def _centuries(match: re.Match[str], stem: str, rng: Random) -> list[str]:
    """“18th century”, “the early thirteenth century”: those next to it, written alike."""
    in_words = match[2].lower() in ORDINALS
    century = ORDINALS.index(match[2].lower()) if in_words else int(re.sub(r"\D", "", match[2]))
    latest = len(ORDINALS) - 1 if in_words else max(century, 20)  # of what was, nobody takes the present century for it
    far = (century - 1, century + 1, century - 2, century + 2, *(() if "BC" in match[3] else (century - 3,)))
    written = {Decimal(c): match[1] + (ORDINALS[c] if in_words else ordinal(c)) + match[3] for c in far if 0 < c <= latest}
    values = [c for c, text in written.items() if not is_in_the_stem(text, stem)]
    return [written[c] for c in _around(Decimal(century), values, rng)]


def _decades(match: re.Match[str], frame: Frame, stem: str, rng: Random) -> list[str]:
    decade = int(match[2])
    step = 100 if decade % 100 == 0 and (not match[1].strip() or decade < 2000) else 10
    steps = (-1, 1, -2, 2) if step == 100 else (-1, 1, -2, 2, -3, 3)  # two centuries away is far enough
    values = [
        Decimal(decade + k * step)
        for k in steps
        if frame.after < decade + k * step < frame.before and not is_in_the_stem(f"{decade + k * step}s", stem)
    ]
    return [f"{match[1]}{int(value)}s{match[3]}" for value in _around(Decimal(decade), values, rng)]


def _months(key: str, month: str, rng: Random) -> list[str]:
    """Months some way off; with a day, the day moves too so that no two options share it."""
    place = MONTHS.index(month)
    options = []
    for step in rng.sample((-4, -3, -2, 2, 3, 4), 3):
        other = re.sub(rf"\b{month}\b", MONTHS[(place + step) % 12], key)
        if day := re.search(r"\b\d{1,2}\b", other):
            moved = (int(day.group()) + 5 * step) % 28 + 1
            other = other[: day.start()] + str(moved) + other[day.end() :]
        options.append(other)
    return options if len(set(options)) == 3 else []


# Of so many values, the first ones preferred, three are taken.
LOOKED_AT = 12
# What a place farther back among them costs, and a rank of the key that was not drawn, beside a ratio of e between the widest
# gap and the narrowest.
FARTHER_BACK, OTHER_RANK = 0.08, 0.7
# From this ratio on values are felt to differ by their ratio, and not by so many.
BY_RATIO = 2


def _around(key: Decimal, values: Sequence[Decimal], rng: Random) -> list[Decimal]:
    """Three of `values`, the first ones preferred, so that the key’s rank among the four is any of them alike, where there are enough.

    They lie about as far from each other as from the key: 1991 beside 1993, 1994 and 1995 is found by its looks alone.
    """
    pool = values[:LOOKED_AT]
    wanted = rng.randrange(4)
    weighed = [
        (
            _unevenness(key, three)
            + OTHER_RANK * abs(sum(value < key for value in three) - wanted)
            + FARTHER_BACK * sum(map(pool.index, three)) / 3,
            three,
        )
        for three in combinations(pool, 3)
    ]
    return sorted(min(weighed)[1]) if weighed else []


def _unevenness(key: Decimal, others: Sequence[Decimal]) -> float:
    """The logarithm of the ratio of the widest gap between neighbours to the narrowest."""
    row = sorted(map(float, (key, *others)))
    if row[0] > 0 and row[-1] / row[0] > BY_RATIO:
        row = [log(value) for value in row]
    gaps = [higher - lower for lower, higher in pairwise(row)]
    return log(max(gaps) / min(gaps))
