"""Learn the weights of `quizgen/data/worth.json` from what people chose to ask about.

    python -m tools.train_worth                    write the weights, learned from all the data below
    python -m tools.train_worth --bench FOLDER     with the bench somewhere else

Method: an additive model (Hastie & Tibshirani 1990; in small steps as Lou, Caruana & Gehrke 2012). Every number is cut at
its quantiles, every trait has one weight a step or word, and boosting goes round the traits, each time moving each
weight a little towards what the others leave unexplained. The outcome may lie between 0 and 1 (the token F1 of a span
with the nearest gold span). Each article has a base rate of its own while learning, so that only differences within
articles count. How far an article is a text book is a logistic regression. A pair of tables, one for text books, is learned at once: an article’s likeness to a text book says how
much it teaches the one and the other.

Tried and dropped: pairs of traits as tables (no gain over articles not seen), squared error for log-loss (same), one
table for all texts (SQuAD spans .38 instead of .43, quiz keys .20 instead of .29).
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizgen.resources import data_file
from quizgen.select.spans import answer_spans
from quizgen.select.traits import Outlook, Traits, answer_traits, article_traits, sentence_traits
from tools.bench_articles import BENCH, BenchArticle, articles

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Weights = dict[str, Any]

SQUAD, ONESTOP, GUM = "squad/dev", "onestopqa/dev", "gum/dev"
TEXTBOOKS = ("openstax/psychology_dev", "openstax/sociology_dev")
SETS = (SQUAD, ONESTOP, GUM, *TEXTBOOKS)

RAREST_WORD = 60  # a word met less often gets no weight of its own
SHRINK = 20.0  # examples' worth of doubt in every weight
PACE = 0.2
RIDGE = 3.0
LEAST_SPREAD = 0.03  # a trait whose weights differ by less is left out
TEXTBOOK = "textbook"

# Which part of a score a trait belongs to, in a teacher's words.
PARTS = {
    "its place": """sentences before it|place in the article|paragraph|place among the paragraphs|place in its paragraph|
        sentences after it in its paragraph|sentences in its paragraph|share of its paragraph|words in its paragraph""",
    "what the article is about": """title words|weight of its words|weight of its three best words|sum of the weights|
        taken up by the next sentence|shared with its paragraph|paragraphs its main word is met in|first met|
        paragraphs its name is met in|paragraphs it is met in|met in the opening|weight of its main word|weight of its best word|times met|
        words in the title|times its name is met|times its best name is met|times its main word is met|
        times its rarest word is met|met elsewhere in its paragraph""",
    "words special to the article": "frequency of its main word|frequency of its rarest word|how special its best word is",
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
        cut on the left|cut on the right|one of the plain mentions|punctuation in it|mentions it lies in|mentions in it""",
    "only one of its kind": "rivals of its kind|names and numbers in the sentence",
}
PART_OF = {trait.strip(): part for part, traits in PARTS.items() for trait in traits.split("|")}


@dataclass(frozen=True, slots=True)
class Pool:
    """Things judged: a row each with its traits (words as codes), how good it is (0…1), its data set and article."""

    names: tuple[str, ...]
    words: tuple[tuple[str, ...] | None, ...]  # what the codes of a trait mean; None: it is a number
    rows: NDArray[np.float32]
    good: Floats
    source: Ints
    article: Ints

    def without(self, out: NDArray[np.bool_]) -> "Pool":
        """Only the rows that are not in `out`."""
        return replace(
            self, rows=self.rows[~out], good=self.good[~out], source=self.source[~out], article=self.article[~out]
        )


class Filling:
    """A pool being filled."""

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()
        self._codes: list[dict[str, int] | None] = []
        self._rows: list[list[float]] = []
        self._about: list[tuple[float, int, int]] = []

    def add(self, traits: Traits, good: float, source: int, article: int) -> None:
        """One thing more."""
        if not self._names:
            self._names = tuple(traits)
            self._codes = [{} if isinstance(value, str) else None for value in traits.values()]
        self._rows.append([self._number(column, value) for column, value in enumerate(traits.values())])
        self._about.append((good, source, article))

    def _number(self, column: int, value: float | str) -> float:
        codes = self._codes[column]
        return float(value) if codes is None else codes.setdefault(str(value), len(codes))

    def pool(self) -> Pool:
        """What was filled in."""
        good, source, article = zip(*self._about, strict=True)
        words = tuple(None if codes is None else tuple(codes) for codes in self._codes)
        return Pool(
            self._names,
            words,
            np.array(self._rows, np.float32),
            np.array(good),
            np.array(source, np.intp),
            np.array(article, np.intp),
        )


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a table, or a pair of them, learns from: the pool, how much a row of each set counts, how many rounds, and
    into how many steps a number is cut.

    `traits` are those the table may use (none: all), `for_textbooks` those of the other table of the pair.
    """

    pool: Pool
    weight: tuple[float, ...]
    rounds: int
    steps: int
    traits: tuple[str, ...] = ()
    for_textbooks: tuple[str, ...] | None = None


# --- what is good -----------------------------------------------------------------------------------------


def tokens(text: str) -> tuple[str, ...]:
    """Words as the span scorer counts them: no case, no punctuation, no articles."""
    words = re.sub(r"[^\w\s]|_", " ", text.lower()).split()
    return tuple(word for word in words if word not in {"a", "an", "the"}) or tuple(words)


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Token F1."""
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if common else 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold span, in positions of the article’s text."""

    start: int
    end: int
    tokens: tuple[str, ...]


def wanted(source: str, article: BenchArticle) -> list[list[Wanted]]:
    """The gold spans of each paragraph that count: critical spans, main entities, all of the other sets."""
    return [
        [
            Wanted(gold["start"] + article.offset(number), gold["end"] + article.offset(number), tokens(gold["text"]))
            for gold in paragraph["gold"]
            if (gold["kind"] == "critical" if source == ONESTOP else gold.get("salience", 9) >= 3)
        ]
        for number, paragraph in enumerate(article.gold["paragraphs"])
    ]


def fill_sentences(found: Sequence[Sequence[BenchArticle]], filling: Filling) -> None:
    """A sentence is good when it holds a gold span."""
    for number, place, article, outlook in _each(found, SETS):
        gold = wanted(SETS[number], article)
        for index, sentence in enumerate(article.analysis.sentences):
            span = sentence.span
            hit = any(w.start < span.end and span.start < w.end for w in gold[sentence.paragraph])
            filling.add(sentence_traits(outlook, index), float(hit), number, place)


def fill_answers(found: Sequence[Sequence[BenchArticle]], filling: Filling) -> None:
    """A span is as good as it is like a gold span it touches; half as good if that stands elsewhere in the paragraph."""
    for number, place, article, outlook in _each(found, (SQUAD, *TEXTBOOKS)):
        gold = wanted(SETS[number], article)
        for index, sentence in enumerate(article.analysis.sentences):
            for mention in answer_spans(sentence):
                own, good = tokens(mention.text), 0.0
                for w in gold[sentence.paragraph]:
                    here = w.start < mention.span.end and mention.span.start < w.end
                    good = max(good, likeness(own, w.tokens) * (1.0 if here else 0.5))
                filling.add(answer_traits(outlook, index, mention), good, number, place)


def fill_topics(found: Sequence[Sequence[BenchArticle]], filling: Filling) -> None:
    """A span is a topic when, word for word, it names one of the things that the summaries name."""
    for number, place, article, outlook in _each(found, (GUM,)):
        gold = [{w.tokens for w in paragraph} for paragraph in wanted(GUM, article)]
        for index, sentence in enumerate(article.analysis.sentences):
            for mention in answer_spans(sentence):
                hit = tokens(mention.text) in gold[sentence.paragraph]
                filling.add(answer_traits(outlook, index, mention), float(hit), number, place)


def fill_articles(found: Sequence[Sequence[BenchArticle]], filling: Filling) -> None:
    """A text book or not."""
    for number, place, article, outlook in _each(found, SETS):
        is_one = SETS[number] in TEXTBOOKS or article.gold.get("genre") == "textbook"
        filling.add(article_traits(outlook), float(is_one), number, place)


def _each(
    found: Sequence[Sequence[BenchArticle]], sources: Sequence[str]
) -> Iterator[tuple[int, int, BenchArticle, Outlook]]:
    for number, source in enumerate(SETS):
        if source in sources:
            for place, article in enumerate(found[number]):
                yield number, place, article, Outlook(article.analysis)


# A sentence of news or an encyclopedia is judged by few traits: more of them fit the learned articles only.
SENTENCE_TRAITS = tuple(
    """share of its paragraph|words|terms|names|persons|dates|amounts|new words|times its best name is met|explains a word|
    said by someone|speaks of me, us or you|subject|hedge|begins with|question|cause or effect|superlative|
    sentences after it in its paragraph""".replace("\n    ", "").split("|")
)
TOPIC_TRAITS = tuple(
    """paragraphs its main word is met in|paragraphs its name is met in|paragraphs it is met in|first met|met in the opening|
    times met|times its name is met|words in the title|weight of its main word|weight of its words|kind|form|
    cut on the left|cut on the right|length in words|word before|word after|mentions it lies in|mentions in it|
    one of the plain mentions|role|capitals in it|trust in its name|name|number or date""".replace("\n    ", "").split(
        "|"
    )
)


def lessons(found: Sequence[Sequence[BenchArticle]]) -> dict[str, Lesson]:
    """What each table learns from; `found` holds the articles of SETS, in that order."""

    def pool(fill: Callable[[Sequence[Sequence[BenchArticle]], Filling], None]) -> Pool:
        filling = Filling()
        fill(found, filling)
        return filling.pool()

    # The small sets count more, so that the large do not drown them.
    return {
        TEXTBOOK: Lesson(pool(fill_articles), (2, 3, 3, 0.4, 0.4), 20, 0),
        "sentence": Lesson(pool(fill_sentences), (1, 4, 2, 0.5, 0.5), 6, 8, SENTENCE_TRAITS, ()),
        "answer": Lesson(pool(fill_answers), (1, 0, 0, 1, 1), 15, 12, (), ()),
        "topic": Lesson(pool(fill_topics), (0, 0, 1, 0, 0), 25, 12, TOPIC_TRAITS),
    }


# --- learning ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A trait cut into steps or words; `codes` says into which each row falls."""

    name: str
    steps: tuple[float, ...]
    words: tuple[str, ...]
    codes: Ints

    @property
    def size(self) -> int:
        return max(len(self.steps), len(self.words)) + 1


def cut(pool: Pool, place: int, most: int) -> Column:
    values, meanings = pool.rows[:, place], pool.words[place]
    if meanings is not None:
        codes = values.astype(np.intp)
        counts = np.bincount(codes, minlength=len(meanings))
        often = sorted(
            (word, code) for code, word in enumerate(meanings) if counts[code] >= min(RAREST_WORD, len(values) / 50)
        )
        table = np.zeros(len(meanings), np.intp)
        for new, (_, code) in enumerate(often, 1):
            table[code] = new
        return Column(pool.names[place], (), tuple(word for word, _ in often), table[codes])
    different = np.unique(values)
    cuts = np.quantile(values, np.linspace(0, 1, most + 1)[1:-1]) if len(different) > most else different[1:]
    steps = tuple(sorted({float(f"{cut:.4g}") for cut in cuts if cut > different[0]}))
    return Column(pool.names[place], steps, (), np.searchsorted(np.array(steps), values, side="right"))


def learn_all(plan: Mapping[str, Lesson]) -> Weights:
    """All tables, in the form of `worth.json`."""
    gate, odds = _straight(plan[TEXTBOOK])
    tables = {TEXTBOOK: gate}
    share = dict(zip(_articles(plan[TEXTBOOK].pool), _likelihood(odds), strict=True))
    for name, lesson in plan.items():
        if name != TEXTBOOK:
            tables.update(_learn(name, lesson, share))
    return {"tables": tables}


def _straight(lesson: Lesson) -> tuple[Weights, Floats]:
    """A table of straight lines (ridge logistic regression): of few articles, steps would be learned by heart."""
    pool = lesson.pool
    counts = np.array(lesson.weight)[pool.source]
    middle, spread = pool.rows.mean(axis=0, dtype=np.float64), pool.rows.std(axis=0, dtype=np.float64) + 1e-9
    rows = np.column_stack([np.ones(len(pool.good)), (pool.rows - middle) / spread])
    ridge = np.diag([0.0, *([RIDGE] * len(pool.names))])
    slopes = np.zeros(rows.shape[1])
    for _ in range(lesson.rounds):
        chance = _likelihood(rows @ slopes)
        pull = rows.T @ ((pool.good - chance) * counts) - ridge @ slopes
        slopes += np.linalg.solve((rows.T * (chance * (1 - chance) * counts)) @ rows + ridge, pull)
    traits = {
        name: {"part": name, "times": _short(slope / wide), "from": _short(centre)}
        for name, slope, wide, centre in zip(pool.names, slopes[1:], spread, middle, strict=True)
    }
    return {"base": round(float(slopes[0]), 3), "traits": traits}, rows @ slopes


def _short(number: float) -> float:
    return float(f"{number:.4g}")


def _learn(name: str, lesson: Lesson, share: Mapping[tuple[int, int], float]) -> Weights:
    counted = np.array(lesson.weight)[lesson.pool.source] > 0
    if not counted.any():
        return {}
    pool = lesson.pool.without(~counted)
    lesson = replace(lesson, pool=pool)
    columns = [cut(pool, place, lesson.steps) for place in range(len(pool.names))]
    places, group = np.unique(pool.source * 10_000 + pool.article, return_inverse=True)
    likeness_to_textbook = np.array([share[int(place) // 10_000, int(place) % 10_000] for place in places])[group]
    used = [
        np.array([not traits or column.name in traits for column in columns])
        for traits in (lesson.traits, lesson.for_textbooks or ())
    ]
    if lesson.for_textbooks is None:
        base, tables, _ = boost(columns, used[:1], lesson, group, [np.ones(len(group))])
    else:
        base, tables, _ = boost(columns, used, lesson, group, [1 - likeness_to_textbook, likeness_to_textbook])
    # Chances are told as for the first set that counts.
    first = pool.source[0]
    level = float(np.mean(base[np.unique(group[pool.source == first])]))
    names = (name, f"{name} in a text book")
    return {title: as_data(level, columns, table) for title, table in zip(names, tables, strict=False)}


def _articles(pool: Pool) -> list[tuple[int, int]]:
    return list(zip(pool.source.tolist(), pool.article.tolist(), strict=True))


def _likelihood(odds: Floats) -> Floats:
    return 1 / (1 + np.exp(-odds))


def boost(
    columns: Sequence[Column], used: Sequence[NDArray[np.bool_]], lesson: Lesson, group: Ints, shares: Sequence[Floats]
) -> tuple[Floats, list[list[Floats]], Floats]:
    """The base of each group, the weights of each table by column, and the log-odds of each row."""
    good, counts = lesson.pool.good, np.array(lesson.weight)[lesson.pool.source]
    mean = (np.bincount(group, good) + 0.5) / (np.bincount(group) + 1)
    base = np.log(mean / (1 - mean))
    total = base[group]
    tables = [[np.zeros(column.size) for column in columns] for _ in shares]
    for _ in range(lesson.rounds):
        for place, column in enumerate(columns):
            if not any(use[place] for use in used):
                continue
            chance = _likelihood(total)
            pull, stiffness = (good - chance) * counts, chance * (1 - chance) * counts
            for table, use, share in zip(tables, used, shares, strict=True):
                if use[place]:
                    up = np.bincount(column.codes, pull * share, column.size)
                    down = np.bincount(column.codes, stiffness * share * share, column.size)
                    step = PACE * up / (down + SHRINK)
                    table[place] += step
                    total += step[column.codes] * share
        chance = _likelihood(total)
        drift = np.bincount(group, good - chance) / (np.bincount(group, chance * (1 - chance)) + 1)
        base += drift
        total += drift[group]
    return base, tables, total


def as_data(base: float, columns: Sequence[Column], table: Sequence[Floats]) -> Weights:
    """A table as it is written; what a word in no list weighs is moved into the base."""
    traits: Weights = {}
    for column, weights in zip(columns, table, strict=True):
        if np.ptp(weights) < LEAST_SPREAD:
            continue
        base += float(weights[0])
        rounded = [round(float(weight - weights[0]), 2) for weight in weights]
        part = PART_OF.get(column.name, column.name)
        if column.words:
            traits[column.name] = {"part": part, "words": dict(zip(column.words, rounded[1:], strict=True))}
        else:
            traits[column.name] = {"part": part, **_merged(column.steps, rounded)}
    return {"base": round(base, 3), "traits": traits}


def _merged(steps: Sequence[float], weights: Sequence[float]) -> Weights:
    """Without the steps at which the weight stays the same."""
    kept = [
        (step, weight) for step, before, weight in zip(steps, weights, weights[1:], strict=False) if weight != before
    ]
    return {"steps": [step for step, _ in kept], "weights": [weights[0], *(weight for _, weight in kept)]}


def without(lesson: Lesson, *, source: int | None = None, article: int = 0, of: int = 1) -> Lesson:
    """A lesson without a data set; or without every `of`-th article, from number `article` on."""
    pool = lesson.pool
    out = pool.source == source if source is not None else pool.article % of == article
    return replace(lesson, pool=pool.without(out))


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
    target.write_text(readable({**ABOUT, **learn_all(lessons(found))}), encoding="utf-8")
    print(f"wrote {target.name}, {target.stat().st_size // 1024} kB")


def readable(data: Weights) -> str:
    """JSON with a line a trait."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return (
        re.sub(
            r"(?<=\n    \")([^\n]+?\{)(.*?\n    \})",
            lambda found: found[1] + re.sub(r"\n\s*", " ", found[2]),
            text,
            flags=re.S,
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
