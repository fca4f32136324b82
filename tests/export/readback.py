"""Every format of single questions read back into one shape, by other people’s readers where there are any."""

import csv
import io
import json
import re
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.export import canvas, moodle
from tests.export.outside import ask, unzipped
from tests.export.qti import read_qti

# How a text with a typed answer marks its place while it is read.
GAP = "\ue000"


@dataclass(frozen=True)
class Item:
    """A question as a system stores it; texts as a pupil reads them. None: the format has no place for it."""

    stem: str
    right: tuple[str, ...]  # every answer that is taken, the one shown first
    options: tuple[str, ...] | None = None  # None: the answer is typed
    points: float | None = None
    feedback: str | None = None
    comments: tuple[str, ...] | None = None  # one for each option
    ident: str | None = None
    tags: tuple[str, ...] | None = None
    difficulty: str | None = None


@dataclass(frozen=True)
class Reader:
    """How a format is read: its items, all its text, and how it draws the blank."""

    items: Callable[[bytes], list[Item]]
    text: Callable[[bytes], str]
    blank: str = "_____"


def choice(stem: str, options: list[tuple[str, bool]], **more: Any) -> Item:
    """A question with options, of which one is right."""
    [right] = [text for text, correct in options if correct]
    return Item(stem, (right,), tuple(text for text, _ in options), **more)


# --- plain text of any file -------------------------------------------------------------------------------


def decoded(data: bytes) -> str:
    return unescape(unescape(data.decode("utf-8-sig")))


def unpacked(data: bytes) -> str:
    return "\n".join(decoded(content) for content in unzipped(data).values())


# --- Moodle, by gift-pegjs and our readers ----------------------------------------------------------------


def gift_pegjs(data: bytes) -> list[Item]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "quiz.gift"
        file.write_bytes(data)
        answer = ask("gift", file)
    assert "refused" not in answer, answer
    items = [_gift_item(seen) for seen in answer["seen"] if seen["type"] not in ("Category", "Description")]
    # Tags as Moodle reads them: gift-pegjs keeps spaces at their end, and takes “\\]” for the end of one.
    moodles = [seen.tags for seen in moodle.read_gift(data)[1] if seen.kind != "description"]
    return [replace(item, tags=tags) for item, tags in zip(items, moodles, strict=True)]


def _gift_item(seen: dict[str, Any]) -> Item:
    def text(part: dict[str, Any] | None) -> str:
        return moodle.read_html(part["text"]) if part else ""

    more: dict[str, Any] = {"ident": seen["id"], "feedback": text(seen["globalFeedback"])}
    if seen["type"] == "Short":
        assert all(answer["isCorrect"] and answer["weight"] == 100 for answer in seen["choices"])
        answers = (answer["text"]["text"].replace("\\*", "*") for answer in seen["choices"])
        return Item(text(seen["stem"]), tuple(answers), **more)
    assert seen["type"] == "MC"
    options = [(text(answer["text"]), answer["isCorrect"]) for answer in seen["choices"]]
    return choice(
        text(seen["stem"]), options, comments=tuple(text(answer["feedback"]) for answer in seen["choices"]), **more
    )


def moodle_items(seen: list[moodle.Seen], *, bare: bool = False) -> list[Item]:
    return [_moodle_item(one, bare) for one in seen if one.kind != "description"]


def _moodle_item(seen: moodle.Seen, bare: bool) -> Item:
    more: dict[str, Any] = {}
    if not bare:
        more = {"points": seen.grade, "feedback": seen.feedback, "ident": seen.id, "tags": seen.tags}
    if seen.kind == "shortanswer":
        assert all(fraction == 1 for _, fraction, _ in seen.answers)
        return Item(seen.text, tuple(text.replace("\\*", "*") for text, _, _ in seen.answers), **more)
    comments = None if bare else tuple(why for _, _, why in seen.answers)
    return choice(seen.text, [(text, fraction == 1) for text, fraction, _ in seen.answers], comments=comments, **more)


# --- QTI --------------------------------------------------------------------------------------------------


def qti12_items(items: list[canvas.Item]) -> list[Item]:
    return [_qti12_item(item) for item in items if item.kind != "text_only_question"]


def _qti12_item(item: canvas.Item) -> Item:
    more: dict[str, Any] = {
        "points": float(item.fields["points_possible"]),
        "feedback": item.comments.get("general_fb", ""),
        "ident": item.ident,
    }
    if item.kind == "short_answer_question":
        answers = [answer for condition in item.conditions for _, answer in condition.equal if condition.points == 100]
        return Item(item.text, tuple(dict.fromkeys(answers)), **more)
    [options] = item.options.values()
    scored = [(text, item.answered({"response1": ident})[0] == 100) for ident, text in options]
    comments = tuple(item.comments.get(f"{ident}_fb", "") for ident, _ in options)
    return choice(item.text, scored, comments=comments, **more)


def qti_items(data: bytes) -> list[Item]:
    items = []
    for one in read_qti(data).items:
        made = Item(
            one.stem.replace("{gap}", "_____"),
            tuple(one.mapping),
            points=one.weight,
            feedback=one.feedback,
            ident=one.identifier,
        )
        if one.choices:
            right = tuple(text for ident, text in one.choices.items() if one.score(ident) == 1)
            made = replace(made, right=right, options=tuple(one.choices.values()))
        items.append(made)
    return items


# --- H5P --------------------------------------------------------------------------------------------------


def h5p_items(data: bytes) -> list[Item]:
    files = {name: json.loads(content) for name, content in unzipped(data).items() if name.endswith(".json")}
    questions = files["content/content.json"]["questions"]
    return [replace(_h5p_item(question), ident=question["subContentId"]) for question in questions]


def _h5p_item(question: dict[str, Any]) -> Item:
    params = question["params"]
    [ranged] = params["overallFeedback"]
    why = moodle.read_html(ranged.get("feedback", ""))
    if question["library"].startswith("H5P.Blanks "):
        [block] = params["questions"]
        before, answers, after = block.split("*")  # a star that is no sign is an entity
        answers, _, tip = answers.partition(":")
        assert not tip
        right = tuple(unescape(answer) for answer in answers.split("/"))
        return Item(moodle.read_html(f"{before}{GAP}{after}").replace(GAP, "_____"), right, feedback=why)
    assert question["library"].startswith("H5P.MultiChoice ")
    options = [(_in_div(answer["text"]), answer["correct"]) for answer in params["answers"]]
    comments = tuple(_in_div(answer["tipsAndFeedback"]["chosenFeedback"]) for answer in params["answers"])
    return choice(moodle.read_html(params["question"]), options, feedback=why, comments=comments)


def h5p_text(data: bytes) -> str:
    package, content = (json.loads(part) for part in unzipped(data).values())
    licence = f"{package['license']} {package.get('licenseVersion', '')}"
    return unescape("\n".join([licence, *_strings(package), *_strings(content)]))


def _in_div(html: str) -> str:
    return moodle.read_html(re.sub("^<div>(.*)</div>$", r"\1", html, flags=re.DOTALL))


# --- Anki, by its own importer ----------------------------------------------------------------------------


def anki_items(data: bytes) -> list[Item]:
    return [_anki_item(note) for note in anki_notes(data)]


def anki_text(data: bytes) -> str:
    return "\n".join(decoded(part.encode()) for note in anki_notes(data) for part in (note.deck, note.front, note.back))


@dataclass(frozen=True)
class Note:
    """A note as Anki keeps it."""

    guid: str
    deck: str
    front: str
    back: str
    tags: tuple[str, ...]


def anki_notes(data: bytes) -> list[Note]:
    """What Anki imports, in the order of the file."""
    module = pytest.importorskip("anki.collection", reason="anki is not installed (pip install anki)")
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        collection = module.Collection(str(Path(folder) / "collection.anki2"))
        try:
            if data.startswith(b"PK"):
                file = Path(folder) / "deck.apkg"
                file.write_bytes(data)
                collection.import_anki_package(module.ImportAnkiPackageRequest(package_path=str(file)))
            else:
                file = Path(folder) / "deck.txt"
                file.write_bytes(data)
                metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
                collection.import_csv(module.ImportCsvRequest(path=str(file), metadata=metadata))
            notes = [collection.get_note(number) for number in sorted(collection.find_notes(""))]
            return [
                Note(
                    note.guid, collection.decks.name(note.cards()[0].did), note["Front"], note["Back"], tuple(note.tags)
                )
                for note in notes
            ]
        finally:
            collection.close()


def _anki_item(note: Note) -> Item:
    front, back = _tree(note.front), _tree(note.back)
    [right] = back.findall("b")
    others = _shown(next((node.tail for node in right.itersiblings("br")), ""))
    why = "\n".join(_inner(part) for part in back.findall("span[@class='why']"))
    more: dict[str, Any] = {"feedback": why, "ident": note.guid, "tags": note.tags}
    listed = front.find("ol")
    if listed is None:
        return Item(_inner(front), (_inner(right), *others), **more)
    options = tuple(_inner(option) for option in listed.findall("li"))
    front.remove(listed)
    return Item(_inner(front), (_inner(right),), options, **more)


def _shown(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split(" / ") if part)


def _tree(html: str) -> Any:
    """HTML as lxml reads it; any element that we do not write is a mistake."""
    from lxml.html import fragment_fromstring

    root = fragment_fromstring(html, create_parent="div")
    for node in root.iter():
        assert node.tag in ("div", "b", "br", "span", "ol", "ul", "li", "p", "strong", "em", "details", "summary"), html
    return root


def _inner(node: Any) -> str:
    """The text of an element, breaks as new lines."""
    for line_break in node.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    said: str = node.text_content()
    return said.strip("\n")


# --- bodies for programs ----------------------------------------------------------------------------------


def google_items(data: bytes) -> list[Item]:
    requests = json.loads(data)["requests"]
    made = [request["createItem"]["item"] for request in requests if "createItem" in request]
    return [_google_item(item) for item in made if "questionItem" in item]


def _google_item(item: dict[str, Any]) -> Item:
    question = item["questionItem"]["question"]
    grading = question["grading"]
    right = tuple(answer["value"] for answer in grading["correctAnswers"]["answers"])
    if "textQuestion" in question:
        feedback = grading.get("generalFeedback", {"text": ""})
        return Item(item["title"], right, None, grading["pointValue"], feedback["text"])
    shown = [grading.get(name, {"text": ""})["text"] for name in ("whenRight", "whenWrong")]
    assert shown[0] == shown[1] and question["choiceQuestion"]["type"] == "RADIO"
    options = tuple(option["value"] for option in question["choiceQuestion"]["options"])
    return Item(item["title"], right, options, grading["pointValue"], shown[0])


def canvas_api_items(data: bytes) -> list[Item]:
    bodies = [body["question"] for body in json.loads(data)]
    assert all(len(text) <= 16_384 for body in bodies for text in _strings(body))
    assert all(len(body.get("neutral_comments", "")) <= 5_120 and len(body["question_name"]) <= 255 for body in bodies)
    return [_canvas_api_item(body) for body in bodies if body["question_type"] != "text_only_question"]


def _canvas_api_item(body: dict[str, Any]) -> Item:
    stem = moodle.read_html(body["question_text"])
    answers = body["answers"]
    more: dict[str, Any] = {"points": body["points_possible"], "feedback": body["neutral_comments"]}
    if body["question_type"] == "short_answer_question":
        assert all(answer["answer_weight"] == 100 for answer in answers)
        return Item(stem, tuple(answer["answer_text"] for answer in answers), **more)
    assert body["question_type"] == "multiple_choice_question"
    options = [(answer["answer_text"], answer["answer_weight"] == 100) for answer in answers]
    comments = tuple(moodle.read_html(answer["answer_comment_html"]) for answer in answers)
    return choice(stem, options, comments=comments, **more)


# --- tables -----------------------------------------------------------------------------------------------


def sheet_rows(data: bytes) -> list[list[Any]]:
    """The rows of a workbook as openpyxl reads them."""
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def sheet_text(data: bytes) -> str:
    return "\n".join(str(cell) for row in sheet_rows(data) for cell in row if cell is not None)


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _numbered(stem: Any, options: list[Any], right: Any, **more: Any) -> Item:
    """A question whose right answer is named by its number."""
    texts = [str(option) for option in options if option not in (None, "")]
    return choice(stem, [(text, place == int(right)) for place, text in enumerate(texts, 1)], **more)


def kahoot_items(data: bytes) -> list[Item]:
    rows = sheet_rows(data)
    assert rows[7][1] == "Question - max 120 characters" and not any(any(row) for row in rows[:7])
    for row in rows[8:]:
        assert len(row[1]) <= 120 and all(len(str(option or "")) <= 75 for option in row[2:6])
        assert row[6] in (5, 10, 20, 30, 60, 90, 120, 240)
    return [_numbered(row[1], row[2:6], row[7]) for row in rows[8:]]


def quizizz_items(data: bytes) -> list[Item]:
    items = []
    for row in sheet_rows(data)[1:]:
        if row[1] == "Multiple Choice":
            items.append(_numbered(row[0], row[2:7], row[7], feedback=row[10] or ""))
        else:
            assert row[1] == "Fill-in-the-Blank" and row[7] is None
            items.append(Item(row[0], tuple(cell for cell in row[2:7] if cell is not None), feedback=row[10] or ""))
    return items


def blooket_items(data: bytes) -> list[Item]:
    first, header, *rows = csv_rows(data)
    assert first == ["Blooket Import Template", *[""] * 7] and len(header) == 8
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert all(0 < int(row[6]) <= 300 for row in rows)
    return [_numbered(row[1], row[2:6], row[7]) for row in rows]


def blackboard_items(data: bytes) -> list[Item]:
    rows = [line.split("\t") for line in data.decode().removesuffix("\n").split("\n")]
    return [_blackboard_item(*row) for row in rows]


def _blackboard_item(kind: str, stem: str, *cells: str) -> Item:
    if kind == "FIB":
        return Item(unescape(stem), cells)
    assert kind == "MC" and set(cells[1::2]) == {"correct", "incorrect"}
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return choice(unescape(stem), [(unescape(text), mark == "correct") for text, mark in pairs])


def brightspace_items(data: bytes) -> list[Item]:
    blocks: list[list[list[str]]] = []
    for row in csv_rows(data):
        assert len(row) == 5
        if row[0] == "NewQuestion":
            blocks.append([])
        blocks[-1].append(row)
    return [_brightspace_item(block) for block in blocks]


def _brightspace_item(rows: list[list[str]]) -> Item:
    one = {row[0]: row[1] for row in rows}
    more: dict[str, Any] = {
        "points": float(one["Points"]),
        "feedback": one.get("Feedback", ""),
        "ident": one["ID"],
        "difficulty": one["Difficulty"],
    }
    if one["NewQuestion"] == "SA":
        answers = [row for row in rows if row[0] == "Answer"]
        assert all(row[1] == "100" for row in answers)
        return Item(one["QuestionText"], tuple(_pattern(row[2]) if row[3] else row[2] for row in answers), **more)
    assert one["NewQuestion"] == "MC"
    options = [row for row in rows if row[0] == "Option"]
    texts = [(row[2], row[1] == "100") for row in options]
    return choice(one["QuestionText"], texts, comments=tuple(row[4] for row in options), **more)


def _pattern(pattern: str) -> str:
    """The one text that a pattern takes."""
    text = re.sub(r"\\(.)", r"\1", re.sub(r"^\[(.)\]", r"\1", pattern))
    assert re.fullmatch(pattern, text)
    return text


def csv_items(data: bytes) -> list[Item]:
    return [_csv_item(row) for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


def _csv_item(row: dict[str, str]) -> Item:
    why = [_text_cell(row["feedback"])] if row["feedback"].strip() else []
    sentence = _text_cell(row["sentence"]).strip()
    if sentence and sentence not in row["feedback"]:
        why.append(f"“{sentence}” (¶ {row['paragraph']})")
    more: dict[str, Any] = {
        "points": float(row["points"]),
        "feedback": "\n".join(why),
        "ident": row["id"],
        "tags": _parted(row["tags"]),
        "difficulty": row["difficulty"],
    }
    if row["type"] == "fill in the blank":
        return Item(row["question"], (row["answer"], *_parted(row["also accepted"])), **more)
    options = _parted(row["options"])
    made = _numbered(row["question"], list(options), row["right option"], **more)
    assert made.right[0].lstrip("'").split() == row["answer"].lstrip("'").split()
    return made


def _text_cell(cell: str) -> str:
    """As a spreadsheet shows a text that begins with an apostrophe."""
    return re.sub(r"^'(?=[=+\-@\t\r＝＋－＠])", "", cell)


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(" | ") if part)


# --- Markdown, by markdown-it -----------------------------------------------------------------------------


def markdown_items(data: bytes) -> list[Item]:
    return list(_markdown_items(_markdown(data)))


def markdown_text(data: bytes) -> str:
    return str(_markdown(data).text_content())


def _markdown(data: bytes) -> Any:
    from lxml.html import fragment_fromstring
    from markdown_it import MarkdownIt

    root = fragment_fromstring(MarkdownIt("commonmark").render(data.decode()), create_parent="div")
    assert {node.tag for node in root.iter()} <= {
        *("div", "h1", "p", "strong", "em", "b", "ul", "li", "details", "summary")
    }
    return root


def _markdown_items(root: Any) -> Iterator[Item]:
    for asked in [node for node in root.findall("p") if node.find("strong") is not None]:
        folded = asked.getnext()
        listed = folded if folded.tag == "ul" else None
        if listed is not None:
            folded = listed.getnext()
        assert folded.tag == "details" and folded.find("summary").text == "Answer"
        stem, points = _worth(asked.find("strong").tail.lstrip())
        key, *said = [node.text_content() for node in folded.findall("p")]
        if listed is None:
            yield Item(stem, tuple(key.split(" / ")), None, points, "\n".join(said))
            continue
        options = [node.text_content() for node in listed.findall("li")]
        letters = [option.partition(") ")[0] for option in options]
        comments = dict.fromkeys(letters, "")
        while said and said[0].partition(") ")[0] in comments:
            letter, _, why = said.pop(0).partition(") ")
            comments[letter] = why
        pairs = [(option.partition(") ")[2], option == key) for option in options]
        yield choice(stem, pairs, points=points, feedback="\n".join(said), comments=tuple(comments.values()))


def _worth(text: str) -> tuple[str, int]:
    found = re.search(r" \((\d+)\)$", text)
    return (text[: found.start()], int(found[1])) if found else (text, 1)


# --- all of them ------------------------------------------------------------------------------------------

READERS = {
    "moodle-xml": Reader(lambda data: moodle_items(moodle.read_xml(data)[1]), decoded, "_" * 15),
    "gift": Reader(
        gift_pegjs,
        lambda data: re.sub(r"\\([\\#=~{}:])", r"\1", unescape(unescape(data.decode().replace("\\n", "\n")))),
        "_" * 15,
    ),
    "aiken": Reader(lambda data: moodle_items(moodle.read_aiken(data), bare=True), decoded),
    "canvas-qti": Reader(lambda data: qti12_items(canvas.read_canvas(data)[1]), unpacked),
    "common-cartridge": Reader(lambda data: qti12_items(canvas.read_cartridge(data)[1]), unpacked),
    "h5p": Reader(h5p_items, h5p_text),
    "anki": Reader(anki_items, anki_text),
    "anki-text": Reader(anki_items, anki_text),
    "google-forms": Reader(google_items, lambda data: "\n".join(_strings(json.loads(data)))),
    "canvas-api": Reader(canvas_api_items, lambda data: unescape("\n".join(_strings(json.loads(data))))),
    "kahoot": Reader(kahoot_items, sheet_text),
    "quizizz": Reader(quizizz_items, sheet_text),
    "blooket": Reader(blooket_items, decoded),
    "blackboard": Reader(blackboard_items, decoded),
    "brightspace": Reader(brightspace_items, decoded),
    "csv": Reader(csv_items, decoded),
    "qti21": Reader(qti_items, unpacked),
    "qti3": Reader(qti_items, unpacked),
    "markdown-answers": Reader(markdown_items, markdown_text, "_" * 8),
}


def _strings(node: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _strings(inner)
