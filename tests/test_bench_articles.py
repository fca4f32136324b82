"""On real articles of four kinds: there are questions, and none with a fault that a rule can see."""

import gzip
import json
import re
from pathlib import Path

import pytest

from quizgen.config import Settings
from quizgen.model import MultipleChoice
from quizgen.pipeline import load_nlp, make_quiz
from quizgen.read import read_article

SHARED = Path(__file__).parents[2] / "shared"
BENCH = SHARED / "bench" / "articles" / "dev.jsonl.gz"
DANGLING = re.compile(r"^(he|she|it|they|his|her|its|their|this|that|these|those|such|however|therefore)\b", re.I)
DEBRIS = re.compile(r"\[\d+\]|\(\w+(?: et al\.| (?:&|and) \w+)?,? \d{4}\)|https?:|_{2,}| / [A-Z]{2,}")


def articles() -> list[tuple[str, str]]:
    """Name and text of each; empty where they are not beside the project."""
    if not BENCH.exists():
        return []
    lines = [json.loads(line) for line in gzip.decompress(BENCH.read_bytes()).decode().splitlines()]
    found = [(d["article_id"], f"---\ntitle: {d['title']}\n---\n\n" + "\n\n".join(d["paragraphs"])) for d in lines]
    news = SHARED / "articles" / "moscow-talks.txt"
    return [*found, ("moscow-talks", news.read_text(encoding="utf-8"))]


@pytest.mark.slow
@pytest.mark.skipif(not BENCH.exists(), reason="the shared articles are not beside the project")
@pytest.mark.parametrize(("name", "text"), articles(), ids=[name for name, _ in articles()])
def test_an_article_gives_sound_questions_only(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text, encoding="utf-8")
    quiz = make_quiz(read_article(str(path)), Settings(), load_nlp()).quiz
    assert quiz.questions
    for question in quiz.questions:
        stem = f"{question.stem.before.strip() or '…'} {question.stem.after or ''}"  # “… that grow here are …”
        assert not DANGLING.match(stem.strip()), stem
        assert not DEBRIS.search(stem), stem
        if isinstance(question, MultipleChoice):
            options = [f" {choice.text.casefold()} " for choice in question.choices]
            for place, option in enumerate(options):
                assert not any(option in other for other in options[:place] + options[place + 1 :]), options
                assert not re.search(rf"(?<!\w){re.escape(option.strip())}(?!\w)", stem.casefold()), (option, stem)
