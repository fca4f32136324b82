"""How likely a candidate is sound: that a strict teacher would print it as it is.

Five checks, after the deficiencies of Heilman & Smith 2010 and the guidelines of Haladyna, Downing & Rodriguez 2002. Each
is a small forest of questions about the candidate’s signs, among them what `quizgen.encoder` makes of the statement
(gradient boosting, Friedman 2001; stacking, Wolpert 1992; `data/soundness.json`), learned from candidates of quizgen’s own
that were judged one by one (`tests/eval/judged.tsv`; `python -m tools.train_soundness` makes the file again and prints
what it reaches on articles it has not seen). A candidate is as sound as all its checks together.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Forest:
    """The log-odds that a check is not met: where it begins, and what each tree adds."""

    base: float
    trees: Sequence[Tree]

    def chance(self, signs: Traits) -> float:
        """How likely the check is not met, 0…1."""
        total = self.base
        for place in self.trees:
            while type(place) is list:
                sign, question, yes, no = place
                value = signs[sign]
                place = yes if (value == question if type(question) is str else value > question) else no
            total += place  # type: ignore[operator]
        return 1 / (1 + exp(-total))


def judge(signs: Traits) -> dict[str, float]:
    """For each check how likely it is met, 0…1."""
    return {name: 1 - forest.chance(signs) for name, forest in shipped_forests().items()}


@cache
def shipped_forests() -> Mapping[str, Forest]:
    """The forest of each check."""
    return read_forests(json.loads(data_file("soundness.json").read_text(encoding="utf-8")))


def read_forests(data: Mapping[str, Any]) -> dict[str, Forest]:
    """The forests from their JSON form."""
    return {name: Forest(part["base"], part["trees"]) for name, part in data["checks"].items()}
