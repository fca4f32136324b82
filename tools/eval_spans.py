"""How well quizgen finds what people asked about: spans and sentences against the bench’s scorer.

    python -m tools.eval_spans                 on articles each set of weights has not learned from (five parts in turn)
    python -m tools.eval_spans --strange       every data set judged by weights that learned from the other sets only
    python -m tools.eval_spans --shipped       with the shipped weights, as for a held-out bench: --bench FOLDER

`make eval` calls `table`. The scorer is the bench’s own `score_spans.py`.
"""

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from quizgen.model import Mention
from quizgen.select import spans, traits
from quizgen.select.spans import answer_spans
from quizgen.select.worth import Table, Worth, read_weights, shipped_weights
from tools import train_worth
from tools.bench_articles import BENCH, KEPT, BenchArticle, articles

FOLDS = 5
# A span is accepted when its score is at least this share of the best in its paragraph; what overlaps an accepted one
# says little new, so it must be better by so much.
ACCEPTED = 0.4
OVERLAPPING = 0.7

Judge = Callable[[Worth, int, Mention], float]
Weights = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the table: where it is measured, with which figure of the scorer, and what it should reach."""

    name: str
    source: str
    figure: str
    goal: float
    judge: str = "answer"
    kind: str | None = None
    least_salience: int = 0


GOALS = (
    Goal("SQuAD spans, multi-span F1", train_worth.SQUAD, "multispan_f1", 0.40),
    Goal("SQuAD sentences, precision of 10", train_worth.SQUAD, "sent_p10", 0.88),
    Goal("OneStopQA critical sentences, precision of 10", train_worth.ONESTOP, "sent_p10", 0.72, kind="critical"),
    Goal("GUM salience >= 3, precision of 10 spans", train_worth.GUM, "p10_exact", 0.75, "topic", None, 3),
    Goal("OpenStax psychology quiz keys, recall of 10", train_worth.TEXTBOOKS[0], "r10_exact", 0.12, kind="quiz-key"),
    Goal("OpenStax sociology quiz keys, recall of 10", train_worth.TEXTBOOKS[1], "r10_exact", 0.0, kind="quiz-key"),
    Goal("OpenStax psychology key terms, precision of 10", train_worth.TEXTBOOKS[0], "p10_exact", 0.0, kind="key-term"),
    Goal("GUM salience >= 3, precision of 10 answers", train_worth.GUM, "p10_exact", 0.0, "answer", None, 3),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, measured."""

    name: str
    value: float
    goal: float


def table(bench: Path = BENCH, *, weights_of: Callable[[str, int], Weights] | None = None) -> list[Row]:
    """All goals with what is reached. `weights_of(data set, number of the article)`: by default those of `unseen`."""
    scorer = _scorer(bench)
    found = {source: articles(bench / f"{source}.jsonl.gz") for source in {goal.source: None for goal in GOALS}}
    chosen = weights_of or unseen(bench)
    rows, predicted = [], {}
    for goal in GOALS:
        if goal.judge not in chosen(goal.source, 0):
            continue
        key = goal.source, goal.judge
        if key not in predicted:
            judge: Judge = _topic if goal.judge == "topic" else _answer
            predicted[key] = [
                line
                for number, article in enumerate(found[goal.source])
                for line in predictions(article, Worth(article.analysis, chosen(goal.source, number)), judge)
            ]
        gold = [article.gold for article in found[goal.source]]
        figures = scorer.score(gold, predicted[key], kind=goal.kind, min_salience=goal.least_salience)
        rows.append(Row(goal.name, figures[goal.figure], goal.goal))
    return rows


def _answer(judge: Worth, index: int, mention: Mention) -> float:
    return judge.answer(index, mention).total


def _topic(judge: Worth, index: int, mention: Mention) -> float:
    return judge.topic(index, mention).total


def predictions(article: BenchArticle, judge: Worth, score: Judge) -> Iterator[dict[str, Any]]:
    """For each paragraph the spans that would be accepted and all sentences, scored; in the scorer’s form."""
    paragraphs = article.gold["paragraphs"]
    spans_of: list[list[dict[str, Any]]] = [[] for _ in paragraphs]
    sentences_of: list[list[dict[str, Any]]] = [[] for _ in paragraphs]
    for index, sentence in enumerate(article.analysis.sentences):
        offset = article.offset(sentence.paragraph)
        whole = judge.sentence(index).total
        sentences_of[sentence.paragraph].append(
            _scored(sentence.span.start - offset, sentence.span.end - offset, whole)
        )
        for mention in answer_spans(sentence):
            spans_of[sentence.paragraph].append(
                _scored(mention.span.start - offset, mention.span.end - offset, score(judge, index, mention))
            )
    for paragraph, found, sentences in zip(paragraphs, spans_of, sentences_of, strict=True):
        yield {
            "article_id": article.gold["article_id"],
            "paragraph_id": paragraph["paragraph_id"],
            "spans": accepted(found),
            "sentences": sentences,
        }


def _scored(start: int, end: int, score: float) -> dict[str, Any]:
    return {"start": start, "end": end, "score": score}


def accepted(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The spans of a paragraph that would do."""
    best = max((span["score"] for span in found), default=0.0)
    chosen: list[dict[str, Any]] = []
    for span in sorted(found, key=lambda span: -span["score"]):
        overlaps = any(span["start"] < other["end"] and other["start"] < span["end"] for other in chosen)
        if span["score"] * (OVERLAPPING if overlaps else 1) >= ACCEPTED * best:
            chosen.append(span)
    return chosen


def unseen(bench: Path) -> Callable[[str, int], Weights]:
    """Weights that have not learned from the article they judge: article n is in part n mod 5."""
    folds = [read_weights(data) for data in _kept(bench, "folds", _learn_folds)]
    return lambda source, number: folds[number % FOLDS]


def strange(bench: Path) -> Callable[[str, int], Weights]:
    """Weights that have learned nothing from the data set they judge. Topics are learned from one set, so not judged."""
    others = dict(
        zip(train_worth.SETS, (read_weights(data) for data in _kept(bench, "strange", _learn_strange)), strict=True)
    )
    return lambda source, number: others[source]


def _kept(
    bench: Path, name: str, make: Callable[[dict[str, train_worth.Lesson]], Iterable[train_worth.Weights]]
) -> list[train_worth.Weights]:
    """Learned once for each state of the code that matters."""
    digest = sha256()
    for module in (spans, traits, train_worth):
        digest.update(Path(str(module.__file__)).read_bytes())
    kept = KEPT / f"weights-{name}-{digest.hexdigest()[:16]}.json"
    if not kept.exists():
        found = [articles(bench / f"{source}.jsonl.gz") for source in train_worth.SETS]
        learned = list(make(train_worth.lessons(found)))
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(learned), encoding="utf-8")
    data: list[train_worth.Weights] = json.loads(kept.read_text(encoding="utf-8"))
    return data


def _learn_folds(plan: dict[str, train_worth.Lesson]) -> Iterator[train_worth.Weights]:
    for fold in range(FOLDS):
        yield train_worth.learn_all(
            {name: train_worth.without(lesson, article=fold, of=FOLDS) for name, lesson in plan.items()}
        )


def _learn_strange(plan: dict[str, train_worth.Lesson]) -> Iterator[train_worth.Weights]:
    for number in range(len(train_worth.SETS)):
        yield train_worth.learn_all({name: train_worth.without(lesson, source=number) for name, lesson in plan.items()})


def _scorer(bench: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_spans", bench / "score_spans.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The table as text."""
    for row in rows:
        mark = "" if not row.goal else "reached" if row.value >= row.goal else "missed"
        yield f"{row.name:48s} {row.value:6.3f}   {f'goal {row.goal:.2f} {mark}' if row.goal else ''}".rstrip()


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--strange", action="store_true")
    parser.add_argument("--shipped", action="store_true")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.shipped:
        weights = shipped_weights()
        rows = table(options.bench, weights_of=lambda source, number: weights)
    else:
        rows = table(options.bench, weights_of=strange(options.bench) if options.strange else None)
    print("\n".join(lines(rows)))


if __name__ == "__main__":
    main()
