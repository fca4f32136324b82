"""The processes of a batch: each loads the language model once and makes one article after another.

A worker that dies or hangs takes only its article with it. When the parent dies the pipe closes, and workers end.
"""

import gc
import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

from quizgen.cli.journal import FAILED, MADE, SKIPPED, Entry
from quizgen.config import Settings
from quizgen.errors import InputError, NothingToAsk, QuizgenError

SECONDS_PER_ARTICLE = 300.0
# A worker is replaced after so many articles: what libraries keep for themselves never adds up.
ARTICLES_PER_WORKER = 50


@dataclass(frozen=True, slots=True)
class Task:
    """An article and what its files are called."""

    article: str
    name: str
    work: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is the same for every article of a batch."""

    folder: str
    settings: Settings
    targets: tuple[str, ...]
    h5p_libraries: str
    force: bool


class _Worker:
    """A process and the task it has in hand."""

    def __init__(self, order: Order) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, order), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.since, self.done = 0.0, 0

    def take(self, task: Task) -> None:
        self.task, self.since = task, time.monotonic()
        self.pipe.send(task)

    def seconds(self) -> float:
        return time.monotonic() - self.since

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def in_parallel(tasks: Sequence[Task], order: Order, jobs: int) -> Iterator[Entry]:
    """What became of each task, in the order they are finished."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # the processes share the machine; threads inside them only get in the way
    waiting = deque(tasks)
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.task for worker in workers):
            while waiting and len(workers) < jobs:
                workers.append(_Worker(order))
            for worker in workers:
                if waiting and worker.task is None:
                    worker.take(waiting.popleft())
            for worker in _ready([worker for worker in workers if worker.task]):
                yield _result(worker)
                worker.task, worker.done = None, worker.done + 1
                if worker.done >= ARTICLES_PER_WORKER or not worker.process.is_alive():
                    worker.stop()
                    workers.remove(worker)
    finally:
        for worker in workers:
            worker.stop()


def _ready(busy: list[_Worker]) -> list[_Worker]:
    """Those that have an answer, have died, or have taken too long."""
    left = min(SECONDS_PER_ARTICLE - worker.seconds() for worker in busy)
    answered = wait([worker.pipe for worker in busy], timeout=max(0.0, left))
    return [worker for worker in busy if worker.pipe in answered or worker.seconds() >= SECONDS_PER_ARTICLE]


def _result(worker: _Worker) -> Entry:
    task = worker.task
    assert task is not None
    try:
        if worker.pipe.poll():
            entry: Entry = worker.pipe.recv()
            return entry
        why = f"It took more than {SECONDS_PER_ARTICLE:.0f} seconds."
    except (EOFError, OSError):
        why = "The process that made it was ended from outside; perhaps memory ran out."
    worker.process.kill()
    worker.process.join()
    return Entry(task.article, FAILED, task.work, why=why, exit_code=1, seconds=round(worker.seconds(), 2))


# --- in the worker ----------------------------------------------------------------------------------------


def _work(pipe: Connection, order: Order) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    gc.set_threshold(200_000, 50, 50)
    first = True
    while True:
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        entry = make_one(task, order)
        try:
            pipe.send(entry)
        except OSError:
            return  # the parent is gone: nobody waits for the answer
        gc.collect()
        if first:
            gc.freeze()  # the model stays; no need to look through it again
            first = False


def make_one(task: Task, order: Order) -> Entry:
    """One article from reading to files; whatever goes wrong becomes part of the entry."""
    start = time.monotonic()

    def entry(status: str, why: str = "", hint: str = "", code: int = 0) -> Entry:
        seconds = round(time.monotonic() - start, 2)
        return Entry(task.article, status, task.work, why=why, hint=hint, exit_code=code, seconds=seconds)

    try:
        return _made(task, order, start)
    except (InputError, NothingToAsk) as error:
        status = FAILED if "://" in task.article else SKIPPED  # an address may answer another time
        return entry(status, error.message, error.hint, error.exit_code)
    except QuizgenError as error:
        return entry(FAILED, error.message, error.hint, error.exit_code)
    except Exception:
        return entry(FAILED, "This is a bug of quizgen.", traceback.format_exc(), 1)


def _made(task: Task, order: Order, start: float) -> Entry:
    from quizgen.cli.files import write_outputs
    from quizgen.cli.flow import drawn, make_from, with_passage

    made = make_from(task.article, with_passage(order.settings) if order.targets else order.settings)
    outputs, _ = drawn(made.quiz, order.settings, order.targets, order.h5p_libraries)
    paths = write_outputs(Path(order.folder), task.name, outputs, source=task.article, force=order.force)
    return Entry(
        task.article,
        MADE,
        task.work,
        files=tuple(path.name for path in paths),
        questions=len(made.quiz.questions),
        wanted=order.settings.number,
        seconds=round(time.monotonic() - start, 2),
    )
