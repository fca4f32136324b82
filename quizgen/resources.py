"""Where the files that ship with quizgen are: templates, the word lexicon, the schema."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def template_root() -> Path:
    """The shipped `templates/`: inside the package when installed, beside it in a checkout."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def data_file(name: str) -> Path:
    """A data file of the package (`quizgen/data/NAME`)."""
    return PACKAGE / "data" / name
