"""From a draft to a post: who is named, which names X adds, how it is delivered, where it is indexed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.x_server import language, text
from bot.sandbox.x_server.model import Attachment, Delivered, Photo, Post, User
from bot.sandbox.x_server.text import Link

FindUser = Callable[[str], User | None]
"""A user by username, in any case of letters."""
_REPOST_LENGTH = 140


@dataclass(frozen=True)
class Draft:
    author: User
    written: str
    reply_to: Post | None = None
    quote: Post | None = None
    repost: Post | None = None
    photos: tuple[Photo, ...] = ()
    lang: str | None = None
    source: str = "X for iPhone"
    exclude: frozenset[str] = frozenset()
    edits: tuple[str, ...] = ()


def compose(
    draft: Draft, post_id: str, created_at: datetime, find: FindUser, conversation_id: str | None = None
) -> Post:
    def id_of(username: str) -> str | None:
        user = find(username)
        return user.id if user else None

    written = _repost_text(draft.repost) if draft.repost else draft.written
    names = leading_names(draft, find)
    attachments = tuple(Attachment(f"3_{int(post_id) * 4 + n}", photo) for n, photo in enumerate(draft.photos))
    links = _links(draft, post_id)
    long = text.is_long(written)
    whole = text.deliver(written, id_of, names, links)
    reply_to, root = draft.reply_to, draft.reply_to.conversation_id if draft.reply_to else post_id
    post = Post(
        id=post_id,
        author=draft.author,
        written=written,
        names=names,
        delivered=text.deliver(text.cut(written), id_of, names, links) if long else whole,
        created_at=created_at,
        visible_at=created_at,
        conversation_id=conversation_id or root,
        replied_to=reply_to.id if reply_to else None,
        in_reply_to_user_id=reply_to.author.id if reply_to else None,
        quoted=draft.quote.id if draft.quote else None,
        reposted=draft.repost.id if draft.repost else None,
        note=whole if long else None,
        attachments=attachments,
        lang=draft.lang or language.guess(draft.written or (draft.repost.written if draft.repost else "")),
        source=draft.source,
        mentioned=frozenset(each["id"] for each in whole.entities.get("mentions", ())),
        summoned=_summoned(draft, whole),
        edits=(*draft.edits, post_id),
    )
    post.keys = _index_keys(post)
    return post


def _summoned(draft: Draft, whole: Delivered) -> frozenset[str]:
    if draft.repost:
        return frozenset()
    start, mentions = whole.display_range[0], whole.entities.get("mentions", ())
    quoted = {draft.quote.author.id} if draft.quote else set[str]()
    return frozenset(each["id"] for each in mentions if each["start"] >= start) | quoted


def leading_names(draft: Draft, find: FindUser) -> tuple[str, ...]:
    """The people in the post that is answered: X names them unless the author did so or is one of them."""
    if draft.reply_to is None:
        return ()
    answered = draft.reply_to
    own = {draft.author.username.lower()} | {name.lower() for name in text.usernames_in(draft.written)}
    named: dict[str, str] = {}
    for name in (answered.author.username, *text.usernames_in(answered.said)):
        user = find(name)
        if user and name.lower() not in own and user.id not in draft.exclude:
            named.setdefault(name.lower(), user.username)
    return tuple(named.values())


def said_key(author: User, said: str) -> str:
    """Where an account's posts of the same words are found."""
    return f"said:{author.id}:{text.fingerprint(said)}"


def _index_keys(post: Post) -> frozenset[str]:
    keys = {"all", f"author:{post.author.id}", f"conversation:{post.conversation_id}"}
    keys |= {f"mention:{user_id}" for user_id in post.mentioned}
    keys.add(said_key(post.author, post.said))
    if post.reposted:
        return frozenset(keys | {f"reposts:{post.reposted}"})
    if post.replied_to:
        keys |= {f"replies:{post.replied_to}", f"to:{post.in_reply_to_user_id}"}
    if post.quoted:
        keys.add(f"quotes:{post.quoted}")
    keys |= {f"word:{word}" for word in text.words(post.written)}
    keys |= {f"tag:{tag}" for tag in text.hashtags(post.written)}
    return frozenset(keys)


def _links(draft: Draft, post_id: str) -> list[Link]:
    links = []
    if draft.photos:
        path = f"{draft.author.username}/status/{post_id}/photo/1"
        links.append(Link(f"pic.x.com/{text.shorten(path)[-10:]}", f"https://x.com/{path}"))
    if draft.quote:
        shown = draft.quote.url.removeprefix("https://")
        links.append(Link(shown if len(shown) <= 27 else shown[:26] + "…", draft.quote.url))
    return links


def _repost_text(post: Post) -> str:
    repeated = f"RT @{post.author.username}: {post.said}"
    return repeated if len(repeated) <= _REPOST_LENGTH else repeated[: _REPOST_LENGTH - 1] + "…"
