"""Fuzzing the whole way from an article to its files. `python -m tests.cli.fuzz [INPUTS] [SEED]`; `make fuzz` runs it.

Sample articles are mutated, in their text and in their title, and made into quiz, sheets and LMS files in one process.
A failure is a bug's exit code, more than ten seconds, a file outside the folder, a PDF that does not open, or a quiz
that does not pass its schema. Put the seed of a failure into SEEDS, where `test_fuzz.py` keeps it as a case.
"""

import json
import logging
import sys
import tempfile
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random

from pypdf import PdfReader

from quizgen.cli.journal import MADE
from quizgen.cli.workers import Order, Task, make_one
from quizgen.config import Settings
from quizgen.quiz_json import from_json
from tests.bench.variations import SAMPLES
from tests.read.fuzz import mutated

LONGEST = 10.0
# The seed of every failure found so far.
SEEDS: tuple[int, ...] = ()
MOST_WORDS = 450

TITLES = (
    "Rivers", "../../etc/passwd", "..\\..\\windows", "CON", "nul.txt", "a\0b", "{{7*7}}", "{% import os %}", "{{ ''.__class__ }}", "<b>bold</b>", "</para><para>", "&lt;&amp;", "=cmd|'/c calc'!A0",
    "+1+1", "@SUM(A1)", "\x1b[31mred\x1b[0m", "\u202egnp.exe", "😀" * 40, "x" * 300, "%s%n%50%", "[[1]] ->", "{=~}", "\\", "'", "\"", "—", "\ud800", "  ", "---", "Θεός", "نهر", "tab\there",
)  # fmt: skip
SPICE = (
    "{{7*7}}", "{% import os %}", "{#", "#}", "<script>alert(1)</script>", "</para>", "<img src=x onerror=alert(1)>", "&nbsp;", "&#0;", "]]>", "=1+1", "=cmd|'/c calc'!A0", "%50%", "->", "//", "[[1]]", "{=~}",
    "{1:MULTICHOICE:=a}", "*gap*", "\\(x\\)", "$$x$$", "\u202e", "\u200b", "\ufeff", "\x00", "\x1b[2J", "😀", "Ω", "ﬁ", "\u0301" * 30, "_____", "[24]", "\t", "“", "”", "\r", "`", "~", "#", "|", ";", ",,", "\ud800", "0" * 400,
)  # fmt: skip
TARGETS = (
    "moodle-xml",
    "gift",
    "aiken",
    "canvas-qti",
    "h5p",
    "csv",
    "markdown-answers",
    "kahoot",
    "blooket",
    "qti3",
    "qti21",
)


def article(seed: int) -> bytes:
    """The article of that seed: a sample shortened, spiced, mutated."""
    rng = Random(seed)
    sample = rng.choice(sorted(path for path in SAMPLES.iterdir() if path.suffix in {".md", ".txt"}))
    paragraphs = sample.read_text(encoding="utf-8").split("\n\n")
    rng.shuffle(paragraphs)
    words = " \n\n ".join(paragraphs).split(" ")[:MOST_WORDS]
    for _ in range(rng.choice((0, 1, 3, 12, 40))):
        words.insert(rng.randrange(len(words) + 1), rng.choice(SPICE))
    title = rng.choice(TITLES)
    text = f"---\ntitle: {json.dumps(title, ensure_ascii=rng.random() < 0.5)}\n---\n\n" + " ".join(words)
    data = text.encode("utf-8", "surrogatepass")
    return mutated(data, rng) if rng.random() < 0.5 else data


def attempt(seed: int, folder: Path) -> tuple[float, str]:
    """Make the article of that seed in `folder`; seconds and what became of it. Raises AssertionError for a failure."""
    rng = Random(f"make {seed}")
    source = folder / "in" / rng.choice(("article.md", "article.txt", "a b.md", "ünï.md"))
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(article(seed))
    settings = Settings(
        number=rng.choice((1, 4, 10)), stems=rng.choice(("completion", "questions", "mixed")), seed=seed % 5
    )
    order = Order(str(folder / "out"), settings, tuple(rng.sample(TARGETS, 3)), "", True)
    started = time.perf_counter()
    entry = make_one(Task(str(source), f"made-{seed}", "work"), order)
    taken = time.perf_counter() - started
    assert entry.exit_code != 1, entry.hint
    assert taken < LONGEST, f"{taken:.1f} s"
    assert entry.status == MADE or (entry.why and entry.hint), entry
    for name in entry.files:
        check(folder / "out" / name)
    strays = [path for path in folder.iterdir() if path.name not in {"in", "out"}]
    assert not strays, strays
    assert {path.name for path in (folder / "out").glob("*")} == set(entry.files)
    for path in (folder / "out").glob("*"):
        path.unlink()
    source.unlink()
    return taken, entry.status


def check(path: Path) -> None:
    """The file is whole and of its kind."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        assert len(PdfReader(BytesIO(data)).pages) > 0
    elif path.name.endswith(".quiz.json"):
        assert from_json(data.decode("utf-8"), path.name).questions
    elif data.startswith(b"PK"):
        assert zipfile.ZipFile(BytesIO(data)).testzip() is None
    else:
        data.decode("utf-8")


def main(inputs: int = 2_000, first: int = 0) -> int:
    """Run that many inputs; 1 when one failed."""
    logging.disable()
    became: Counter[str] = Counter()
    slowest, failures, started = (0.0, 0), 0, time.perf_counter()
    for seed in range(first, first + inputs):
        with tempfile.TemporaryDirectory() as name:
            try:
                taken, status = attempt(seed, Path(name))
            except Exception as error:
                failures += 1
                print(f"FAILED ({seed}): {type(error).__name__}: {error}", flush=True)
                continue
        became[status] += 1
        slowest = max(slowest, (taken, seed))
    told = ", ".join(f"{count} {status}" for status, count in sorted(became.items()))
    print(
        f"{inputs} articles: {told}, {failures} failures; {time.perf_counter() - started:.0f} s; slowest {slowest[0]:.2f} s (seed {slowest[1]})"
    )
    logging.disable(logging.NOTSET)
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
