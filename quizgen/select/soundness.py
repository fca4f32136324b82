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
from itertools import islice
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


# A leaf is what it adds; a fork is [sign, word or number, if so, if not]: is the sign that word, or more than that number?
Tree = float | list[Any]
# A question about a word is one about a number: 1 where the sign is that word, else 0.
HALF = 0.5


# What the forks ask, the number each is compared with, and the places of what follows if so and if not.
_Rows = tuple[list[int], list[float], list[int], list[int], list[float]]


class Forests:
    """The forests of all checks, laid out side by side in rows of forks: all their questions are answered at once."""

    def __init__(self, checks: Mapping[str, Mapping[str, Any]]) -> None:
        self.checks = tuple(checks)
        self._columns: dict[str | tuple[str, str], int] = {}
        asked: list[int] = []
        more_than: list[float] = []
        so: list[int] = []
        not_so: list[int] = []
        adds: list[float] = []
        self._depth = 0
        self._bases = {check: float(part["base"]) for check, part in checks.items()}
        self._trees = {check: len(part["trees"]) for check, part in checks.items()}
        rows = (asked, more_than, so, not_so, adds)
        self._roots = np.array([self._plant(tree, 1, rows) for part in checks.values() for tree in part["trees"]], np.intp)
        self._asked, self._so, self._not_so = (np.array(row, np.intp) for row in (asked, so, not_so))
        self._more_than, self._adds = np.array(more_than, np.float64), np.array(adds, np.float64)
        self._numbers = [sign for sign in self._columns if isinstance(sign, str)]
        self._words = sorted({sign[0] for sign in self._columns if isinstance(sign, tuple)})

    def _plant(self, tree: Tree, depth: int, rows: _Rows) -> int:
        """Lays out a tree; the place of its first fork. A leaf leads to itself, so that every way is as long."""
        asked, more_than, so, not_so, adds = rows
        place = len(asked)
        asked.append(0)
        more_than.append(0.0)
        so.append(place)
        not_so.append(place)
        if not isinstance(tree, list):
            adds.append(tree)
            return place
        adds.append(0.0)
        sign, question, yes, no = tree
        is_word = isinstance(question, str)
        asked[place] = self._columns.setdefault((sign, question) if is_word else sign, len(self._columns))
        more_than[place] = HALF if is_word else question
        so[place], not_so[place] = self._plant(yes, depth + 1, rows), self._plant(no, depth + 1, rows)
        if depth > self._depth:
            self._depth = depth
        return place

    def chances(self, signs: Traits) -> dict[str, float]:
        """For each check how likely it is not met, 0…1. A sign that is asked for and not told is an error."""
        told = np.zeros(len(self._columns) + 1)  # one more, so that leaves have something to ask where no tree asks
        for sign in self._numbers:
            told[self._columns[sign]] = signs[sign]
        for sign in self._words:
            column = self._columns.get((sign, str(signs[sign])))
            if column is not None:
                told[column] = 1.0
        following = np.where(told[self._asked] > self._more_than, self._so, self._not_so)
        places = self._roots
        for _ in range(self._depth):
            places = following[places]
        leaves = iter(self._adds[places].tolist())
        return {check: 1 / (1 + exp(-fsum([base, *islice(leaves, self._trees[check])]))) for check, base in self._bases.items()}


def judge(signs: Traits) -> dict[str, float]:
    """For each check how likely it is met, 0…1."""
    return {name: 1 - chance for name, chance in shipped_forests().chances(signs).items()}


@cache
def shipped_forests() -> Forests:
    """The forests that ship with quizgen."""
    return Forests(json.loads(data_file("soundness.json").read_text(encoding="utf-8"))["checks"])
