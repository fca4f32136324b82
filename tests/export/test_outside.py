"""Other people’s readers accept every file, however hostile the text in it."""

import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizgen.export import export
from quizgen.export.moodlexml import FIELD
from quizgen.export.text import accepted, drawn, explanation, one_line
from quizgen.model import FillInTheBlank, MultipleChoice, Quiz
from quizgen.quiz_json import from_json, schema
from tests.export.hostile import EDGES, HOSTILE, WITH_TEXT, choose, fill, quiz
from tests.export.outside import SCHEMAS, ask, needs_node, needs_schemas, unzipped

QUIZZES = {"hostile": HOSTILE, "edges": EDGES, "with text": WITH_TEXT}
ALL = pytest.mark.parametrize("made", QUIZZES.values(), ids=QUIZZES.keys())
# Quizzes that the schema of the quiz JSON allows: at most 26 options, a blank in each fill-in.
PLAIN = [HOSTILE, WITH_TEXT, quiz(fill("It is ", "so", ".", "thus"), choose("It is ", ".", "a", "b"))]


def xml_of(data: bytes, validator: Path) -> Iterator[tuple[str, Any, Any]]:
    """Each XML file of an archive with the validator of a schema."""
    from lxml import etree

    checked = etree.XMLSchema(etree.parse(str(validator)))
    for name, content in unzipped(data).items():
        if name.endswith(".xml"):
            yield name, etree.fromstring(content).getroottree(), checked


# --- quiz JSON --------------------------------------------------------------------------------------------


@needs_node
@pytest.mark.slow
def test_ajv_and_jsonschema_accept_the_quiz_json(tmp_path: Path) -> None:
    import jsonschema

    files = [tmp_path / "schema.json"]
    files[0].write_text(json.dumps(schema()), encoding="utf-8")
    for place, made in enumerate(PLAIN):
        data = export(made, "json").data
        jsonschema.validate(json.loads(data), schema(), jsonschema.Draft202012Validator)
        files.append(tmp_path / f"{place}.json")
        files[-1].write_bytes(data)
    assert ask("ajv", *files) == {"seen": [[]] * len(PLAIN)}


def test_the_quiz_json_comes_back_equal() -> None:
    assert from_json(export(WITH_TEXT, "json").data.decode(), "x.json") == WITH_TEXT


# --- GIFT -------------------------------------------------------------------------------------------------


@needs_node
@pytest.mark.slow
@ALL
def test_gift_pegjs_reads_the_gift_file(made: Quiz, tmp_path: Path) -> None:
    done = export(made, "gift")
    file = tmp_path / "quiz.gift"
    file.write_bytes(done.data)
    answer = ask("gift", file)
    assert "refused" not in answer, answer
    kinds = [item["type"] for item in answer["seen"] if item["type"] not in ("Category", "Description")]
    left_out = {loss.question for loss in done.losses if loss.what.startswith("left out")}
    kept = [question for number, question in enumerate(made.questions, 1) if number not in left_out]
    assert kinds == ["Short" if isinstance(question, FillInTheBlank) else "MC" for question in kept]


# --- schemas ----------------------------------------------------------------------------------------------


@needs_schemas
@ALL
def test_common_cartridge_is_valid(made: Quiz) -> None:
    data = export(made, "common-cartridge").data
    for name, tree, checked in xml_of(data, SCHEMAS / "cc11" / "ccv1p1_qtiasiv1p2p1_v1p0.xsd"):
        assert name == "imsmanifest.xml" or checked.validate(tree), (name, checked.error_log)
    for name, tree, checked in xml_of(data, SCHEMAS / "cc11" / "cc11libxml2validator.xsd"):
        assert name != "imsmanifest.xml" or checked.validate(tree), (name, checked.error_log)


@needs_schemas
@ALL
def test_canvas_items_are_valid_qti(made: Quiz) -> None:
    data = export(made, "canvas-qti").data
    items = [
        checked.validate(tree)
        for name, tree, checked in xml_of(data, SCHEMAS / "cc11" / "ccv1p1_qtiasiv1p2p1_v1p0.xsd")
        if name.split("/")[-1].startswith("quiz-")
    ]
    assert items == [True]


@needs_schemas
@ALL
def test_qti21_is_valid(made: Quiz) -> None:
    for name, tree, checked in xml_of(export(made, "qti21").data, SCHEMAS / "qti" / "qtiv2p1" / "imsqti_v2p1.xsd"):
        assert name == "imsmanifest.xml" or checked.validate(tree), (name, checked.error_log)


@needs_schemas
def test_qti3_holds_the_same_files_as_qti21() -> None:
    """The two are one tree under two sets of names; the schema of 2.1 is tried above."""
    names = {name: set(unzipped(export(WITH_TEXT, name).data)) for name in ("qti21", "qti3")}
    assert names["qti21"] == names["qti3"]


# --- H5P --------------------------------------------------------------------------------------------------


@needs_node
@pytest.mark.slow
@ALL
def test_lumi_accepts_the_h5p_package(made: Quiz, tmp_path: Path) -> None:
    for name, content in unzipped(export(made, "h5p").data).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert ask("h5p", tmp_path) == {"seen": True}
    broken = json.loads((tmp_path / "h5p.json").read_text(encoding="utf-8"))
    del broken["mainLibrary"]
    (tmp_path / "h5p.json").write_text(json.dumps(broken), encoding="utf-8")
    assert "refused" in ask("h5p", tmp_path), "the validator must be able to refuse"


# --- Anki -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@ALL
def test_anki_imports_every_note_once_and_never_twice(made: Quiz, tmp_path: Path) -> None:
    collection_module = pytest.importorskip("anki.collection", reason="anki is not installed (pip install anki)")
    deck = tmp_path / "deck.apkg"
    deck.write_bytes(export(made, "anki").data)
    collection = collection_module.Collection(str(tmp_path / "collection.anki2"))
    try:
        request = collection_module.ImportAnkiPackageRequest(package_path=str(deck))
        first = collection.import_anki_package(request).log
        second = collection.import_anki_package(request).log
        assert (len(first.new), len(first.duplicate), len(first.conflicting)) == (len(made.questions), 0, 0)
        assert (len(second.new), len(second.duplicate)) == (0, len(made.questions))
        notes = [collection.get_note(number) for number in sorted(collection.find_notes(""))]
        for question, note in zip(made.questions, notes, strict=True):
            assert note.tags == sorted(note.tags) or len(note.tags) == len(question.tags)
            assert "<script" not in note["Front"] + note["Back"]
            card = note.cards()[0]
            assert "_____" in card.question() or not question.stem.has_blank
    finally:
        collection.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@ALL
def test_anki_imports_the_text_file_too(made: Quiz, tmp_path: Path) -> None:
    collection_module = pytest.importorskip("anki.collection", reason="anki is not installed (pip install anki)")
    file = tmp_path / "deck.txt"
    file.write_bytes(export(made, "anki-text").data)
    collection = collection_module.Collection(str(tmp_path / "collection.anki2"))
    try:
        metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
        request = collection_module.ImportCsvRequest(path=str(file), metadata=metadata)
        assert len(collection.import_csv(request).log.new) == len(made.questions)
        assert len(collection.import_csv(request).log.new) == 0
    finally:
        collection.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_changed_quiz_changes_its_cards_where_anki_is_told_to_update_always(tmp_path: Path) -> None:
    """A deck says no time of change, so “if newer”, which Anki proposes, would keep the old card."""
    module = pytest.importorskip("anki.collection", reason="anki is not installed (pip install anki)")
    from anki import import_export_pb2 as chosen

    always = chosen.ImportAnkiPackageOptions(update_notes=chosen.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS)
    changed = replace(WITH_TEXT.questions[0], feedback="Another word.")
    collection = module.Collection(str(tmp_path / "collection.anki2"))
    deck = tmp_path / "deck.apkg"
    try:
        for made in (WITH_TEXT, replace(WITH_TEXT, questions=(changed, *WITH_TEXT.questions[1:]))):
            deck.write_bytes(export(made, "anki").data)
            request = module.ImportAnkiPackageRequest(package_path=str(deck), options=always)
            collection.import_anki_package(request)
        backs = [collection.get_note(number)["Back"] for number in collection.find_notes("")]
        assert len(backs) == len(WITH_TEXT.questions)
        assert len([back for back in backs if "Another word." in back]) == 1
    finally:
        collection.close()


# --- Google Forms -----------------------------------------------------------------------------------------


def google_schema() -> dict[str, Any]:
    """Google’s own description of the Forms API as a JSON Schema in which unknown fields are refused."""
    client = pytest.importorskip("googleapiclient", reason="google-api-python-client is not installed")
    path = Path(os.path.dirname(client.__file__)) / "discovery_cache" / "documents" / "forms.v1.json"
    described = json.loads(path.read_text(encoding="utf-8"))["schemas"]

    def turned(node: Any) -> Any:
        if "$ref" in node:
            return {"$ref": f"#/$defs/{node['$ref']}"}
        kind = {"any": None}.get(node.get("type"), node.get("type"))
        made: dict[str, Any] = {"type": kind} if kind else {}
        if "enum" in node:
            made["enum"] = node["enum"]
        if "items" in node:
            made["items"] = turned(node["items"])
        if kind == "object":
            made["properties"] = {name: turned(inner) for name, inner in node.get("properties", {}).items()}
            made["additionalProperties"] = False
        return made

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/BatchUpdateFormRequest",
        "$defs": {name: turned(node) for name, node in described.items()},
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
@ALL
def test_google_forms_bodies_fit_googles_own_description(made: Quiz) -> None:
    import jsonschema

    body = json.loads(export(made, "google-forms").data)
    jsonschema.validate(body, google_schema(), jsonschema.Draft202012Validator)
    assert body["requests"][0]["updateSettings"]["settings"]["quizSettings"]["isQuiz"] is True
    items = [request["createItem"]["item"] for request in body["requests"] if "createItem" in request]
    asked = [item for item in items if "questionItem" in item]
    assert len(asked) == len(made.questions)
    for question, item in zip(made.questions, asked, strict=True):
        grading = item["questionItem"]["question"]["grading"]
        answers = [answer["value"] for answer in grading["correctAnswers"]["answers"]]
        assert grading["pointValue"] == question.points
        assert "\n" not in item["title"]
        if isinstance(question, FillInTheBlank):
            assert answers == list(accepted(question))
        else:
            options = [o["value"] for o in item["questionItem"]["question"]["choiceQuestion"]["options"]]
            assert options == [one_line(choice.text) for choice in question.choices]
            assert answers == [one_line(question.answer)]


# --- spreadsheets -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["kahoot", "quizizz"])
@ALL
def test_openpyxl_reads_no_formula_from_a_spreadsheet(made: Quiz, name: str) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(export(made, name).data))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert cells
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@ALL
def test_moodle_xml_parser_reads_the_multiple_choice_questions(made: Quiz, tmp_path: Path) -> None:
    parser = pytest.importorskip("moodle_xml_parser.parser", reason="moodle-xml-parser is not installed")
    file = tmp_path / "quiz.xml"
    file.write_bytes(export(made, "moodle-xml").data)
    seen = parser.parse_file(str(file))["multichoice"]
    choices = [question for question in made.questions if isinstance(question, MultipleChoice)]
    assert len(seen) == len(choices)
    for question, found in zip(choices, seen, strict=True):
        stem = re.sub("_{5,}", "____", drawn(question.stem, "\ue000")).replace("\ue000", FIELD)
        assert _read(found.text_pre_parse) == one_line(stem)
        assert found.default_grade == question.points
        assert [option.score_fraction for option in found.options] == [100 * c.correct for c in question.choices]
        assert [_read(option.answer) for option in found.options] == [one_line(c.text) for c in question.choices]
        comments = [_read(option.feedback or "") for option in found.options]
        assert comments == [one_line(c.feedback or "") for c in question.choices]
        assert _read(found.general_feedback or "") == one_line(" ".join(explanation(question)))
        assert found.single and found.shuffle_answers is not question.ordered


def _read(html: str) -> str:
    """A text as that parser gives it: entities are undone, our elements still stand."""
    return one_line(re.sub("</?p>|<br>", " ", html))


def test_explanations_are_not_lost_on_the_way() -> None:
    assert explanation(WITH_TEXT.questions[0]) == ("It is a river.", "“Paris lies on the Seine in France.” (¶ 1)")
