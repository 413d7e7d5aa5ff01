"""A post's text as its author wrote it: whole, unescaped, links written out, what X added taken off."""

import re

from bot.networks.x.json import Json, part, parts, string

_NAMES = re.compile(r"(?:@\w+\s+)+|(?:@\w+\s+)*@\w+\s*$")
_MEDIA = re.compile(r"/status/\d+/(?:photo|video)/\d+$")


def written(post: Json, quoted: str | None) -> str:
    """The text; `quoted` is the id of the quoted post, whose link X hangs on its end."""
    note = _note(post)
    delivered = string(note, "text") or string(post, "text")
    names = string(post, "text")[: start_of(post)]
    if _NAMES.fullmatch(names):
        delivered = delivered.removeprefix(names)
    plain = delivered.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for link in _links(post, note):
        short, target = string(link, "url"), string(link, "expanded_url")
        if not short or not target:
            continue
        added = bool(_MEDIA.search(target)) or "media_key" in link
        added = added or (quoted is not None and target.partition("?")[0].endswith(f"/status/{quoted}"))
        if added and plain.rstrip().endswith(short):
            plain = plain.rstrip().removesuffix(short)
        else:
            plain = plain.replace(short, target)
    return plain.strip()


def start_of(post: Json) -> int:
    """Where the author's own words begin: before it stand the names that X puts before a reply."""
    shown = post.get("display_text_range")
    first = shown[0] if isinstance(shown, list) and shown else 0
    return first if isinstance(first, int) and first > 0 else 0


def names_explicitly(post: Json, user_id: str, handle: str) -> bool:
    """Whether the author named this account in his own words; where X marks no names at all, the words tell."""
    start = start_of(post)
    if not post.get("entities") and not _note(post):
        return bool(re.search(rf"(?<![\w@/.]){re.escape('@' + handle)}\b", string(post, "text")[start:], re.IGNORECASE))
    for entities in (part(post, "entities"), part(_note(post), "entities")):
        for name in parts(entities, "mentions"):
            ours = string(name, "id") == user_id or string(name, "username").lower() == handle.lower()
            at = name.get("start")
            if ours and (not isinstance(at, int) or at >= start):
                return True
    return False


def links_to(post: Json, status: str) -> bool:
    return any(string(link, "expanded_url").lower().endswith(status.lower()) for link in _links(post, {}))


def _note(post: Json) -> Json:
    """The whole of a long post; X renames its field."""
    return part(post, "note_tweet") or part(post, "note_post")


def _links(post: Json, note: Json) -> list[Json]:
    """The last one first, so that what X hung on the end comes off piece by piece."""
    found = {string(link, "url"): link for each in (post, note) for link in parts(part(each, "entities"), "urls")}
    return list(found.values())[::-1]
