"""Numbers and the ways to write them: “14,000”, “1.5 million”, “twenty-five”, “21st century”."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
WORD_VALUES = {word: value for value, word in enumerate(ONES)} | {
    word: value * 10 for value, word in enumerate(TENS) if value > 1
}
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a text: `prefix` + figures or words + `suffix` (“$”, “1.5”, “ million people”).

    `value` is that of the figures or words alone; a scale word stays in the suffix: “1.5 million” has the value 1.5.
    """

    value: Decimal
    prefix: str
    suffix: str
    in_words: bool = False
    commas: bool = False
    decimals: int = 0
    capital: bool = False

    def __str__(self) -> str:
        return self.prefix + self.figures() + self.suffix

    def figures(self) -> str:
        """The number alone, in its own manner of writing."""
        if self.in_words:
            words = spelled(int(self.value))
            return words.capitalize() if self.capital else words
        return f"{self.value:{',' if self.commas else ''}.{self.decimals}f}"

    def with_value(self, value: Decimal) -> "Numeral":
        """Another number in the same manner; commas come and go with its size."""
        commas = self.commas or (value >= 1000 > self.value and not self.in_words)
        return replace(self, value=value, commas=commas)


def read_numeral(text: str) -> Numeral | None:
    """The one number in `text` with what stands around it; None when there is none or more than one."""
    found = list(_FIGURES.finditer(text))
    if len(found) == 1:
        match = found[0]
        around = re.findall(r"[a-z]+", f"{text[: match.start()]} {text[match.end() :]}".lower())
        if any(word in WORD_VALUES for word in around):  # “ten to 32”
            return None
        figures = match.group()
        decimals = len(figures.partition(".")[2])
        value = Decimal(figures.replace(",", ""))
        return Numeral(value, text[: match.start()], text[match.end() :], False, "," in figures, decimals)
    if found:
        return None
    return _read_words(text)


def _read_words(text: str) -> Numeral | None:
    pieces = list(re.finditer(r"[A-Za-z]+", text))
    numeric = [piece for piece in pieces if piece.group().lower() in WORD_VALUES]
    if not numeric:
        return None
    start, end = numeric[0].start(), numeric[-1].end()
    inside = re.split(r"[\s-]+", text[start:end].lower())
    if any(word not in WORD_VALUES and word not in {"and", "hundred"} for word in inside):
        return None
    rest = text[end:]
    if re.match(r"\s+hundred\b", rest):
        end += re.match(r"\s+hundred\b", rest).end()  # type: ignore[union-attr]
        inside.append("hundred")
    value = 0
    for word in inside:
        if word == "hundred":
            value *= 100
        elif word != "and":
            value += WORD_VALUES[word]
    return Numeral(Decimal(value), text[:start], text[end:], in_words=True, capital=text[start].isupper())


def spelled(number: int) -> str:
    """The number in words, up to the trillions: “twenty-five”, “two thousand”, “one hundred and five”."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    for name, scale in reversed(SCALES.items()):
        if number >= scale:
            count, rest = divmod(number, scale)
            joined = f" and {spelled(rest)}" if rest and rest < 100 else f" {spelled(rest)}" if rest else ""
            return f"{spelled(count)} {name}{joined}"
    raise ValueError(number)


def ordinal(number: int) -> str:
    """“1st”, “2nd”, “11th”."""
    last = number % 10 if number % 100 not in {11, 12, 13} else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"
