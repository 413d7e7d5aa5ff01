"""Everything said in public between a customer and us, in order: folded on a card, whole in a window."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.cases.case import Case, Post, Reply, ReplyState
from bot.slack import quotes, words
from bot.slack.blocks import Block, context
from bot.slack.words import People

GAP = "  ·  "
ON_CARD = 8
"""Posts of the conversation that a card shows: the first and the newest ones."""
IN_WINDOW = 45
WORDS = 900

Said = Post | Reply


def told(case: Case) -> list[Said]:
    """Oldest first; of a very long one, the case itself knows only the first post and the newest."""
    ours = [reply for reply in case.replies if reply.state is ReplyState.POSTED]
    said: list[Said] = [*case.posts, *ours]
    return sorted(said, key=_at)


def folded(case: Case) -> int:
    """How many posts a card has no room for."""
    return max(0, len(told(case)) - ON_CARD)


def on_card(case: Case, people: People) -> list[Block]:
    left_out = folded(case)
    between = f"{left_out} more post{'s' * (left_out != 1)} in between: press *Whole conversation*"
    return list(_shown(case, people, ON_CARD, between, quotes.PHOTOS))


def in_window(case: Case, people: People) -> list[Block]:
    """Without pictures, which take much room; X has what is too much even for a window."""
    way = words.linked(case.latest.url, f"read them on {words.network(case)}")
    return list(_shown(case, people, IN_WINDOW, f"More posts in between: {way}", 0))


def _shown(case: Case, people: People, most: int, between: str, room: int) -> Iterator[Block]:
    """The pictures of all posts share the `room` of one post's."""
    said = told(case)
    for each in _ends(said, most):
        if each is None:
            yield context(between)
        elif isinstance(each, Post):
            pictures = quotes.photos(each.mention.media, room)
            room -= len(pictures)
            yield from (*quotes.compact(each.mention, WORDS), *pictures)
        else:
            yield from _answer(case, each, people)


def _ends(said: Sequence[Said], most: int) -> list[Said | None]:
    """The first and the newest ones, with None where others are left out."""
    if len(said) <= most:
        return list(said)
    return [said[0], None, *said[1 - most :]]


def _at(said: Said) -> datetime:
    return said.mention.created_at if isinstance(said, Post) else said.posted_at or said.decided_at


def _answer(case: Case, reply: Reply, people: People) -> list[Block]:
    by = words.named(reply.by, people) if reply.by else f"By hand on {words.network(case)}"
    link = [words.linked(reply.url, "View on X")] if reply.url else []
    label = GAP.join([":speech_balloon: *We answered*", by, words.when(_at(reply)), *link])
    said = quotes.said(reply.text, WORDS, reply.url or "")
    return [context(label), said, *quotes.translated(reply.translation, reply.text, WORDS)]
