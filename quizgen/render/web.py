"""The worksheet as one web page that a pupil fills in and checks: nothing is loaded from anywhere else."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quizgen.config import SheetSettings
from quizgen.errors import SettingsError
from quizgen.model import Output, Quiz
from quizgen.render.handout import Handout, handout, user_folder
from quizgen.render.letters import printable
from quizgen.templating import environment

PAGE = "html/page.html"


def web_page(quiz: Quiz, settings: SheetSettings) -> Output:
    """One self-contained HTML file; the answers are in it, so it is for practice, not for an exam."""
    sheet = handout(quiz, settings)
    try:
        text = (
            _environment(user_folder(settings))
            .get_template(PAGE)
            .render(sheet=sheet, key=_key(sheet), words=sheet.words)
        )
    except TemplateError as error:
        raise SettingsError(f"The template “{PAGE}” does not work: {error}.", hint="Mend it in your folder.") from error
    return Output("-worksheet.html", text.encode())


def _key(sheet: Handout) -> dict[str, Any]:
    """What the page's script checks against."""
    words = sheet.words
    answers = {
        str(item.number): {
            "right": item.letter or printable(item.answer),
            "accept": [printable(text) for text in (item.answer, *item.accept)],
            "shown": " ".join(part for part in (item.letter, printable(item.answer)) if part),
            "why": {letter: printable(why) for letter, _, why in item.wrong},
            "points": item.points,
        }
        for part in sheet.parts
        for item in part.items
    }
    names = ("right", "wrong", "right_answer", "result", "unanswered")
    return {"answers": answers, "words": {name: words(name) for name in names}}


@lru_cache(maxsize=4)
def _environment(user: Path | None) -> ImmutableSandboxedEnvironment:
    made = environment(user)
    made.finalize = lambda value: printable(value) if type(value) is str else value
    return made
