"""What was said in a case since somebody began to write, in a few lines."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.cases import text as texts
from bot.cases.case import Case, Note, Reply

SHOWN = 5
QUOTED = 150
"""How many of the newest are told, and how many characters of each."""
_OPEN_TOKEN = re.compile(r"<[^<>]*$")


def unseen(case: Case, notes: Sequence[Note], seen: int) -> str:
    """Mrkdwn, one line each, oldest first. `seen` is the activity of the case when they began."""
    lately = sorted((*_posts(case), *_replies(case.replies), *_notes(notes)), key=lambda said: said[0])
    new = [line for _, line in lately[-max(case.activity - seen, 1) :]]
    if len(new) > SHOWN:
        new = [f"{len(new) - SHOWN + 1} more before that", *new[1 - SHOWN :]]
    return "".join(f"\n• {line}" for line in new)


def _posts(case: Case) -> Iterable[tuple[datetime, str]]:
    for post in case.posts:
        yield post.seen_at, f"the customer wrote again: {_quoted(texts.escape(post.mention.text))}"


def _replies(replies: Iterable[Reply]) -> Iterable[tuple[datetime, str]]:
    for reply in replies:
        who = f"<@{reply.by}>" if reply.by else "somebody, by hand on the network,"
        yield reply.decided_at, f"{who} replied to the customer: {_quoted(texts.escape(reply.text))}"


def _notes(notes: Iterable[Note]) -> Iterable[tuple[datetime, str]]:
    for note in notes:
        yield note.written_at, f"<@{note.by}> wrote a note: {_quoted('deleted' if note.deleted else note.text)}"


def _quoted(mrkdwn: str) -> str:
    """On one line; what is cut off leaves no half of a mention behind."""
    line = " ".join(mrkdwn.split())
    if len(line) > QUOTED:
        line = _OPEN_TOKEN.sub("", line[:QUOTED]).rstrip() + "…"
    return f"“{line}”"
