"""Documents are taken apart in a process of their own, so that a file made to hurt can neither hang nor fill this one.

The child gets the bytes on standard input and writes the `Document` as JSON; it is held to a time and a memory limit.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from typing import Any

from quizgen import errors
from quizgen.config import ReadSettings
from quizgen.errors import InputError, QuizgenError
from quizgen.model import Removed, Source
from quizgen.read.document import Block, BlockKind, Document
from quizgen.read.kinds import FileKind

# What the child may end with when it is stopped for using too much.
_OUT_OF_MEMORY = 70


def read_isolated(kind: FileKind, data: bytes, name: str, settings: ReadSettings) -> Document:
    """The document, read by the module of its kind in a child process."""
    request = json.dumps({"kind": kind.value, "name": name, "settings": asdict(settings)}).encode() + b"\n"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "quizgen.read.isolated"],
            input=request + data,
            capture_output=True,
            timeout=settings.seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"“{name}” takes longer than {settings.seconds:.0f} seconds to read.",
            hint="Choose some of its pages, or save the article alone.",
        ) from None
    if done.returncode == 0:
        return _answer(json.loads(done.stdout))
    if done.returncode == _OUT_OF_MEMORY or done.returncode < 0 or b"MemoryError" in done.stderr:
        raise InputError(
            f"“{name}” needs more memory than I may use.", hint="Choose some of its pages, or save the article alone."
        )
    raise RuntimeError(f"reading {name} failed in its own process:\n{done.stderr.decode('utf-8', 'replace')}")


def _answer(answer: dict[str, Any]) -> Document:
    if "error" in answer:
        raised: type[QuizgenError] = getattr(errors, answer["error"])
        raise raised(answer["message"], hint=answer["hint"])
    return Document(
        tuple(Block(text, BlockKind(kind), level) for text, kind, level in answer["blocks"]),
        Source(**answer["source"]),
        answer["language"],
        tuple(Removed(text, reason) for text, reason in answer["removed"]),
    )


def read_here(kind: FileKind, data: bytes, name: str, settings: ReadSettings) -> Document:
    """The document, read by the module of its kind in this process."""
    document: Document = import_module(f"quizgen.read.{kind.value}").read(data, name, settings)
    return document


def _limit(settings: ReadSettings) -> None:
    """Memory and processor time, where the system can limit them."""
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (settings.max_memory, settings.max_memory))
    seconds = int(settings.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """The child: one request on standard input, one answer on standard output."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    request = json.loads(head)
    settings = ReadSettings(**request["settings"])
    _limit(settings)
    try:
        document = read_here(FileKind(request["kind"]), data, request["name"], settings)
        answer: dict[str, Any] = {
            "blocks": [(block.text, block.kind.value, block.level) for block in document.blocks],
            "source": asdict(document.source),
            "language": document.language,
            "removed": [(item.text, item.reason) for item in document.removed],
        }
    except QuizgenError as error:
        answer = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
    except (MemoryError, RecursionError):
        return _OUT_OF_MEMORY
    # ASCII only, so that even a lone surrogate comes through.
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
