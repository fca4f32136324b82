"""From a file to an `Article`: find out what it is, take it apart, clean it."""

from quizgen.read.reader import read_article

__all__ = ["read_article"]
