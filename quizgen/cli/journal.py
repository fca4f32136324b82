"""The report of a batch: one JSON line an article, so that an interrupted batch goes on where it stopped."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from quizgen.cli.files import write_all

REPORT = "batch-report.jsonl"

MADE, SKIPPED, FAILED = "made", "skipped", "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one article.

    `made`: its files are there. `skipped`: it cannot be used, and could not next time either. `failed`: something
    else went wrong, so the next run tries again. `work` is a digest of article, settings and version.
    """

    article: str
    status: str
    work: str
    files: tuple[str, ...] = ()
    questions: int = 0
    wanted: int = 0
    why: str = ""
    hint: str = ""
    exit_code: int = 0
    seconds: float = 0.0


class Journal:
    """The report while it grows. Each line is appended whole; a torn last line, left by a crash, is forgotten."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / REPORT
        self.entries: dict[str, Entry] = {entry.article: entry for entry in _entries(self.path)}

    def settled(self, article: str, work: str) -> bool:
        """Whether this very work was done by an earlier run, and its files are still there."""
        entry = self.entries.get(article)
        if entry is None or entry.work != work or entry.status == FAILED:
            return False
        return all((self.folder / name).is_file() for name in entry.files)

    def add(self, entry: Entry) -> None:
        """Note what became of an article, now and for good."""
        self.entries[entry.article] = entry
        with self.path.open("ab") as file:
            if file.tell() and not _ends_whole(self.path):
                file.write(b"\n")
            file.write(_line(entry))

    def tidy(self, order: Iterable[str]) -> None:
        """One line an article, in the order they were given; what earlier runs noted of others stays after them."""
        names = dict.fromkeys((*order, *self.entries))
        lines = b"".join(_line(self.entries[name]) for name in names if name in self.entries)
        write_all(self.folder, [(REPORT, lines)])


def _line(entry: Entry) -> bytes:
    return (json.dumps(asdict(entry), ensure_ascii=True) + "\n").encode()


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def _entries(path: Path) -> Iterable[Entry]:
    if not path.is_file():
        return
    for line in path.read_bytes().splitlines():
        try:
            data = json.loads(line)
            yield Entry(**{**data, "files": tuple(data["files"])})
        except (ValueError, TypeError, KeyError):
            continue
