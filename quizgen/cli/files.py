"""Where output goes: safe names, written whole or not at all."""

import errno
import io
import os
import re
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from quizgen.errors import OutputError
from quizgen.model import Output

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


def write_outputs(
    folder: Path, name: str, outputs: Sequence[Output], *, source: str = "-", force: bool = False
) -> list[Path]:
    """Write NAME with each output's suffix into `folder`, all or none; gives the paths.

    An earlier output of quizgen is replaced, a file that may be the user's own only with `force`, and the `source` it
    was all made from never.
    """
    files = dict.fromkeys((name + output.suffix for output in outputs), b"")
    for output in outputs:
        path = folder / (name + output.suffix)
        # A name such as NAME-worksheet.txt is only ever ours; a PDF or JSON says so itself.
        ours_by_name = output.suffix.startswith("-") and path.suffix not in {".pdf", ".json"}
        _refuse_to_lose(path, output.data, source, force or ours_by_name)
        files[path.name] = output.data
    return write_all(folder, list(files.items()))


def write_one(path: Path, data: bytes, *, source: str = "-", force: bool = False) -> Path:
    """The same for a single file at a path of the user’s own."""
    if path.is_dir():
        raise OutputError(f"“{path}” is a folder.", hint="Give the name of a file after -o.")
    if path.exists() and not path.is_file():  # a device such as /dev/stdout cannot be replaced, only written
        try:
            path.write_bytes(data)
        except OSError as error:
            raise _refused(path, error) from None
        return path
    _refuse_to_lose(path, data, source, force)
    return write_all(path.parent, [(path.name, data)])[0]


def write_all(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write every file or none: all go to temporary files first, then take their names. Gives the paths.

    Raises OutputError when the folder cannot be made or written, or the disk is full.
    """
    fresh = not folder.exists()
    written: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files:
            if (folder / name).is_dir():
                raise OutputError(f"“{folder / name}” is a folder.", hint="Move it away, or choose another with -o.")
            written.append((_temporary(folder, data), folder / name))
        for temporary, path in written:
            os.replace(temporary, path)
    except OSError as error:
        raise _refused(folder, error) from None
    finally:
        for temporary, _ in written:
            Path(temporary).unlink(missing_ok=True)
        if fresh:
            with suppress(OSError):  # not empty: all is well
                folder.rmdir()
    return [path for _, path in written]


def refuse_unwritable(folder: Path) -> None:
    """Raise OutputError now, before the work is done, when nothing can be written to `folder` anyway."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise _refused(place, NotADirectoryError(errno.ENOTDIR, ""))
    if not os.access(place, os.W_OK | os.X_OK):
        raise _refused(place, PermissionError(errno.EACCES, "you may not write there"))


# Question ids and our name: at least one of them is in nearly every format.
_MARKS = re.compile(rb"quizgen|q-[0-9a-f]{10}")
LARGEST_LOOKED_AT = 50_000_000


def _refuse_to_lose(path: Path, data: bytes, source: str, allowed: bool) -> None:
    if not path.is_file():
        return
    if source != "-" and Path(source).exists() and path.samefile(source):
        raise OutputError(f"“{path}” is the file this is made from.", hint="Choose another folder or name with -o.")
    if allowed:
        return
    try:
        old = path.read_bytes() if path.stat().st_size <= LARGEST_LOOKED_AT else b""
    except OSError as error:
        raise _refused(path, error) from None
    if old != data and not _MARKS.search(_unpacked(old)):
        raise OutputError(
            f"“{path}” is there already and does not look like a file of quizgen.",
            hint="Choose another folder or name with -o, or replace it with --force.",
        )


def _unpacked(data: bytes) -> bytes:
    """What a package (H5P, QTI, Word…) holds, as far as looking for a mark needs; other files as they are."""
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return b"\n".join(
                package.open(item).read(1_000_000) for item in package.infolist()[:50] if item.file_size < 1_000_000
            )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error):
        return b""


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
