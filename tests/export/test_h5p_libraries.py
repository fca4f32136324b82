"""`--h5p-libraries`: the content types of a teacher's own .h5p file are copied, and nothing else of it."""

import json
import zipfile
from pathlib import Path

import pytest

from quizgen.errors import InputError, SettingsError
from quizgen.export import export
from quizgen.export.registry import ExportOptions
from tests.export.hostile import HOSTILE, WITH_TEXT
from tests.export.outside import unzipped

SEMANTICS = json.dumps([{"name": "questions", "field": {"options": ["H5P.MultiChoice 1.16", "H5P.Blanks 1.14"]}}])
LIBRARIES = {
    "H5P.QuestionSet-1.20/library.json": "{}",
    "H5P.QuestionSet-1.20/semantics.json": SEMANTICS,
    "H5P.QuestionSet-1.20/js/questionset.js": "run()",
    "H5P.MultiChoice-1.16/library.json": "{}",
    "H5P.Blanks-1.14/library.json": "{}",
    "FontAwesome-4.5/library.json": "{}",
}


def h5p(path: Path, files: dict[str, str]) -> ExportOptions:
    """An .h5p file with those files, as an option."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return ExportOptions(h5p_libraries=str(path))


def test_every_library_goes_into_the_package_and_nothing_else(tmp_path: Path) -> None:
    others = {"h5p.json": '{"title": "theirs"}', "content/content.json": "{}", "content/images/private.jpg": "x"}
    options = h5p(tmp_path / "theirs.h5p", {**LIBRARIES, **others})
    files = unzipped(export(WITH_TEXT, "h5p", options).data)
    thin = unzipped(export(WITH_TEXT, "h5p").data)
    assert set(files) == set(thin) | set(LIBRARIES)
    assert all(files[name].decode() == content for name, content in LIBRARIES.items())
    assert files["content/content.json"] == thin["content/content.json"]
    assert json.loads(files["h5p.json"])["title"] == WITH_TEXT.title


def test_the_package_names_the_versions_it_holds(tmp_path: Path) -> None:
    newer = {
        name.replace("Blanks-1.14", "Blanks-1.15"): text.replace("Blanks 1.14", "Blanks 1.15")
        for name, text in LIBRARIES.items()
    }
    files = unzipped(export(HOSTILE, "h5p", h5p(tmp_path / "newer.h5p", newer)).data)
    named = {
        f"{one['machineName']}-{one['majorVersion']}.{one['minorVersion']}"
        for one in json.loads(files["h5p.json"])["preloadedDependencies"]
    }
    assert "H5P.Blanks-1.15" in named
    assert (
        b"H5P.Blanks 1.15" in files["content/content.json"] and b"H5P.Blanks 1.14" not in files["content/content.json"]
    )


def test_the_same_libraries_give_the_same_bytes(tmp_path: Path) -> None:
    one = h5p(tmp_path / "one.h5p", LIBRARIES)
    other = h5p(tmp_path / "other.h5p", dict(reversed(LIBRARIES.items())))
    assert export(WITH_TEXT, "h5p", one).data == export(WITH_TEXT, "h5p", other).data


def test_no_path_leads_out_of_the_package(tmp_path: Path) -> None:
    evil = ["../evil.js", "H5P.Blanks-1.14/../../evil.js", "/etc/evil", "H5P.Blanks-1.14\\..\\evil.js", "C:/evil.js"]
    options = h5p(tmp_path / "evil.h5p", {**LIBRARIES, **dict.fromkeys(evil, "x")})
    assert not [name for name in unzipped(export(WITH_TEXT, "h5p", options).data) if "evil" in name]


def test_what_is_no_h5p_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.h5p").write_text("no archive")
    for path in (tmp_path / "text.h5p", tmp_path / "missing.h5p", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            export(WITH_TEXT, "h5p", ExportOptions(h5p_libraries=str(path)))


@pytest.mark.parametrize("missing", ["H5P.QuestionSet", "H5P.MultiChoice", "H5P.Blanks"])
def test_a_missing_library_is_named(missing: str, tmp_path: Path) -> None:
    left = {name: text for name, text in LIBRARIES.items() if not name.startswith(missing)}
    with pytest.raises(SettingsError, match=rf"holds no {missing}"):
        export(HOSTILE, "h5p", h5p(tmp_path / "some.h5p", left))


def test_libraries_that_do_not_go_together_are_told(tmp_path: Path) -> None:
    mixed = {**LIBRARIES, "H5P.QuestionSet-1.20/semantics.json": SEMANTICS.replace("Blanks 1.14", "Blanks 1.13")}
    with pytest.raises(SettingsError, match=r"does not go with its H5P\.Blanks 1\.14"):
        export(HOSTILE, "h5p", h5p(tmp_path / "mixed.h5p", mixed))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.export.h5plibraries.MOST_BYTES", 1_000)
    options = h5p(tmp_path / "bomb.h5p", {**LIBRARIES, "H5P.Blanks-1.14/big.js": " " * 2_000})
    with pytest.raises(InputError, match="too large"):
        export(WITH_TEXT, "h5p", options)
