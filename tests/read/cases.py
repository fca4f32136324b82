"""Reads `tests/cases/*.md`: “## claim”, a fenced input, a fenced expectation."""

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"
_CASE = re.compile(r"^## (.+?)\n(```|~~~)\n(.*?)\n\2\n\2\n(.*?)\n\2$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """What is claimed, what goes in, and the parts of what should come out (“text”, “removed”, “title”)."""

    claim: str
    given: str
    expected: dict[str, str]


def cases(name: str) -> list[Case]:
    """All cases of `tests/cases/NAME.md`."""
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    found = [Case(claim, given, _parts(expected)) for claim, _, given, expected in _CASE.findall(text)]
    assert len(found) == len(re.findall(r"^## .+\n(?:```|~~~)$", text, re.MULTILINE)), (
        "a case is not written as the others are"
    )
    return found


def _parts(expected: str) -> dict[str, str]:
    first, *others = re.split(r"^=== (\w+)\n?", expected, flags=re.MULTILINE)
    return {"text": first.strip()} | {name: part.strip() for name, part in zip(others[::2], others[1::2], strict=True)}
