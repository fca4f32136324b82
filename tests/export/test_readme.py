"""The scripts of README’s section “Into your platform” run, against servers that answer as the real ones do."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from quizgen.export import export, formats
from quizgen.quiz_json import to_json
from tests.export.hostile import WITH_TEXT

ROOT = Path(__file__).parents[2]


def section() -> str:
    """README from that heading to the next."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.split("### Into your platform\n")[1].split("\n### ")[0]


def script(holding: str) -> str:
    """The one script that holds those words."""
    [found] = [code for code in re.findall("```python\n(.*?)```", section(), re.DOTALL) if holding in code]
    return str(found)


@pytest.fixture
def canvas() -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """The address of a server that takes what Canvas takes, and what was sent to it."""
    sent: list[tuple[str, Any]] = []

    class Canvas(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.headers["Authorization"] == "Bearer TOKEN"
            sent.append((self.path, body))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"id": 7, "html_url": "https://here/7"}).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Canvas)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()
    server.server_close()


def test_every_format_for_a_platform_has_its_clicks() -> None:
    clicks = section()
    at_home = {"json", "csv", "markdown-answers"}  # opened, not imported
    missing = [fmt.name for fmt in formats() if f"`{fmt.name}`" not in clicks and fmt.name not in at_home]
    assert not missing


def test_the_script_for_canvas_sends_every_question(
    canvas: tuple[str, list[tuple[str, Any]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, sent = canvas
    data = export(WITH_TEXT, "canvas-api").data
    (tmp_path / "NAME-canvas-api.json").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    exec(script("QUIZZES").replace("https://SCHOOL.instructure.com", address).replace("COURSE", "3"), {})
    (first, quiz), *questions = sent
    assert first == "/api/v1/courses/3/quizzes" and quiz["quiz"]["title"] == "Rivers"
    assert {path for path, _ in questions} == {"/api/v1/courses/3/quizzes/7/questions"}
    assert [body for _, body in questions] == json.loads(data)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_the_script_for_google_sends_the_file_to_a_new_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("googleapiclient.http", reason="google-api-python-client is not installed")
    answers = http.HttpMockSequence([({"status": "200"}, '{"formId": "abc"}'), ({"status": "200"}, "{}")])
    data = export(WITH_TEXT, "google-forms").data
    (tmp_path / "NAME-google-forms.json").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    exec(script("googleapiclient").replace("credentials=creds", "http=answers"), {"answers": answers})
    (create, *_), (update, _, body, _) = answers.request_sequence
    assert create.startswith("https://forms.googleapis.com/v1/forms?")
    assert update.startswith("https://forms.googleapis.com/v1/forms/abc:batchUpdate?")
    assert json.loads(body) == json.loads(data)


def test_the_format_of_another_package_is_written(tmp_path: Path) -> None:
    (tmp_path / "shouting.py").write_text(script("SHOUT"), encoding="utf-8")
    info = tmp_path / "shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[quizgen.exporters]\nshout = shouting:SHOUT\n")
    (tmp_path / "paris.quiz.json").write_text(to_json(WITH_TEXT), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    command = [sys.executable, "-m", "quizgen", "export", "paris.quiz.json", "--to", "shout"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "only the questions are kept" in done.stderr
    written = (tmp_path / "paris-shout.txt").read_text(encoding="utf-8").splitlines()
    assert written[0] == "PARIS LIES ON THE … IN FRANCE." and len(written) == len(WITH_TEXT.questions)
