"""Versions, themes and layouts: what a teacher can choose, and that sheet and key still agree."""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from quizgen.config import SheetSettings
from quizgen.errors import InputError, SettingsError
from quizgen.model import MultipleChoice, Quiz
from quizgen.render import languages, render_sheets, themes
from quizgen.render.view import cross_table
from quizgen.render.worksheets import worksheets
from quizgen.resources import template_root

from .quizzes import CURIE, EXTREME, HOSTILE, LIGHTHOUSE, SCRIPTS, choose, fill_in, many, quiz
from .reading import faults, matches_snapshot, paged, pages, program, qpdf_complaints, structure, text, unembedded

THEMES = [name for name, _ in themes()]


def made(quiz: Quiz, **settings: Any) -> dict[str, bytes]:
    return {output.suffix: output.data for output in render_sheets(quiz, SheetSettings(**settings))}


# --- versions ---------------------------------------------------------------------------------------------


def test_versions_hold_the_same_questions_in_another_order() -> None:
    first, second, third = worksheets(many(20), 3)
    assert [sheet.version for sheet in (first, second, third)] == ["A", "B", "C"]
    orders = [[one.question.id for one in sheet.questions] for sheet in (first, second, third)]
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(orders[2])
    assert orders[0] != orders[1] != orders[2] != orders[0]


def test_options_whose_order_means_something_are_never_shuffled() -> None:
    for sheet in worksheets(CURIE, 8):
        dates = next(
            one.question for one in sheet.questions if one.question.stem.before.startswith("Marie Curie moved")
        )
        assert isinstance(dates, MultipleChoice)
        assert [choice.text for choice in dates.choices] == ["1883", "1887", "1891", "1895"]


def test_every_version_has_its_letter_on_every_page_and_its_own_key() -> None:
    files = made(many(40), versions=2)
    assert list(files) == ["-worksheet-A.pdf", "-worksheet-B.pdf", "-key-A.pdf", "-key-B.pdf", "-versions.pdf"]
    for suffix, data in files.items():
        if suffix != "-versions.pdf":
            assert all(f"Version {suffix[-5]}" in page for page in pages(data)), suffix


@given(st.integers(0, 10_000), st.integers(2, 5))
@settings(max_examples=25, deadline=None)
def test_the_key_of_each_version_names_the_letter_that_stands_beside_the_right_option(seed: int, count: int) -> None:
    for sheet in worksheets(replace(CURIE, seed=seed), count):
        for one in sheet.questions:
            for _, choice in one.lettered():
                assert choice.correct == (choice.text == one.question.answer)


def test_the_table_of_versions_leads_to_the_same_question_in_each() -> None:
    sheets = worksheets(CURIE, 3)
    for row in cross_table(sheets):
        for sheet, place in zip(sheets, row.places, strict=True):
            number, _, letter = place.partition(" ")
            one = sheet.questions[int(number) - 1]
            assert one.question.answer == row.question
            assert not letter or {key: choice.text for key, choice in one.lettered()}[letter] == row.question
    assert "5 C" in text(made(CURIE, versions=3)["-versions.pdf"])


def test_all_of_it_can_be_one_file() -> None:
    files = made(CURIE, versions=2, combined=True)
    assert list(files) == ["-combined.pdf"]
    matches_snapshot("curie-combined", paged(files["-combined.pdf"]))
    assert faults(files["-combined.pdf"]) == []


def test_too_many_versions_are_refused() -> None:
    with pytest.raises(SettingsError, match="27 versions"):
        made(CURIE, versions=27)


# --- themes and papers ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["curie", "extreme", "scripts", "lighthouse"])
def test_every_theme_is_accessible_sound_and_prints_every_question(theme: str, name: str, tmp_path: Path) -> None:
    quiz = {"curie": CURIE, "extreme": EXTREME, "scripts": SCRIPTS, "lighthouse": LIGHTHOUSE}[name]
    files = made(quiz, theme=theme, passage=bool(quiz.passage), word_bank="extra", answer_sheet=True, fillable=True)
    for suffix, data in files.items():
        assert faults(data) == [], suffix
        assert unembedded(data) == [], suffix
        assert qpdf_complaints(data, tmp_path) == "", suffix
        matches_snapshot(f"themes/{theme}-{name}{suffix[:-4]}", paged(data))


@pytest.mark.parametrize("paper", ["a4", "letter", "legal"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paper_and_columns_leave_no_option_on_another_page_than_its_stem(paper: str, columns: int) -> None:
    questions = [
        choose(
            f"Question {number}: which of these?", f"*one, option first of {number}", f"two, option last of {number}"
        )
        for number in range(1, 61)
    ]
    for page in pages(made(quiz(*questions), paper=paper, columns=columns)["-worksheet.pdf"]):
        words = " ".join(page.split())
        assert sorted(re.findall(r"Question (\d+):", words)) == sorted(re.findall(r"option last of (\d+)", words))


def test_large_print_is_large_and_in_one_column() -> None:
    sizes: list[float] = []
    for page in PdfReader(BytesIO(made(CURIE, theme="large-print")["-worksheet.pdf"])).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(size) if len(text) > 20 else None
        )
    assert min(sizes) >= 17


def test_a_theme_of_the_schools_own_wins_over_ours(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    ours = (template_root() / "themes" / "classic.toml").read_text("utf-8")
    (tmp_path / "themes" / "classic.toml").write_text(ours.replace("size = 11 ", "size = 15 "), "utf-8")
    (tmp_path / "themes" / "mine.toml").write_text('about = "Ours."\n[type]\ntext = "Source Sans"\n', "utf-8")
    assert made(CURIE, templates=str(tmp_path)) != made(CURIE)
    assert ("mine", "Ours.") in themes(tmp_path)
    assert "Marie Curie" in text(made(CURIE, templates=str(tmp_path), theme="mine")["-key.pdf"])


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        ("[type]\nsiez = 12", "siez"),
        ("[tpye]\nsize = 12", "tpye"),
        ('[type]\nsize = "big"', "size"),
        ("[type]\nsize = -1", "size"),
        ('[look]\nmarker = "star"', "marker"),
        ('[type]\ntext = "Comic Papyrus"', "Comic Papyrus"),
        ('[type]\ntext = "absent.ttf"', "absent.ttf"),
        ("size = ", "not valid TOML"),
    ],
)
def test_a_theme_with_a_mistake_is_refused_in_words(tmp_path: Path, theme: str, words: str) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.toml").write_text(theme, "utf-8")
    with pytest.raises(SettingsError, match=words):
        made(CURIE, templates=str(tmp_path), theme="mine")


def test_a_misspelt_theme_is_answered_with_the_nearest() -> None:
    with pytest.raises(SettingsError) as caught:
        made(CURIE, theme="clasic")
    assert "classic" in caught.value.hint


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<sheet><titel>x</titel></sheet>", "titel"),
        ("<sheet><title>x</sheet>", "broken XML"),
        ("<sheet><title>{{ nothing.here }}</title></sheet>", "does not work"),
        ("<sheet><title>{{ ''.__class__.__mro__ }}</title></sheet>", "does not work"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><sheet><title>&b;</title></sheet>', "document type"),
    ],
)
def test_a_template_with_a_mistake_is_refused_in_words(tmp_path: Path, template: str, words: str) -> None:
    (tmp_path / "worksheet").mkdir()
    (tmp_path / "worksheet" / "sheet.xml").write_text(template, "utf-8")
    with pytest.raises(SettingsError, match=words):
        made(CURIE, templates=str(tmp_path))


def test_school_and_logo_stand_at_the_head(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (40, 20), 90).save(tmp_path / "logo.png")
    data = made(CURIE, school="Hill School", logo=str(tmp_path / "logo.png"))["-worksheet.pdf"]
    assert "Hill School" in pages(data)[0]
    assert any("Figure “Hill School”" in line for line in structure(data))
    assert faults(data) == []
    with pytest.raises(SettingsError, match="logo"):
        made(CURIE, logo=str(tmp_path / "none.png"))


# --- layouts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
def test_the_key_cites_the_printed_line_that_holds_the_answer(theme: str) -> None:
    files = made(LIGHTHOUSE, theme=theme, passage=True)
    whole = "\n".join(pages(files["-worksheet.pdf"]))
    start, end = whole.index("A lighthouse warns"), whole.index("board.\n")
    lines = [line for line in whole[start:end].splitlines() if not re.fullmatch(r"\d+|=+.*", line.strip())]
    places = re.findall(r"line\s(\d+)\)", " ".join(pages(files["-key.pdf"])))
    assert len(places) == len(LIGHTHOUSE.questions)
    for question, place in zip(LIGHTHOUSE.questions, places, strict=True):
        assert question.answer.split()[0] in lines[int(place) - 1], f"{question.answer} is not on line {place}"


def test_a_passage_that_the_quiz_does_not_hold_is_asked_for() -> None:
    with pytest.raises(InputError, match="text"):
        made(CURIE, passage=True)


def test_the_word_bank_holds_every_answer_and_extras_that_fit_no_blank() -> None:
    plain = text(made(LIGHTHOUSE, word_bank="words")["-worksheet.pdf"])
    extra = text(made(LIGHTHOUSE, word_bank="extra")["-worksheet.pdf"])
    bank = plain.split("Word bank")[1].split("The tower of Alexandria")[0]
    assert all(answer in bank for answer in ("Pharos", "Aimé Argand", "prisms", "satellite navigation"))
    assert "Brest" not in bank
    assert "Brest" in extra.split("Word bank")[1].split("The tower of Alexandria")[0]


def test_answers_can_go_on_a_sheet_of_their_own() -> None:
    files = made(LIGHTHOUSE, answer_sheet=True)
    matches_snapshot("lighthouse-answer-sheet", paged(files["-answer-sheet.pdf"]))
    assert "Write your answers on the answer sheet" in text(files["-worksheet.pdf"])


@pytest.mark.slow
def test_one_page_is_one_page_where_letters_stay_readable() -> None:
    quiz = many(32)
    assert len(pages(made(quiz, columns=2)["-worksheet.pdf"])) > 1
    assert len(pages(made(quiz, columns=2, one_page=True)["-worksheet.pdf"])) == 1
    assert len(pages(made(many(300), one_page=True)["-worksheet.pdf"])) > 1


@pytest.mark.parametrize("code", [code for code, _ in languages()])
def test_the_furniture_speaks_the_language_asked_for(code: str) -> None:
    files = made(CURIE, language=code, versions=2, answer_sheet=True, word_bank="words")
    matches_snapshot(f"languages/{code}", paged(files["-worksheet-B.pdf"]) + "\n" + paged(files["-key-B.pdf"]))


def test_every_language_has_every_word_with_the_same_places() -> None:
    import tomllib

    texts = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (template_root() / "words").glob("*.toml")}
    assert len(texts) >= 5
    for words in texts.values():
        assert words.keys() == texts["en"].keys()
        for key, value in words.items():
            assert set(re.findall(r"\{\w+\}", value)) == set(re.findall(r"\{\w+\}", texts["en"][key])), (key, value)


def test_an_unknown_language_is_refused_and_an_unknown_quiz_language_is_english() -> None:
    with pytest.raises(SettingsError, match="tlh"):
        made(CURIE, language="tlh")
    assert "Name" in text(made(replace(CURIE, language="sv"))["-worksheet.pdf"])


# --- fillable ---------------------------------------------------------------------------------------------


def test_a_fillable_sheet_has_a_named_field_for_every_question() -> None:
    fields = PdfReader(BytesIO(made(LIGHTHOUSE, fillable=True)["-fillable.pdf"])).get_fields() or {}
    assert set(fields) >= {"name", "class", "date", *(f"q{number}" for number in range(1, 7))}
    assert fields["q5"]["/FT"] == "/Btn"
    assert len(fields) == 3 + 6, "the blank of a multiple-choice stem is no field"
    assert fields["q1"]["/FT"] == "/Tx"


def test_a_reader_fills_the_form_and_prints_what_was_filled_in(tmp_path: Path) -> None:
    writer = PdfWriter(BytesIO(made(LIGHTHOUSE, fillable=True)["-fillable.pdf"]))
    writer.update_page_form_field_values(
        writer.pages[0], {"name": "Zoë Müller", "q1": "Pharos", "q4": "satellites", "q5": "/B"}, auto_regenerate=False
    )
    filled = tmp_path / "filled.pdf"
    writer.write(filled)
    fields = PdfReader(filled).get_fields() or {}
    assert (fields["name"]["/V"], fields["q1"]["/V"], fields["q5"]["/V"]) == ("Zoë Müller", "Pharos", "/B")
    before, after = tmp_path / "before", tmp_path / "after"
    (tmp_path / "empty.pdf").write_bytes(made(LIGHTHOUSE, fillable=True)["-fillable.pdf"])
    for source, target in ((tmp_path / "empty.pdf", before), (filled, after)):
        subprocess.run([program("pdftoppm"), "-r", "50", "-gray", str(source), str(target)], check=True)
    ink = [sum(255 - shade for shade in path.read_bytes()[20:]) for path in sorted(tmp_path.glob("*.pgm"))]
    assert ink[0] > ink[1] + 2000, "what was filled in is not drawn"


def test_a_hostile_quiz_makes_a_sound_form(tmp_path: Path) -> None:
    data = made(HOSTILE, fillable=True)["-fillable.pdf"]
    assert faults(data) == []
    assert qpdf_complaints(data, tmp_path) == ""
    assert b"/JavaScript" not in data and b"/JS" not in data and b"/URI" not in data


# --- how long it takes ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_thousand_questions_take_about_ten_times_a_hundred() -> None:
    from time import perf_counter

    def seconds(count: int) -> float:
        quiz, start = many(count), perf_counter()
        made(quiz)
        return perf_counter() - start

    seconds(20)
    assert seconds(1000) < 20 * max(min(seconds(100) for _ in range(3)), 0.05)


def test_nothing_heavy_is_imported_before_something_is_printed() -> None:
    code = "import sys, quizgen.render; print(sorted({'reportlab', 'jinja2', 'docx', 'PIL'} & set(sys.modules)))"
    python = shutil.which("python") or "python"
    assert subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_short_answer_gets_a_line_to_write_on() -> None:
    short = made(quiz(fill_in("Who found it? = Curie")), fillable=True)
    assert "q1" in (PdfReader(BytesIO(short["-fillable.pdf"])).get_fields() or {})
