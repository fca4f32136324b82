"""How likely a candidate is sound: that a strict teacher would print it as it is.

Five checks, after the deficiencies of Heilman & Smith 2010 and the guidelines of Haladyna, Downing & Rodriguez 2002. Each
is a table of weights in log-odds (`data/soundness.json`), learned from candidates of quizgen’s own that were judged one
by one (`tests/eval/judged.tsv`; `python -m tools.train_soundness` makes the file again and prints what it reaches on
articles it has not seen). A candidate is as sound as all its checks together.
"""

import json
from collections.abc import Mapping
from functools import cache

from quizgen.resources import data_file
from quizgen.select.traits import Traits
from quizgen.select.worth import Table, likelihood, read_weights

# What each check asks, in the words that `explain` shows where a candidate fails it.
CHECKS = {
    "stands alone": "A reader without the article might not know who, what or when is meant.",
    "worth asking": "Said by the way: little speaks for asking it.",
    "one clear answer": "More than one answer could be fair.",
    "not guessed": "It might be filled in without reading.",
    "whole and true": "The blank might be half of something, or the sentence lack what it depends on.",
}
# Options make clear what is asked for; as a blank it must be clear without them.
ONLY_AS_A_BLANK = "one clear answer"


def judge(signs: Traits) -> dict[str, float]:
    """For each check how likely it is met, 0…1."""
    return {name: 1 - likelihood(table.parts(signs)) for name, table in shipped_tables().items()}


@cache
def shipped_tables() -> Mapping[str, Table]:
    """The table of each check: the log-odds that it is not met."""
    return read_weights(json.loads(data_file("soundness.json").read_text(encoding="utf-8")))
