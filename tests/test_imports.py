"""The import rule holds: the flow goes one way, and each heavy library lives in one room."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_import_rule_holds() -> None:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert tool is not None
    done = subprocess.run([tool], cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.slow
def test_the_model_loads_without_spacys_commands_and_leaves_them_for_others() -> None:
    code = (
        "import sys; from quizgen.analyse import load_nlp; load_nlp(); "
        "print([m for m in sys.modules if m.startswith(('spacy.cli', 'weasel'))]); "
        "from spacy.cli import app; print(type(app).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["[]", "Typer"], done.stderr[-2000:]
