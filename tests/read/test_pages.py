"""Main text and boilerplate of web pages of many shapes: `pages/NAME.html`, written by us after real ones, with the expected text beside it.

`python -m tests.read.test_pages` prints the shares page by page.
"""


from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean

import pytest

from quizgen.config import ReadSettings
from quizgen.read.characters import typographic
from quizgen.read.isolated import read_here
from quizgen.read.kinds import FileKind
from quizgen.read.reader import to_article

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
# Floors over all pages; lowered only on purpose.
LEAST_KEPT = 0.95
MOST_BOILERPLATE = 0.03


def shares(page: Path) -> tuple[float, float]:
    """Share of the expected words that are kept, and share of the read words that are not expected; in order."""
    expected = typographic(page.with_suffix(".txt").read_text(encoding="utf-8")).split()
    settings = ReadSettings()
    found = to_article(
        read_here(FileKind.HTML, page.read_bytes(), page.name, settings), page.name, settings
    ).text.split()
    same = sum(block.size for block in SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks())
    return same / len(expected), 1 - same / len(found)


def test_there_are_enough_shapes() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_loses_a_paragraph(page: Path) -> None:
    kept, boilerplate = shares(page)
    assert kept >= 0.9
    assert boilerplate <= 0.1


def test_over_all_pages_the_text_is_kept_and_the_boilerplate_is_not() -> None:
    found = [shares(page) for page in PAGES]
    assert mean(kept for kept, _ in found) >= LEAST_KEPT
    assert mean(boilerplate for _, boilerplate in found) <= MOST_BOILERPLATE


if __name__ == "__main__":
    for page in PAGES:
        print("{:25} kept {:.3f}  boilerplate {:.3f}".format(page.stem, *shares(page)))
    print(
        "{:25} kept {:.3f}  boilerplate {:.3f}".format(
            "all", *map(mean, zip(*(shares(page) for page in PAGES), strict=True))
        )
    )
