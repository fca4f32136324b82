"""What Moodle 4.1 makes of a file: its reading rules, traps included, written anew from their description.

gift-pegjs and the XML parsers prove the syntax; these readers prove the meaning.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree


@dataclass
class Seen:
    """A question as Moodle stores it; texts as a pupil reads them."""

    kind: str
    name: str = ""
    text: str = ""
    answers: list[tuple[str, float, str]] = field(default_factory=list)
    feedback: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    grade: float = 1
    shuffled: bool = True

    def score(self, answer: str) -> float:
        """What a typed or chosen answer is worth."""
        for pattern, fraction, _ in self.answers:
            if self.kind == "shortanswer" and _matches(pattern, answer):
                return fraction
            if self.kind == "multichoice" and pattern == answer:
                return fraction
        return 0


def _matches(pattern: str, answer: str) -> bool:
    """Short answers: `*` stands for anything, `\\*` for a star; case is ignored."""
    parts = [re.escape(part.replace("\\*", "*")) for part in re.split(r"(?<!\\)\*", pattern)]
    return re.fullmatch(".*".join(parts), answer.strip(), re.IGNORECASE | re.DOTALL) is not None


class _Text(HTMLParser):
    """HTML as it is read: paragraphs and breaks as new lines, any other element is a mistake of ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ("p", "br"), f"unexpected <{tag}>"
        if tag == "br":
            self.out += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.out += "\n" if tag == "p" else ""

    def handle_data(self, data: str) -> None:
        self.out += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"unexpected comment {data}")


def read_html(text: str) -> str:
    parser = _Text()
    parser.feed(text)
    parser.close()
    return parser.out.strip("\n")


# --- Moodle XML -------------------------------------------------------------------------------------------


def read_xml(data: bytes) -> tuple[str, list[Seen]]:
    """The category and the questions."""
    root = ElementTree.fromstring(data)
    category, seen = "", []
    for node in root.findall("question"):
        if node.get("type") == "category":
            category = node.findtext("category/text") or ""
            continue
        text = node.findtext("questiontext/text") or ""
        kind = node.get("type") or ""
        question = Seen(kind, node.findtext("name/text") or "")
        question.text = read_html(text) if kind != "cloze" else text
        assert len(question.name) <= 255 and "<" not in question.name
        question.feedback = read_html(node.findtext("generalfeedback/text") or "")
        question.id = node.findtext("idnumber") or ""
        question.tags = tuple(_stored_tag(tag.text or "") for tag in node.findall("tags/tag/text"))
        question.grade = float(node.findtext("defaultgrade") or 1)
        question.shuffled = node.findtext("shuffleanswers") in ("true", "1")
        for answer in node.findall("answer"):
            said = answer.findtext("text") or ""
            shown = read_html(said) if answer.get("format") == "html" else said.strip()
            why = read_html(answer.findtext("feedback/text") or "")
            question.answers.append((shown, float(answer.get("fraction") or 0) / 100, why))
        seen.append(question)
    return category, seen


def _stored_tag(tag: str) -> str:
    """A tag as it is stored: without certain signs, on one line, cut at 50 characters."""
    return re.sub(r"\s+", " ", re.sub("[\x00-\x1f<>`]", "", tag)).strip()[:50]


# --- GIFT -------------------------------------------------------------------------------------------------

# In a tag only “\\]” has a meaning; one that holds any of `<>` and the backtick is not seen at all.
_GIFT_TAG = re.compile(r"\[tag:((?:\\\]|[^]<>`\x00-\x1f])+)\]")
_WEIGHT = re.compile(r"%(-?\d{1,2}\.?\d*)%")
_HELD = {
    "\\:": "\ue000",
    "\\#": "\ue001",
    "\\=": "\ue002",
    "\\{": "\ue003",
    "\\}": "\ue004",
    "\\~": "\ue005",
    "\\n": "\ue006",
}
_BACK = {"\ue000": ":", "\ue001": "#", "\ue002": "=", "\ue003": "{", "\ue004": "}", "\ue005": "~", "\ue006": "\n"}


def read_gift(data: bytes) -> tuple[str, list[Seen]]:
    """The category and the questions."""
    category, seen = "", []
    for block in re.split(r"\n\s*\n", data.decode()):
        lines = [line.strip() for line in block.strip().split("\n")]
        comment = " ".join(line for line in lines if line.startswith("//"))
        text = "\n".join(" " if line.startswith("//") else line for line in lines).strip()
        if text.startswith("$CATEGORY:"):
            category = text[10:].strip()
        elif text:
            question = _gift(_hold(text))
            found = re.search(r"\[id:([^]]+)\]", comment)
            question.id = found[1] if found else ""
            question.tags = tuple(tag.strip().replace("\\]", "]") for tag in _GIFT_TAG.findall(comment))
            seen.append(question)
    return category, seen


def _hold(text: str) -> str:
    text = text.replace("\\\\", "\ue00f")
    for sign, held in _HELD.items():
        text = text.replace(sign, held)
    return text.replace("\ue00f", "\\")


def _free(text: str) -> str:
    return "".join(_BACK.get(char, char) for char in text).strip()


def _gift(text: str) -> Seen:
    name = ""
    if text.startswith("::"):
        name, text = text[2:].split("::", 1)
        text = text.strip()
    if "{" not in text and "}" not in text:
        return Seen("description", _free(name), _formatted(text, "")[0])
    start, end = text.index("{"), text.index("}")
    inner = text[start + 1 : end].strip()
    text = text[:start] + ("" if text.endswith("}") else "_____") + text[end + 1 :]
    stem, html = _formatted(text, "")
    general = ""
    if "####" in inner:
        inner, general = inner.rsplit("####", 1)
    inner = inner.strip()
    assert inner, "an essay"
    assert inner[0] != "#", "a numerical question"
    seen = Seen(
        "multichoice" if "~" in inner else "shortanswer", _free(name), stem, feedback=_formatted(general, html)[0]
    )
    assert "~" in inner or "->" not in inner, "a matching question"
    marks = inner.replace("=", "~=").split("~") if "~" in inner else inner.split("=")
    for answer in (part.strip() for part in marks if part.strip()):
        seen.answers.append(_gift_answer(answer, seen.kind, html))
    assert any(fraction == 1 for _, fraction, _ in seen.answers), "no answer is wholly right"
    return seen


def _gift_answer(answer: str, kind: str, html: str) -> tuple[str, float, str]:
    weight = 0.0 if kind == "multichoice" else 1.0
    if kind == "multichoice" and answer.startswith("="):
        weight, answer = 1.0, answer[1:]
    elif found := _WEIGHT.match(answer):
        weight, answer = float(found[1]) / 100, answer[found.end() :]
    said, _, why = answer.partition("#")
    shown = _formatted(said.strip(), html)[0] if kind == "multichoice" else _formatted(said.strip(), "plain")[0]
    return shown, weight, _formatted(why.strip(), html)[0]


def _formatted(text: str, default: str) -> tuple[str, str]:
    """The text as shown and its format: `[html]` before it names one."""
    found = re.match(r"\[(html|plain|moodle|markdown)\]", text)
    kind = found[1] if found else default
    text = _free(text[found.end() :] if found else text)
    return (read_html(text) if kind == "html" and default != "plain" else text), kind


# --- Aiken ------------------------------------------------------------------------------------------------


def read_aiken(data: bytes) -> list[Seen]:
    """The questions; options as typed."""
    seen: list[Seen] = []
    stem, options = "", []
    for line in (line.strip() for line in data.decode().split("\n")):
        if len(line) < 2:
            continue
        if found := re.match(r"([A-Z])[).]", line):
            assert stem, "an option without a stem"
            assert ord(found[1]) - ord("A") == len(options)
            options.append(line[2:].strip())
        elif line.startswith("ANSWER:"):
            right = ord(line[7:].strip()) - ord("A")
            answers = [(option, float(place == right), "") for place, option in enumerate(options)]
            seen.append(Seen("multichoice", text=stem, answers=answers))
            stem, options = "", []
        else:
            assert not options, f"a stem of two lines: {line}"
            stem = f"{stem} {line}".strip()
    return seen


# --- Cloze ------------------------------------------------------------------------------------------------

_ALTERNATIVE = r"(?:=|%-?[0-9.,]+%)?.+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)(?:#.*?(?<!\\)(?=[~}]|$))?"
_GAP = re.compile(rf"\{{(\d*):([A-Z_]+):({_ALTERNATIVE}(?:~{_ALTERNATIVE})*)\}}", re.DOTALL)
_PART = re.compile(r"~?(=|%-?[0-9.,]+%)?(.+?)(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)(?:#(.*?)(?<!\\)(?=[~}]|$))?", re.DOTALL)


def read_cloze(text: str) -> tuple[str, list[Seen]]:
    """The text with `{#n}` for each gap, and the gaps."""
    gaps: list[Seen] = []

    def gap(found: re.Match[str]) -> str:
        kind = "multichoice" if found[2].startswith("MULTICHOICE") else "shortanswer"
        seen = Seen(kind, grade=float(found[1] or 1), shuffled=found[2].endswith("S"))
        for sign, said, why in _PART.findall(found[3]):
            answer = _decoded(said)
            shown = read_html(answer) if kind == "multichoice" else answer
            fraction = 1.0 if sign == "=" else float(sign.strip("%") or 0) / 100
            seen.answers.append((shown, fraction, read_html(_decoded(why))))
        gaps.append(seen)
        return f"\ue000{len(gaps)}\ue001"

    return read_html(_GAP.sub(gap, text)).replace("\ue000", "{#").replace("\ue001", "}"), gaps


def _decoded(text: str) -> str:
    return unescape(text).replace("\\}", "}").replace("\\#", "#")
