"""Learn the weights of `quizgen/data/worth.json` from what people chose to ask about.

    python -m tools.train_worth                    write the weights, learned from all the data below
    python -m tools.train_worth --bench FOLDER     with the bench somewhere else

Method: an additive model (Hastie & Tibshirani 1990; in small steps as Lou, Caruana & Gehrke 2012). Every number is cut at
its quantiles, every trait has one weight a step or word, and boosting goes round the traits, each time moving each
weight a little towards what the others leave unexplained. The outcome may lie between 0 and 1 (the token F1 of a span
with the nearest gold span). Each data set has a base rate of its own while learning, so that only differences within
articles count.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizgen.resources import data_file
from quizgen.select.spans import answer_spans
from quizgen.select.traits import Outlook, Traits, answer_traits, article_traits, sentence_traits
from tools.bench_articles import BENCH, BenchArticle, articles

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Weights = dict[str, Any]

SQUAD, ONESTOP, GUM = "squad/dev", "onestopqa/dev", "gum/dev"
TEXTBOOKS = ("openstax/psychology_dev", "openstax/sociology_dev")
SETS = (SQUAD, ONESTOP, GUM, *TEXTBOOKS)

MOST_STEPS = 12  # of a number
RAREST_WORD = 60  # a word met less often gets no weight of its own
SHRINK = 20.0  # examples' worth of doubt in every weight
PACE = 0.2

# Which part of a score a trait belongs to, in a teacher's words.
PARTS = {
    "its place": """sentences before it|place in the article|paragraph|place among the paragraphs|place in its paragraph|
        sentences after it in its paragraph|sentences in its paragraph""",
    "what the article is about": """title words|weight of its words|weight of its three best words|sum of the weights|
        taken up by the next sentence|shared with its paragraph|weight of its main word|weight of its best word|times met|
        words in the title|times its name is met|times its best name is met|times its main word is met|
        times its rarest word is met|met elsewhere in its paragraph""",
    "something new": "words met for the first time|words met nowhere else|new words|met before|main word met before|names met once",
    "its length": "words|commas|list|asides|colon or semicolon|length in words|length in letters|words in the sentence|terms",
    "names, dates and numbers": "names|persons|places|dates|years|amounts|capitals|number or date|kind|kind in this sort of text|name|trust in its name",
    "how it is told": """begins with|tense|said by someone|quote|speaks of me, us or you|question|passive|negation|hedge|citation|
        example|pronouns|subject|in quotes|in brackets""",
    "what it does in the sentence": """role|preposition|role of what it belongs to|verb|clause|depth in the sentence|
        place in the sentence|words before it|words after it|agent|side remark|one of a list|main verb""",
    "explains or defines": "explains a word|named or explained",
    "cause, effect or superlative": "cause or effect|superlative",
    "its form": """form|form in this sort of text|first word|last word|main word|ending|capitals in it|word before|word after|
        cut on the left|cut on the right|one of the plain mentions|punctuation in it""",
    "only one of its kind": "rivals of its kind",
}
PART_OF = {trait.strip(): part for part, traits in PARTS.items() for trait in re.split(r"\|\s*", traits.replace("\n", " "))}


@dataclass(frozen=True, slots=True)
class Example:
    """Something judged: its traits, how good it is (0…1), the data set and the number of the article in it."""

    traits: Traits
    good: float
    source: int
    article: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one table learns from: the examples, how much those of each set count, how many rounds."""

    examples: Sequence[Example]
    weight: Sequence[float]
    rounds: int


# --- examples ---------------------------------------------------------------------------------------------


def tokens(text: str) -> tuple[str, ...]:
    """Words as the span scorer counts them: no case, no punctuation, no articles."""
    words = re.sub(r"[^\w\s]|_", " ", text.lower()).split()
    return tuple(word for word in words if word not in {"a", "an", "the"}) or tuple(words)


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Token F1."""
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if common else 0.0


def golds(article: BenchArticle, paragraph: int, start: int, end: int) -> list[dict[str, Any]]:
    """The gold spans that share a character with a stretch of the article."""
    offset = article.offset(paragraph)
    gold: list[dict[str, Any]] = article.gold["paragraphs"][paragraph]["gold"]
    return [g for g in gold if g["start"] + offset < end and start < g["end"] + offset]


def is_gold(source: str, gold: dict[str, Any]) -> bool:
    """Whether a gold span counts: critical spans, main entities, all others."""
    return gold.get("kind") != "distractor" if source == ONESTOP else int(gold.get("salience", 9)) >= 3


def sentence_examples(number: int, source: str, found: Sequence[BenchArticle]) -> list[Example]:
    """A sentence is good when it holds a gold span."""
    examples = []
    for place, article in enumerate(found):
        outlook = Outlook(article.analysis)
        for index, sentence in enumerate(article.analysis.sentences):
            hit = any(is_gold(source, g) for g in golds(article, sentence.paragraph, sentence.span.start, sentence.span.end))
            examples.append(Example(sentence_traits(outlook, index), float(hit), number, place))
    return examples


def answer_examples(number: int, source: str, found: Sequence[BenchArticle]) -> list[Example]:
    """A span is as good as it is like the gold span it touches."""
    examples = []
    for place, article in enumerate(found):
        outlook = Outlook(article.analysis)
        for index, sentence in enumerate(article.analysis.sentences):
            near = golds(article, sentence.paragraph, sentence.span.start, sentence.span.end)
            offset = article.offset(sentence.paragraph)
            wanted = [(g["start"] + offset, g["end"] + offset, tokens(g["text"])) for g in near if is_gold(source, g)]
            for mention in answer_spans(sentence):
                own = tokens(mention.text)
                touched = (likeness(own, words) for start, end, words in wanted if start < mention.span.end and mention.span.start < end)
                examples.append(Example(answer_traits(outlook, index, mention), max(touched, default=0.0), number, place))
    return examples


def article_examples(number: int, source: str, found: Sequence[BenchArticle]) -> list[Example]:
    """A text book or not."""
    return [
        Example(
            article_traits(Outlook(article.analysis)),
            float(source in TEXTBOOKS or article.gold.get("genre") == "textbook"),
            number,
            place,
        )
        for place, article in enumerate(found)
    ]


def lessons(found: Sequence[Sequence[BenchArticle]]) -> dict[str, Lesson]:
    """What each table learns from; `found` holds the articles of SETS, in that order."""

    def gather(make: Callable[[int, str, Sequence[BenchArticle]], list[Example]], *sources: str) -> list[Example]:
        return [example for source in sources for example in make(SETS.index(source), source, found[SETS.index(source)])]

    # The small sets count more, so that the large do not drown them.
    return {
        "sentence": Lesson(gather(sentence_examples, *SETS), (1, 4, 2, 0.5, 0.5), 12),
        "fact": Lesson(gather(answer_examples, SQUAD), (1, 0, 0, 0, 0), 15),
        "term": Lesson(gather(answer_examples, *TEXTBOOKS), (0, 0, 0, 1, 1), 15),
        "topic": Lesson(gather(answer_examples, GUM), (0, 0, 1, 0, 0), 15),
        "textbook": Lesson(gather(article_examples, *SETS), (1, 1, 2, 0.5, 0.5), 8),
    }


# --- learning ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    """A trait cut into steps or words; `codes` says into which each example falls."""

    name: str
    cuts: tuple[float, ...] | tuple[str, ...]
    codes: Codes

    @property
    def size(self) -> int:
        return len(self.cuts) + 1


def _column(name: str, values: Sequence[float | str]) -> _Column:
    if isinstance(values[0], str):
        counts = Counter(values)
        words = tuple(sorted(str(word) for word, count in counts.items() if count >= min(RAREST_WORD, len(values) / 50)))
        place = {word: code for code, word in enumerate(words, 1)}
        return _Column(name, words, np.array([place.get(str(value), 0) for value in values], np.intp))
    numbers = np.array(values, np.float64)
    different = np.unique(numbers)
    cuts = np.quantile(numbers, np.linspace(0, 1, MOST_STEPS + 1)[1:-1]) if len(different) > MOST_STEPS else different[1:]
    steps = tuple(float(f"{cut:.4g}") for cut in np.unique(cuts) if cut > different[0])
    return _Column(name, steps, np.searchsorted(np.array(steps), numbers, side="right"))


def learn(lesson: Lesson, *, one_base: bool = False) -> Weights:
    """A table of weights."""
    examples = [example for example in lesson.examples if lesson.weight[example.source] > 0]
    columns = [_column(name, [example.traits[name] for example in examples]) for name in examples[0].traits]
    good = np.array([example.good for example in examples])
    source = np.array([0 if one_base else example.source for example in examples], np.intp)
    counts = np.array([lesson.weight[example.source] for example in examples], np.float64)
    base, tables = _boost(columns, good, source, counts, lesson.rounds)
    level = max(set(source.tolist()), key=lambda number: (float(np.sum(counts[source == number])), -number))
    return {
        "base": round(float(base[level]), 3),
        "traits": {column.name: _as_data(column, table) for column, table in zip(columns, tables, strict=True) if np.ptp(table) > 0.02},
    }


def _boost(columns: Sequence[_Column], good: Floats, source: Codes, counts: Floats, rounds: int) -> tuple[Floats, list[Floats]]:
    sizes = len(SETS)
    mean = (np.bincount(source, good * counts, sizes) + 0.5) / (np.bincount(source, counts, sizes) + 1)
    base = np.log(mean / (1 - mean))
    total = base[source]
    tables = [np.zeros(column.size) for column in columns]
    for _ in range(rounds):
        for column, table in zip(columns, tables, strict=True):
            chance = 1 / (1 + np.exp(-total))
            pull = np.bincount(column.codes, (good - chance) * counts, column.size)
            stiffness = np.bincount(column.codes, chance * (1 - chance) * counts, column.size)
            step = PACE * pull / (stiffness + SHRINK)
            table += step
            total += step[column.codes]
        chance = 1 / (1 + np.exp(-total))
        drift = np.bincount(source, (good - chance) * counts, sizes) / (np.bincount(source, chance * (1 - chance) * counts, sizes) + 1)
        base += drift
        total += drift[source]
    return base, tables


def _as_data(column: _Column, table: Floats) -> Weights:
    weights = [round(float(weight), 2) for weight in table]
    part = PART_OF.get(column.name, column.name)
    if column.cuts and isinstance(column.cuts[0], str):
        # What is in no list weighs nothing, so the others are told relative to it.
        return {"part": part, "words": {str(word): round(weight - weights[0], 2) for word, weight in zip(column.cuts, weights[1:], strict=True)}, "rest": weights[0]}
    steps, kept = [], [weights[0]]
    for step, weight in zip(column.cuts, weights[1:], strict=True):
        if weight != kept[-1]:
            steps.append(step)
            kept.append(weight)
    return {"part": part, "steps": steps, "weights": kept}


def settle(table: Weights) -> Weights:
    """With what every example gets anyway moved into the base."""
    for scale in table["traits"].values():
        table["base"] = round(table["base"] + scale.pop("rest", 0.0), 3)
    return table


def train(found: Sequence[Sequence[BenchArticle]]) -> Weights:
    """All tables, in the form of `worth.json`."""
    return learn_all(lessons(found))


def learn_all(plan: dict[str, Lesson]) -> Weights:
    """The same, from the examples."""
    tables = {name: settle(learn(lesson, one_base=name == "textbook")) for name, lesson in plan.items()}
    # A term in a text book is rarer than a fact in an encyclopedia; as chances for a quiz they should be alike.
    return {"tables": tables}


def without(plan: dict[str, Lesson], out: Callable[[Example], bool]) -> dict[str, Lesson]:
    """The lessons without some of the examples."""
    return {
        name: Lesson([example for example in lesson.examples if not out(example)], lesson.weight, lesson.rounds)
        for name, lesson in plan.items()
    }


ABOUT = {
    "about": "What quizgen weighs when it chooses what to ask: log-odds a trait. See quizgen/select/worth.py.",
    "made by": "python -m tools.train_worth",
    "learned from": [
        "SQuAD v1.1 dev (CC BY-SA 4.0)",
        "OneStopQA (CC BY-SA 4.0)",
        "GUM (CC BY and CC BY-SA; annotations CC BY 4.0)",
        "OpenStax Psychology 2e, Introduction to Sociology 3e (CC BY 4.0)",
    ],
}


def main(arguments: Iterable[str] | None = None) -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    options = parser.parse_args(None if arguments is None else list(arguments))
    found = [articles(options.bench / f"{name}.jsonl.gz") for name in SETS]
    target = data_file("worth.json")
    target.write_text(readable({**ABOUT, **train(found)}), encoding="utf-8")
    print(f"wrote {target} ({target.stat().st_size // 1024} kB)")


def readable(data: Weights) -> str:
    """JSON with a line a trait."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return re.sub(r"(?<=\n    \")([^\n]+?\{)(.*?\n    \})", lambda found: found[1] + re.sub(r"\n\s*", " ", found[2]), text, flags=re.S) + "\n"


if __name__ == "__main__":
    main()
