"""The command line as a teacher meets it: what is written, what is said, and with which code it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "samples" / "articles"
CURIE = ARTICLES / "marie-curie.md"


def run(*words: str | Path, cwd: Path, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *map(str, words)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, **variables, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )


def refused(result: subprocess.CompletedProcess[bytes], code: int, words: str) -> None:
    said = result.stderr.decode()
    assert result.returncode == code, said
    assert words in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) >= 2, "a hint is missing"


def test_help_is_quick_and_loads_neither_the_language_model_nor_the_pdf_library() -> None:
    code = (
        "import sys; sys.argv = ['quizgen', '--help']\n"
        "from quizgen.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'reportlab', 'numpy', 'rich', 'jinja2'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize(
    "command", ["make", "questions", "sheet", "export", "explain", "formats", "themes", "settings"]
)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    said = run(command, "--help", cwd=tmp_path)
    assert said.returncode == 0
    assert f"quizgen {command}" in said.stdout.decode() or command == "settings"


def test_the_version_names_the_language_model(tmp_path: Path) -> None:
    said = run("--version", cwd=tmp_path).stdout.decode()
    assert said.startswith("quizgen 0.") and "en_core_web_sm" in said and "3.8.0" in said


def test_a_wrong_word_is_wrong_usage(tmp_path: Path) -> None:
    assert run("mak", CURIE, cwd=tmp_path).returncode == 2
    assert run("make", CURIE, "--kind", "essay", cwd=tmp_path).returncode == 2


BINARY = bytes(range(256)) * 40
GERMAN = (
    "Die Donau ist nach der Wolga der zweitlängste Fluss in Europa. Sie entspringt im Schwarzwald und mündet in das "
    "Schwarze Meer. Auf ihrem Weg fließt sie durch zehn Länder und vier Hauptstädte.\n\n"
) * 3


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("empty.txt", b"", "empty"), ("binary.txt", BINARY, "binary.txt"), ("german.txt", GERMAN.encode(), "German")],
)
def test_an_article_that_cannot_be_used_is_told_in_a_sentence(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    refused(run("make", name, "-o", "out", cwd=tmp_path), 3, words)
    assert not (tmp_path / "out").exists()


def test_a_missing_article_and_a_folder_are_told(tmp_path: Path) -> None:
    refused(run("make", "nowhere.txt", cwd=tmp_path), 3, "nowhere.txt")
    refused(run("make", ".", cwd=tmp_path), 3, "folder")


@pytest.mark.slow
def test_a_text_without_a_fact_ends_with_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("Why do you ask me this? Who can say? I do not know. Will you come with me?\n")
    refused(run("make", "poem.txt", cwd=tmp_path), 4, "No sentence of this article")
    assert [path.name for path in tmp_path.iterdir()] == ["poem.txt"]


def test_an_unknown_format_theme_or_setting_is_told_with_what_was_meant(tmp_path: Path) -> None:
    refused(run("make", CURIE, "--to", "jsn", cwd=tmp_path), 5, "json")
    (tmp_path / "quiz.toml").write_text("numbr = 3\n")
    refused(run("settings", cwd=tmp_path), 5, "Did you mean “number”?")
    (tmp_path / "quiz.toml").write_text('[sheet]\npaper = "a5"\n')
    refused(run("settings", cwd=tmp_path), 5, "sheet.paper")


def test_settings_say_where_each_value_comes_from(tmp_path: Path) -> None:
    (tmp_path / "quiz.toml").write_text('number = 4\n[sheet]\nschool = "Hillside"\n')
    lines = run("settings", "--seed", "7", cwd=tmp_path).stdout.decode().splitlines()
    told = {line.split()[0]: line for line in lines}
    assert told["number"].endswith("quiz.toml") and " 4 " in told["number"]
    assert told["seed"].endswith("command line")
    assert told["sheet.school"].endswith("quiz.toml")
    assert told["sheet.paper"].endswith("default")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    result = run("make", CURIE, "-o", "out", "-n", "6", cwd=folder)
    assert result.returncode == 0, result.stderr.decode()
    return folder / "out"


@pytest.mark.slow
def test_make_writes_quiz_worksheet_and_key(made: Path) -> None:
    names = {path.name for path in made.iterdir()}
    assert names == {"marie-curie.quiz.json", "marie-curie-worksheet.pdf", "marie-curie-key.pdf"}
    assert len(json.loads((made / "marie-curie.quiz.json").read_text())["questions"]) == 6


@pytest.mark.slow
def test_an_edited_quiz_is_printed_without_article_or_model(made: Path, tmp_path: Path) -> None:
    data = json.loads((made / "marie-curie.quiz.json").read_text())
    data["questions"] = data["questions"][:2]
    (tmp_path / "mine.quiz.json").write_text(json.dumps(data))
    code = (
        "import sys; sys.argv = ['quizgen', 'sheet', 'mine.quiz.json']\n"
        "from quizgen.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'spacy' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, env=environment)
    assert (tmp_path / "mine-worksheet.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "mine-key.pdf").exists()


@pytest.mark.slow
def test_a_quiz_without_a_right_option_is_refused_and_the_old_sheet_stays(made: Path, tmp_path: Path) -> None:
    data = json.loads((made / "marie-curie.quiz.json").read_text())
    broken = next(question for question in data["questions"] if question["type"] == "multiple_choice")
    number = data["questions"].index(broken) + 1
    for choice in broken["choices"]:
        choice["correct"] = False
    (tmp_path / "mine.quiz.json").write_text(json.dumps(data))
    (tmp_path / "mine-worksheet.pdf").write_bytes(b"old")
    refused(run("sheet", "mine.quiz.json", cwd=tmp_path), 3, f"question {number}: no option is marked as right")
    assert (tmp_path / "mine-worksheet.pdf").read_bytes() == b"old"


@pytest.mark.slow
def test_two_runs_in_two_folders_with_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b" / "deeper"
    for folder, seed in ((first, "1"), (second, "2")):
        folder.mkdir(parents=True)
        (folder / "text.md").write_bytes(CURIE.read_bytes())
        result = run("make", "text.md", "-o", "out", "--versions", "2", "--to", "html", cwd=folder, PYTHONHASHSEED=seed)
        assert result.returncode == 0, result.stderr.decode()
    names = sorted(path.name for path in (first / "out").iterdir())
    assert names == sorted(path.name for path in (second / "out").iterdir())
    for name in names:
        assert (first / "out" / name).read_bytes() == (second / "out" / name).read_bytes(), name


@pytest.mark.slow
def test_an_article_may_come_through_standard_input(tmp_path: Path) -> None:
    result = run("questions", "-", "-n", "3", cwd=tmp_path, stdin=CURIE.read_bytes())
    assert result.returncode == 0
    assert len(json.loads(result.stdout)["questions"]) == 3
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_question_can_be_swapped_and_the_rest_stays(tmp_path: Path) -> None:
    before = json.loads(run("questions", CURIE, "-n", "4", cwd=tmp_path).stdout)["questions"]
    assert len(before) == 4  # fewer than the article gives, so that there is one more
    unwanted = before[1]["id"]
    result = run("questions", CURIE, "-n", "4", "--exclude", unwanted, cwd=tmp_path)
    after = json.loads(result.stdout)["questions"]
    kept = {question["id"]: question for question in after}
    assert unwanted not in kept and len(after) == 4
    for question in before:
        if question["id"] != unwanted:
            assert kept[question["id"]]["prompt"] == question["prompt"]


@pytest.mark.slow
def test_fewer_questions_than_asked_are_explained(tmp_path: Path) -> None:
    result = run("make", ARTICLES / "rosetta-stone.txt", "-n", "60", cwd=tmp_path)
    assert result.returncode == 0
    assert "of 60 questions" in result.stderr.decode() and "×" in result.stderr.decode()


@pytest.mark.slow
def test_explain_shows_every_sentence_with_a_rule_or_a_question(tmp_path: Path) -> None:
    said = run("explain", ARTICLES / "curiosity-landing.txt", cwd=tmp_path).stdout.decode()
    assert "Taken out of the article" in said and "not used:" in said and "asked: q-" in said


def test_an_output_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    from quizgen.cli.files import write_all
    from quizgen.errors import OutputError

    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="not a folder"):
        write_all(tmp_path / "out", [("a.txt", b"new")])
    assert (tmp_path / "out").read_text() == "mine"


def test_a_full_disk_loses_neither_old_nor_leaves_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from quizgen.cli import files
    from quizgen.errors import OutputError

    (tmp_path / "a.txt").write_text("old")
    real, calls = files._temporary, []

    def full_at_the_second(folder: Path, data: bytes) -> str:
        calls.append(data)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(folder, data)

    monkeypatch.setattr(files, "_temporary", full_at_the_second)
    with pytest.raises(OutputError, match="is full"):
        files.write_all(tmp_path, [("a.txt", b"new"), ("b.txt", b"new")])
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


@pytest.mark.slow
def test_a_device_without_room_is_told(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full: shared systems without it")
    refused(run("questions", CURIE, "-n", "3", "-o", "/dev/full", cwd=tmp_path), 2, "full")


@pytest.mark.slow
def test_ctrl_c_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "quizgen", "make", "-", "-o", "out"],  # waits for an article that never comes
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("con", "quiz-con"),
        ("a\x00b", "ab"),
        ("   ", "quiz"),
        ("Łódź: a city / its past", "Łódź-a-city-its-past"),
        ("🙂🙂", "quiz"),
    ],
)
def test_a_title_becomes_a_safe_file_name(text: str, name: str) -> None:
    from quizgen.cli.files import safe_name

    assert safe_name(text) == name


def test_a_long_title_stays_a_file_name() -> None:
    from quizgen.cli.files import safe_name

    assert len(safe_name("ü" * 300).encode()) < 200


def test_what_quizgen_did_not_write_is_not_replaced_without_force(tmp_path: Path) -> None:
    from quizgen.cli.files import write_one, write_outputs
    from quizgen.errors import OutputError
    from quizgen.model import Output

    mine = tmp_path / "rivers-key.pdf"
    mine.write_bytes(b"%PDF my own key")
    outputs = [Output(".quiz.json", b'{"format": "quizgen/1"}'), Output("-key.pdf", b"%PDF quizgen")]
    with pytest.raises(OutputError, match="does not look like a file of quizgen"):
        write_outputs(tmp_path, "rivers", outputs)
    with pytest.raises(OutputError, match="does not look like a file of quizgen"):
        write_one(mine, b"new")
    assert mine.read_bytes() == b"%PDF my own key" and not (tmp_path / "rivers.quiz.json").exists()
    write_outputs(tmp_path, "rivers", outputs, force=True)
    write_outputs(tmp_path, "rivers", [Output("-key.pdf", b"%PDF of another run")])
    assert mine.read_bytes() == b"%PDF of another run"


def test_the_article_itself_is_never_replaced(tmp_path: Path) -> None:
    from quizgen.cli.files import write_outputs
    from quizgen.errors import OutputError
    from quizgen.model import Output

    article = tmp_path / "rivers.md"
    article.write_text("about quizgen")
    with pytest.raises(OutputError, match="is the file this is made from"):
        write_outputs(tmp_path, "rivers", [Output(".md", b"sheet")], source=str(article), force=True)
    assert article.read_text() == "about quizgen"


def test_an_output_is_known_again_inside_a_package(tmp_path: Path) -> None:
    import io
    import zipfile

    from quizgen.cli.files import write_one

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", "<manifest>" + " " * 500 + "q-0123456789</manifest>")
    (tmp_path / "quiz.zip").write_bytes(made.getvalue())
    write_one(tmp_path / "quiz.zip", b"new")
    assert (tmp_path / "quiz.zip").read_bytes() == b"new"


def test_a_folder_in_the_place_of_an_output_stops_all_of_them(tmp_path: Path) -> None:
    from quizgen.cli.files import write_all
    from quizgen.errors import OutputError

    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_all(tmp_path, [("a.pdf", b"new"), ("b.pdf", b"new")])
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


def test_a_folder_that_may_not_be_written_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizgen.cli.files import refuse_unwritable
    from quizgen.errors import OutputError

    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(OutputError, match="you may not write there"):
        refuse_unwritable(tmp_path / "new" / "deeper")
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full: shared systems without it")
@pytest.mark.parametrize("command", ["settings", "formats", "themes"])
def test_a_standard_output_without_room_is_told(command: str, tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "quizgen", command],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    assert done.returncode == 2
    assert b"standard output cannot be written" in done.stderr and b"Traceback" not in done.stderr


def test_a_terminal_that_knows_few_letters_still_gets_its_list(tmp_path: Path) -> None:
    assert run("themes", cwd=tmp_path, PYTHONIOENCODING="ascii").returncode == 0


def test_a_quiz_in_the_place_of_an_article_is_told(tmp_path: Path) -> None:
    (tmp_path / "rivers.quiz.json").write_text("{}")
    refused(run("make", "rivers.quiz.json", cwd=tmp_path), 3, "is no article but a quiz")
    refused(run("explain", "-", cwd=tmp_path, stdin=b'{"format": 1}'), 3, "is no article but a quiz")


@pytest.mark.slow
def test_a_quiz_may_come_through_standard_input(made: Path, tmp_path: Path) -> None:
    quiz = (made / "marie-curie.quiz.json").read_bytes()
    assert run("export", "-", "--to", "json", "-o", "-", cwd=tmp_path, stdin=quiz).stdout == quiz
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [("os", 5, "is no language model"), ("../x", 6, "is not installed"), ("en_core_web_none", 6, "is not installed")],
)
def test_a_model_that_is_none_is_told(name: str, code: int, words: str, tmp_path: Path) -> None:
    refused(run("questions", CURIE, "--model", name, cwd=tmp_path), code, words)


@pytest.mark.slow
def test_an_article_beside_its_text_sheet_stays(tmp_path: Path) -> None:
    (tmp_path / "text.md").write_bytes(CURIE.read_bytes())
    result = run("make", "text.md", "-n", "3", "--to", "md", cwd=tmp_path)
    assert result.returncode == 0, result.stderr.decode()
    assert (tmp_path / "text.md").read_bytes() == CURIE.read_bytes()
    assert (tmp_path / "text-worksheet.md").is_file()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("number = 0\n", "at least 1"),
        ("number = 501\n", "at most 500"),
        ("seed = true\n", "whole number"),
        ('kinds = ["essay"]\n', "cannot be “essay”"),
        ("[sheet]\nversions = 27\n", "at most 26"),
        ("number = \n", "not valid TOML"),
    ],
)
def test_a_setting_that_does_not_fit_is_told(content: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(content)
    refused(run("settings", "--settings", "mine.toml", cwd=tmp_path), 5, words)


def test_settings_may_stand_in_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.quizgen]\nnumber = 7\n")
    line = run("settings", cwd=tmp_path).stdout.decode().splitlines()[0]
    assert " 7 " in line and line.endswith("pyproject.toml")
    (tmp_path / "pyproject.toml").write_text("tool = 3\n")
    assert run("settings", cwd=tmp_path).returncode == 0


def test_a_folder_of_templates_that_is_not_there_is_told(tmp_path: Path) -> None:
    refused(run("make", CURIE, "--templates", "nowhere", cwd=tmp_path), 5, "no folder “nowhere”")


@pytest.mark.slow
def test_an_id_that_the_article_does_not_give_is_named(tmp_path: Path) -> None:
    refused(run("questions", CURIE, "--only", "q-0000000000", cwd=tmp_path), 4, "no question q-0000000000")
