"""The H5P content types a file names, and their folders copied out of an .h5p file that a teacher already has.

https://h5p.org/documentation/developers/h5p-specification
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from quizgen.errors import InputError, SettingsError

QUESTION_SET, MULTI_CHOICE, BLANKS = "H5P.QuestionSet", "H5P.MultiChoice", "H5P.Blanks"
DRAG_TEXT = "H5P.DragText"
# One consistent set: what question set 1.20 itself names (h5p-question-set/semantics.json).
VERSIONS: Mapping[str, str] = {QUESTION_SET: "1.20", MULTI_CHOICE: "1.16", BLANKS: "1.14", DRAG_TEXT: "1.10"}
# Newer sites write the patch version too: “H5P.Blanks-1.14.6”.
_FOLDER = re.compile(r"([A-Za-z0-9_.-]+)-(\d+\.\d+)(\.\d+)?")
# A site refuses a file that lacks any of what its libraries name, the parts of the editor among it.
NEEDS = ("preloadedDependencies", "dynamicDependencies", "editorDependencies")
DESCRIPTION, SEMANTICS = "library.json", "semantics.json"
# A file of libraries may come from anywhere.
MOST_BYTES = 200_000_000
ANEW = "Export the file anew from an up-to-date site, with its libraries."


@dataclass(frozen=True, slots=True)
class _Library:
    """A library: its files by their names in its folder, and the folders of those it needs, “H5P.Blanks-1.14”."""

    name: str
    version: str
    files: Mapping[str, bytes]
    needs: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where it lies, as others name it."""
        return f"{self.name}-{self.version}"


def bundled(path: str, needed: Iterable[str]) -> tuple[Mapping[str, str], list[tuple[str, bytes]]]:
    """The version of each needed library in the file, and the folders of these and of all that they need.

    Raises InputError when the file is no .h5p, SettingsError when it lacks a library or its versions do not fit.
    """
    libraries = _libraries(path)
    chosen = _chosen(path, libraries, list(needed))
    files: dict[str, bytes] = {}
    for library in _with_their_needs(path, libraries, chosen):
        files |= {f"{library.folder}/{name}": data for name, data in library.files.items()}
    return {**VERSIONS, **{library.name: library.version for library in chosen}}, sorted(files.items())


# --- reading ----------------------------------------------------------------------------------------------


def _libraries(path: str) -> dict[str, _Library]:
    """The libraries of the file by their folders, named without a patch version."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = _library_files(path, archive)
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "it is no .h5p file"
        raise InputError(
            f"“{path}” cannot be read: {reason}.", hint="Give an .h5p file exported with libraries."
        ) from None
    folders: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        folder, _, inside = name.partition("/")
        folders.setdefault(folder, {})[inside] = data
    found = [_library(path, folder, inner) for folder, inner in folders.items() if DESCRIPTION in inner]
    return {library.folder: library for library in found}


def _library_files(path: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    names = [entry for entry in archive.infolist() if not entry.is_dir() and _is_of_a_library(entry.filename)]
    if sum(entry.file_size for entry in names) > MOST_BYTES:
        raise InputError(f"“{path}” is too large.", hint="Its libraries may take up to 200 MB unpacked.")
    return {entry.filename: archive.read(entry) for entry in names}


def _is_of_a_library(name: str) -> bool:
    parts = PurePosixPath(name).parts
    inside = ".." not in parts and "\\" not in name and "/".join(parts) == name
    return len(parts) > 1 and inside and bool(_FOLDER.fullmatch(parts[0]))


def _library(path: str, folder: str, files: Mapping[str, bytes]) -> _Library:
    """The library of that folder, as its description says. Raises InputError when the two do not agree."""
    data = _json(files[DESCRIPTION])
    data = data if isinstance(data, dict) else {}
    match = _FOLDER.fullmatch(folder)
    if match is None or _folder_of(data) != f"{match[1]}-{match[2]}":
        raise InputError(f"The library {folder} in “{path}” is broken: its {DESCRIPTION} is not its own.", hint=ANEW)
    named = [need for kind in NEEDS for need in (data.get(kind) or ())]
    needs = tuple(dict.fromkeys(_folder_of(need) for need in named if isinstance(need, dict)))
    return _Library(match[1], match[2], files, needs)


def _folder_of(named: Mapping[str, Any]) -> str:
    return f"{named.get('machineName')}-{named.get('majorVersion')}.{named.get('minorVersion')}"


def _json(data: bytes) -> Any:
    """The value, or None where there is none."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


# --- choosing ---------------------------------------------------------------------------------------------


def _chosen(path: str, libraries: Mapping[str, _Library], needed: list[str]) -> list[_Library]:
    """One library for each name: the newest that goes with the question set, itself the newest."""
    found = {name: [library for library in libraries.values() if library.name == name] for name in needed}
    for name in needed:
        if not found[name]:
            raise SettingsError(
                f"“{path}” holds no {name}.",
                hint="Export a Question Set with all kinds of questions from your site; it brings what is needed.",
            )
    newest = {name: sorted(found[name], key=_age) for name in needed}
    allowed = _allowed(newest[QUESTION_SET][-1]) if QUESTION_SET in needed else set()
    chosen = []
    for name in needed:
        fitting = [one for one in newest[name] if one.name == QUESTION_SET or f"{name} {one.version}" in allowed]
        if allowed and not fitting:
            raise SettingsError(
                f"The {QUESTION_SET} in “{path}” does not go with its {name} {newest[name][-1].version}.", hint=ANEW
            )
        chosen.append((fitting or newest[name])[-1])
    return chosen


def _age(library: _Library) -> list[int]:
    return [int(part) for part in library.version.split(".")]


def _allowed(question_set: _Library) -> set[str]:
    """The content types that the question set’s own description offers, “H5P.Blanks 1.14”."""
    found: set[str] = set()
    waiting = [_json(question_set.files.get(SEMANTICS, b""))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            found |= {item for item in node if isinstance(item, str) and item.startswith("H5P.")}
        if isinstance(node, list | dict):
            waiting += node if isinstance(node, list) else node.values()
    return found


def _with_their_needs(path: str, libraries: Mapping[str, _Library], chosen: list[_Library]) -> list[_Library]:
    """The libraries and all that they need. Raises SettingsError when one of these is not in the file."""
    found, waiting = [], [library.folder for library in chosen]
    for folder in waiting:  # grows on the way
        library = libraries[folder]
        found.append(library)
        for need in library.needs:
            if need not in libraries:
                raise SettingsError(f"“{path}” holds no {need}, which its {folder} needs.", hint=ANEW)
            if need not in waiting:
                waiting.append(need)
    return found
