"""The words printed around the questions (“Name”, “Score”, “Choose the right answer”), one file for each language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.errors import SettingsError
from quizgen.resources import template_root

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of one language, by key. `words("page", page=1, pages=2)` fills the places in braces."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def points(self, count: int) -> str:
        """“1 point”, “5 points”."""
        return self("point" if count == 1 else "points", count=count)


def languages(user_templates: Path | None = None) -> tuple[str, ...]:
    """The languages there are words for."""
    folders = [template_root() / "words"] + ([user_templates / "words"] if user_templates else [])
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.toml")}))


def furniture(wanted: str, quiz_language: str, user_templates: Path | None = None) -> Furniture:
    """The words in the `wanted` language; when none is asked for, in the quiz's own if there are, else in English."""
    known = languages(user_templates)
    language = wanted or quiz_language.split("-")[0].lower()
    if language not in known:
        if wanted:
            raise SettingsError(
                f"There are no words for the language “{wanted}”.", hint=f"There are: {', '.join(known)}."
            )
        language = FALLBACK
    texts: dict[str, str] = {}
    for name in (FALLBACK, language):
        texts |= _texts(template_root() / "words" / f"{name}.toml")
        if user_templates is not None:
            texts |= _texts(user_templates / "words" / f"{name}.toml")
    return Furniture(language, texts)


def _texts(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        return {key: str(value) for key, value in tomllib.loads(path.read_text("utf-8")).items()}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"“{path.name}” is not valid TOML: {error}.", hint="Put every text in quotes.") from error
