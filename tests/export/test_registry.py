"""Formats of other packages, and the promise of the same bytes for every format."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.export.registry import formats
from quizgen.quiz_json import to_json
from tests.export.hostile import WITH_TEXT

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


def test_a_package_that_does_not_work_harms_no_other_format(tmp_path: Path, quiz_file: Path) -> None:
    env = installed(tmp_path, "broken = shouting:NOTHING", "raise RuntimeError('old')")
    assert quizgen("export", quiz_file.name, "--to", "gift", cwd=tmp_path, env=env).returncode == 0
    done = quizgen("export", quiz_file.name, "--to", "broken", cwd=tmp_path, env=env)
    assert done.returncode == 5 and "cannot be loaded" in done.stderr and "Traceback" not in done.stderr
    assert quizgen("formats", cwd=tmp_path, env=env).returncode == 0


def test_every_format_of_ours_loads() -> None:
    broken = [fmt.name for fmt in formats() if not fmt.suffix]
    assert not broken


WRITE_ALL = """
import hashlib, json, sys
from pathlib import Path
from quizgen.export import export
from quizgen.export.registry import formats
from quizgen.quiz_json import from_json
quiz = from_json(Path(sys.argv[1]).read_text(encoding="utf-8"), "quiz")
print(json.dumps({fmt.name: hashlib.sha256(export(quiz, fmt.name).data).hexdigest() for fmt in formats()}))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "sample", sorted((ROOT / "samples" / "quizzes").glob("*.quiz.json")), ids=lambda path: path.stem
)
def test_every_format_has_the_same_bytes_anywhere(sample: Path, tmp_path: Path) -> None:
    places = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "4711",
            "TZ": "America/New_York",
            "LANG": "de_DE.UTF-8",
            "USER": "somebody",
            "HOME": str(tmp_path),
        },
    )
    written = []
    for number, place in enumerate(places):
        folder = tmp_path / str(number)
        folder.mkdir()
        env = {**os.environ, **place, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", WRITE_ALL, str(sample)],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        written.append(json.loads(done.stdout))
    assert written[0] == written[1]
    assert len(written[0]) >= 20
