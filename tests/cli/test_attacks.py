"""Articles and quizzes written to harm whoever opens what is made of them. (What harms the reader: tests/read/test_attacks.py.)"""

import csv
import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.cli.test_commands import ARTICLES, run

BODY = (ARTICLES / "rosetta-stone.txt").read_text(encoding="utf-8")
CODE = "{{7*7}} {% import os %} {{ ''.__class__.__mro__ }} <b>bold</b> </para><para> <img src=x onerror=alert(1)> &amp;"
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", '=HYPERLINK("http://example.org")')


def quiz_with(title: str, options: tuple[str, ...], stem: str) -> str:
    """A quiz JSON of one multiple-choice question; the first option is right."""
    sentence = f"{stem} {options[0]}."
    question = {
        "id": "q-0123456789",
        "type": "multiple_choice",
        "prompt": f"{stem} ________.",
        "choices": [{"text": text, "correct": place == 0, "feedback": None} for place, text in enumerate(options)],
        "answer": options[0],
        "points": 1,
        "difficulty": 0.5,
        "tags": [stem],
        "feedback": "",
        "evidence": {"sentence": sentence, "paragraph": 1, "start": 0, "end": 1},
    }
    source = {"title": title, "author": title, "url": "", "licence": "", "sha256": "0" * 64}
    return json.dumps(
        {
            "format": "quizgen/1",
            "title": title,
            "language": "en",
            "source": source,
            "seed": 0,
            "version": "0",
            "settings": {},
            "questions": [question],
        }
    )


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "html", "docx", "md", "txt"])
def test_code_and_markup_in_a_quiz_are_printed_and_never_run(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.quiz.json").write_text(quiz_with(CODE, (CODE, "two", "three", "four"), f"Title {CODE} is"))
    words = ("sheet", "a.quiz.json") if form == "pdf" else ("export", "a.quiz.json", "--to", form)
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    sheets = [path for path in tmp_path.iterdir() if path.suffix == f".{form}"]
    assert sheets
    for sheet in sheets:
        shown = printed(sheet)
        assert "{{7*7}}" in shown and "{% import os %}" in shown, shown[:400]
        assert "<class" not in shown and "49 " not in shown
    if form == "html":
        for sheet in sheets:
            assert "<img src=x" not in sheet.read_text(encoding="utf-8")


def printed(sheet: Path) -> str:
    """The text a reader sees, in one line."""
    if sheet.suffix == ".pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(sheet).pages).split())
    if sheet.suffix == ".docx":
        from docx import Document

        document = Document(str(sheet))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return sheet.read_text(encoding="utf-8").replace("\\", "")


@pytest.mark.slow
@pytest.mark.parametrize("target", ["csv", "kahoot", "quizizz", "blooket", "brightspace"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(target: str, formula: str, tmp_path: Path) -> None:
    (tmp_path / "a.quiz.json").write_text(quiz_with(formula, (formula, "two", "three", "four"), formula))
    done = run("export", "a.quiz.json", "--to", target, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    files = [path for path in tmp_path.iterdir() if not path.name.endswith(".quiz.json")]
    assert len(files) == 1
    for path in files:
        assert not [cell for cell in cells(path) if cell[:1] in "=+-@\t\r" and cell[:1]], path.name


def cells(path: Path) -> list[str]:
    """Every cell as a spreadsheet would take it."""
    if path.suffix == ".xlsx":
        sheet = load_workbook(BytesIO(path.read_bytes())).worksheets[0]
        found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert all(cell.data_type != "f" for cell in found)
        return []  # a cell that says it is text is never reckoned, whatever it begins with
    if path.suffix in {".csv", ".txt"}:
        text = path.read_text(encoding="utf-8-sig")
        return [
            cell
            for row in csv.reader(text.splitlines(), delimiter="\t" if path.suffix == ".txt" else ",")
            for cell in row
        ]
    return []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["make", "questions", "explain", "batch"])
def test_an_article_cannot_paint_the_terminal(command: str, tmp_path: Path) -> None:
    paint = "\x1b[31mred\x1b[0m\x9b31m\x07\u202egpj"
    (tmp_path / "a.txt").write_text(
        f"---\ntitle: Red {paint}\n---\n\n{BODY}\n\n{paint} is a word here.\n", encoding="utf-8"
    )
    output = [] if command == "explain" else ["-o", "out.json" if command == "questions" else "out"]
    done = run(
        command,
        "a.txt",
        *output,
        "--verbose" if command == "batch" else "-n",
        *([] if command == "batch" else ["4"]),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr.decode()
    said = (done.stdout + done.stderr).decode()
    assert not [char for char in "\x1b\x9b\x07\u202e" if char in said]


@pytest.mark.slow
@pytest.mark.parametrize(
    "title",
    ["../../outside", "..\\..\\outside", "/etc/outside", "C:\\outside", "CON", "a\0b", "x" * 300, "😀" * 90, "..", "~"],
)
def test_a_title_leads_to_no_file_outside_the_folder(title: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = f"---\ntitle: {json.dumps(title)}\n---\n\n{BODY}"
    done = run("make", "-", "-o", "out", "-n", "3", cwd=tmp_path / "in", stdin=text.encode())
    assert done.returncode == 0, done.stderr.decode()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 3 and {path.parent for path in files} == {tmp_path / "in" / "out"}
    assert all(len(path.name.encode()) < 200 and path.name.split(".")[0].upper() != "CON" for path in files)
