"""Reading a PDF back: its text, its fonts, its tags, and what the checkers say of it."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import page as page_validation
import pytest
from pypdf import PdfReader

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"


def pages(data: bytes) -> list[str]:
    """The text of each page, a line for each line printed."""
    return [
        "\n".join(line.rstrip() for line in page.extract_text().splitlines() if line.strip())
        for page in PdfReader(BytesIO(data)).pages
    ]


def text(data: bytes) -> str:
    """All text, every stretch of white space as one space."""
    return " ".join(" ".join(pages(data)).split())


def matches_snapshot(name: str, found: str) -> None:
    """Compare with tests/snapshots/NAME.txt; UPDATE_SNAPSHOTS=1 writes it anew."""
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found + "\n", encoding="utf-8")
    assert found + "\n" == path.read_text("utf-8"), f"{name} is printed otherwise; UPDATE_SNAPSHOTS=1 accepts it"


def paged(data: bytes) -> str:
    """The text of all pages with a line between them."""
    return "\n=== page ===\n".join(pages(data))


def objects(data: bytes) -> list[Any]:
    """Every object of the file."""
    reader = PdfReader(BytesIO(data))
    return [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1) if number in reader.xref[0]]


def structure(data: bytes) -> list[str]:
    """The structure tags in reading order, each indented by its depth."""
    found: list[str] = []

    def walk(node: Any, depth: int) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid, depth)
        elif isinstance(node, dict) and "/S" in node:
            alt = f" “{node['/Alt']}”" if "/Alt" in node else ""
            found.append("  " * depth + node["/S"][1:] + alt)
            walk(node.get("/K", []), depth + 1)

    walk(PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]["/K"], 0)  # type: ignore[index]
    return found


def faults(data: bytes) -> list[str]:
    """What page-validation finds against PDF/UA-1."""
    report = page_validation.validate_pdf_bytes(data, profile=page_validation.ValidationProfile.PDF_UA_1)
    return [str(failure) for failure in report.failures]


def unembedded(data: bytes) -> list[str]:
    """Fonts that are named but not in the file."""
    return sorted(
        {
            str(font["/BaseFont"])
            for font in objects(data)
            if isinstance(font, dict)
            and font.get("/Type") == "/Font"
            and "/FontFile2" not in font.get("/FontDescriptor", {})
        }
    )


def text_places(page: Any) -> list[tuple[float, float]]:
    """Where on the page each stretch of text starts."""
    places: list[tuple[float, float]] = []

    def note(text: str, _: Any, matrix: list[float], *_more: Any) -> None:
        if text.strip():
            places.append((matrix[4], matrix[5]))

    page.extract_text(visitor_text=note)
    return places


def program(name: str) -> str:
    """The path of a system program, or the test is skipped with a word."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def qpdf_complaints(data: bytes, folder: Path) -> str:
    """What `qpdf --check` complains of, and, where it is installed, what pdfua finds."""
    file = folder / "sheet.pdf"
    file.write_bytes(data)
    if find_spec("pdfua"):
        import pdfua

        assert [str(finding) for finding in pdfua.validate(str(file)).findings] == []
    run = subprocess.run([program("qpdf"), "--check", str(file)], capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else run.stdout + run.stderr
