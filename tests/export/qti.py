"""What a QTI player makes of a package, 2.1 or 3.0: the rules of the standard, written anew from its description.

A package is found through its manifest, items are scored by the standard’s own templates, the test adds them up.
https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html (Response Processing Templates, Outcome Processing)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.export.outside import unzipped

TEMPLATES = {
    **{
        f"http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}": name
        for name in ("match_correct", "map_response")
    },
    **{
        f"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{name}.xml": name
        for name in ("match_correct", "map_response")
    },
}
RESOURCES = {
    "imsqti_test_xmlv2p1": "imsqti_item_xmlv2p1",
    "imsqti_test_xmlv3p0": "imsqti_item_xmlv3p0",
}


@dataclass
class Item:
    """An item as a candidate meets it; `gap` marks where a text is to be typed."""

    identifier: str
    title: str
    template: str
    stem: str
    choices: dict[str, str] = field(default_factory=dict)
    shuffled: bool = False
    correct: str = ""
    mapping: dict[str, tuple[float, bool]] = field(default_factory=dict)
    otherwise: float = 0
    feedback: str = ""
    weight: float = 1

    def score(self, response: str) -> float:
        """What the template of its response processing gives."""
        if self.template == "match_correct":
            return float(response == self.correct)
        assert self.template == "map_response" and self.mapping
        for key, (value, exact) in self.mapping.items():
            if response == key or (not exact and response.lower() == key.lower()):
                return value
        return self.otherwise


@dataclass
class Package:
    """A test in its package: its title, what it shows first, its items in order."""

    title: str
    text: str
    items: list[Item]

    def score(self, responses: Mapping[str, str]) -> float:
        """The sum of the items’ scores by their weights."""
        return sum(item.weight * item.score(responses.get(item.identifier, "")) for item in self.items)


def read_qti(data: bytes) -> Package:
    """The one test of a package."""
    files = {name: _plain_names(ElementTree.fromstring(content)) for name, content in unzipped(data).items()}
    resources = {node.get("identifier", ""): node for node in files["imsmanifest.xml"].iter("resource")}
    assert {node.get("href", "") for node in files["imsmanifest.xml"].iter("file")} == set(files) - {"imsmanifest.xml"}
    [test] = [node for node in resources.values() if node.get("type") in RESOURCES]
    needed = [resources[node.get("identifierref", "")] for node in test.iter("dependency")]
    assert {node.get("type") for node in needed} <= {RESOURCES[test.get("type", "")]}
    root = files[test.get("href", "")]
    total = root.find("outcomeProcessing/setOutcomeValue/sum/testVariables")
    assert total is not None and total.get("variableIdentifier") == "SCORE"
    items = []
    for reference in root.iter("assessmentItemRef"):
        assert reference.get("href") in {node.get("href") for node in needed}
        item = _item(files[reference.get("href", "")])
        assert item.identifier == reference.get("identifier")
        weights = {node.get("identifier"): float(node.get("value", "")) for node in reference.iter("weight")}
        item.weight = weights[total.get("weightIdentifier")]
        items.append(item)
    assert len({item.identifier for item in items}) == len(items) == len(needed)
    return Package(root.get("title", ""), "\n".join(_text(node) for node in root.iter("rubricBlock")), items)


def _plain_names(node: Element) -> Element:
    """The tree without namespaces, in the names of 2.1: version 3 writes them with dashes and `qti-`."""
    for each in node.iter():
        name = each.tag.partition("}")[2] or each.tag
        each.tag = _camel(name.removeprefix("qti-"))
        for attribute in [name for name in each.attrib if "-" in name]:
            each.attrib[_camel(attribute)] = each.attrib.pop(attribute)
    return node


def _camel(name: str) -> str:
    return re.sub("-([a-z])", lambda found: found[1].upper(), name)


def _item(root: Element) -> Item:
    body, processing = root.find("itemBody"), root.find("responseProcessing")
    declaration = root.find("responseDeclaration[@identifier='RESPONSE']")
    assert root.tag == "assessmentItem" and body is not None and processing is not None and declaration is not None
    assert declaration.get("cardinality") == "single"
    [score] = root.findall("outcomeDeclaration[@identifier='SCORE']")
    assert score.get("baseType") == "float" and score.findtext("defaultValue/value") == "0"
    item = Item(root.get("identifier", ""), root.get("title", ""), TEMPLATES[processing.get("template", "")], "")
    [item.correct] = [node.text or "" for node in declaration.findall("correctResponse/value")]
    choice = body.find("choiceInteraction")
    if choice is not None:
        assert declaration.get("baseType") == "identifier" and choice.get("maxChoices") == "1"
        assert [child.tag for child in body] == ["choiceInteraction"]
        item.stem = _text(choice.find("prompt"))
        item.choices = {node.get("identifier", ""): _text(node) for node in choice.findall("simpleChoice")}
        item.shuffled = choice.get("shuffle") == "true"
        assert len(item.choices) == len(choice.findall("simpleChoice"))
    else:
        assert declaration.get("baseType") == "string" and len(list(body.iter("textEntryInteraction"))) == 1
        item.stem = _text(body)
    mapping = declaration.find("mapping")
    if mapping is not None:
        item.otherwise = float(mapping.get("defaultValue", ""))
        item.mapping = {
            node.get("mapKey", ""): (float(node.get("mappedValue", "")), node.get("caseSensitive") != "false")
            for node in mapping.findall("mapEntry")
        }
        assert len(item.mapping) == len(mapping.findall("mapEntry"))
    item.feedback = _shown_feedback(root)
    return item


def _shown_feedback(root: Element) -> str:
    """What is shown after an answer: the feedback named by an outcome, here by its value from the start."""
    shown = []
    for node in root.findall("modalFeedback"):
        [value] = root.findall(f"outcomeDeclaration[@identifier='{node.get('outcomeIdentifier')}']/defaultValue/value")
        assert node.get("showHide") == "show"
        if value.text == node.get("identifier"):
            shown.append(_text(node))
    return "\n".join(shown)


def _text(node: Element | None) -> str:
    """The text as shown; where a text is to be typed, `{gap}`."""
    assert node is not None
    said = node.text or ""
    for child in node:
        assert child.tag in ("p", "br", "textEntryInteraction", "contentBody"), child.tag
        said += {"br": "\n", "textEntryInteraction": "{gap}"}.get(child.tag, "") + _text(child)
        said += ("\n" if child.tag == "p" else "") + (child.tail or "")
    return said.strip("\n") if node.tag in ("rubricBlock", "itemBody", "modalFeedback") else said
