"""Who is writing an answer to which case: for the eyes of those who open it too.

It is kept in memory. Losing it with a restart loses a hint; that no customer gets two answers unawares is kept by the
database, which knows what each author had seen.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FORGOTTEN_AFTER = timedelta(minutes=30)
"""Slack does not tell of every window that disappears; in one in which so long nothing is typed nobody writes."""


@dataclass(frozen=True, slots=True)
class Writer:
    case: int
    user: str
    since: datetime
    typed_at: datetime


class Writers:
    def __init__(self) -> None:
        self._windows: dict[str, Writer] = {}

    def begin(self, window: str, case: int, user: str, now: datetime) -> None:
        self._windows[window] = Writer(case, user, now, now)

    def types(self, window: str, now: datetime) -> None:
        if writer := self._windows.get(window):
            self._windows[window] = replace(writer, typed_at=now)

    def end(self, window: str) -> None:
        self._windows.pop(window, None)

    def others(self, case: int, user: str, now: datetime) -> list[Writer]:
        """Who else writes an answer to the case, the first one first; each once."""
        self._windows = {
            window: writer for window, writer in self._windows.items() if now - writer.typed_at < FORGOTTEN_AFTER
        }
        found = (each for each in self._windows.values() if each.case == case and each.user != user)
        first: dict[str, Writer] = {}
        for writer in found:
            first.setdefault(writer.user, writer)
        return list(first.values())


def words(writer: Writer, name: str, now: datetime) -> str:
    """Mrkdwn; `name` is how the writer is shown."""
    minutes = int((now - writer.since).total_seconds() // 60)
    ago = "just now" if minutes < 1 else f"{minutes} minute{'s' * (minutes != 1)} ago"
    return f":writing_hand: {name} opened this reply {ago}."
