"""From bytes to text: byte order marks, UTF-8, and what else teachers' files come in."""

import codecs
import re

from quizgen.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Enough to tell an encoding by; the detector's time grows with the length.
SAMPLE = 100_000

# UTF-8 read as CP1252 by some earlier program: “â€™” for ’, “Ã©” for é.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_C1 = re.compile("[\x80-\x9f]")


def decode(data: bytes, name: str) -> str:
    """The text in `data`. Raises InputError when it is no text at all."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return mend(data[len(mark) :].decode(encoding, errors="replace"))
    if b"\0" in data:
        return mend(_without_mark(data, name))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _detected(data)
    if is_binary(text):
        raise not_text(name)
    return mend(text)


def not_text(name: str) -> InputError:
    """The file is an image, a program, damaged…"""
    return InputError(
        f"“{name}” is not a text I can read.", hint="Save the article as plain text (.txt, UTF-8) and try again."
    )


def _without_mark(data: bytes, name: str) -> str:
    """UTF-16 without its mark: English letters leave every second byte zero. Any other zero byte means binary."""
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    half = len(data[:2000]) / 2
    encoding = "utf-16-le" if odd > 0.8 * half and not even else "utf-16-be" if even > 0.8 * half and not odd else ""
    if encoding:
        return data.decode(encoding, errors="replace")
    text = data.decode("utf-8", errors="replace")
    # A few stray zero bytes in what is otherwise text do no harm; they go with the other control characters.
    if data.count(0) > len(data) / 200 or is_binary(text) or text.count("\ufffd") > len(text) / 50:
        raise not_text(name)
    return text


def _detected(data: bytes) -> str:
    """Not UTF-8. CP1252 when what it gives looks like Western text, else whatever the detector says."""
    western = data.decode("cp1252", errors="replace")
    unusual = sum(char > "\x7f" for char in western)
    if unusual < len(western) / 20 and all(char.isprintable() or char.isspace() for char in western):
        return western
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")


def is_binary(text: str) -> bool:
    """Many control characters, which no text has."""
    sample = text[:SAMPLE]
    odd = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in sample)
    return odd > len(sample) / 100


def mend(text: str) -> str:
    """CP1252 leftovers put right: “\\x92” and “â€™” become ’."""
    text = _MOJIBAKE.sub(lambda match: _recoded(match.group()), text)
    return (
        _C1.sub(lambda match: match.group().encode("latin-1").decode("cp1252", errors="replace"), text)
        if _C1.search(text)
        else text
    )


def _recoded(garbled: str) -> str:
    try:
        mended = b"".join(_cp1252_byte(char) for char in garbled).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return garbled
    return mended


def _cp1252_byte(char: str) -> bytes:
    return char.encode("latin-1") if char <= "\xff" else char.encode("cp1252")
