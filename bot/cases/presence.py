"""Whether a stored post still stands on its network, and what becomes of ours when it does not."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases.case import Case, Mention, Post

AGAIN = timedelta(hours=20)
"""So that a post is looked at once more before it is a day old, and each day while its case is open: X's terms give 24
hours from a request to delete what was deleted, protected or changed there."""
SURE_AFTER = timedelta(minutes=10)
"""A post is gone when two looks say so, this far apart: one wrong answer must not erase a complaint."""
DELETED, PROTECTED, FORGOTTEN = "deleted", "protected", "forgotten"


def next_look(is_open: bool, now: datetime) -> datetime | None:
    """None for a post of a case that is done: it has been looked at."""
    return now + AGAIN if is_open else None


def erased(mention: Mention, why: str) -> Mention:
    """What stays of a post: that it was there, whose case it made, and when."""
    return replace(
        mention,
        text="",
        media=(),
        parent=None,
        quoted=None,
        language=None,
        answerable=False,
        price=0.0,
        gone=why,
        translation=None,
    )


def unanswerable(case: Case, post_id: str) -> tuple[Case, Post | None]:
    """The network says that this post of the case, by the network's id, cannot be answered: what does so is left."""
    post = next((each for each in case.posts if each.mention.id == post_id and each.mention.answerable), None)
    if post is None:
        return case, None
    mute = replace(post, mention=replace(post.mention, answerable=False, price=0.0))
    return replace(case, posts=tuple(mute if each.id == post.id else each for each in case.posts)), mute


def instead(case: Case) -> str:
    """What people can do when a post that they answer is gone."""
    if case.answers_to is None:
        return "Resolve the case; it comes back by itself if the customer writes again."
    return "*Try again* puts the reply under an older post of theirs."


def changed(ours: Mention, theirs: Mention) -> Mention:
    """Our copy with the words and pictures that the post has now."""
    now = replace(ours, text=theirs.text, media=theirs.media, quoted=theirs.quoted, language=theirs.language)
    return replace(now, translation=None)


def differs(text: str, pictures: tuple[str, ...], theirs: Mention) -> bool:
    return text != theirs.text or pictures != tuple(each.url for each in theirs.media)
