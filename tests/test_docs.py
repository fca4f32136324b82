"""README stays true: every command, theme, format and setting group is named, and the help is the real one.

`python -m tests.test_docs` writes the help texts into README anew.
"""

import re
from pathlib import Path

from click.testing import CliRunner

from quizgen.cli.main import commands
from quizgen.config import Settings, names
from quizgen.export import formats
from quizgen.render import DOCUMENTS, themes

README = Path(__file__).parents[1] / "README.md"
MARKS = re.compile(r"(<!-- (help|formats) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def help_text() -> str:
    """`quizgen --help`, as a block of README."""
    said = CliRunner().invoke(commands, ["--help"], prog_name="quizgen", terminal_width=100).output
    return "".join(f"    {line}".rstrip() + "\n" for line in said.splitlines())


def format_table() -> str:
    """Every format, as a table of README."""
    rows = [f"| `{fmt.name}` | NAME{fmt.suffix} | {fmt.systems} | {fmt.carries} |" for fmt in formats()]
    rows += [f"| `{name}` | | to print, edit or show | {(made.__doc__ or '').strip()} |" for name, made in DOCUMENTS.items()]
    return "\n".join(["| format | file | for | what it carries |", "|---|---|---|---|", *rows, ""])


def renewed(text: str) -> str:
    """README with both written by the tool."""
    parts = {"help": help_text, "formats": format_table}
    return MARKS.sub(lambda found: found[1] + parts[found[2]]() + found[3], text)


def test_help_and_formats_in_readme_are_the_real_ones() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(MARKS.findall(text)) == 2
    assert renewed(text) == text, "run: python -m tests.test_docs"


def test_readme_names_every_command_theme_and_format() -> None:
    text = README.read_text(encoding="utf-8")
    missing = [name for name in (*commands.commands, *DOCUMENTS) if name not in text]
    missing += [name for name, _ in themes() if f"`{name}`" not in text]
    missing += [fmt.name for fmt in formats() if f"`{fmt.name}`" not in text]
    assert not missing


def test_every_setting_in_readme_exists() -> None:
    block = re.search(r"    number = 8\n.*?\n\n", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    for name in re.findall(r"^    (\w+) =", block.group(), re.MULTILINE):
        assert name in names() or f"sheet.{name}" in names()
    assert Settings().number == 10  # “--number” says so in its help


def test_every_file_that_readme_links_is_there() -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (README.parent / link).exists(), link


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
