"""From a quiz to the file an LMS imports: one module a format, each reporting what it cannot carry."""

from quizgen.export.losses import Loss
from quizgen.export.registry import Exported, ExportOptions, Format, export, formats

__all__ = ["ExportOptions", "Exported", "Format", "Loss", "export", "formats"]
