"""What is published works: the wheel, installed into an empty environment, makes a worksheet far from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_wheel_installed_alone_makes_a_worksheet(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    names = set(zipfile.ZipFile(wheel).namelist())
    data = ("lexicon.bin", "encoder.bin", "soundness.json", "worth.json", "quiz.schema.json", "LEXICON-LICENCES.txt", "ENCODER-LICENCE.txt")
    for wanted in (f"data/{name}" for name in data):
        assert f"quizgen/{wanted}" in names
    assert any(name.startswith("quizgen/templates/themes/") for name in names)
    assert not any(name.startswith(("tests/", "samples/", "tools/")) for name in names)
    assert wheel.stat().st_size < 24_000_000

    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    quiet = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*quiet, "-r", str(ROOT / "requirements.lock")], check=True, env=environment, capture_output=True)
    subprocess.run([*quiet, "--no-deps", str(wheel)], check=True, env=environment, capture_output=True)
    article = tmp_path / "article.txt"
    article.write_bytes((ROOT / "samples" / "articles" / "rosetta-stone.txt").read_bytes())
    make = [str(tmp_path / "venv" / "bin" / "quizgen"), "make", "article.txt", "-o", "out"]
    done = subprocess.run(make, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "article.quiz.json",
        "article-worksheet.pdf",
        "article-key.pdf",
    }
