"""Which of a case's posts and replies are not in the desk's language, and not translated yet."""

from collections.abc import Iterator

from bot.cases.case import Case, Post, Reply, ReplyState
from bot.cases.translation import foreign

NEWEST = 8
"""So many of a case's posts and replies are translated: what is older has been read."""
_TAKEN_BACK = (ReplyState.UNDONE, ReplyState.SENT_BACK)


def language_of(case: Case, post: Post) -> str | None:
    """As it was judged, or as the network says."""
    judged = case.judgement.language if case.judgement and post is case.posts[-1] else None
    return judged or post.mention.language


def to_translate(case: Case, ours: str) -> Iterator[Post | Reply]:
    """The newest posts that are not in our language, and our replies to such; each is asked for once."""
    spoken = {post.mention.id: foreign(language_of(case, post), ours) for post in case.posts}
    for post in case.posts[-NEWEST:]:
        mention = post.mention
        if spoken[mention.id] and mention.translation is None and mention.text.strip():
            yield post
    for reply in case.replies[-NEWEST:]:
        goes_out = reply.state not in _TAKEN_BACK and reply.text.strip()
        if goes_out and spoken.get(reply.answers) and reply.translation is None:
            yield reply
