"""Many articles: how much two processes gain over one, whether memory stays flat, and what a kill leaves behind.

    python -m tests.bench.batch [--articles 60] [--kills 0]

Memory is the most each process held (VmHWM of Linux), told for the first fifty articles of a run and for all of them.
With `--kills N` the batch is killed N times at random moments (kill -9) and started again; then every article must have
been made exactly once and every file be whole.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.bench.variations import write_variations

ROOT = Path(__file__).parents[2]
REPORT = "batch-report.jsonl"
EARLY = 50


def command(articles: Path, out: Path, jobs: int) -> list[str]:
    """The batch as a user would start it."""
    return [sys.executable, "-m", "quizgen", "batch", str(articles), "-o", str(out), "--jobs", str(jobs), "-q"]


def timed(articles: Path, out: Path, jobs: int) -> tuple[float, int, int]:
    """Seconds, and the peak memory in MB of any worker after the first fifty articles and after all."""
    start, early, late = time.perf_counter(), 0, 0
    with subprocess.Popen(command(articles, out, jobs), cwd=ROOT) as batch:
        while batch.poll() is None:
            peak = max((_peak_megabytes(pid) for pid in _children(batch.pid)), default=0)
            late = max(late, peak)
            if _done(out) <= EARLY:
                early = max(early, peak)
            time.sleep(0.2)
    if batch.returncode:
        raise SystemExit(f"The batch ended with {batch.returncode}.")
    return time.perf_counter() - start, early, late


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak_megabytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024 if "VmHWM:" in status else 0


def _done(out: Path) -> int:
    report = out / REPORT
    return report.read_bytes().count(b"\n") if report.exists() else 0


def killed_and_resumed(articles: Path, out: Path, kills: int, *, jobs: int = 2, seed: int = 0) -> None:
    """Kill the batch so often at moments of chance, then let it end. Raises CalledProcessError when it does not."""
    rng = Random(seed)
    for _ in range(kills):
        with subprocess.Popen(command(articles, out, jobs), cwd=ROOT, start_new_session=True) as batch:
            start = _done(out)
            wanted = start + rng.randrange(1, 6)
            while batch.poll() is None and _done(out) < wanted:
                time.sleep(0.05)
            time.sleep(rng.random() * 0.4)  # in the middle of the next
            if batch.poll() is None:
                batch.send_signal(signal.SIGKILL)
    subprocess.run(command(articles, out, jobs), cwd=ROOT, check=True)


def faults(articles: Path, out: Path) -> list[str]:
    """What is wrong with a finished batch; an empty list when every article was made once and every file is whole."""
    from pypdf import PdfReader

    from quizgen.quiz_json import from_json

    entries = [json.loads(line) for line in (out / REPORT).read_text(encoding="utf-8").splitlines()]
    made = Counter(Path(entry["article"]).name for entry in entries if entry["status"] == "made")
    found = [f"{path.name}: made {made[path.name]} times" for path in articles.iterdir() if made[path.name] != 1]
    named = {name for entry in entries for name in entry["files"]} | {REPORT}
    found += [f"{path.name}: left over" for path in out.iterdir() if path.name not in named]
    for path in out.iterdir():
        try:
            if path.suffix == ".pdf":
                assert len(PdfReader(path).pages) > 0
            elif path.name.endswith(".quiz.json"):
                assert from_json(path.read_text(encoding="utf-8"), path.name).questions
        except Exception as error:
            found.append(f"{path.name}: {error}")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = write_variations(folder / "articles", options.articles)
        one, _, _ = timed(articles, folder / "one", 1)
        two, early, late = timed(articles, folder / "two", 2)
        print(f"{options.articles} articles: {one:.1f} s with one process, {two:.1f} s with two")
        print(f"{'two processes over one, articles per second':<44}{one / two:>10.2f}{'1.70':>8}")
        print(f"{'peak memory of a worker, first 50 articles':<44}{early:>7} MB")
        print(f"{'peak memory of a worker, all articles':<44}{late:>7} MB")
        if options.kills:
            killed_and_resumed(articles, folder / "killed", options.kills)
            wrong = faults(articles, folder / "killed")
            print(f"killed {options.kills} times: {len(wrong)} faults")
            print("\n".join(wrong))


if __name__ == "__main__":
    main()
