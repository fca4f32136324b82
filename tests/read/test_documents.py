"""Every kind of document gives the same clean article: what is read, what goes, and what is refused."""


from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.config import ReadSettings
from quizgen.errors import InputError, MissingPart
from quizgen.model import Article
from quizgen.read import read_article
from quizgen.read.isolated import read_here
from quizgen.read.kinds import kind_of
from quizgen.read.reader import to_article, to_document

from . import made

MAKERS: dict[str, Callable[[], bytes]] = {
    "html": made.html, "docx": made.docx, "pptx": made.pptx, "odt": made.odt, "epub": made.epub, "rtf": made.rtf, "subtitles": made.srt, "pdf": made.pdf,
}  # fmt: skip


def article(data: bytes, settings: ReadSettings | None = None) -> Article:
    """Read in this process, which is quicker than in one of its own."""
    settings = settings or ReadSettings()
    return to_article(read_here(kind_of(data, "canal"), data, "canal", settings), "canal", settings)


def removed(found: Article) -> dict[str, str]:
    return {item.text: item.reason for item in found.removed}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_document_gives_its_running_text_and_nothing_else(kind: str) -> None:
    found = article(MAKERS[kind]())
    assert found.text == made.BODY
    assert [paragraph.span.of(found.text) for paragraph in found.paragraphs] == list(made.PARAGRAPHS)


@pytest.mark.parametrize("kind", sorted(MAKERS.keys() - {"subtitles"}))
def test_a_document_gives_its_title_and_its_headings_as_sections(kind: str) -> None:
    found = article(MAKERS[kind]())
    assert found.source.title == made.TITLE
    expected = {
        "pptx": [made.CAUSES, made.CAUSES, made.AFTER, made.AFTER],
        "epub": ["", "", made.AFTER, made.AFTER],
        "rtf": ["", "", made.CAUSES, made.AFTER],
    }
    sections = [paragraph.section for paragraph in found.paragraphs]
    assert sections == expected.get(kind, ["", "", made.CAUSES, made.AFTER]) or (
        kind == "epub" and sections[2:] == expected["epub"][2:]
    )


@pytest.mark.parametrize("kind", sorted(MAKERS.keys() - {"subtitles", "pptx"}))
def test_a_document_gives_its_author(kind: str) -> None:
    assert article(MAKERS[kind]()).source.author == "Ann Lee"


@pytest.mark.parametrize("kind", MAKERS)
def test_the_kind_is_told_by_content_whatever_the_name(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "misnamed.txt"
    path.write_bytes(MAKERS[kind]())
    assert read_article(str(path)).text == made.BODY


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_pdf_is_read_column_by_column_with_words_whole_and_furniture_gone(columns: int) -> None:
    found = article(made.pdf(columns=columns, pages=6))
    expected = " ".join(made.numbered(text, part) for part in range(6) for text in made.PARAGRAPHS)
    assert " ".join(found.text.split()) == expected
    assert {"THE DAILY CANAL - Spring 2021", "1", "2"} <= removed(found).keys()


def test_chosen_pages_of_a_pdf_are_read() -> None:
    whole = article(made.pdf(pages=6))
    second = article(made.pdf(pages=6), ReadSettings(pages="2"))
    assert second.text != whole.text
    assert second.text.split("\n\n")[-1] == whole.text.split("\n\n")[-1]


@pytest.mark.parametrize("pages", ["7-9", "0", "x", "3-", "-", ",", "1;2"])
def test_pages_that_are_not_there_are_refused(pages: str) -> None:
    with pytest.raises(InputError) as caught:
        article(made.pdf(pages=6), ReadSettings(pages=pages))
    assert caught.value.hint


def test_a_scan_is_refused_with_the_hint_to_recognise_its_text() -> None:
    with pytest.raises(InputError) as caught:
        article(made.pdf(scan=True))
    assert "scan" in caught.value.message
    assert "OCR" in caught.value.hint


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(InputError, match="2 pages"):
        article(made.pdf(pages=6), ReadSettings(max_pages=1))


@pytest.mark.parametrize("chapter", ["2", made.AFTER, "what became", "BECAME OF"])
def test_a_chapter_of_an_e_book_is_chosen_by_number_or_title(chapter: str) -> None:
    assert article(made.epub(), ReadSettings(chapter=chapter)).text == f"{made.THIRD}\n\n{made.FOURTH}"


def test_a_number_means_the_chapter_of_that_name_before_the_entry_of_that_place() -> None:
    book = made.epub(
        [("Introduction", made.FIRST), ("Chapter 1. The Plan", made.SECOND), ("Chapter 2. The Work", made.THIRD)]
    )
    assert article(book, ReadSettings(chapter="1")).text == made.SECOND


def test_a_chapter_that_is_not_there_is_refused_and_the_others_are_named() -> None:
    with pytest.raises(InputError) as caught:
        article(made.epub(), ReadSettings(chapter="9"))
    assert made.AFTER in caught.value.hint


def test_a_whole_book_is_refused_with_its_chapters() -> None:
    with pytest.raises(InputError) as caught:
        article(made.epub(), ReadSettings(max_words=100))
    assert made.CAUSES in caught.value.hint


def test_chapters_within_one_file_are_told_apart_by_their_places() -> None:
    nav = '<html><body><nav><ol><li><a href="c0.xhtml#a">One</a></li><li><a href="c0.xhtml#b">Two</a></li></ol></nav></body></html>'
    book = made.epub(
        [("All", f'</p><h2 id="a">One</h2><p>{made.FIRST}</p><h2 id="b">Two</h2><p>{made.SECOND}')],
        more={"OEBPS/nav.xhtml": nav},
    )
    assert article(book, ReadSettings(chapter="One")).text == made.FIRST
    assert article(book, ReadSettings(chapter="Two")).text == made.SECOND


@pytest.mark.parametrize("kind", ["html", "docx", "odt", "pdf"])
def test_a_section_is_chosen_by_its_heading(kind: str) -> None:
    assert article(MAKERS[kind](), ReadSettings(section="why it was")).text == made.THIRD


def test_a_section_holds_its_lower_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f"# Title\n\n{made.FIRST}\n\n## Causes\n\n{made.SECOND}\n\n### Trade\n\n{made.THIRD}\n\n## After\n\n{made.FOURTH}\n"
    )
    assert read_article(str(path), ReadSettings(section="Causes")).text == f"{made.SECOND}\n\n{made.THIRD}"


def test_a_section_that_is_not_there_is_refused_and_the_headings_are_named() -> None:
    with pytest.raises(InputError) as caught:
        article(made.html(), ReadSettings(section="Weather"))
    assert made.CAUSES in caught.value.hint


@pytest.mark.parametrize(("setting", "kind"), [("pages", "docx"), ("pages", "epub"), ("chapter", "pdf")])
def test_a_part_that_a_kind_does_not_have_is_refused(setting: str, kind: str) -> None:
    with pytest.raises(InputError):
        to_document(MAKERS[kind](), "canal", ReadSettings(**{setting: "1"}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
        (b"\xff\xd8\xff\xe0" + bytes(600), "picture"),
        (b"\x1f\x8b\x08" + bytes(600), "packed"),
        (made.package({"a.txt": "x"}), "archive"),
        (made.package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "spreadsheet"),
        (b"PK\x03\x04" + bytes(600), "damaged"),
        (b"%PDF-1.7\n" + bytes(600), "damaged"),
        (made.package({"word/document.xml": "<w:"}), "damaged"),
    ],
    ids=["doc", "jpeg", "gzip", "zip", "ods", "broken zip", "broken pdf", "broken docx"],
)
def test_what_cannot_be_read_is_named(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        article(data)
    assert caught.value.hint


def test_a_missing_library_is_told_with_the_pip_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    document = made.docx()
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingPart) as caught:
        article(document)
    assert caught.value.hint == "pip install 'quizgen[documents]'"
    assert caught.value.exit_code == 6


def test_text_about_html_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "The tag <b> makes text bold, and </b> ends it. In 1993 the first <img> was proposed by Marc Andreessen."
    )
    assert "<b>" in read_article(str(path)).text


def test_deleted_text_and_text_boxes_of_a_word_file_are_not_read() -> None:
    import io

    from docx import Document
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    paragraph = document.add_paragraph("The canal was ")
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>never </w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>opened in 1825.</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(
            f"<w:r {space}><w:pict><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )
    buffer = io.BytesIO()
    document.save(buffer)
    assert article(buffer.getvalue()).text == "The canal was opened in 1825."


def test_rolling_captions_say_each_line_once() -> None:
    vtt = b"""WEBVTT

NOTE made by hand

00:01.000 --> 00:03.000
<v Ann>The canal was opened</v>

00:03.000 --> 00:05.000
The canal was opened
in 1825, and <c.yellow>it</c> linked

00:05.000 --> 00:07.000
in 1825, and it linked
the lake to the sea &amp; the river.
"""
    assert article(vtt).text == "The canal was opened in 1825, and it linked the lake to the sea & the river."
