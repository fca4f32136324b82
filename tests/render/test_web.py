"""The web page: a pupil fills it in with mouse or keyboard, on a desk or a phone, and it says what is right."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizgen.config import SheetSettings
from quizgen.model import Quiz
from quizgen.render.web import web_page

from .quizzes import CURIE, EXTREME, HOSTILE, LIGHTHOUSE, SCRIPTS

pytestmark = pytest.mark.slow

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


def opened(browser: Any, folder: Path, quiz: Quiz, *, width: int = 1000, **settings: Any) -> Any:
    """The page of a quiz, in a window of a width; anything it asks from outside fails the test."""
    file = folder / "sheet.html"
    file.write_bytes(web_page(quiz, SheetSettings(**settings)).data)
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("request", lambda request: None if request.url.startswith("file:") else pytest.fail(request.url))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail("a script of the quiz ran"))
    page.goto(file.as_uri())
    return page


def verdicts(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".verdict").all_inner_texts()]


def test_all_right_answers_are_told_right(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, CURIE)
    for number, text in enumerate(("warsaw", "  Polonium. ", "becquerel", "anemia"), 1):
        page.fill(f"[name=a{number}]", text)
    for number, letter in ((5, "C"), (6, "A"), (7, "B"), (8, "C")):
        page.check(f"[name=a{number}][value={letter}]")
    page.click("button[type=submit]")
    assert page.inner_text("#result") == "8 of 8 right"
    assert set(verdicts(page)) == {"✓ Right"}


def test_wrong_and_missing_answers_show_the_right_one_and_why(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, CURIE)
    page.fill("[name=a1]", "Paris")
    page.check("[name=a6][value=B]")
    page.click("button[type=submit]")
    shown = verdicts(page)
    assert page.inner_text("#result") == "0 of 8 right"
    assert shown[0] == "✗ Not right. Right answer: Warsaw."
    assert shown[1] == "✗ No answer yet. Right answer: polonium."
    assert shown[5] == "✗ Not right. Right answer: A pitchblende. It holds no uranium."
    page.click("button[type=reset]")
    assert page.input_value("[name=a1]") == ""
    assert set(verdicts(page)) == {""}


def test_it_works_with_the_keyboard_alone(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, CURIE)
    page.keyboard.press("Tab")
    for text in ("Ada", "7b", "1 May", "Warsaw", "polonium", "Becquerel", "anaemia"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    for steps in (2, 0, 1, 2):  # arrow keys move within a group of options
        page.keyboard.press("Space")
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Enter")
    assert page.inner_text("#result") == "8 of 8 right"
    assert page.evaluate("document.activeElement.id") == "result"


@pytest.mark.parametrize("width", [320, 390, 1000])
def test_nothing_hangs_over_the_edge_of_a_phone(browser: Any, tmp_path: Path, width: int) -> None:
    page = opened(browser, tmp_path, EXTREME, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("quiz", [CURIE, HOSTILE, EXTREME, SCRIPTS], ids=lambda quiz: quiz.title[:12])
def test_axe_finds_no_barrier(browser: Any, tmp_path: Path, quiz: Quiz) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(browser, tmp_path, quiz, word_bank="words")
    assert axe.run(page).response["violations"] == []
    page.click("button[type=submit]")
    assert axe.run(page).response["violations"] == []


def test_text_of_the_quiz_never_becomes_markup_or_script(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, HOSTILE)
    assert "<b>bold</b> tag, &amp; an entity, {{ 7 * 7 }}" in page.inner_text("main")
    assert page.locator("main b, main script").count() == 0
    assert page.title().startswith("<title> & “{{ title }}”")


def test_the_passage_is_there_when_asked_for(browser: Any, tmp_path: Path) -> None:
    assert "Cordouan, at the mouth" not in opened(browser, tmp_path, LIGHTHOUSE).inner_text("main")
    assert "Cordouan, at the mouth" in opened(browser, tmp_path, LIGHTHOUSE, passage=True).inner_text("main")


def test_the_page_is_the_same_every_time() -> None:
    assert web_page(CURIE, SheetSettings()) == web_page(CURIE, SheetSettings())
    assert web_page(CURIE, SheetSettings()).data.startswith(b"<!DOCTYPE html>")
