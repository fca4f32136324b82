"""Many articles: each made once, whole, in its place; a bad one stops nothing; a killed batch goes on."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.batch import _tasks as tasks_for
from quizgen.cli.batch import found_articles
from quizgen.cli.journal import FAILED, MADE, REPORT, SKIPPED, Entry, Journal
from quizgen.errors import InputError
from tests.cli.test_commands import ARTICLES, ROOT, refused, run

TEXTS = sorted(ARTICLES.glob("*.txt"))


def report(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / REPORT).read_text().splitlines()]


def texts(folder: Path, number: int) -> Path:
    """A folder of `number` short articles, no two alike."""
    folder.mkdir()
    body = (ARTICLES / "rosetta-stone.txt").read_text(encoding="utf-8")
    for count in range(number):
        (folder / f"stone-{count:03}.txt").write_text(f"{body}\n\nStone {count} was moved to room {count + 3}.\n")
    return folder


# --- what is read -----------------------------------------------------------------------------------------


def test_a_folder_gives_its_articles_in_order_and_none_of_our_own_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden", "a.quiz.json", "a-key.pdf", "deep/c.txt", "out/d.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = found_articles([str(tmp_path)], None, tmp_path / "out")
    assert [Path(name).name for name in found] == ["a.md", "b.txt", "c.txt"]


def test_a_list_names_articles_and_may_hold_remarks(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("# unit 1\na.txt\n\nhttps://example.org/page\na.txt\n")
    assert found_articles([], str(tmp_path / "list"), tmp_path) == ["a.txt", "https://example.org/page"]


def test_a_list_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="is no list of names"):
        found_articles([], str(tmp_path / "list"), tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        found_articles([], str(tmp_path / "none"), tmp_path)


def test_articles_of_one_name_get_files_of_their_own() -> None:
    names = [task.name for task in tasks_for(["one/Rivers.txt", "two/rivers.md", "three/RIVERS.html"], "")]
    assert names == ["Rivers", "rivers-2", "RIVERS-3"]


def test_another_text_or_setting_is_other_work(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("one")
    first = tasks_for([str(article)], "settings")[0].work
    assert tasks_for([str(article)], "others")[0].work != first
    article.write_text("two")
    assert tasks_for([str(article)], "settings")[0].work != first


# --- the report -------------------------------------------------------------------------------------------


def test_what_was_made_is_settled_while_its_files_are_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("x")
    Journal(tmp_path).add(Entry("a.txt", MADE, "w1", files=("a.pdf",)))
    journal = Journal(tmp_path)
    assert journal.settled("a.txt", "w1")
    assert not journal.settled("a.txt", "w2") and not journal.settled("b.txt", "w1")
    (tmp_path / "a.pdf").unlink()
    assert not journal.settled("a.txt", "w1")


def test_what_failed_is_tried_again_and_what_is_no_article_is_not(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add(Entry("a.txt", FAILED, "w"))
    journal.add(Entry("b.txt", SKIPPED, "w"))
    assert not journal.settled("a.txt", "w") and journal.settled("b.txt", "w")


def test_a_torn_last_line_is_forgotten_and_harms_no_other(tmp_path: Path) -> None:
    Journal(tmp_path).add(Entry("a.txt", SKIPPED, "w"))
    with (tmp_path / REPORT).open("a") as file:
        file.write('{"article": "b.txt", "sta')
    journal = Journal(tmp_path)
    journal.add(Entry("c.txt", SKIPPED, "w"))
    assert set(Journal(tmp_path).entries) == {"a.txt", "c.txt"}


def test_the_tidied_report_stands_in_the_order_of_the_articles(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for name in ("c", "a", "b", "a"):
        journal.add(Entry(name, SKIPPED, "w"))
    journal.tidy(["a", "b", "c"])
    assert [line["article"] for line in report(tmp_path)] == ["a", "b", "c"]


# --- the command ------------------------------------------------------------------------------------------


def test_a_batch_of_nothing_and_an_unknown_format_are_told(tmp_path: Path) -> None:
    refused(run("batch", "-o", "out", cwd=tmp_path), 3, "no article to read")
    refused(run("batch", "x.txt", "-o", "out", "--to", "gitf", cwd=tmp_path), 5, "gitf")
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_bad_article_stops_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    done = run("batch", "bad.txt", "none.txt", *TEXTS[:2], "-o", "out", "-n", "2", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert [line["status"] for line in report(tmp_path / "out")] == [SKIPPED, SKIPPED, MADE, MADE]
    said = done.stdout.decode()
    assert "“bad.txt” is empty" in said and "“none.txt”" in said
    for line in report(tmp_path / "out")[2:]:
        assert line["questions"] == 2 and line["seconds"] > 0
        assert all((tmp_path / "out" / name).is_file() for name in line["files"])


@pytest.mark.slow
def test_a_batch_gives_the_bytes_that_make_gives(tmp_path: Path) -> None:
    run("make", TEXTS[0], "-o", "one", cwd=tmp_path)
    run("batch", *TEXTS[:3], "-o", "many", "--jobs", "1", cwd=tmp_path)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "many" / path.name).read_bytes(), path.name


@pytest.mark.slow
def test_a_second_run_does_nothing_twice_and_mends_what_is_missing(tmp_path: Path) -> None:
    words = ("batch", texts(tmp_path / "in", 3), "-o", "out", "-n", "3", "--jobs", "1")
    assert run(*words, cwd=tmp_path).returncode == 0
    kept = tmp_path / "out" / "stone-000-key.pdf"
    before = kept.stat().st_mtime_ns
    (tmp_path / "out" / "stone-001-key.pdf").unlink()
    assert "2 of them by an earlier run" in run(*words, cwd=tmp_path).stdout.decode()
    assert kept.stat().st_mtime_ns == before
    assert (tmp_path / "out" / "stone-001-key.pdf").is_file()


@pytest.mark.slow
def test_a_batch_killed_at_random_moments_makes_every_article_once(tmp_path: Path) -> None:
    words = ["batch", str(texts(tmp_path / "in", 12)), "-o", "out", "-n", "3", "--jobs", "2", "--verbose"]
    made: Counter[str] = Counter()
    moments = random.Random(7)
    for _ in range(4):
        before = (
            {line["article"] for line in report(tmp_path / "out")} if (tmp_path / "out" / REPORT).exists() else set()
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "quizgen", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(2.5, 5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (tmp_path / "out" / REPORT).exists():
            after = Counter(line["article"] for line in report(tmp_path / "out"))
            made.update(set(after) - before)
            assert max(after.values(), default=1) == 1, "an article was made twice"
    assert run(*words, cwd=tmp_path).returncode == 0
    lines = report(tmp_path / "out")
    assert len(lines) == 12 and {line["status"] for line in lines} == {MADE}
    assert all(count == 1 for count in made.values())
    for line in lines:
        quiz, *sheets = (tmp_path / "out" / name for name in line["files"])
        assert len(json.loads(quiz.read_text())["questions"]) == line["questions"]
        assert all(sheet.read_bytes().rstrip().endswith(b"%%EOF") for sheet in sheets)
    assert not list((tmp_path / "out").glob(".quizgen-*"))


@pytest.mark.slow
def test_ctrl_c_stops_a_batch_and_says_how_to_go_on(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "quizgen", "batch", str(texts(tmp_path / "in", 80)), "-o", "out", "--jobs", "2"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    waited = time.monotonic() + 90
    while time.monotonic() < waited and not ((tmp_path / "out" / REPORT).exists() and report(tmp_path / "out")):
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, said
    assert "goes on from here" in said and "Traceback" not in said


@pytest.mark.slow
def test_a_process_that_dies_takes_only_its_article_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.cli import workers
    from quizgen.config import Settings

    article = tmp_path / "pipe.txt"
    os.mkfifo(article)  # reading it never ends
    good = tasks_for([str(TEXTS[0])], "")[0]
    stuck = workers.Task(str(article), "pipe", "w")
    monkeypatch.setattr(workers, "SECONDS_PER_ARTICLE", 6.0)
    order = workers.Order(str(tmp_path / "out"), Settings(number=3), (), "", False)
    entries = {entry.article: entry for entry in workers.in_parallel([stuck, good], order, 1)}
    assert entries[str(TEXTS[0])].status == MADE
    assert entries[str(article)].status == FAILED and "more than 6 seconds" in entries[str(article)].why
