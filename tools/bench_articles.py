"""The articles of the bench with their analysis. Parsing 600,000 words takes minutes, so parses are kept in the temporary folder."""

import gzip
import json
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from quizgen.analyse import Nlp, analyse, load_nlp
from quizgen.analyse import nlp as nlp_module
from quizgen.analyse.nlp import Parsed
from quizgen.model import Analysis, Article, Paragraph, Source, Span

BENCH = Path(__file__).parents[2] / "shared" / "bench"
KEPT = Path(tempfile.gettempdir()) / "quizgen-bench"


@dataclass(frozen=True, slots=True)
class BenchArticle:
    """A line of a bench file, read as quizgen reads an article. `gold` keeps the file’s own words for it."""

    gold: dict[str, Any]
    analysis: Analysis

    def offset(self, paragraph: int) -> int:
        """Where the paragraph begins in the article’s text: bench offsets count from there."""
        return self.analysis.article.paragraphs[paragraph].span.start


class _Kept:
    """Stands in for the language model with parses made before."""

    def __init__(self, groups: list[list[Parsed]]) -> None:
        self._groups = groups

    def parse(self, paragraphs: Iterable[tuple[str, int]]) -> Iterator[list[Parsed]]:
        return iter(self._groups)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a `.jsonl.gz` file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def articles(path: Path) -> list[BenchArticle]:
    """All articles of a bench file, analysed."""
    gold = list(rows(path))
    texts = [_article(row) for row in gold]
    return [
        BenchArticle(row, analyse(article, cast(Nlp, _Kept(groups))))
        for row, article, groups in zip(gold, texts, _parses(path, texts), strict=True)
    ]


def _article(row: dict[str, Any]) -> Article:
    parts = [part if isinstance(part, str) else str(part["text"]) for part in row["paragraphs"]]
    spans, start = [], 0
    for part in parts:
        spans.append(Paragraph(Span(start, start + len(part))))
        start += len(part) + 2
    return Article(Source(row["title"]), "\n\n".join(parts), tuple(spans))


def _parses(path: Path, texts: list[Article]) -> list[list[list[Parsed]]]:
    digest = sha256("".join(article.text for article in texts).encode())
    digest.update(Path(nlp_module.__file__).read_bytes())
    kept = KEPT / f"{path.parent.name}-{path.name.split('.')[0]}-{digest.hexdigest()[:16]}.pickle"
    if not kept.exists():
        nlp = load_nlp()
        parses = [
            list(
                nlp.parse([(paragraph.span.of(article.text), paragraph.span.start) for paragraph in article.paragraphs])
            )
            for article in texts
        ]
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.with_suffix(".new").write_bytes(pickle.dumps(parses))
        kept.with_suffix(".new").rename(kept)
    return cast(list[list[list[Parsed]]], pickle.loads(kept.read_bytes()))
