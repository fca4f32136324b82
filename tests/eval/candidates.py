"""Our own marked answers: how often quizgen accepts what a teacher would ask for and refuses what not."""

from dataclasses import dataclass
from pathlib import Path

from quizgen.analyse import analyse, load_nlp
from quizgen.model import Article, Paragraph, Source, Span
from quizgen.select import select

MARKED = Path(__file__).with_name("candidates.tsv")


@dataclass(frozen=True, slots=True)
class Marked:
    """One line of the file."""

    good: bool
    answer: str
    text: str
    why: str


def marked() -> list[Marked]:
    """Every marked answer."""
    lines = [line for line in MARKED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    return [Marked(verdict == "good", answer, text, why) for verdict, answer, text, why in rows]


def accepted(item: Marked) -> bool:
    """Whether select offers exactly that answer."""
    article = Article(Source(), item.text, (Paragraph(Span(0, len(item.text))),))
    candidates, _ = select(analyse(article, load_nlp()))
    return any(c.answer.text == item.answer for c in candidates)


def measured() -> tuple[float, float, list[str]]:
    """The share of good ones accepted, of bad ones refused, and the mistakes in words."""
    items = marked()
    right = [(item, accepted(item) == item.good) for item in items]
    kept = [ok for item, ok in right if item.good]
    refused = [ok for item, ok in right if not item.good]
    mistakes = [f"{'refused' if item.good else 'accepted'}: {item.answer} ({item.why})" for item, ok in right if not ok]
    return sum(kept) / len(kept), sum(refused) / len(refused), mistakes
