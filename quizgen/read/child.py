"""The process that takes a document apart: one request on standard input, one answer on standard output."""

import json
import sys
from dataclasses import asdict
from typing import Any

from quizgen.config import ReadSettings
from quizgen.errors import QuizgenError
from quizgen.read.isolated import OUT_OF_MEMORY, read_here
from quizgen.read.kinds import FileKind


def main() -> int:
    """Read the document within the limits; a refusal is an answer too."""
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
        return OUT_OF_MEMORY
    # ASCII only, so that even a lone surrogate comes through.
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


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


if __name__ == "__main__":
    sys.exit(main())
