"""What the doctor found: one line for each thing looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

CLOCKS_DIFFER = timedelta(seconds=60)  # signatures, of OAuth and of Slack, are good for five minutes at most


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` say what is in order, or what is wrong and how to mend it.

    With `look` a person should look at it: nothing is surely wrong, or nobody but a person can see it.
    """

    fine: bool
    about: str
    words: str
    look: bool = False

    def line(self) -> str:
        mark = "✗" if not self.fine else "•" if self.look else "✓"
        return f"{mark} {self.about}: {self.words}"


def please_look(about: str, words: str) -> Finding:
    return Finding(True, about, words, look=True)


def clock(whose: str, date: str, now: datetime) -> Iterator[Finding]:
    """Something only where the clocks differ too much; `date` as it stood in an answer that arrived `now`."""
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return
    ahead = now - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))
    if abs(ahead) > CLOCKS_DIFFER:
        way = "ahead of" if ahead > timedelta() else "behind"
        words = f"this machine's is {_length(abs(ahead))} {way} {whose}, so signatures may be refused; "
        yield Finding(False, "Clock", words + "have the network set it (NTP).")


def _length(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"
