"""What can become of an outward call: done, surely not done, not now, or nobody knows."""

from datetime import datetime


class Outcome(Exception):
    """`str(outcome)` says in one sentence, fit for people, what the other side answered."""


class Rejected(Outcome):
    """Surely not done, and trying again would not help (most 4xx)."""


class Paused(Outcome):
    """Surely not done; to be tried again at `until`, or within 30 s where no time is named (401, 402, 429)."""

    def __init__(self, sentence: str, until: datetime | None = None) -> None:
        super().__init__(sentence)
        self.until = until


class NotYet(Paused):
    """Nothing is wrong: it waits for its turn, at `until`."""


class Unreachable(Paused):
    """Surely not done: nothing can be written in that channel until a person mends it."""


class Unsure(Outcome):
    """It may have been done: a time-out, a cut connection, a 5xx. Only looking can tell."""


class Duplicate(Rejected):
    """The network says that this text was published already: after an unsure call that may be our own."""


class Gone(Rejected):
    """The post or message that it refers to is no longer there."""
