"""Characters put in order: composed, one kind of space, typographic quotes, nothing invisible."""

import re
import unicodedata

# NFKC would also turn “m²” into “m2”, so only the Latin ligatures are taken apart.
LIGATURES = {0xFB00 + index: letters for index, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
LINE_ENDS = re.compile("\r\n?|[\x85\u2028]")
PAGE_ENDS = re.compile("[\x0b\x0c\u2029]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
UNDERSCORES = re.compile("_{4,}")

# Emoji and dingbats, and the mark that stands for what could not be read: no part of a name or title.
EMOJI = re.compile("[\u2600-\u27bf\ufe0f\ufffd\U0001f000-\U0001faff]")

# A quote opens at the start, after a space, an opening bracket, a dash or another opening quote.
_OPENS = re.compile(r"(?:^|[\s(\[{—–/“‘-])$")
_OPENING = frozenset("([{")
_ELISION = re.compile(r"(?:\d0s|tis|twas|til|cause|em|n|bout|round)\b", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co"})
_MARKED_QUOTES = str.maketrans(
    {"„": "“", "‟": "“", "‛": "‘", "‚": "‘", "`": "‘", "´": "’", "ʼ": "’", "＂": '"', "＇": "'"}
)


def normalised(text: str) -> str:
    """Composed (NFC), newlines as `\\n`, plain spaces; no control or direction characters, no long `____`."""
    text = PAGE_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text))
    text = SPACES.sub(" ", text).translate(LIGATURES)
    if not text.isascii() or not text.isprintable():
        text = "".join(char for char in text if char in "\n\t" or not _is_invisible(char))
        text = unicodedata.normalize("NFC", text)
    return UNDERSCORES.sub("___", text)


def _is_invisible(char: str) -> bool:
    # U+FDD0… and U+nFFFE/F are no characters at all; they count as unassigned, as newer letters do, hence by number.
    return unicodedata.category(char) in _INVISIBLE or (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def typographic(text: str) -> str:
    """Straight quotes made curly, so that one article uses one kind. Feet, inches and doubtful ones stay straight."""
    text = text.replace("``", "“").replace("''", "”").translate(_MARKED_QUOTES)
    if "'" not in text and '"' not in text:
        return text
    made: list[str] = []
    open_double = False
    for index, char in enumerate(text):
        before, after = text[max(0, index - 1) : index], text[index + 1 : index + 2]
        if char == '"':
            char, open_double = _double(made[-1] if made else "", after, open_double)
        elif char == "'":
            char = _single(made[-1] if made else "", before, text[index + 1 : index + 12])
        elif char in "“”":
            open_double = char == "“"
        made.append(char)
    return "".join(made)


def _double(before: str, after: str, is_open: bool) -> tuple[str, bool]:
    if is_open and before not in _OPENING and (not after or not after.isalnum() or not before.isspace()):
        return "”", False
    if _OPENS.search(before) and after and not after.isspace():
        return "“", True
    if before.isdigit():
        return '"', is_open  # inches
    return ("”", False) if before and not before.isspace() else ('"', is_open)


def _single(before: str, raw_before: str, after: str) -> str:
    if not _OPENS.search(before):
        return "'" if raw_before.isdigit() and not after[:1].isalpha() else "’"
    if _ELISION.match(after) or not after or after[0].isspace():
        return "’"
    return "‘"
