"""How likely a candidate is sound: that a strict teacher would print it as it is.

Five checks, after the deficiencies of Heilman & Smith 2010 and the guidelines of Haladyna, Downing & Rodriguez 2002. Each
is a small forest of questions about the candidate’s signs, among them what `quizgen.encoder` makes of the statement
(gradient boosting, Friedman 2001; stacking, Wolpert 1992; `data/soundness.json`), learned from candidates of quizgen’s own
that were judged one by one (`tests/eval/judged.tsv`; `python -m tools.train_soundness` makes the file again and prints
what it reaches on articles it has not seen). A candidate is as sound as all its checks together.
"""

import json
from collections.abc import Mapping
from functools import cache
from itertools import chain, islice
from math import exp, fsum
from typing import Any

import numpy as np

from quizgen.resources import data_file
from quizgen.select.traits import Traits

# What each check asks, in the words that `explain` shows where a candidate fails it.
CHECKS = {
    "stands alone": "A reader without the article might not know who, what or when is meant.",
    "worth asking": "Said by the way: little speaks for asking it.",
    "one clear answer": "More than one answer could be fair.",
    "not guessed": "It might be filled in without reading.",
    "whole and true": "The blank might be half of something, or the sentence lack what it depends on.",
}
# These lie in the sentence more than in what is asked of it.
OF_THE_SENTENCE = frozenset({"stands alone", "whole and true"})
# Options make clear what is asked for; as a blank it must be clear without them.
ONLY_AS_A_BLANK = "one clear answer"
# A lead helps this one.
WITHOUT_THE_ARTICLE = "stands alone"


# A question about a word, “kind = term”, is one about a number: 1 where the sign is that word, else 0.
IS, HALF = " = ", 0.5
# What a leaf asks.
NOTHING = ""


class Forests:
    """The forests of all checks, laid out side by side in rows of forks: all their questions are answered at once.

    A tree is three lists, an entry a fork or leaf: the sign it `asks` for; the number that this is compared with, or what a
    leaf adds; the place of what follows if it is `not` more. If it is more, the next entry follows. A leaf leads to itself.
    """

    def __init__(self, checks: Mapping[str, Mapping[str, Any]]) -> None:
        self.checks = tuple(checks)
        trees = [tree for part in checks.values() for tree in part["trees"]]
        asks = list(chain.from_iterable(tree["asks"] for tree in trees))
        columns = {sign: column for column, sign in enumerate(dict.fromkeys([NOTHING, *asks]))}
        sizes = [len(tree["asks"]) for tree in trees]
        starts = np.cumsum([0, *sizes])[:-1]
        places = np.arange(len(asks))
        self._asked = np.fromiter(map(columns.__getitem__, asks), np.intp, len(asks))
        self._numbers = np.fromiter(chain.from_iterable(tree["numbers"] for tree in trees), np.float64, len(asks))
        not_so = np.fromiter(chain.from_iterable(tree["not"] for tree in trees), np.intp, len(asks)) + np.repeat(starts, sizes).astype(np.intp)
        self._so, self._not_so = np.where(not_so == places, places, places + 1), not_so
        self._roots = starts.astype(np.intp)
        self._columns = len(columns)
        self._of_numbers = [(sign, column) for sign, column in columns.items() if sign and IS not in sign]
        self._of_words = {tuple(sign.split(IS, 1)): column for sign, column in columns.items() if IS in sign}
        self._words = sorted({sign for sign, _ in self._of_words})
        self._bases = {check: float(part["base"]) for check, part in checks.items()}
        self._trees = {check: len(part["trees"]) for check, part in checks.items()}
        self._depth = self._deepest()

    def _deepest(self) -> int:
        """How many forks lie at most between a root and a leaf."""
        depth, level = 0, self._roots
        while True:
            below = np.unique(np.concatenate([self._so[level], self._not_so[level]]))
            if np.array_equal(below, np.unique(level)):
                return depth
            depth, level = depth + 1, below

    def chances(self, signs: Traits) -> dict[str, float]:
        """For each check how likely it is not met, 0…1. A sign that is asked for and not told is an error."""
        told = np.zeros(self._columns)
        for sign, column in self._of_numbers:
            told[column] = signs[sign]
        for sign in self._words:
            place = self._of_words.get((sign, str(signs[sign])))
            if place is not None:
                told[place] = 1.0
        following = np.where(told[self._asked] > self._numbers, self._so, self._not_so)
        places = self._roots
        for _ in range(self._depth):
            places = following[places]
        leaves = iter(self._numbers[places].tolist())
        return {check: 1 / (1 + exp(-fsum([base, *islice(leaves, self._trees[check])]))) for check, base in self._bases.items()}


def judge(signs: Traits) -> dict[str, float]:
    """For each check how likely it is met, 0…1."""
    return {name: 1 - chance for name, chance in shipped_forests().chances(signs).items()}


@cache
def shipped_forests() -> Forests:
    """The forests that ship with quizgen."""
    return Forests(json.loads(data_file("soundness.json").read_text(encoding="utf-8"))["checks"])
