"""What a format cannot carry, told and never dropped in silence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format left out or changed. `question` is the printed number, 0 for the file as a whole."""

    question: int
    what: str

    def __str__(self) -> str:
        return f"question {self.question}: {self.what}" if self.question else self.what
