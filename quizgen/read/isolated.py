"""Documents are taken apart in a process of their own, so that a file made to hurt can neither hang nor fill this one.

The child (`child.py`) gets the bytes on standard input and writes the `Document` as JSON. Its time and memory are
limited.
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
OUT_OF_MEMORY = 70
# -P: a module in the current folder is never taken for ours.
COMMAND = (sys.executable, "-P", "-m", "quizgen.read.child")


def read_isolated(kind: FileKind, data: bytes, name: str, settings: ReadSettings) -> Document:
    """The document, read by the module of its kind in a child process."""
    request = json.dumps({"kind": kind.value, "name": name, "settings": asdict(settings)}).encode() + b"\n"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            COMMAND,
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
    if done.returncode == OUT_OF_MEMORY or done.returncode < 0 or b"MemoryError" in done.stderr:
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
