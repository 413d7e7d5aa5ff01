"""What happened to a case, in two or three sentences, for somebody who comes new to it."""

from dataclasses import dataclass

LONG = 10
"""So many posts, notes and replies are a long conversation, of which a summary is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """`by` names the machine."""

    text: str
    by: str

    def __str__(self) -> str:
        return self.text
