"""Zip files whose bytes depend on nothing but what is in them."""

import io
import zipfile
from collections.abc import Sequence

# The first moment a zip entry can name.
_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """An archive of the files in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same bytes on Windows
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=9)
    return out.getvalue()
