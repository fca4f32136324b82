"""What a user can set, one frozen dataclass a group, and where a value comes from: default, quiz.toml, command line."""

from dataclasses import dataclass, field

KINDS = ("fill-in-the-blank", "multiple-choice")
STEMS = ("completion", "questions", "mixed")
DIFFICULTIES = ("easy", "medium", "hard")
PAPERS = ("a4", "letter", "legal")


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """How the sheets look and what they hold. `[sheet]` in quiz.toml."""

    paper: str = "a4"
    theme: str = "classic"
    templates: str = ""  # a folder with themes/, worksheet/, key/, words/ of one's own
    language: str = ""  # of the furniture; empty: the quiz's own if there are words for it
    font: str = ""  # a .ttf file for letters the theme's fonts lack
    school: str = ""
    logo: str = ""  # a PNG or JPEG file
    columns: int = 0  # 0: as the theme says


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that shapes a quiz and its sheets."""

    number: int = 10
    kinds: tuple[str, ...] = KINDS
    seed: int = 0
    stems: str = "mixed"
    difficulty: str = ""
    model: str = ""
    exclude: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    passage: bool = False
    sheet: SheetSettings = field(default_factory=SheetSettings)


def shaping(settings: Settings) -> tuple[tuple[str, str | int | float | bool | tuple[str, ...]], ...]:
    """The settings that shape the questions, as the quiz keeps them."""
    names = ("number", "kinds", "stems", "difficulty", "exclude", "only")
    return tuple((name, getattr(settings, name)) for name in names)
