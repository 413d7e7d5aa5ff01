"""What the doctor found: one line for each thing looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` say what is in order, or what is wrong and how to mend it."""

    fine: bool
    about: str
    words: str

    def line(self) -> str:
        return f"{'✓' if self.fine else '✗'} {self.about}: {self.words}"
