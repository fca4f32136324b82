"""What a user can set, one frozen dataclass a group, and where a value comes from: default, quiz.toml, command line."""

from dataclasses import dataclass, field

KINDS = ("fill-in-the-blank", "multiple-choice")
STEMS = ("completion", "questions", "mixed")
DIFFICULTIES = ("easy", "medium", "hard")
PAPERS = ("a4", "letter", "legal")
WORD_BANKS = ("none", "words", "extra")  # extra: with words that fit no blank


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
    versions: int = 1  # A, B, C…: other orders of items and options
    combined: bool = False  # all versions, keys and tables in one PDF
    passage: bool = False  # print the text, lines numbered
    word_bank: str = "none"  # of WORD_BANKS
    answer_sheet: bool = False  # answers go on a sheet of their own
    one_page: bool = False  # smaller type until it fits on one page
    fillable: bool = False  # also a PDF to fill in on a screen


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Which part of a document is read, and how much at most: a hostile or mistaken file must not eat the machine."""

    pages: str = ""  # “3-5”, “1,4-6”: of a PDF or slides
    section: str = ""  # only what stands under this heading
    chapter: str = ""  # of an EPUB: its number or title
    allow_private: bool = False  # fetch from addresses of the local network
    max_bytes: int = 20_000_000  # of the file as it is
    max_unpacked: int = 200_000_000  # of what it unpacks to
    max_pages: int = 500
    max_words: int = 20_000  # of the cleaned article; a book is longer
    seconds: float = 30.0  # for fetching, and for taking apart
    max_memory: int = 1_500_000_000  # of the process that takes a document apart


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
