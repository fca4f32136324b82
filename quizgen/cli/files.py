"""Where output goes: safe names, written whole or not at all."""

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from quizgen.errors import OutputError

# Names that Windows keeps for devices, whatever follows the dot.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
LONGEST_NAME = 80  # in characters; with suffixes and four bytes a letter still below the 255 bytes of most file systems
LONGEST_BYTES = 180


def safe_name(text: str) -> str:
    """A file name, without ending, that every system takes and that cannot leave its folder."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(
        char if char.isalnum() or char in "-_. " else "-" for char in text if unicodedata.category(char)[0] != "C"
    )
    name = re.sub(r"[-\s]*[\s-][-\s]*", "-", kept).strip("-. _")[:LONGEST_NAME]
    while len(name.encode()) > LONGEST_BYTES:
        name = name[:-1]
    name = name.rstrip("-. ")
    if name.split(".")[0].lower() in RESERVED:
        name = f"quiz-{name}"
    return name or "quiz"


def name_for(source: str, title: str) -> str:
    """What outputs of this article are called: after its file; of standard input, after its title."""
    if source == "-":
        return safe_name(title)
    last = re.split(r"[/\\]", source.rstrip("/\\").split("?")[0])[-1]
    stem = last[: -len(".quiz.json")] if last.endswith(".quiz.json") else Path(last).stem
    return safe_name(stem)


def write_all(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write every file or none: all go to temporary files first, then take their names. Gives the paths.

    Raises OutputError when the folder cannot be made or written, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from None
    written: list[tuple[str, Path]] = []
    try:
        for name, data in files:
            written.append((_temporary(folder, data), folder / name))
        for temporary, path in written:
            os.replace(temporary, path)
    except OSError as error:
        raise _refused(folder, error) from None
    finally:
        for temporary, _ in written:
            Path(temporary).unlink(missing_ok=True)
    return [path for _, path in written]


def write_one(path: Path, data: bytes) -> Path:
    """The same for a single file at a path of the user’s own."""
    if path.is_dir():
        raise OutputError(f"“{path}” is a folder.", hint="Give the name of a file after -o.")
    if path.exists() and not path.is_file():  # a device such as /dev/stdout cannot be replaced, only written
        try:
            path.write_bytes(data)
        except OSError as error:
            raise _refused(path, error) from None
        return path
    return write_all(path.parent, [(path.name, data)])[0]


def _temporary(folder: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".quizgen-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _refused(place: Path, error: OSError) -> OutputError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return OutputError(
            f"The disk of “{place}” is full; nothing was written.",
            hint="Free some space, or choose another folder with -o.",
        )
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return OutputError(f"“{place}” is not a folder.", hint="Give another folder after -o.")
    return OutputError(
        f"“{place}” cannot be written to: {error.strerror or error}.", hint="Choose another folder with -o."
    )
