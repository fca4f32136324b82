"""Fuzzing the readers: mutated real files of every kind. `python -m tests.read.fuzz [INPUTS] [SEED]`; `make fuzz` runs it.

A failure is anything but an `Article` or an `InputError`, or more than ten seconds. Its seed is printed; put it into SEEDS,
where `test_fuzz.py` keeps it as a case. Inputs are read in this process, not in one of their own, so that crashes show.
"""


import faulthandler
import io
import logging
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from quizgen.config import ReadSettings
from quizgen.errors import InputError
from quizgen.model import Article
from quizgen.read.decode import decode
from quizgen.read.isolated import read_here
from quizgen.read.kinds import FileKind, kind_of
from quizgen.read.reader import text_document, to_article

from . import made

LONGEST = 10.0
# (kind, seed) of every failure found so far.
SEEDS: tuple[tuple[str, int], ...] = (("html", 881),)

MARKDOWN = f"""---
title: {made.TITLE}
author: [Ann Lee, Bob Ray]
---
# {made.TITLE}

{made.FIRST} (Smith & Jones, 2010)[^1] [link](http://example.org "t") ![p](p.png) `code` **bold** <b>b</b> &amp;

## {made.CAUSES}

> {made.SECOND}

- one
- two

| a | b |
|---|---|
| 1 | 2 |

```
code
```

[^1]: note
""".encode()
PLAIN = (
    f"{made.TITLE}\n\nBy Ann Lee\n\n19 October 2021\n\nLONDON (Reuters) - {made.FIRST}[24] (see Figure 3.2)\n\nPhoto: Ann Lee / AP\n\n"
    f"{made.CAUSES.upper()}\n{made.SECOND}\n\nRelated article: More\nof it\n\n- a\n- b\n\nName   Age   Town\nBob   1   Rome\n\n{made.THIRD} www.example.org a@b.org\n\nReferences\n\n[1] Smith."
).encode()

_MADE: dict[str, bytes] = {}
MAKERS: dict[str, Callable[[], bytes]] = {
    "text": lambda: PLAIN, "markdown": lambda: MARKDOWN, "subtitles": made.srt, "html": made.html, "rtf": made.rtf, "odt": made.odt, "epub": made.epub,
    "docx": made.docx, "pptx": made.pptx, "pdf": lambda: made.pdf(columns=2),
}  # fmt: skip
# How often each is drawn: those that take longest, less often.
SHARES = {
    "text": 8,
    "markdown": 6,
    "subtitles": 5,
    "html": 4,
    "rtf": 4,
    "odt": 4,
    "epub": 4,
    "docx": 2,
    "pptx": 2,
    "pdf": 2,
}

SPICE = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"<", b">", b"&", b"&#x0;", b"&lol;", b"<!DOCTYPE a [", b"]]>", b"<![CDATA[", b"<!--", b"{", b"}", b"\\", b"\\'", b"\\bin99999 ",
    b"\\u-1?", b"%", b"\n\n", b"\r", b"-->", b"99:99:99,999 --> 00:00:00,000", b"(", b")", b"[", b"](", b"`", b"*", b"_" * 9, b"#", b"|", b"---\n", b"\"", b"'", b"/Kids", b"/Length -1", b"endobj",
    b"stream", b"<<", b">>", b"0 0 0 0 0 0 cm", b"BT", b"Tj", b"9" * 30, b"-1", b"1e999", b"\xc3\xa2\xe2\x82\xac\xe2\x84\xa2", b"References\n", b"Photo: ", b"(Smith, 2010)", b"\xf0\x9f\x98\x80" * 3,
    b"<div>" * 40, b"<table><tr><td>", b"<sup>1</sup>", b"</body>", b"href=\"#", b"xmlns=\"", b"<text:p>", b"<w:r>", b"id=\"", b"\t", b"www.a.org ", b"a@b.cc ",
)  # fmt: skip


def original(kind: str) -> bytes:
    """The file that is mutated."""
    if kind not in _MADE:
        _MADE[kind] = MAKERS[kind]()
    return _MADE[kind]


def mutated(data: bytes, rng: Random) -> bytes:
    """Some bytes changed, cut, doubled, or spiced."""
    for _ in range(rng.choice((1, 1, 2, 3, 8, 30))):
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + rng.choice((0, 1, 2, 8, 64, 1000)))
        piece = rng.choice(
            (
                b"",
                rng.choice(SPICE),
                rng.randbytes(rng.choice((1, 2, 8))),
                data[start:end] * 2,
                rng.choice(SPICE) * rng.choice((2, 50)),
            )
        )
        data = data[:start] + piece + data[end:]
        if rng.random() < 0.02:
            data = data[: rng.randrange(len(data) + 1)]
    return data


def repacked(data: bytes, rng: Random) -> bytes:
    """A package whose parts are mutated inside, so that the parsers meet them, or one missing."""
    if rng.random() < 0.1:
        return mutated(data, rng)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        chosen = {rng.choice(names) for _ in range(2)} | {
            name
            for name in names
            if name.endswith(("content.xml", "document.xml", "c0.xhtml", "slide1.xml")) and rng.random() < 0.6
        }
        lost = rng.choice(names) if rng.random() < 0.1 else ""
        for name in names:
            if name != lost:
                new.writestr(
                    name, mutated(old.read(name), rng) if name in chosen and name != "mimetype" else old.read(name)
                )
    return buffer.getvalue()


def attempt(kind: str, seed: int) -> float:
    """Read the mutated file of that seed; seconds taken. Raises whatever went wrong."""
    rng = Random(f"{kind} {seed}")
    data = original(kind)
    data = repacked(data, rng) if data.startswith(b"PK") else mutated(data, rng)
    settings = ReadSettings(
        chapter=rng.choice(("", "1", "why")) if kind == "epub" else "", section="why" if rng.random() < 0.05 else ""
    )
    started = time.perf_counter()
    try:
        check(read(data, kind, settings))
    except InputError as error:
        assert error.message and error.hint
    taken = time.perf_counter() - started
    assert taken < LONGEST, f"{taken:.1f} s"
    return taken


def read(data: bytes, kind: str, settings: ReadSettings) -> Article:
    """As `read_article` does, but for the process of its own."""
    found = kind_of(data, "fuzzed")
    if found is FileKind.TEXT:
        document = text_document(decode(data, "fuzzed"), Path("fuzzed.md" if kind == "markdown" else "fuzzed.txt"))
    else:
        document = read_here(found, data, "fuzzed", settings)
    return to_article(document, "fuzzed", settings)


def check(article: Article) -> None:
    """What holds of every article."""
    assert "\n\n".join(paragraph.span.of(article.text) for paragraph in article.paragraphs) == article.text
    assert not [
        char
        for char in article.text
        if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    ]
    assert "____" not in article.text
    article.text.encode("utf-8")
    for part in (article.source.title, article.source.author, article.source.url, article.source.licence):
        part.encode("utf-8")


def main(inputs: int = 20_000, first: int = 0) -> int:
    """Run that many inputs; 1 when one failed."""
    logging.disable()
    kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
    slowest, failures, started = (0.0, "", 0), 0, time.perf_counter()
    for number in range(first, first + inputs):
        kind = kinds[number % len(kinds)]
        # Where it hangs, the threads say where. Called off at once: left on, it would fire in whatever runs next.
        faulthandler.dump_traceback_later(60, repeat=True)
        try:
            slowest = max(slowest, (attempt(kind, number), kind, number))
        except Exception as error:
            failures += 1
            print(f"FAILED ({kind!r}, {number}): {type(error).__name__}: {error}", flush=True)
        finally:
            faulthandler.cancel_dump_traceback_later()
    print(
        f"{inputs} inputs, {failures} failures, {time.perf_counter() - started:.0f} s; slowest {slowest[0]:.2f} s {slowest[1:]}"
    )
    logging.disable(logging.NOTSET)
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
