"""The H5P content types a file names, and their folders copied out of an .h5p file that a teacher already has.

https://h5p.org/documentation/developers/h5p-specification
"""

import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from quizgen.errors import InputError, SettingsError

QUESTION_SET, MULTI_CHOICE, BLANKS = "H5P.QuestionSet", "H5P.MultiChoice", "H5P.Blanks"
DRAG_TEXT = "H5P.DragText"
# One consistent set: what question set 1.20 itself names (h5p-question-set/semantics.json).
VERSIONS: Mapping[str, str] = {QUESTION_SET: "1.20", MULTI_CHOICE: "1.16", BLANKS: "1.14", DRAG_TEXT: "1.10"}
_FOLDER = re.compile(r"([A-Za-z0-9.]+)-(\d+\.\d+)")
# A file of libraries may come from anywhere.
MOST_BYTES = 200_000_000


def bundled(path: str, needed: Iterable[str]) -> tuple[Mapping[str, str], list[tuple[str, bytes]]]:
    """The version of each needed library in the file, and all its library folders.

    Raises InputError when the file is no .h5p, SettingsError when it lacks a library or its versions do not fit.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = _library_files(path, archive)
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it is no .h5p file"
        raise InputError(
            f"“{path}” cannot be read: {reason}.", hint="Give an .h5p file exported with libraries."
        ) from None
    versions = {**VERSIONS, **_versions(path, files, list(needed))}
    return versions, sorted(files.items())


def _library_files(path: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    names = [entry for entry in archive.infolist() if not entry.is_dir() and _is_of_a_library(entry.filename)]
    if sum(entry.file_size for entry in names) > MOST_BYTES:
        raise InputError(f"“{path}” is too large.", hint="Its libraries may take up to 200 MB unpacked.")
    return {entry.filename: archive.read(entry) for entry in names}


def _is_of_a_library(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return len(parts) > 1 and ".." not in parts and "\\" not in name and bool(_FOLDER.fullmatch(parts[0]))


def _versions(path: str, files: Mapping[str, bytes], needed: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(files):
        match = _FOLDER.fullmatch(name.split("/")[0])
        if match and match[1] in needed and name.endswith("/library.json"):
            found[match[1]] = match[2]
    missing = [name for name in needed if name not in found]
    if missing:
        raise SettingsError(
            f"“{path}” holds no {missing[0]}.",
            hint="Export a Question Set with all kinds of questions from your site; it brings what is needed.",
        )
    allowed = _allowed(files.get(f"{QUESTION_SET}-{found.get(QUESTION_SET)}/semantics.json", b"[]"))
    for name in needed:
        if allowed and name != QUESTION_SET and f"{name} {found[name]}" not in allowed:
            raise SettingsError(
                f"The {QUESTION_SET} in “{path}” does not go with its {name} {found[name]}.",
                hint="Export the file anew from an up-to-date site.",
            )
    return found


def _allowed(semantics: bytes) -> set[str]:
    """The content types that the question set’s own description offers."""
    try:
        data = json.loads(semantics)
    except ValueError:
        return set()
    return set(_options(data))


def _options(data: Any) -> Iterable[str]:
    if isinstance(data, list):
        for item in data:
            yield from [item] if isinstance(item, str) and item.startswith("H5P.") else _options(item)
    elif isinstance(data, dict):
        for item in data.values():
            yield from _options(item)
