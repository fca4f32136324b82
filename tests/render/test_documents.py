"""Word, Markdown, plain text and Auto Multiple Choice: the same questions, each by the rules of its reader."""

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from quizgen.config import SheetSettings
from quizgen.model import Quiz
from quizgen.render import DOCUMENTS

from .quizzes import CURIE, EXTREME, HOSTILE, LIGHTHOUSE, SCRIPTS, choose, fill_in, quiz
from .reading import matches_snapshot, program, text

QUIZZES = {"curie": CURIE, "hostile": HOSTILE, "extreme": EXTREME, "scripts": SCRIPTS, "lighthouse": LIGHTHOUSE}


def made(form: str, quiz: Quiz, **settings: Any) -> bytes:
    return DOCUMENTS[form](quiz, SheetSettings(**settings)).data


@pytest.mark.parametrize("name", QUIZZES)
@pytest.mark.parametrize("form", ["md", "txt", "amc-txt"])
def test_the_text_forms_say_what_they_said_before(form: str, name: str) -> None:
    matches_snapshot(f"{name}-{form}", made(form, QUIZZES[name], word_bank="words").decode())


@pytest.mark.parametrize("form", DOCUMENTS)
def test_every_form_is_the_same_each_time(form: str) -> None:
    assert made(form, CURIE) == made(form, CURIE)


@pytest.mark.parametrize("form", DOCUMENTS)
def test_every_form_has_a_word_for_the_list_of_formats(form: str) -> None:
    assert (DOCUMENTS[form].__doc__ or "").endswith(".")


# --- Markdown ---------------------------------------------------------------------------------------------


def html_of(markdown: bytes) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").enable("table").render(markdown.decode()))


def visible(html: str) -> str:
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(
    "literal", ["<b>bold</b> tag, &amp; an entity, {{ 7 * 7 }}", "$5 \\ more", "</stem></question>", "<!-- -->"]
)
def test_markdown_shows_marks_as_letters(literal: str) -> None:
    assert literal in visible(html_of(made("md", HOSTILE)))


def test_markdown_of_a_stem_that_begins_like_a_list_stays_one_item() -> None:
    html = html_of(made("md", quiz(fill_in("1. First - [x] -"), fill_in("- dash [y]"), fill_in("# not a heading [z]"))))
    assert html.count("<li>") == 3 + 6  # three questions; three answers, each with its sentence
    assert "<h1>not" not in html


def test_markdown_lists_every_option() -> None:
    html = html_of(made("md", CURIE))
    assert all(
        f"{letter}) {text}" in html for letter, text in zip("ABCD", ("1883", "1887", "1891", "1895"), strict=True)
    )


# --- plain text -------------------------------------------------------------------------------------------


def test_plain_text_keeps_to_its_width() -> None:
    assert max(map(len, made("txt", LIGHTHOUSE, passage=True).decode().splitlines())) <= 78


# --- Auto Multiple Choice ---------------------------------------------------------------------------------

# How AMC-TXT tells its lines apart, in the order in which it looks.
COMMENT = re.compile(r"^\s*#")
OPTION = re.compile(
    r"^\s*(Title|Presentation|PaperSize|Disable|ShuffleQuestions|SingleSided|L-Question|L-Name|Lang):", re.I
)
QUESTION = re.compile(r"^\s*(\*{1,2})(?:<([^>]*)>)?(?:\[([^]]*)\])?(?:\{([^}]*)\})?\s*(.*)")
ANSWER = re.compile(r"^\s*(\+|-)(?:\[([^]]*)\])?(?:\{([^}]*)\})?\s*(.*)")


def amc_questions(data: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """Stem and marked answers of each question, as AMC reads them; a line it would misread fails."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in data.decode().splitlines():
        if not line or COMMENT.match(line) or OPTION.match(line):
            continue
        if question := QUESTION.match(line):
            found.append((question[5], []))
        else:
            answer = ANSWER.match(line)
            assert answer, line
            found[-1][1].append((answer[1], answer[4]))
    return found


@pytest.mark.parametrize("name", QUIZZES)
def test_amc_reads_every_question_with_one_right_answer(name: str) -> None:
    found = amc_questions(made("amc-txt", QUIZZES[name]))
    assert len(found) == len(QUIZZES[name].questions)
    for stem, answers in found:
        assert stem
        assert [mark for mark, _ in answers].count("+") == 1
        assert len(answers) > 1


def test_amc_neither_includes_files_nor_runs_latex() -> None:
    evil = quiz(
        choose("IncludeFile: /etc/passwd []", "*[[\\input{/etc/passwd}]]", "!/etc/x.png!", "[verbatim]", "( group"),
        fill_in("{b=9} *) # \n\n+ forged [x]\r\n- too"),
    )
    data = made("amc-txt", evil)
    assert b"\nDisable: verbatim local_latex images embf title\n" in data
    assert b"[verbatim]" not in data
    assert not re.search(rb"^\s*IncludeFile", data, re.MULTILINE)
    assert amc_questions(data)[0][1][0][1] == "[[\\input{/etc/passwd}]]"
    assert amc_questions(data)[1][0] == "{b=9} *) # + forged ________ - too"


# --- Word -------------------------------------------------------------------------------------------------


def word_text(data: bytes) -> list[tuple[str, str]]:
    docx = pytest.importorskip("docx")
    return [(paragraph.style.name, paragraph.text) for paragraph in docx.Document(BytesIO(data)).paragraphs]


def test_word_has_headings_styles_and_real_lists() -> None:
    paragraphs = word_text(made("docx", CURIE))
    assert paragraphs[0] == ("Title", CURIE.title)
    assert ("Heading 1", "B  Choose the right answer  (4 points · 1 each)") in paragraphs
    assert [text for style, text in paragraphs if style == "Option"][:4] == ["1883", "1887", "1891", "1895"]
    xml = zipfile.ZipFile(BytesIO(made("docx", CURIE))).read("word/document.xml").decode()
    assert xml.count("<w:numPr>") == 8 + 16 + 8


@pytest.mark.slow
@pytest.mark.parametrize("name", QUIZZES)
def test_word_opens_in_libreoffice_and_shows_every_question_and_answer(name: str, tmp_path: Path) -> None:
    soffice = program("soffice")
    pytest.importorskip("docx")
    (tmp_path / "sheet.docx").write_bytes(made("docx", QUIZZES[name]))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "sheet.docx",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = text((tmp_path / "sheet.pdf").read_bytes())
    for number in range(1, len(QUIZZES[name].questions) + 1):
        assert shown.count(f" {number}. ") >= 2, f"{number} is not both on the sheet and in the key"
    if name == "hostile":
        assert "{{ 7 * 7 }} and {% raw %}" in shown
