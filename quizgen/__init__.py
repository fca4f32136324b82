"""Turns an article into a quiz: blanks, multiple choice, printable sheets, LMS files."""

__version__ = "0.1.0"
