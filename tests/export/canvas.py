"""What Canvas and Moodle make of a QTI 1.2 package: their reading rules, written anew from their description.

The schemas prove the syntax; this reader proves the meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.export.moodle import read_html
from tests.export.outside import unzipped

_QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
_PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
_QUIZ = "{http://canvas.instructure.com/xsd/cccv1p0}"


@dataclass
class Condition:
    """When it holds, what it does to the score, and which comments it shows."""

    equal: list[tuple[str, str]]
    action: str
    points: float
    comments: list[str]
    goes_on: bool


@dataclass
class Item:
    """A question; texts as a pupil reads them."""

    ident: str
    title: str
    fields: dict[str, str]
    text: str
    options: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Canvas’s name for its type."""
        return self.fields["question_type"]

    def answered(self, given: Mapping[str, str], *, first_only: bool = False) -> tuple[float, list[str]]:
        """The percentage for what was given in each field, and the comments shown.

        Canvas takes any answer of a condition; with `first_only`, as in Moodle, only the first counts.
        """
        score, shown = 0.0, []
        for condition in self.conditions:
            equal = condition.equal[:1] if first_only else condition.equal
            if not any(self._same(name, given.get(name, ""), answer) for name, answer in equal):
                continue
            score = condition.points if condition.action == "Set" else score + condition.points
            shown += [self.comments[name] for name in condition.comments]
            if not condition.goes_on:
                break
        return score, shown

    def _same(self, name: str, given: str, answer: str) -> bool:
        return given.casefold() == answer.casefold() if name in self.typed else given == answer


def read_canvas(data: bytes) -> tuple[str, list[Item]]:
    """The title and the items, found as Canvas finds them: by the types of the manifest’s resources."""
    files = unzipped(data)
    resources = _resources(files)
    [test] = [node for node in resources.values() if node.get("type") == "imsqti_xmlv1p2"]
    [needed] = test.findall(f"{_PACKAGE}dependency")
    settings = resources[needed.get("identifierref", "")]
    assert settings.get("type") == "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    quiz = ElementTree.fromstring(files[settings.get("href", "")])
    items = _items(files[_file(test)])
    assert quiz.get("identifier") == test.get("identifier")
    total = sum(float(item.fields["points_possible"]) for item in items)
    assert float(quiz.findtext(f"{_QUIZ}points_possible") or -1) == total
    return quiz.findtext(f"{_QUIZ}title") or "", items


def read_cartridge(data: bytes) -> tuple[list[str], list[Item]]:
    """The pages, as HTML, and the items of the test."""
    files = unzipped(data)
    resources = _resources(files)
    [test] = [node for node in resources.values() if "assessment" in (node.get("type") or "")]
    pages = [files[_file(node)].decode() for node in resources.values() if node.get("type") == "webcontent"]
    return pages, _items(files[_file(test)])


def _resources(files: dict[str, bytes]) -> dict[str, Element]:
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    return {node.get("identifier", ""): node for node in manifest.iter(f"{_PACKAGE}resource")}


def _file(resource: Element) -> str:
    [file] = resource.findall(f"{_PACKAGE}file")
    return file.get("href", "")


def _items(data: bytes) -> list[Item]:
    root = ElementTree.fromstring(data)
    items = [_item(node) for node in root.iter(f"{_QTI}item")]
    assert len({item.ident for item in items}) == len(items)
    return items


def _item(node: Element) -> Item:
    fields = {
        entry.findtext(f"{_QTI}fieldlabel") or "": entry.findtext(f"{_QTI}fieldentry") or ""
        for entry in node.iter(f"{_QTI}qtimetadatafield")
    }
    presented = node.find(f"{_QTI}presentation")
    assert presented is not None
    item = Item(node.get("ident", ""), node.get("title", ""), fields, _material(presented))
    for response in presented.iter(f"{_QTI}response_lid"):
        labels = response.iter(f"{_QTI}response_label")
        item.options[response.get("ident", "")] = [(label.get("ident", ""), _material(label)) for label in labels]
    item.typed = [response.get("ident", "") for response in presented.iter(f"{_QTI}response_str")]
    item.comments = {
        comment.get("ident", ""): _material(next(comment.iter(f"{_QTI}flow_mat")))
        for comment in node.iter(f"{_QTI}itemfeedback")
    }
    item.conditions = [_condition(condition) for condition in node.iter(f"{_QTI}respcondition")]
    return item


def _material(node: Element) -> str:
    text = node.find(f"{_QTI}material/{_QTI}mattext")
    assert text is not None
    said = text.text or ""
    return read_html(said) if text.get("texttype") == "text/html" else said


def _condition(node: Element) -> Condition:
    score = node.find(f"{_QTI}setvar")
    return Condition(
        [(equal.get("respident", ""), equal.text or "") for equal in node.iter(f"{_QTI}varequal")],
        "Add" if score is None else score.get("action", ""),
        0 if score is None else float(score.text or 0),
        [shown.get("linkrefid", "") for shown in node.findall(f"{_QTI}displayfeedback")],
        node.get("continue", "No") == "Yes" or (score is not None and score.get("action") == "Add"),
    )
