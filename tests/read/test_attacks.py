"""Files made to hurt: each ends in an article or in one clear sentence, quickly and within its memory."""


import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.config import ReadSettings
from quizgen.errors import InputError
from quizgen.model import Article
from quizgen.read import read_article

from . import made

# Nobody waits longer than this for one article.
LONGEST = 10.0

LAUGHS = '<!DOCTYPE lolz [<!ENTITY lol "lol">' + "".join(
    f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else chr(0)};".replace(chr(0), "") * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip


def attempt(
    tmp_path: Path, data: bytes, name: str = "attack", settings: ReadSettings | None = None
) -> Article | InputError:
    """What comes of it, in time."""
    path = tmp_path / name
    path.write_bytes(data)
    started = time.monotonic()
    try:
        return read_article(str(path), settings)
    except InputError as error:
        assert error.hint
        return error
    finally:
        assert time.monotonic() - started < LONGEST


def text_of(result: Article | InputError) -> str:
    return result.text if isinstance(result, Article) else result.message


def test_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    result = attempt(tmp_path, made.odt(body="<text:p>&lol9;</text:p>", doctype=LAUGHS))
    assert len(text_of(result)) < 10_000


def test_billion_laughs_in_an_attribute_are_not_laughed(tmp_path: Path) -> None:
    result = attempt(tmp_path, made.odt(body='<text:p text:style-name="&lol9;">Ha.</text:p>', doctype=LAUGHS))
    assert len(text_of(result)) < 10_000


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://169.254.169.254/", "/etc/passwd"])
def test_an_external_entity_is_not_fetched(tmp_path: Path, target: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word is abracadabra")
    address = secret.as_uri() if target.startswith("file") else target
    doctype = f'<!DOCTYPE a [<!ENTITY steal SYSTEM "{address}">]>'
    for data in (
        made.odt(body="<text:p>&steal;</text:p>", doctype=doctype),
        doctype.encode() + made.html(extra_body="<p>&steal;</p>"),
    ):
        result = attempt(tmp_path, data)
        assert "abracadabra" not in text_of(result)
        assert "root:" not in text_of(result)


@pytest.mark.parametrize("part", ["content.xml", "word/document.xml", "ppt/presentation.xml", "OEBPS/c0.xhtml"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, part: str) -> None:
    bomb = bytes(60_000_000)
    data = (
        made.epub(more={part: bomb})
        if part.startswith("OEBPS")
        else made.package({"mimetype": "application/vnd.oasis.opendocument.text", part: bomb})
    )
    result = attempt(tmp_path, data, settings=ReadSettings(max_unpacked=50_000_000))
    assert isinstance(result, InputError)
    assert "unpacks to more" in result.message


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    data = bytearray(
        made.package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bytes(5_000_000)})
    )
    # The declared size of content.xml in both of its headers becomes 100.
    honest = (5_000_000).to_bytes(4, "little")
    lied = bytes(data).replace(honest, (100).to_bytes(4, "little"))
    assert lied != bytes(data)
    assert isinstance(attempt(tmp_path, lied), InputError)


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        link = zipfile.ZipInfo("content.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    result = attempt(tmp_path, buffer.getvalue())
    assert isinstance(result, InputError)


def test_a_path_out_of_an_archive_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "outside.xhtml").write_text("<p>The secret word is abracadabra, and it is known to nobody at all.</p>")
    nav = '<html><body><nav><ol><li><a href="../../../../outside.xhtml">One</a></li></ol></nav></body></html>'
    book = made.epub([("One", made.FIRST)], more={"../../outside.xhtml": "x", "OEBPS/nav.xhtml": nav})
    result = attempt(tmp_path, book)
    assert "abracadabra" not in text_of(result)


def test_a_pdf_that_unpacks_without_end_is_stopped(tmp_path: Path) -> None:
    stream = zlib.compress(zlib.compress(bytes(400_000_000), 9), 9)
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length " + str(len(stream)).encode() + b"/Filter[/FlateDecode/FlateDecode]>>stream\n" + stream + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n"
    )  # fmt: skip
    result = attempt(tmp_path, data, settings=ReadSettings(max_memory=600_000_000, seconds=8))
    assert isinstance(result, InputError)


def test_a_pdf_whose_pages_hold_themselves_is_stopped(tmp_path: Path) -> None:
    data = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n"
    assert isinstance(attempt(tmp_path, data), InputError)


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "span"])
def test_100_000_nested_tags_do_no_harm(tmp_path: Path, tag: str) -> None:
    nested = f"<{tag}>" * 100_000
    result = attempt(tmp_path, made.html(extra_body=nested + "<p>Deep down.</p>"))
    assert isinstance(result, InputError) or made.FIRST in result.text


@pytest.mark.parametrize("kind", ["odt", "rtf", "md", "epub"])
def test_deep_nesting_in_other_files_does_no_harm(tmp_path: Path, kind: str) -> None:
    deep = 50_000
    data = {
        "odt": made.odt(body="<text:list><text:list-item>" * deep + "</text:list-item></text:list>" * deep),
        "rtf": b"{\\rtf1 " + b"{" * deep + made.FIRST.encode() + b"}" * deep + b"}",
        "md": (made.FIRST + "\n\n" + "> " * deep + "deep\n\n" + "[" * deep + "](a" + "*a " * deep).encode(),
        "epub": made.epub([("One", made.FIRST + "<i>" * deep)]),
    }[kind]
    attempt(tmp_path, data, f"attack.{kind}")


LINES: dict[str, Callable[[], str]] = {
    "words": lambda: "word " * 2_000_000,
    "one word": lambda: "w" * 10_000_000,
    "sentences": lambda: "The canal was opened in 1825. " * 350_000,
    "opening brackets": lambda: "(" * 10_000_000,
    "citations": lambda: "(Smith, 2010; " * 700_000,
    "open citation": lambda: "(" + "Aa Bb " * 1_600_000,
    "quotes": lambda: "\"' " * 3_300_000,
    "addresses": lambda: "www.a.org " * 1_000_000,
    "at signs": lambda: "a@" * 5_000_000,
    "hyphens": lambda: "a-\n" * 3_300_000,
    "dots": lambda: ". " * 5_000_000,
    "pipes": lambda: "| a " * 2_500_000,
    "stars": lambda: "*a" * 5_000_000,
    "underscores": lambda: "_" * 10_000_000,
    "brackets in Markdown": lambda: "[a](" * 2_500_000,
    "capitals": lambda: "A. " * 3_300_000,
    "digits": lambda: "1, " * 3_300_000,
    "marks": lambda: "[1]" * 3_300_000,
    "combining": lambda: "a" + "\u0301" * 5_000_000,
    "short lines": lambda: "a\n" * 5_000_000,
    "paragraphs": lambda: "The canal.\n\n" * 800_000,
    "list items": lambda: "- a\n" * 2_500_000,
    "front matter": lambda: "---\n" + "title: a\n" * 1_000_000,
    "front matter without end": lambda: "---\ntitle: " + "a: " * 3_000_000,
    "no-break spaces": lambda: "\u00a0" * 5_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["attack.txt", "attack.md"])
@pytest.mark.parametrize("line", LINES)
def test_10_megabytes_of_anything_end_in_time(tmp_path: Path, line: str, name: str) -> None:
    attempt(tmp_path, LINES[line]().encode(), name)


@pytest.mark.parametrize("line", LINES)
def test_a_long_line_of_anything_ends_in_time(tmp_path: Path, line: str) -> None:
    piece = LINES[line]()[:50_000]
    attempt(tmp_path, piece.encode(), "attack.txt")
    attempt(tmp_path, f"{made.FIRST}\n\n{piece}".encode(), "attack.md")


@pytest.mark.parametrize(
    "text",
    ["\ud800", "\udfff\ud800", "\x00", "\u202e", "\u2066", "\ufffe", "\U000e0041", "\x1b[31m", "\x07", "\x9b31m"],
)
@pytest.mark.parametrize("kind", ["txt", "md", "html", "odt", "epub"])
def test_hostile_characters_never_reach_the_article(tmp_path: Path, text: str, kind: str) -> None:
    words = f"The {text} canal was {text}dug by hand."
    clean_words = words.encode("utf-8", "ignore").decode()
    makers: dict[str, Callable[[], bytes]] = {
        "txt": lambda: f"{words}\n\n{made.FIRST}".encode("utf-8", "surrogatepass"),
        "md": lambda: f"# {words}\n\n{made.FIRST} {words}".encode("utf-8", "surrogatepass"),
        "html": lambda: made.html(extra_body="<p>WORDS &#xd800; &#0; &#x202e;</p>").replace(
            b"WORDS", words.encode("utf-8", "surrogatepass")
        ),
        "odt": lambda: made.odt(body=f"<text:p>{clean_words}</text:p>"),
        "epub": lambda: made.epub([(clean_words, made.FIRST)]),
    }
    data = makers[kind]()
    result = attempt(tmp_path, data, f"attack.{kind}")
    shown = text_of(result) + (result.source.title if isinstance(result, Article) else result.hint)
    assert not [char for char in shown if char != "\n" and (not char.isprintable() and char != " ")]
    shown.encode("utf-8")


def test_a_hostile_file_name_cannot_paint_the_message(tmp_path: Path) -> None:
    name = "a\x1b[31m\u202egpj.txt" if sys.platform != "win32" else "a.txt"
    path = tmp_path / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(InputError) as caught:
        read_article(str(path))
    assert "\x1b" not in caught.value.message
    assert "\u202e" not in caught.value.message


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    result = attempt(tmp_path, made.pdf(columns=2, pages=60), settings=ReadSettings(seconds=0.3))
    assert isinstance(result, InputError)
    assert "longer" in result.message


def test_a_module_beside_the_article_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docx.py").write_text("raise SystemExit('hijacked')")
    (tmp_path / "json.py").write_text("raise SystemExit('hijacked')")
    monkeypatch.chdir(tmp_path)
    assert isinstance(attempt(tmp_path, made.docx()), Article)
