"""What all events have: when it happened, and who did it."""

from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at `at`; `by` is a Slack id, or None for the customer and the clock."""

    at: datetime
    by: str | None = None

    @property
    def kind(self) -> str:
        return type(self).__name__

    def details(self) -> dict[str, object]:
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name not in ("at", "by")}
