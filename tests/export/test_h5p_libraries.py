"""`--h5p-libraries`: the content types of a teacher's own .h5p file are copied with all they need, and nothing else of it."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from quizgen.errors import InputError, SettingsError
from quizgen.export import export
from quizgen.export.registry import ExportOptions
from quizgen.quiz_json import to_json
from tests.export.hostile import HOSTILE, WITH_TEXT
from tests.export.outside import ask, needs_node, unzipped

ROOT = Path(__file__).parents[2]


def library(folder: str, *needs: str, kind: str = "preloadedDependencies", **more: Any) -> dict[str, str]:
    """The files of a library that needs others, each named like “H5P.Blanks-1.14”."""
    described = {
        "title": folder,
        "runnable": 1,
        "patchVersion": 3,
        "preloadedJs": [{"path": "scripts/run.js"}],
        **named(folder),
        **({kind: [named(need) for need in needs]} if needs else {}),
        **more,
    }
    return {f"{folder}/library.json": json.dumps(described), f"{folder}/scripts/run.js": f"run('{folder}')"}


def named(folder: str) -> dict[str, Any]:
    name, _, version = folder.rpartition("-")
    major, minor = version.split(".")
    return {"machineName": name, "majorVersion": int(major), "minorVersion": int(minor)}


def question_set(version: str = "1.20", multi_choice: str = "1.16", blanks: str = "1.14") -> dict[str, str]:
    options = [f"H5P.MultiChoice {multi_choice}", f"H5P.Blanks {blanks}", "H5P.TrueFalse 1.8"]
    folder = f"H5P.QuestionSet-{version}"
    semantics = {f"{folder}/semantics.json": json.dumps([{"name": "questions", "field": {"options": options}}])}
    return {**library(folder, "FontAwesome-4.5", "H5P.Question-1.5"), **semantics}


LIBRARIES = {
    **question_set(),
    **library("H5P.MultiChoice-1.16", "H5P.Question-1.5"),
    **library("H5P.Blanks-1.14", "H5PEditor.ShowWhen-1.0", kind="editorDependencies"),
    **library("H5P.Question-1.5", "FontAwesome-4.5", kind="dynamicDependencies"),
    **library("H5PEditor.ShowWhen-1.0"),
    **library("FontAwesome-4.5"),
}
NO_PART = {
    **library("H5P.Video-1.6", "flowplayer-1.0"),
    "h5p.json": "{}",
    "content/content.json": "{}",
    "content/a.jpg": "",
}


def h5p(path: Path, files: Mapping[str, str | bytes]) -> ExportOptions:
    """An .h5p file with those files, as an option."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return ExportOptions(h5p_libraries=str(path))


def without(*starts: str) -> dict[str, str]:
    return {name: text for name, text in LIBRARIES.items() if not name.startswith(starts)}


# --- what is copied ---------------------------------------------------------------------------------------


def test_every_library_that_is_needed_goes_into_the_package_and_nothing_else(tmp_path: Path) -> None:
    files = unzipped(export(WITH_TEXT, "h5p", h5p(tmp_path / "theirs.h5p", {**LIBRARIES, **NO_PART})).data)
    thin = unzipped(export(WITH_TEXT, "h5p").data)
    assert set(files) == set(thin) | set(LIBRARIES)
    assert all(files[name].decode() == content for name, content in LIBRARIES.items())
    assert {name: files[name] for name in thin} == thin


@needs_node
@pytest.mark.slow
def test_lumi_takes_the_package_on_a_site_that_has_no_library(tmp_path: Path) -> None:
    data = export(HOSTILE, "h5p", h5p(tmp_path / "theirs.h5p", {**LIBRARIES, **NO_PART})).data
    folder = tmp_path / "package"
    for name, content in unzipped(data).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert ask("full-h5p", folder) == {"seen": True}
    (folder / "H5P.Blanks-1.14" / "scripts" / "run.js").unlink()
    assert "refused" in ask("full-h5p", folder), "the validator must be able to refuse"


def test_the_package_names_the_versions_it_holds(tmp_path: Path) -> None:
    newer = {
        **without("H5P.Blanks", "H5P.QuestionSet"),
        **question_set("1.21", blanks="1.15"),
        **library("H5P.Blanks-1.15"),
    }
    files = unzipped(export(HOSTILE, "h5p", h5p(tmp_path / "newer.h5p", newer)).data)
    needed = json.loads(files["h5p.json"])["preloadedDependencies"]
    assert needed == [named(folder) for folder in ("H5P.Blanks-1.15", "H5P.MultiChoice-1.16", "H5P.QuestionSet-1.21")]
    questions = json.loads(files["content/content.json"])["questions"]
    assert {question["library"] for question in questions} == {"H5P.Blanks 1.15", "H5P.MultiChoice 1.16"}


def test_of_several_versions_the_newest_that_goes_with_the_question_set_is_taken(tmp_path: Path) -> None:
    several = {
        **question_set("1.9", "1.9", "1.9"),
        **LIBRARIES,
        **library("H5P.Blanks-1.9"),
        **library("H5P.Blanks-1.15"),
    }
    files = unzipped(export(HOSTILE, "h5p", h5p(tmp_path / "several.h5p", several)).data)
    assert {name.split("/")[0] for name in files if "Blanks" in name or "QuestionSet" in name} == {
        *("H5P.Blanks-1.14", "H5P.QuestionSet-1.20")
    }


def test_folders_that_name_the_patch_version_are_written_as_every_site_reads_them(tmp_path: Path) -> None:
    patched = {name.replace("/", ".3/", 1): text for name, text in LIBRARIES.items()}
    options = [h5p(tmp_path / "a.h5p", patched), h5p(tmp_path / "b.h5p", LIBRARIES)]
    assert export(WITH_TEXT, "h5p", options[0]).data == export(WITH_TEXT, "h5p", options[1]).data


def test_the_same_libraries_give_the_same_bytes(tmp_path: Path) -> None:
    one = h5p(tmp_path / "one.h5p", LIBRARIES)
    other = h5p(tmp_path / "other.h5p", {**NO_PART, **dict(reversed(LIBRARIES.items()))})
    assert export(WITH_TEXT, "h5p", one).data == export(WITH_TEXT, "h5p", other).data


def test_libraries_that_need_each_other_are_copied_once(tmp_path: Path) -> None:
    both = {**LIBRARIES, **library("FontAwesome-4.5", "H5P.Question-1.5")}
    files = unzipped(export(WITH_TEXT, "h5p", h5p(tmp_path / "circle.h5p", both)).data)
    assert len([name for name in files if name == "FontAwesome-4.5/library.json"]) == 1


EVIL = (
    *("../evil.js", "H5P.Blanks-1.14/../../evil.js", "/etc/evil", "H5P.Blanks-1.14\\..\\evil.js", "C:/evil.js"),
    *("H5P.Blanks-1.14/./evil.js", "H5P.Blanks-1.14//evil.js", "./H5P.Blanks-1.14/evil.js", "evil-1.0/x.js"),
)


def test_no_path_leads_out_of_the_package(tmp_path: Path) -> None:
    options = h5p(tmp_path / "evil.h5p", {**LIBRARIES, **dict.fromkeys(EVIL, "x")})
    assert not [name for name in unzipped(export(WITH_TEXT, "h5p", options).data) if "evil" in name]


# --- what is refused --------------------------------------------------------------------------------------


def broken_archive(path: Path) -> None:
    """An archive of which a file cannot be unpacked."""
    h5p(path, {"H5P.Blanks-1.14/run.js": "x" * 10_000})
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(data)


def test_what_is_no_h5p_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.h5p").write_text("no archive")
    (tmp_path / "empty.h5p").write_bytes(b"")
    (tmp_path / "cut.h5p").write_bytes(export(WITH_TEXT, "h5p").data[:-40])
    broken_archive(tmp_path / "broken.h5p")
    for name in ("text.h5p", "empty.h5p", "cut.h5p", "broken.h5p", "missing.h5p", "."):
        with pytest.raises(InputError, match="cannot be read"):
            export(WITH_TEXT, "h5p", ExportOptions(h5p_libraries=str(tmp_path / name)))


@pytest.mark.parametrize("missing", ["H5P.QuestionSet", "H5P.MultiChoice", "H5P.Blanks"])
def test_a_missing_library_is_named(missing: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=rf"holds no {missing}\."):
        export(HOSTILE, "h5p", h5p(tmp_path / "some.h5p", without(missing)))


def test_a_file_without_libraries_is_told(tmp_path: Path) -> None:
    (tmp_path / "thin.h5p").write_bytes(export(WITH_TEXT, "h5p").data)
    with pytest.raises(SettingsError, match="holds no H5P"):
        export(WITH_TEXT, "h5p", ExportOptions(h5p_libraries=str(tmp_path / "thin.h5p")))


@pytest.mark.parametrize("missing", ["FontAwesome-4.5", "H5P.Question-1.5", "H5PEditor.ShowWhen-1.0"])
def test_a_library_that_another_needs_is_named_when_it_is_missing(missing: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=rf"holds no {missing}, which its H5P\.\w+-\d\.\d+ needs"):
        export(HOSTILE, "h5p", h5p(tmp_path / "some.h5p", without(missing)))


def test_libraries_that_do_not_go_together_are_told(tmp_path: Path) -> None:
    mixed = {**LIBRARIES, **question_set(blanks="1.13")}
    with pytest.raises(SettingsError, match=r"does not go with its H5P\.Blanks 1\.14"):
        export(HOSTILE, "h5p", h5p(tmp_path / "mixed.h5p", mixed))


@pytest.mark.parametrize(
    "described",
    [
        *(b"", b"{}", b"[]", b"no json", b"\xff\xfe", b"[" * 100_000),
        json.dumps(named("H5P.Blanks-1.13")).encode(),
        json.dumps(named("H5P.Other-1.14")).encode(),
    ],
    ids=["empty", "no names", "a list", "no JSON", "no UTF-8", "very deep", "another version", "another library"],
)
def test_a_library_that_is_not_what_its_folder_says_is_told(described: bytes, tmp_path: Path) -> None:
    broken: dict[str, str | bytes] = {**LIBRARIES, "H5P.Blanks-1.14/library.json": described}
    with pytest.raises(InputError, match=r"The library H5P\.Blanks-1\.14 in “.*” is broken"):
        export(HOSTILE, "h5p", h5p(tmp_path / "broken.h5p", broken))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.export.h5plibraries.MOST_BYTES", 5_000)
    options = h5p(tmp_path / "bomb.h5p", {**LIBRARIES, "H5P.Blanks-1.14/big.js": " " * 6_000})
    with pytest.raises(InputError, match="too large"):
        export(WITH_TEXT, "h5p", options)


# --- as a teacher meets it --------------------------------------------------------------------------------


def test_the_command_writes_a_bundle_or_says_in_a_sentence_why_not(tmp_path: Path) -> None:
    (tmp_path / "paris.quiz.json").write_text(to_json(WITH_TEXT), encoding="utf-8")
    h5p(tmp_path / "good.h5p", LIBRARIES)
    h5p(tmp_path / "bad.h5p", without("FontAwesome"))

    def run(bundle: str) -> subprocess.CompletedProcess[str]:
        words = ["export", "paris.quiz.json", "--to", "h5p", "--h5p-libraries", bundle]
        command = [sys.executable, "-m", "quizgen", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)

    for bundle, code in (("missing.h5p", 3), ("paris.quiz.json", 3), ("bad.h5p", 5)):
        done = run(bundle)
        assert done.returncode == code and bundle in done.stderr and "Traceback" not in done.stderr
        assert not (tmp_path / "paris.h5p").exists()
    assert run("good.h5p").returncode == 0
    assert set(LIBRARIES) < set(unzipped((tmp_path / "paris.h5p").read_bytes()))
