"""The printed sheet and key: what they say, that they are sound, and that anyone can read them."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.config import SheetSettings
from quizgen.errors import InputError, SettingsError
from quizgen.model import Quiz
from quizgen.render import render_sheets

from .quizzes import CURIE, EXTREME, HOSTILE, SCRIPTS, choose, fill_in, many, quiz
from .reading import faults, matches_snapshot, paged, pages, qpdf_complaints, structure, text, text_places, unembedded

QUIZZES = {"curie": CURIE, "hostile": HOSTILE, "extreme": EXTREME, "scripts": SCRIPTS, "sixty": many(60)}
by_name = pytest.mark.parametrize("name", QUIZZES)


def printed(quiz: Quiz, **settings: object) -> tuple[bytes, bytes]:
    """Sheet and key."""
    sheet, key = render_sheets(quiz, SheetSettings(**settings))  # type: ignore[arg-type]
    assert (sheet.suffix, key.suffix) == ("-worksheet.pdf", "-key.pdf")
    return sheet.data, key.data


@by_name
def test_the_pages_say_what_they_said_before(name: str) -> None:
    sheet, key = printed(QUIZZES[name])
    matches_snapshot(f"{name}-worksheet", paged(sheet))
    matches_snapshot(f"{name}-key", paged(key))


@by_name
def test_every_sheet_and_key_is_accessible_and_sound(name: str, tmp_path: Path) -> None:
    for data in printed(QUIZZES[name]):
        assert faults(data) == []
        assert unembedded(data) == []
        assert qpdf_complaints(data, tmp_path) == ""


@by_name
def test_every_number_on_the_sheet_is_in_the_key(name: str) -> None:
    wanted = range(1, len(QUIZZES[name].questions) + 1)
    for data in printed(QUIZZES[name]):
        found = re.findall(r"^(\d+)", "\n".join(pages(data)), re.MULTILINE)
        assert set(map(str, wanted)) <= set(found)


def test_a_reading_voice_hears_headings_lists_and_blanks() -> None:
    sheet, _ = printed(quiz(fill_in("Paris lies on the [Seine]."), choose("Rome lies on the [].", "*Tiber", "Po")))
    matches_snapshot("structure-worksheet", "\n".join(structure(sheet)))


def test_what_looks_like_markup_prints_as_it_is() -> None:
    sheet, key = (text(data) for data in printed(HOSTILE))
    for literal in (
        "<b>bold</b>",
        "&amp;",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "50 % of “quotes” cost $5 \\",
        "</stem></question>",
    ):
        assert literal in sheet
    for literal in ("they {{ are }}", "~/etc/passwd", "; <blank/> is no blank.", "&lt;", "<script>alert(1)</script>"):
        assert literal in sheet + key
    assert "\u202e" not in sheet
    assert "49" not in sheet


def test_all_blanks_are_of_one_length() -> None:
    sheet, _ = printed(quiz(fill_in("A [I] b."), fill_in("C [the longest of all possible answers] d.")))
    lengths = {len(run) for run in re.findall("_+", text(sheet))}
    assert len(lengths) == 1


def test_letters_of_europe_greek_cyrillic_and_vietnamese_are_printed() -> None:
    sheet = text(printed(SCRIPTS)[0])
    for words in (
        "Η Αθήνα είναι",
        "Столица Украины",
        "Łódź, Győr, Škofja Loka, Ağrı, Iași",
        "Hà Nội là thủ đô",
        "H₂O",
        "≈",
    ):
        assert words in sheet


def test_a_letter_that_no_font_has_is_named_and_not_printed_as_a_box() -> None:
    with pytest.raises(InputError, match=r"CJK UNIFIED IDEOGRAPH-6F22") as caught:
        printed(quiz(fill_in("The sign 漢 means [Han].")))
    assert "--font" in caught.value.hint


def test_a_font_of_the_users_own_is_used_for_letters_that_ours_lack(tmp_path: Path) -> None:
    other = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    if not Path(other).is_file():
        pytest.skip("DejaVu fonts are not installed")
    sheet, _ = printed(quiz(fill_in("The sign ♞ is a [knight].")), font=other)
    assert "♞" in text(sheet)
    assert faults(sheet) == []


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fake.ttf").write_text("no font")
    with pytest.raises(SettingsError, match=r"fake\.ttf"):
        printed(CURIE, font=str(tmp_path / "fake.ttf"))


@pytest.mark.parametrize("paper", ["a4", "letter", "legal"])
def test_nothing_is_printed_outside_the_paper(paper: str) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    sheet, _ = printed(EXTREME, paper=paper)
    for page in PdfReader(BytesIO(sheet)).pages:
        places = text_places(page)
        assert all(30 < x < page.mediabox.width - 30 and 30 < y < page.mediabox.height - 30 for x, y in places)


def test_the_same_quiz_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib,sys; sys.path.insert(0, sys.argv[1]);"
        "from render.quizzes import CURIE, SCRIPTS; from quizgen.render import render_sheets;"
        "from quizgen.config import SheetSettings;"
        "outputs = [o for q in (CURIE, SCRIPTS) for o in render_sheets(q, SheetSettings(versions=2, fillable=True))];"
        "print([hashlib.sha256(o.data).hexdigest() for o in outputs])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent.parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.getcwd()},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_an_option_is_never_parted_from_its_stem() -> None:
    questions = [
        choose(
            f"Question {number}: which of these?",
            f"*option first of {number} with words enough that it needs a line of its own, and so do the others",
            f"option second of {number} with words enough that it needs a line of its own",
            f"option last of {number} with words enough that it needs a line of its own",
        )
        for number in range(1, 41)
    ]
    for page in pages(printed(quiz(*questions))[0]):
        assert re.findall(r"Question (\d+):", page) == re.findall(r"option last of (\d+)", page)


def test_a_last_page_is_not_left_nearly_empty() -> None:
    for count in range(7, 40, 4):
        sheet = pages(printed(many(count))[0])
        if len(sheet) > 1:
            assert len(sheet[-1].splitlines()) > 5, f"{count} questions leave {sheet[-1]!r} on the last page"


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (replace(CURIE, questions=()), "no questions"),
        (many(2001), "2001 questions"),
        (quiz(fill_in("Long " * 1500 + "[x]")), "Question 1 .* longer than"),
        (quiz(choose("Which?", "*a", *map(str, range(30)))), "Question 1 has 31 options"),
        (replace(CURIE, title="x" * 2000), "title"),
    ],
)
def test_a_quiz_beyond_all_measure_is_refused(broken: Quiz, words: str) -> None:
    with pytest.raises(InputError, match=words):
        printed(broken)


def test_a_paper_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="no paper"):
        printed(CURIE, paper="a0")
