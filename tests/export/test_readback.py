"""Whatever a format was given is read back, or the loss was announced: nothing is changed in silence."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import NothingToAsk
from quizgen.export import Exported, export, formats
from quizgen.export.text import accepted, drawn, explanation, one_line, plain_id
from quizgen.model import FillInTheBlank, Question, Quiz, Source
from tests.export.hostile import EDGES, HOSTILE, LONG, WITH_TEXT, choose, fill, quiz
from tests.export.outside import needs_node, unzipped
from tests.export.readback import READERS, Item

# Formats that hold the whole text as one question, or everything: test_passages.py, test_moodle.py, test_outside.py.
ELSEWHERE = {
    *("json", "moodle-cloze", "moodle-wordbank", "moodle-gapselect"),
    *("canvas-blanks", "canvas-dropdowns", "h5p-blanks", "h5p-drag-text"),
}
QUIZZES = {"hostile": HOSTILE, "edges": EDGES, "with text": WITH_TEXT}
ALL = pytest.mark.parametrize("made", QUIZZES.values(), ids=QUIZZES.keys())
SLOW = {"gift", "anki", "anki-text"}  # these start a program or a collection
EACH = pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow, *([needs_node] if name == "gift" else [])] if name in SLOW else [])
        for name in READERS
    ],
)
# A change of a text that is no loss when these words announce it.
CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("an apostrophe stands before", lambda text: f"'{text}"),
    ("“Question:” stands before the stem", lambda text: f"Question: {text}"),
    ("replaced by look-alikes", lambda text: text.translate(str.maketrans({"<": "‹", ">": "›", "&": "＆"}))),
    ("runs of underscores in the text are shortened", lambda text: re.sub("_{5,}", "____", text)),
)
# What a format without a place for it says of each part.
WITHOUT = {
    "points": "the points are left out",
    "ident": "the ids of the questions are left out",
    "tags": "the tags are left out",
    "difficulty": "how difficult each question is, is left out",
    "comments": "the feedback on single options is left out",
}


# --- what was read, beside what was asked -----------------------------------------------------------------


def unannounced(question: Question, item: Item, told: str, blank: str) -> Iterator[str]:
    """Each part of the question that is read otherwise though nothing in `told` says so."""
    if not _same_text(_stem(question, blank), item.stem, told, blank):
        yield f"stem: {item.stem!r}"
    if "\n" in _stem(question, blank).strip() and "\n" not in item.stem and "line breaks inside questions" not in told:
        yield "line breaks of the stem"
    yield from _answers(question, item, told)
    yield from _feedback(question, item, told)
    parts = {
        "points": (question.points, 1),
        "ident": (plain_id(question.id), None),
        "tags": (tuple(map(one_line, question.tags)), ()),
        "difficulty": (str(question.difficulty), None),
    }
    for part, (expected, nothing) in parts.items():
        seen = getattr(item, part)
        if seen is None:
            if expected != nothing and WITHOUT[part] not in told:
                yield f"{part} is missing"
        elif (tuple(map(one_line, seen)) if part == "tags" else seen) != expected and not _known_change(
            part, question, seen, told
        ):
            yield f"{part}: {seen!r}"


def _known_change(part: str, question: Question, seen: object, told: str) -> bool:
    if part == "ident":
        return seen == question.id or re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(seen)) is not None
    if part == "difficulty":
        return seen == str(1 + round(question.difficulty * 4))  # Brightspace knows five steps
    spaced = tuple(dict.fromkeys("_".join(tag.split()) for tag in question.tags))
    if part == "tags" and isinstance(seen, tuple) and set(seen) == set(spaced):
        return seen == question.tags or "spaces in tags" in told
    return part == "tags" and ("in a tag" in told or "tags that Moodle takes for the same" in told)


def _stem(question: Question, blank: str) -> str:
    # A typed answer needs a place even where the stem has none; formats put it at the end.
    return drawn(question.stem, blank)


def _same_text(expected: str, seen: str, told: str, blank: str = "_____") -> bool:
    """Whether the two read alike, or differ as announced; white space is not compared."""
    want, have = (one_line(normalize("NFC", text)) for text in (expected, seen))  # Anki composes accents
    if have in (want, f"{want} {blank}"):
        return True
    for words, change in CHANGES:
        parts = (change(part) for part in want.split(blank)) if "underscores" in words else [change(want)]
        if words in told and have == blank.join(parts):
            return True
    # Cut, around the blank too: every piece that is left stands in the text.
    pieces = [piece.strip() for part in have.split("…") for piece in part.split(blank)]
    return "shortened to" in told and "…" in have and all(piece in want for piece in pieces)


def _answers(question: Question, item: Item, told: str) -> Iterator[str]:
    if isinstance(question, FillInTheBlank):
        right = accepted(question)
        kept = [answer for answer in right if any(_same_text(answer, seen, told) for seen in item.right)]
        if item.options is not None or len(kept) != len(item.right):
            yield f"answers: {item.right!r}"
        if len(kept) < len(right) and not re.search("accepted spellings are kept|cannot write it", told):
            yield f"answers left out: {set(right) - set(kept)}"
        if kept[0] != right[0] and "is now shown as the right answer" not in told:
            yield f"first answer: {item.right[0]!r}"
        return
    choices = [choice for choice in question.choices if _seen(choice.text, item.options or (), told)]
    if len(choices) != len(item.options or ()):
        yield f"options: {item.options!r}"
    if len(choices) < len(question.choices) and "options are kept" not in told:
        yield f"options left out: {item.options!r}"
    for choice, seen in zip(choices, item.options or (), strict=False):
        if not _same_text(choice.text, seen, told) or choice.correct is not (seen in item.right):
            yield f"option {choice.text!r}: {seen!r}"
        if "\n" in choice.text and "\n" not in seen and not re.search(r"line breaks inside (options|questions)", told):
            yield f"line breaks of the option {choice.text!r}"
    if item.comments is None:
        if any(choice.feedback for choice in question.choices) and WITHOUT["comments"] not in told:
            yield "the feedback on options is missing"
    elif not all(
        _same_text(choice.feedback or "", seen, told) for choice, seen in zip(choices, item.comments, strict=True)
    ):
        yield f"feedback on options: {item.comments!r}"


def _seen(text: str, options: tuple[str, ...], told: str) -> bool:
    return any(_same_text(text, option, told) for option in options)


def _feedback(question: Question, item: Item, told: str) -> Iterator[str]:
    if item.feedback is None:
        if question.feedback and "the feedback on the questions is left out" not in told:
            yield "the feedback is missing"
        if question.evidence.sentence and "the sentences that hold the answers are left out" not in told:
            yield "the sentence is missing"
        return
    expected = " ".join(explanation(question))
    # On a card the credit follows.
    if not _same_text(expected, item.feedback, told) and not _begins(item.feedback, expected):
        yield f"feedback: {item.feedback!r}"


def _begins(text: str, start: str) -> bool:
    return one_line(normalize("NFC", text)).startswith(one_line(normalize("NFC", start)))


def compare(made: Quiz, name: str) -> tuple[Exported, list[str]]:
    """The file, and every difference that was not announced."""
    done = export(made, name)
    left_out = {loss.question for loss in done.losses if loss.what.startswith("left out")}
    kept = [(number, question) for number, question in enumerate(made.questions, 1) if number not in left_out]
    items = READERS[name].items(done.data)
    assert len(items) == len(kept), (len(items), len(kept))
    idents = [item.ident for item in items if item.ident is not None]
    assert len(set(idents)) == len(idents)
    differences = []
    for (number, question), item in zip(kept, items, strict=True):
        told = "\n".join(loss.what for loss in done.losses if loss.question in (0, number))
        for difference in unannounced(question, item, told, READERS[name].blank):
            differences.append(f"question {number}, {difference}")
    return done, differences


# --- the tests --------------------------------------------------------------------------------------------


def test_every_format_is_read_back_by_some_test() -> None:
    assert {fmt.name for fmt in formats()} == set(READERS) | ELSEWHERE


@EACH
@ALL
def test_every_question_is_read_back_or_its_loss_was_announced(made: Quiz, name: str) -> None:
    _, differences = compare(made, name)
    assert not differences, "\n".join(differences)


@EACH
@ALL
def test_title_source_and_text_are_in_the_file_or_their_loss_was_announced(made: Quiz, name: str) -> None:
    done = export(made, name)
    told = "\n".join(loss.what for loss in done.losses if not loss.question)
    text = one_line(unescape(READERS[name].text(done.data)))

    def is_there(part: str) -> bool:
        return one_line(unescape(unescape(part))) in text

    # Titles of lists and of decks are the nearest that is allowed, and that is told.
    assert is_there(made.title) or re.search("the title (is left out|as|is shortened)|colons of the title", told)
    source = (made.source.author, made.source.url, made.source.licence)
    assert all(map(is_there, source)) or "author, address and licence of the text are left out" in told
    assert all(map(is_there, made.passage)) or "the text itself is left out" in told


def test_the_comparison_can_fail() -> None:
    asked = WITH_TEXT.questions[0]
    [item, *_] = READERS["canvas-api"].items(export(WITH_TEXT, "canvas-api").data)
    told = "\n".join(WITHOUT.values())
    assert not list(unannounced(asked, item, told, "_____"))
    assert len(list(unannounced(WITH_TEXT.questions[3], item, told, "_____"))) == 4  # stem, spelling, feedback, points
    assert len(list(unannounced(asked, item, "", "_____"))) == 3  # id, tags, difficulty


# Every sign that some format reads as its own, but the apostrophe that tables put before a formula.
SIGNS = st.text(alphabet='*:/\\[]{}()<>&#=~%+-|1b@"; ,\n_é', min_size=1, max_size=12).map(str.strip).filter(bool)


# Between several texts in one place, so a text that holds it cannot be told from two.
PARTS_TEXTS = {"markdown-answers": "/", "csv": "|"}


@settings(max_examples=60, deadline=None)
@given(SIGNS, SIGNS, SIGNS, SIGNS)
def test_no_sign_of_a_format_changes_what_is_read(before: str, answer: str, after: str, other: str) -> None:
    """Texts made of the formats’ own signs."""
    asked: list[Question] = [fill(f"{before} is ", answer, f" {after}", f"{other}x", id="q-1", feedback=other)]
    options = list(dict.fromkeys([one_line(answer), f"{one_line(other)} no", "plain"]))
    asked.append(choose(f"{before} was ", f" {after}", *options, id="q-2", feedback=after))
    made = quiz(*asked, title=before)
    for name in READERS.keys() - SLOW:
        if PARTS_TEXTS.get(name, "none") in answer + other:
            continue
        try:
            _, differences = compare(made, name)
        except NothingToAsk:
            continue
        assert not differences, (name, differences)


@pytest.mark.parametrize("name", sorted(READERS.keys() - SLOW))
def test_three_thousand_characters_are_kept_or_cut_where_that_is_said(name: str) -> None:
    made = quiz(choose(f"{LONG} Who? ", LONG, f"{LONG} a", f"b {LONG}", feedback=LONG))
    done, differences = compare(made, name)
    assert not differences
    whole = one_line(LONG) in one_line(READERS[name].items(done.data)[0].stem)
    assert whole or any("shortened to" in loss.what for loss in done.losses)


def told(made: Quiz, name: str) -> str:
    return "\n".join(map(str, export(made, name).losses))


def test_a_text_with_the_sign_between_texts_is_told_by_the_csv() -> None:
    for asked in (fill("It is ", "so", ".", "a|b"), choose("It is ", ".", "a|b", "c")):
        assert "question 1: “|” stands in one of its texts" in told(quiz(asked), "csv")
    assert "|" not in told(quiz(fill("It is ", "a|b", ".")), "csv"), "the answer has a cell of its own"


@pytest.mark.parametrize(("name", "tag", "changed"), [("csv", "=1+1", True), ("csv", "1", False)])
def test_a_tag_that_a_spreadsheet_would_run_is_told(name: str, tag: str, changed: bool) -> None:
    assert ("apostrophe" in told(quiz(fill("It is ", "so", ".", tags=(tag,))), name)) is changed


@pytest.mark.parametrize("name", ["h5p", "h5p-blanks", "h5p-drag-text"])
@pytest.mark.parametrize(
    ("url", "left_out"), [("chapter 4, page 12", True), ("https://example.org/a", False), ("", False)]
)
def test_h5p_takes_only_web_addresses_and_that_is_told(name: str, url: str, left_out: bool) -> None:
    made = replace(quiz(fill("It is ", "so", ".")), source=Source("An article", url=url))
    done = export(made, name)
    package = json.loads(unzipped(done.data)["h5p.json"])
    assert package.get("source", "") == ("" if left_out else url)
    said = "H5P takes only web addresses" in told(made, name)
    assert said is (left_out and name == "h5p"), "the others show it below their text"
    assert said or url in "".join(content.decode() for content in unzipped(done.data).values())


@pytest.mark.parametrize("paragraph", ["a & b, " * 2_500, "x" * 40_000, "x" * 40_000 + " ", "& " * 5, "&" * 7_000])
def test_a_text_longer_than_canvas_takes_is_parted_and_nothing_of_it_lost(paragraph: str) -> None:
    made = replace(quiz(fill("It is ", "so", "."), title="T" * 300), passage=(paragraph, "end", paragraph))
    bodies = [body["question"] for body in json.loads(export(made, "canvas-api").data)]
    texts = [body["question_text"] for body in bodies if body["question_type"] == "text_only_question"]
    assert all(len(text) <= 16_384 for text in texts)
    read = unescape("".join(texts).replace("<p>", "").replace("</p>", ""))
    assert read.startswith(f"{paragraph}end{paragraph}") and read.endswith("CC BY 4.0")
    names = [body["question_name"] for body in bodies]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 255


def test_a_question_longer_than_canvas_takes_is_left_out_and_that_is_told() -> None:
    made = quiz(fill("&" * 4_000, "so", "."), choose("It ", ".", "a", "b" * 20_000), fill("It is ", "so", "."))
    done, differences = compare(made, "canvas-api")
    assert not differences
    assert [loss.question for loss in done.losses if loss.what.startswith("left out: Canvas takes 16384")] == [1, 2]
