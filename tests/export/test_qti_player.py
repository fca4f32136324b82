"""QTI 3 items played: qti-components, in Chromium, gives the right answer one point and every other one none."""

import shutil
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize
from xml.etree import ElementTree

import pytest

from quizgen.export import export
from quizgen.model import FillInTheBlank, Quiz
from tests.export.hostile import EDGES, HOSTILE, WITH_TEXT
from tests.export.outside import HERE, needs_node, unzipped

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PLAYER = HERE / "node_modules" / "@citolab" / "qti-components" / "cdn" / "index.global.js"
# Puts an item of a package on the page as the player's own elements, as its loader does.
SHOW = """async xml => {
  const document_ = new DOMParser().parseFromString(xml, 'application/xml')
  const copy = node => {
    if (node.nodeType === 3) return document.createTextNode(node.data)
    if (node.nodeType !== 1) return document.createComment('')
    const made = document.createElement(node.localName)
    for (const { name, value } of node.attributes) if (!name.startsWith('xmlns')) made.setAttribute(name, value)
    made.append(...[...node.childNodes].map(copy))
    return made
  }
  document.body.replaceChildren(window.item = copy(document_.documentElement))
  await window.item.updateComplete
  await new Promise(done => setTimeout(done, 30))
  return [...document.querySelectorAll('qti-simple-choice')].map(choice => {
    const text = choice.cloneNode(true)
    text.querySelectorAll('qti-feedback-inline').forEach(feedback => feedback.remove())
    return [choice.identifier, text.textContent.trim()]
  })
}"""
SCORE = """answer => {
  window.item.updateResponseVariable('RESPONSE', answer)
  window.item.processResponse()
  return Number(window.item.getOutcome('SCORE').value)
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """A page with the player on it."""
    playwright = pytest.importorskip("playwright.sync_api")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        shown = browser.new_page()
        shown.set_content("<html><body></body></html>")
        shown.add_script_tag(content=PLAYER.read_text(encoding="utf-8"))
        yield shown
        browser.close()


def items(made: Quiz) -> Iterator[tuple[str, str]]:
    """Identifier and XML of each item of the package, in the order of its test."""
    files = unzipped(export(made, "qti3").data)
    test = ElementTree.fromstring(files["test.xml"])
    for node in test.iter():
        if node.tag.endswith("qti-assessment-item-ref"):
            yield node.attrib["identifier"], files[node.attrib["href"]].decode()


@needs_node
@pytest.mark.slow
@pytest.mark.parametrize("made", [HOSTILE, EDGES, WITH_TEXT], ids=["hostile", "edges", "with text"])
def test_the_right_answer_scores_one_and_every_other_none(made: Quiz, page: Any) -> None:
    left_out = {loss.question for loss in export(made, "qti3").losses if loss.what.startswith("left out")}
    questions = [question for number, question in enumerate(made.questions, 1) if number not in left_out]
    played = list(items(made))
    assert len(played) == len(questions)
    for question, (name, xml) in zip(questions, played, strict=True):
        choices = page.evaluate(SHOW, xml)
        if isinstance(question, FillInTheBlank):
            for right in (question.answer, *question.accept):
                typed = normalize("NFC", " ".join(right.split()))  # as a keyboard gives it
                assert page.evaluate(SCORE, typed) == 1, (name, right)
            assert page.evaluate(SCORE, f"no {question.answer}") == 0, name
            continue
        assert len(choices) == len(question.choices), name
        for (identifier, text), choice in zip(choices, question.choices, strict=True):
            assert " ".join(text.split()) == " ".join(choice.text.split()), name
            assert page.evaluate(SCORE, identifier) == (1 if choice.correct else 0), (name, text)
