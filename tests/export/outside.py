"""Third-party readers that are asked what they see; tests are skipped, with a word, where they are not installed."""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SCHEMAS = HERE.parents[2] / "shared" / "schemas"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not (HERE / "node_modules").is_dir(),
    reason="node or its packages are not installed (npm ci --ignore-scripts --prefix tests/export)",
)
needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas are in ../shared")


def ask(what: str, *paths: Path) -> dict[str, Any]:
    """What a JavaScript reader says: {"seen": …} or {"refused": …}."""
    command = ["node", str(HERE / "ask.mjs"), what, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=HERE)
    assert done.stdout, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
