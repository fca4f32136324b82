"""`read_article`: sources, encodings, refusals."""


import io
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizgen.config import ReadSettings
from quizgen.errors import InputError
from quizgen.model import Article, Source
from quizgen.read import read_article

SENTENCES = (
    "The canal was opened in 1825. It linked the great lake to the river.\n\nTowns grew up along it within ten years."
)


def read(folder: Path, data: bytes | str, name: str = "canal.txt", settings: ReadSettings | None = None) -> Article:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_article(str(path), settings)


def refused(
    folder: Path, data: bytes | str, name: str = "canal.txt", settings: ReadSettings | None = None
) -> InputError:
    with pytest.raises(InputError) as caught:
        read(folder, data, name, settings)
    assert caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3
    return caught.value


def test_paragraph_spans_cover_the_text(tmp_path: Path) -> None:
    article = read(tmp_path, SENTENCES)
    assert [paragraph.span.of(article.text) for paragraph in article.paragraphs] == SENTENCES.split("\n\n")
    assert article.text == SENTENCES
    assert article.language == "en"


def test_without_a_title_the_file_s_name_made_readable_is_the_title(tmp_path: Path) -> None:
    assert read(tmp_path, SENTENCES, "the-long_canal.txt").source == Source(
        title="The long canal", url="the-long_canal.txt"
    )


def test_front_matter_gives_the_source(tmp_path: Path) -> None:
    front = """---
title: "Canals: a history"
author: [Ann Lee, Bob Ray]
date: 2021-10-19
source: https://example.org/canals  # as seen in May
license: CC BY 4.0
language: en-GB
tags:
  - water
---
"""
    article = read(tmp_path, front + SENTENCES)
    assert article.source == Source("Canals: a history", "Ann Lee, Bob Ray", "https://example.org/canals", "CC BY 4.0")
    assert article.text == SENTENCES


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe canal: a dream.\nIt was long and deep.\n---\n" + SENTENCES,
        "---\n\n" + SENTENCES,
        "title: no fence\n\n" + SENTENCES,
    ],
    ids=["prose between rules", "a rule alone", "no fence"],
)
def test_what_is_no_front_matter_is_no_source(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).source.url == "canal.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    text = "Zoë’s café — “the best” — was opened in 1825. It linked the lake to the river, and all the people came."
    assert read(tmp_path, text.encode(encoding)).text == text


def test_another_code_page_is_detected(tmp_path: Path) -> None:
    russian = (
        "Канал был открыт в 1825 году и соединил озеро с рекой. По берегам за десять лет выросли города и деревни. " * 3
    )
    assert "Cyrillic" in refused(tmp_path, russian.encode("cp1251")).message


@pytest.mark.parametrize(
    "garbled",
    [
        "Zoë\x92s café \x97 \x93the best\x94 \x97 was opened in 1825.",
        "ZoÃ«â€™s cafÃ© â€” â€œthe bestâ€\x9d â€” was opened in 1825.",
    ],
    ids=["code page bytes as characters", "UTF-8 read as CP1252"],
)
def test_cp1252_leftovers_are_mended(tmp_path: Path, garbled: str) -> None:
    assert read(tmp_path, garbled).text == "Zoë’s café — “the best” — was opened in 1825."


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(SENTENCES.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert read_article("-").source == Source(title="Untitled article")


def test_markdown_on_standard_input_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"# The canal\n\nIt was **opened** in [1825](http://example.org), long ago.\n")

    monkeypatch.setattr(sys, "stdin", Stdin)
    article = read_article("-")
    assert article.source.title == "The canal"
    assert article.text == "It was opened in 1825, long ago."


def test_a_missing_file_is_refused_and_the_nearest_name_offered(tmp_path: Path) -> None:
    (tmp_path / "canal.txt").write_text(SENTENCES)
    with pytest.raises(InputError) as caught:
        read_article(str(tmp_path / "cannal.txt"))
    assert "canal.txt" in caught.value.hint


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        read_article(str(tmp_path))


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000], ids=["NUL", "too long"])
def test_an_impossible_name_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        read_article(name)


def test_a_forbidden_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_args: object, **_named: object) -> None:
        raise PermissionError

    (tmp_path / "canal.txt").write_text(SENTENCES)
    # Raised by hand, since the superuser may read everything.
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(InputError, match="may not read"):
        read_article(str(tmp_path / "canal.txt"))


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\n\t ", "\ufeff".encode(), "\u200b\u00ad\n".encode()],
    ids=["nothing", "spaces", "a mark", "invisible"],
)
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    refused(tmp_path, data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20,
        b"\x7fELF\x02\x01\x01" + bytes(5000),
        bytes(range(256)) * 40,
        b"\0" * 1000,
    ],
    ids=["picture", "program", "every byte", "zeros"],
)
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    message = refused(tmp_path, data).message
    assert "not a text" in message or "a picture" in message


def test_another_language_is_refused_by_name(tmp_path: Path) -> None:
    german = "Der Kanal wurde im Jahr 1825 eröffnet und verband den See mit dem Fluss. Er war für den Handel nicht unwichtig."
    assert "German" in refused(tmp_path, german).message


def test_a_text_without_sentences_is_refused(tmp_path: Path) -> None:
    assert "no sentences" in refused(tmp_path, "- milk\n- eggs\n- bread\n").message


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, SENTENCES * 100, settings=ReadSettings(max_bytes=1000))


def test_a_book_is_refused_with_the_hint_to_choose_a_part(tmp_path: Path) -> None:
    assert "chapter" in refused(tmp_path, SENTENCES, settings=ReadSettings(max_words=10)).hint


def test_a_single_line_without_a_full_stop_is_still_an_article(tmp_path: Path) -> None:
    assert read(tmp_path, "Marie Curie was born in Warsaw in 1867").text == "Marie Curie was born in Warsaw in 1867"


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a"]))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(b"\xff\xfe", "a.txt")
@example(b"---\n---\n", "a.md")
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, name: str) -> None:
    try:
        article = read(tmp_path, data, name)
    except InputError:
        return
    assert "\n\n".join(paragraph.span.of(article.text) for paragraph in article.paragraphs) == article.text
