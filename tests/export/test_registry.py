"""Formats of other packages, and the promise of the same bytes for every format."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizgen.export.registry import formats
from quizgen.quiz_json import to_json
from tests.export.hostile import HOSTILE, WITH_TEXT

ROOT = Path(__file__).parents[2]
PLUGIN = """
from quizgen.export.registry import Exported, Format

def write(quiz, options):
    return Exported("-shout.txt", quiz.title.upper().encode())

SHOUT = Format("shout", "-shout.txt", "the title", "people who shout", write)
TWICE = [SHOUT, Format("gift", ".gift", "not ours", "nobody", write)]
"""


def installed(folder: Path, points: str, module: str = PLUGIN) -> dict[str, str]:
    """A package beside quizgen that offers formats; gives the environment in which Python finds it."""
    (folder / "shouting.py").write_text(module)
    info = folder / "shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[quizgen.exporters]\n{points}\n")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}


def quizgen(*words: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *words], cwd=cwd, env=env, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def quiz_file(tmp_path: Path) -> Path:
    file = tmp_path / "paris.quiz.json"
    file.write_text(to_json(WITH_TEXT), encoding="utf-8")
    return file


def test_a_format_of_another_package_is_listed_and_written_like_ours(tmp_path: Path, quiz_file: Path) -> None:
    env = installed(tmp_path, "shout = shouting:SHOUT")
    listed = quizgen("formats", cwd=tmp_path, env=env)
    assert "shout" in listed.stdout and "people who shout" in " ".join(listed.stdout.split())
    done = quizgen("export", quiz_file.name, "--to", "shout", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "paris-shout.txt").read_text() == WITH_TEXT.title.upper()


def test_a_package_may_bring_several_formats_but_none_in_place_of_ours(tmp_path: Path, quiz_file: Path) -> None:
    env = installed(tmp_path, "all = shouting:TWICE")
    assert quizgen("export", quiz_file.name, "--to", "shout", cwd=tmp_path, env=env).returncode == 0
    assert quizgen("export", quiz_file.name, "--to", "gift", cwd=tmp_path, env=env).returncode == 0
    assert "::" in (tmp_path / "paris.gift").read_text()
    listed = quizgen("formats", cwd=tmp_path, env=env).stdout
    assert "gift@shouting" in listed and "there is another format “gift”" in listed


WRONG_MODULES = {
    "raises": ("raise RuntimeError('it is old.\\nSee the manual.')", "it is old. See the manual"),
    "imports what is not there": ("import nowhere_to_be_found", "No module named 'nowhere_to_be_found'"),
    "ends the program": ("raise SystemExit", "SystemExit"),
    "is no Python": ("def", "invalid syntax"),
    "lacks the name": ("x = 1", "has no attribute 'BROKEN'"),
    "names a number": ("BROKEN = 7", "'int' object is not iterable"),
    "names a text": ("BROKEN = 'gift'", "shouting:BROKEN is no Format"),
    "names a class": ("from quizgen.export import Format as BROKEN", "not iterable"),
    "names a list of other things": (PLUGIN + "BROKEN = [SHOUT, None]", "shouting:BROKEN is no Format"),
}


@pytest.mark.parametrize(("module", "why"), WRONG_MODULES.values(), ids=WRONG_MODULES)
def test_a_package_that_cannot_be_loaded_is_told_in_a_sentence_and_harms_no_other_format(
    module: str, why: str, tmp_path: Path, quiz_file: Path
) -> None:
    env = installed(tmp_path, "broken = shouting:BROKEN", module)
    assert quizgen("export", quiz_file.name, "--to", "csv", cwd=tmp_path, env=env).returncode == 0
    done = quizgen("export", quiz_file.name, "--to", "broken", cwd=tmp_path, env=env)
    sentence, hint = done.stderr.strip().splitlines()[-2:]
    assert done.returncode == 5 and why in sentence and sentence.endswith(".") and ".." not in sentence
    assert "comes from the package “shouting”" in hint
    listed = quizgen("formats", cwd=tmp_path, env=env)
    assert listed.returncode == 0 and "broken" in listed.stdout and "moodle-xml" in listed.stdout


@pytest.mark.parametrize("points", ["broken = shouting:", "broken = not a module!", "broken = shouting:BROKEN [extra]"])
def test_an_entry_point_that_names_nothing_is_told(points: str, tmp_path: Path, quiz_file: Path) -> None:
    env = installed(tmp_path, points)
    done = quizgen("export", quiz_file.name, "--to", "broken", cwd=tmp_path, env=env)
    assert done.returncode == 5 and "cannot be loaded" in done.stderr and "Traceback" not in done.stderr


WRONG_WRITERS = {
    "raises": ("raise KeyError('a')", "'a'"),
    "gives nothing": ("pass", "it gives no file"),
    "gives text": ("return Exported('.txt', 'text')", "it gives no file"),
    "tells of question 99": (
        "return Exported('.txt', b'', (Loss(99, 'x'),))",
        "it tells of a question that there is not",
    ),
}


@pytest.mark.parametrize(("body", "why"), WRONG_WRITERS.values(), ids=WRONG_WRITERS)
def test_a_format_that_fails_is_told_in_a_sentence(body: str, why: str, tmp_path: Path, quiz_file: Path) -> None:
    module = f"""
from quizgen.export import Exported, Format, Loss
def write(quiz, options):
    {body}
SHOUT = Format("shout", "-shout.txt", "the title", "people who shout", write)
"""
    env = installed(tmp_path, "shout = shouting:SHOUT", module)
    done = quizgen("export", quiz_file.name, "--to", "shout", cwd=tmp_path, env=env)
    assert done.returncode == 5 and f"The format “shout” cannot write this quiz: {why}." in done.stderr
    assert "Traceback" not in done.stderr and not list(tmp_path.glob("paris-*"))


def test_a_format_may_refuse_a_quiz_in_its_own_words(tmp_path: Path, quiz_file: Path) -> None:
    module = """
from quizgen.errors import NothingToAsk
from quizgen.export import Format
def write(quiz, options):
    raise NothingToAsk("Too quiet.", hint="Shout.")
SHOUT = Format("shout", "-shout.txt", "the title", "people who shout", write)
"""
    env = installed(tmp_path, "shout = shouting:SHOUT", module)
    done = quizgen("export", quiz_file.name, "--to", "shout", cwd=tmp_path, env=env)
    assert done.returncode == 4 and "Too quiet." in done.stderr


def test_two_packages_with_one_name_are_told_apart(tmp_path: Path, quiz_file: Path) -> None:
    installed(tmp_path, "shout = shouting:SHOUT")
    (tmp_path / "whispering.py").write_text(PLUGIN.replace("upper", "lower"))
    info = tmp_path / "whispering-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: whispering\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[quizgen.exporters]\nshout = whispering:SHOUT\n")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    assert quizgen("export", quiz_file.name, "--to", "shout", cwd=tmp_path, env=env).returncode == 0
    assert (tmp_path / "paris-shout.txt").read_text() == WITH_TEXT.title.upper()
    done = quizgen("export", quiz_file.name, "--to", "shout@whispering", cwd=tmp_path, env=env)
    assert done.returncode == 5 and "there is another format “shout”" in done.stderr


def test_every_format_of_ours_loads() -> None:
    broken = [fmt.name for fmt in formats() if not fmt.suffix]
    assert not broken


WRITE_ALL = """
import hashlib, json, sys
from pathlib import Path
from quizgen.export import export
from quizgen.export.registry import formats
from quizgen.quiz_json import from_json
digests = {}
for path in map(Path, sys.argv[1:]):
    quiz = from_json(path.read_text(encoding="utf-8"), "quiz")
    for fmt in formats():
        digests[f"{path.name} as {fmt.name}"] = hashlib.sha256(export(quiz, fmt.name).data).hexdigest()
print(json.dumps(digests))
"""
# Two machines that share nothing but the quiz.
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/New_York", "LANG": "tr_TR.UTF-8", "USER": "somebody", "HOME": "/nowhere"},
)
# What an archive’s dates cannot tell apart: https://pkware.com/appnote, 4.4.6.
ZIP_SECONDS = 2.1


@pytest.mark.slow
def test_every_format_has_the_same_bytes_anywhere_and_at_any_time(tmp_path: Path) -> None:
    files = sorted((ROOT / "samples" / "quizzes").glob("*.quiz.json"))
    assert files
    for name, made in (("hostile", HOSTILE), ("text", WITH_TEXT)):
        files.append(tmp_path / name)
        files[-1].write_text(to_json(made), encoding="utf-8")
    written = []
    for place in PLACES:
        folder = tmp_path / place["PYTHONHASHSEED"]
        folder.mkdir()
        command = [sys.executable, "-c", WRITE_ALL, *map(str, files)]
        env = {**os.environ, **place, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        written.append(json.loads(done.stdout))
        time.sleep(ZIP_SECONDS)
    assert written[0] == written[1]
    assert len(written[0]) == len(files) * len(formats())
