"""Zip packages (DOCX, ODT, EPUB, PPTX) and their XML, opened with care: nothing goes to disk, no entity is expanded."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizgen.config import ReadSettings
from quizgen.errors import InputError, MissingPart, QuizgenError
from quizgen.read.kinds import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

PIP_LINE = "pip install 'quizgen[documents]'"
# No document has more parts; an archive made to hurt has.
MOST_PARTS = 20_000


@contextmanager
def parsing(name: str) -> Iterator[None]:
    """Around a parser: what it raises on a broken file becomes one clear sentence; a missing library, its pip line."""
    try:
        yield
    except (QuizgenError, MemoryError):
        raise
    except ImportError as error:
        missing = (error.name or "documents").split(".")[0]
        raise MissingPart(f"To read “{name}” I need the Python package “{missing}”.", hint=PIP_LINE) from error
    except Exception as error:  # parsers raise anything on hostile input; the cause is kept
        raise damaged(name) from error


class Package:
    """A zip archive of which only named parts are read, within the limit of what it may unpack to."""

    def __init__(self, data: bytes, name: str, settings: ReadSettings) -> None:
        self.name = name
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {part.filename: part for part in self._zip.infolist()}
        # A part never gives more bytes than it declares: zipfile stops there. So the declared sums can be trusted.
        unpacked = sum(part.file_size for part in self._parts.values())
        if unpacked > settings.max_unpacked or len(self._zip.infolist()) > MOST_PARTS:
            raise InputError(
                f"“{name}” unpacks to more than {settings.max_unpacked // 1_000_000} MB.",
                hint="Save only the article, without its pictures.",
            )

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """The bytes of a part. A link (some archives hold them) is just a short text here, never followed."""
        found = self._parts.get(part) or self._parts.get(posixpath.normpath(part))
        if found is None:
            raise damaged(self.name)
        return self._zip.read(found)

    def xml(self, part: str) -> "_Element":
        """A part as XML."""
        return safe_xml(self.read(part))


def safe_xml(data: bytes) -> "_Element":
    """XML with no entities expanded, nothing fetched, and libxml2's own limits on depth and size."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    return etree.fromstring(data, parser)
