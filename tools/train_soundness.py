"""Learn the weights of `quizgen/data/soundness.json` from candidates that were judged one by one.

    python -m tools.train_soundness            what it reaches on articles not seen, then the weights from all of them
    python -m tools.train_soundness --check    only what it reaches

`tests/eval/judged.tsv` tells what was judged, as places in the articles of the bench; only where these lie beside the
project can it be read. What is now refused by a rule, or reads otherwise than it was judged, is left out. What the encoder tells of each
is taken from `tests/eval/encoded.tsv` (`python -m tools.train_encoder`): on the first 16,000 the area was .76 with it, .70 without.

Method: gradient boosted trees (Friedman 2001), a forest a check; that a candidate fails the check is what it tells. Tried
and dropped: one forest for all checks (area under the curve .751 instead of .762 over articles not seen, on the first
2,400), single questions instead of trees (.729 instead of .748, on 4,900), the words’ vectors (+.002), a bag of words
(the same), all traits of `select.traits` besides (the same).
"""

import argparse
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizgen.analyse import analyse, load_nlp
from quizgen.ask.blank import stem_of
from quizgen.encoder.network import SOUND
from quizgen.model import Article, Candidate, Paragraph, Source, Span
from quizgen.resources import data_file
from quizgen.select import wordings
from quizgen.select.context import Context
from quizgen.select.hint import SMALL
from quizgen.select.propose import every_proposal
from quizgen.select.signs import candidate_signs, read_signs
from quizgen.select.soundness import CHECKS, ONLY_AS_A_BLANK, Forests
from quizgen.select.traits import Traits
from quizgen.select.worth import Worth
from tools.bench_articles import BENCH, rows

Weights = dict[str, Any]

JUDGED = Path(__file__).parents[1] / "tests" / "eval" / "judged.tsv"
ENCODED = JUDGED.with_name("encoded.tsv")
# Which of the rubric’s checks each of ours stands for.
FAULTS = {
    "stands alone": {"A1", "A2"},
    "worth asking": {"C6"},
    "one clear answer": {"A3", "C2"},
    "not guessed": {"A4", "C7"},
    "whole and true": {"A5", "C1", "C3", "C4", "C5"},
}
FOLDS = 10
# Four questions a tree: with five, and half as many candidates at a leaf, the area is .759 too, on 16,500.
GROWTH: dict[str, Any] = {
    "n_estimators": 120, "learning_rate": 0.06, "max_depth": 4, "subsample": 0.6, "max_features": 0.1, "min_samples_leaf": 80, "random_state": 0,
}  # fmt: skip
NEWS_COUNTS = 3.0
RAREST = 15  # a word of a sign that is met less often is no question
SEPARATOR = "\x00"
# From what likelihood on the table tells what share was found sound.
LEVELS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75)

Floats = NDArray[np.float64]
# An article, the CRC-32 of a statement and the gap in it; the log-odds of each check.
Read = tuple[str, str, tuple[int, int]]
Odds = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its signs, and the checks that it failed; its title, its statement and where in it the gap is."""

    article: str
    signs: Traits
    faults: frozenset[str]
    title: str = ""
    statement: str = ""
    gap: tuple[int, int] = (0, 0)


def judged(bench: Path, encoded: Mapping[Read, Odds]) -> Iterator[Judged]:
    """Every judged candidate that quizgen still makes, in the order of the file.

    `encoded`: what an encoder tells of each that never saw its article; of those it does not hold nothing is told.
    """
    nlp = load_nlp()
    for (source, name, first, last), marks in _groups():
        analysis = analyse(_article(bench / f"{source}.jsonl.gz", name, first, last), nlp)
        context, worth = Context(analysis), Worth(analysis)
        for found in every_proposal(context):
            for candidate in wordings(found.candidate, context):
                faults = marks.get(_place(candidate), marks.get(_place(_with_all_letters(candidate))))
                if faults is not None:
                    article, text = name.partition("@")[0], candidate.text
                    odds = encoded.get((article, crc(text), candidate.gap), {})
                    signs = candidate_signs(candidate, found.index, found.doubts, context, worth) | read_signs(odds)
                    yield Judged(article, signs, faults, analysis.article.source.title, text, candidate.gap)


def encoded() -> dict[Read, Odds]:
    """What `tools.train_encoder` kept of the judged candidates."""
    found = {}
    for line in ENCODED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, text, start, end, *odds = line.split("\t")
            found[article, text, (int(start), int(end))] = dict(zip((*CHECKS, SOUND), map(float, odds), strict=True))
    return found


Window = tuple[str, str, int, int]
Place = tuple[int, int, str]


def _groups() -> list[tuple[Window, dict[Place, frozenset[str]]]]:
    groups: dict[Window, dict[Place, frozenset[str]]] = {}
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            source, name, first, last, start, end, stem, faults = line.split("\t")
            marks = groups.setdefault((source, name, int(first), int(last)), {})
            marks[int(start), int(end), stem] = frozenset(faults.split(",")) - {"-"}
    return list(groups.items())


def _article(path: Path, name: str, first: int, last: int) -> Article:
    title, _, version = name.partition("@")  # OneStopQA has easier versions of its articles
    row = next(row for row in rows(path) if row["article_id"] == title)
    parts = [part if isinstance(part, str) else str(part[version or "text"]) for part in row["paragraphs"][first:last]]
    spans, start = [], 0
    for part in parts:
        spans.append(Paragraph(Span(start, start + len(part))))
        start += len(part) + 2
    return Article(Source(str(row["title"])), "\n\n".join(parts), tuple(spans))


def _place(candidate: Candidate) -> Place:
    stem = stem_of(candidate)
    text = f"{stem.before}_____{stem.after}"
    return candidate.answer.span.start, candidate.answer.span.end, crc(text)


def _with_all_letters(candidate: Candidate) -> Candidate:
    """With a hint that gives the first letter of every word, as the first 30,000 were judged: a little more harshly for it."""
    count, colon, _ = candidate.hint.partition(":")
    letters = " ".join(word if len(word) <= SMALL else f"{word[0]}…" for word in candidate.answer.text.split())
    return replace(candidate, hint=f"{count}: {letters}") if colon else candidate


def crc(text: str) -> str:
    """Tells texts apart where they themselves may not stand."""
    return f"{zlib.crc32(text.encode()):08x}"


def learn(items: Sequence[Judged]) -> Weights:
    """A forest a check, in the form of `soundness.json`: a fork as [sign, word or number, if so, if not]."""
    from sklearn.ensemble import GradientBoostingClassifier  # a tool of training only
    from sklearn.feature_extraction import DictVectorizer

    vectorizer = DictVectorizer(sparse=False, separator=SEPARATOR)
    rows = vectorizer.fit_transform([item.signs for item in items])
    common = (rows != 0).sum(axis=0) >= RAREST
    rows, names = rows[:, common], [name for name, keep in zip(vectorizer.feature_names_, common, strict=True) if keep]
    checks: Weights = {}
    for check, faults in FAULTS.items():
        failed = [bool(item.faults & faults) for item in items]
        forest = GradientBoostingClassifier(**GROWTH).fit(rows, failed, sample_weight=[_counts(item) for item in items])
        base = float(forest.init_.class_prior_[1])
        trees = [_as_list(tree.tree_, 0, names) for tree in forest.estimators_[:, 0]]
        checks[check] = {"base": round(float(np.log(base / (1 - base))), 4), "trees": trees}
    return {"checks": checks}


def _counts(item: Judged) -> float:
    """Reports are few among what was judged and many among what teachers bring."""
    return NEWS_COUNTS if "news" in item.article or item.article.startswith("onestop") else 1.0


def _as_list(tree: Any, node: int, names: Sequence[str]) -> Any:
    """A tree of scikit-learn’s from a node down; it asks “at most?” where a fork asks “more than?”."""
    if tree.children_left[node] < 0:
        return round(float(tree.value[node, 0, 0]) * GROWTH["learning_rate"], 4)
    sign, is_word, word = names[tree.feature[node]].partition(SEPARATOR)
    question = word if is_word else round(float(tree.threshold[node]), 4)
    below, above = (_as_list(tree, child[node], names) for child in (tree.children_left, tree.children_right))
    return [sign, question, above, below]


def chances(items: Sequence[Judged]) -> dict[str, Floats]:
    """How likely each candidate meets each check, by weights that never saw its article."""
    names = sorted({item.article for item in items})
    fold = {name: place % FOLDS for place, name in enumerate(names)}
    found = {check: np.zeros(len(items)) for check in CHECKS}
    for number in range(FOLDS):
        forests = Forests(learn([item for item in items if fold[item.article] != number])["checks"])
        for place, item in enumerate(items):
            if fold[item.article] == number:
                for check, chance in forests.chances(item.signs).items():
                    found[check][place] = 1 - chance
    return found


def area(good: Sequence[bool], score: Floats) -> float:
    """Area under the curve: how often a good one is scored above a bad one."""
    order = np.argsort(score, kind="stable")
    ranks = np.empty(len(score))
    ranks[order] = np.arange(1, len(score) + 1)
    marks = np.array(good)
    return float((ranks[marks].sum() - marks.sum() * (marks.sum() + 1) / 2) / (marks.sum() * (~marks).sum()))


def report(items: Sequence[Judged]) -> Iterator[str]:
    """What the weights reach on articles that they have not seen, in lines."""
    found = chances(items)
    yield f"{len(items)} judged candidates, {np.mean([not item.faults for item in items]):.2f} of them without a fault"
    for check, faults in FAULTS.items():
        met = [not item.faults & faults for item in items]
        yield f"  {check:<18} met by {np.mean(met):.2f}, area {area(met, found[check]):.3f}"
    for title, left_out in (("as a blank", set()), ("with options", FAULTS[ONLY_AS_A_BLANK])):
        score = np.array([prod(found[c][i] for c in CHECKS if FAULTS[c] != left_out) for i in range(len(items))])
        good = np.array([not item.faults - left_out for item in items])
        yield f"  sound {title}: area {area(list(good), score):.3f}; of those at least so likely, found sound:"
        yield "    " + "   ".join(f"{level:.2f}: {good[score >= level].mean():.2f} of {(score >= level).sum()}" for level in LEVELS)


def _readable(data: Weights) -> str:
    """JSON with a line a tree."""
    text = json.dumps({**data, "checks": {}}, ensure_ascii=False, indent=1).removesuffix("{}\n}")
    parts = []
    for check, forest in data["checks"].items():
        trees = ",\n   ".join(json.dumps(tree, ensure_ascii=False) for tree in forest["trees"])
        parts.append(f'  {json.dumps(check)}: {{"base": {forest["base"]}, "trees": [\n   {trees}\n  ]}}')
    return text + "{\n" + ",\n".join(parts) + "\n }\n}\n"


ABOUT = {
    "about": "How likely a candidate fails each check, in log-odds: [sign, word or number, added if so, added if not]. See quizgen/select/soundness.py.",
    "made by": "python -m tools.train_soundness",
    "learned from": [
        "tests/eval/judged.tsv, judged for quizgen, on texts of",
        "SQuAD v1.1 dev (CC BY-SA 4.0)",
        "OneStopQA (CC BY-SA 4.0)",
        "GUM (CC BY and CC BY-SA)",
        "OpenStax Psychology 2e, Introduction to Sociology 3e (CC BY 4.0)",
    ],
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what it reaches; write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    # What reads otherwise since the encoder was taught it cannot tell of.
    items = [item for item in judged(options.bench, encoded()) if f"as read: {SOUND}" in item.signs]
    for line in report(items):
        print(line)
    if not options.check:
        target = data_file("soundness.json")
        target.write_text(_readable({**ABOUT, **learn(items)}), encoding="utf-8")
        print(f"wrote {target.name}, {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
