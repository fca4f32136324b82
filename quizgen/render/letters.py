"""Letters as they may be printed, and what can be told from them; no layout, no fonts."""

import re
import unicodedata

# Characters that a typesetter prints as another one.
SAME_LOOK = str.maketrans(
    {
        "\u2011": "-",
        "\u2010": "-",
        "\u202f": "\u00a0",
        "\u2007": "\u00a0",
        "\u00ad": None,
        "\ufeff": None,
        "\u2060": None,
    }
)
SPACES = re.compile("[ \t\n\r\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000\u2028\u2029\u0085]+")
# Hebrew to Arabic Extended, the scripts of India and South-East Asia, and the presentation forms.
COMPLEX = re.compile("[\u0590-\u109f\u1780-\u17ff\u1a00-\u1aaf\ufb1d-\ufdff\ufe70-\ufefc]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
STRONG = re.compile(r"[^\W\d_]")
# Languages whose sheets run from right to left.
RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def printable(text: str) -> str:
    """`text` in composed form, without control and direction characters, and with one space between words."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(SAME_LOOK)
    text = SPACES.sub(" ", text)
    if text.isprintable():
        return text
    kept = "\u200b\u200c\u200d" if is_complex(text) else "\u200b"
    return "".join(char for char in text if char in kept or unicodedata.category(char)[0] != "C")


def is_complex(text: str) -> bool:
    """Whether a text needs its letters joined or its direction worked out."""
    return not text.isascii() and COMPLEX.search(text) is not None


def runs_right_to_left(text: str) -> bool:
    """Whether its first letter belongs to a right-to-left script."""
    letter = STRONG.search(text)
    return letter is not None and RIGHT_TO_LEFT.match(letter[0]) is not None


def language_runs_right_to_left(language: str) -> bool:
    """Whether a sheet in this language is laid out from right to left."""
    return language.split("-")[0].lower() in RIGHT_TO_LEFT_LANGUAGES
