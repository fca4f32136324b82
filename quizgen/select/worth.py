"""What is worth asking: the traits of a sentence or a span, weighed as people did who made questions by hand.

The weights are a table a trait (`data/worth.json`), added up in log-odds, so every score can be told in its parts. They
were learned from the spans, sentences and terms that question writers, text-book authors and annotators chose
(`python -m tools.train_worth` makes the file again and prints what it reaches on articles it has not seen).

Text books are not news: there the words are asked for that the text explains, elsewhere names, dates and amounts. So a
sentence and an answer are weighed by two tables each, mixed by how much this article reads like a text book.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Any

from quizgen.model import Analysis, Mention
from quizgen.resources import data_file
from quizgen.select.traits import Outlook, Traits, answer_traits, article_traits, sentence_traits

SHADES = 20  # a text is so many twentieths a text book; most are none or all, and need one table only
LEAST_PART = 0.05  # of the log-odds; less than that explains nothing


@dataclass(frozen=True, slots=True)
class Score:
    """How much something is worth asking, 0…1, and what made it so: log-odds by part, the weightiest first."""

    total: float
    parts: tuple[tuple[str, float], ...]

    @property
    def odds(self) -> float:
        """The total as log-odds."""
        sure = min(max(self.total, 1e-4), 1 - 1e-4)
        return log(sure / (1 - sure))


@dataclass(frozen=True, slots=True)
class Steps:
    """The weight of a number: `weights[0]` below the first step, `weights[-1]` from the last step on."""

    part: str
    steps: tuple[float, ...]
    weights: tuple[float, ...]

    def weigh(self, value: Any) -> float:
        return self.weights[bisect_right(self.steps, value)]


@dataclass(frozen=True, slots=True)
class Line:
    """The weight of a number that counts evenly, from a middle value on."""

    part: str
    times: float
    middle: float

    def weigh(self, value: Any) -> float:
        return self.times * (float(value) - self.middle)


@dataclass(frozen=True, slots=True)
class Words:
    """The weight of each word a trait can be; one not listed weighs nothing."""

    part: str
    weights: Mapping[str, float]

    def weigh(self, value: Any) -> float:
        return self.weights.get(value, 0.0)


Scale = Steps | Line | Words


@dataclass(frozen=True, slots=True)
class Table:
    """All that one judgement weighs."""

    base: float
    traits: Mapping[str, Scale]

    def parts(self, traits: Traits) -> dict[str, float]:
        """Log-odds by part, the base among them as “”."""
        sums = {"": self.base}
        for name, scale in self.traits.items():
            weight = scale.weigh(traits[name])
            if weight:
                sums[scale.part] = sums.get(scale.part, 0.0) + weight
        return sums


class Worth:
    """The judge of one article."""

    def __init__(self, analysis: Analysis, weights: Mapping[str, Table] | None = None) -> None:
        self._tables = shipped_weights() if weights is None else weights
        self.outlook = Outlook(analysis)
        likely = likelihood(self._tables["textbook"].parts(article_traits(self.outlook)))
        self.textbook = round(likely * SHADES) / SHADES
        self._sentences: dict[int, Score] = {}
        self._last: tuple[int, Mention | None, Traits] = -1, None, {}

    def sentence(self, index: int) -> Score:
        """Whether a sentence is worth asking about."""
        if index not in self._sentences:
            self._sentences[index] = self._mixed("sentence", sentence_traits(self.outlook, index))
        return self._sentences[index]

    def answer(self, index: int, mention: Mention) -> Score:
        """Whether a span is a good answer in that sentence."""
        return self._mixed("answer", self._traits_of(index, mention))

    def topic(self, index: int, mention: Mention) -> Score:
        """Whether it is one of the things the article is about: what a summary would have to name."""
        return _score([(1.0, self._tables["topic"].parts(self._traits_of(index, mention)))])

    def _traits_of(self, index: int, mention: Mention) -> Traits:
        """Both are asked of an answer, one after the other."""
        if self._last[:2] != (index, mention):
            self._last = index, mention, answer_traits(self.outlook, index, mention)
        return self._last[2]

    def _mixed(self, name: str, traits: Traits) -> Score:
        tables = ((1 - self.textbook, name), (self.textbook, f"{name} in a text book"))
        return _score([(share, self._tables[table].parts(traits)) for share, table in tables if share])


def _score(shares: Iterable[tuple[float, Mapping[str, float]]]) -> Score:
    sums: defaultdict[str, float] = defaultdict(float)
    for share, parts in shares:
        for part, weight in parts.items():
            sums[part] += share * weight
    telling = [(part, round(weight, 2)) for part, weight in sums.items() if part and abs(weight) >= LEAST_PART]
    return Score(likelihood(sums), tuple(sorted(telling, key=lambda item: (-abs(item[1]), item[0]))))


def likelihood(parts: Mapping[str, float]) -> float:
    return 1 / (1 + exp(-sum(parts.values())))


@cache
def shipped_weights() -> Mapping[str, Table]:
    """The tables of `data/worth.json`."""
    return read_weights(json.loads(data_file("worth.json").read_text(encoding="utf-8")))


def read_weights(data: Mapping[str, Any]) -> dict[str, Table]:
    """The tables from their JSON form."""
    return {
        name: Table(table["base"], {t: _scale(s) for t, s in table["traits"].items()})
        for name, table in data["tables"].items()
    }


def _scale(data: Mapping[str, Any]) -> Scale:
    if "times" in data:
        return Line(data["part"], data["times"], data["from"])
    if "steps" in data:
        return Steps(data["part"], tuple(data["steps"]), tuple(data["weights"]))
    return Words(data["part"], dict(data["words"]))
