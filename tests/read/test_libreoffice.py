"""Documents as a real office program writes them, not only as our own tests do."""


import shutil
import subprocess
from pathlib import Path

import pytest

from quizgen.read import read_article

from . import made

OFFICE = shutil.which("soffice")
FILTERS = {
    "odt": "writer8", "docx": "MS Word 2007 XML", "rtf": "Rich Text Format", "pdf": "writer_pdf_Export", "epub": "EPUB",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", FILTERS)
def test_a_document_written_by_libreoffice_gives_the_same_article(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "canal-source.docx"
    source.write_bytes(made.docx())
    out = tmp_path / "out"
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", f"{kind}:{FILTERS[kind]}", "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )  # fmt: skip
    assert read_article(str(out / f"canal-source.{kind}")).text == made.BODY
