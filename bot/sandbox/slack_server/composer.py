"""Turns what a person types into what Slack sends: escaped, with codes for mentions, channels, links and emoji."""

import re

from bot.sandbox.slack_server.model import Json
from bot.sandbox.slack_server.workspace import Workspace

EMOJI = {
    "🙏": "pray",
    "👍": "+1",
    "👎": "-1",
    "❤️": "heart",
    "😀": "grinning",
    "😂": "joy",
    "🙂": "slightly_smiling_face",
    "😢": "cry",
    "😡": "rage",
    "🎉": "tada",
    "✅": "white_check_mark",
    "❌": "x",
    "⚠️": "warning",
    "✈️": "airplane",
    "🧳": "luggage",
    "🔥": "fire",
    "👋": "wave",
    "💙": "blue_heart",
    "👀": "eyes",
    "🚀": "rocket",
}
"""Slack's composer sends these characters as :names: ."""

_READY = r"<(?:@[UW]\w+|#C\w+|!subteam\^S\w+|!here|!channel|!everyone|https?://[^<>\s]+)(?:\|[^<>]*)?>"
_URL = r"https?://[^\s<>]+[^\s<>.,;:!?)\]'\"]"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_BARE = r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|de|app)\b(?:/[^\s<>]*[^\s<>.,;:!?)])?"
_BROADCAST = r"(?<!\w)@(?:here|channel|everyone)\b"
_CODE_PIECE = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>|:([a-z0-9_+-]+):")


def compose(ws: Workspace, typed: str, command: bool = False) -> str:
    """`typed` may hold `@Name`, `@handle`, `#channel`, addresses, emoji, or codes such as <@U123> already.

    `command`: codes carry their names, `<@U123|anna>`, as in the text of a command with `should_escape`.
    """
    names = _names(ws)
    handles = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = "|".join(
        f"(?P<{group}>{regex})"
        for group, regex in (
            ("ready", _READY),
            ("url", _URL),
            ("mail", _MAIL),
            ("broadcast", _BROADCAST),
            ("name", rf"(?<!\w)(?:{handles})(?!\w)"),
            ("bare", _BARE),
        )
    )
    parts, end = [], 0
    for match in re.finditer(pattern, typed):
        parts.append(escape(typed[end : match.start()]))
        parts.append(_coded(ws, str(match.lastgroup), match[0], names, command))
        end = match.end()
    encoded = "".join([*parts, escape(typed[end:])])
    for character, name in EMOJI.items():
        encoded = encoded.replace(character, f":{name}:")
    return encoded


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _names(ws: Workspace) -> dict[str, str]:
    """What can be typed → the id it means."""
    names = {f"@{group.handle}": group.id for group in ws.groups.values()}
    for user in ws.users.values():
        for name in (user.real_name, user.name, user.display_name):
            if name:
                names[f"@{name}"] = user.id
    names |= {f"#{channel.name}": channel.id for channel in ws.channels.values() if channel.kind != "im"}
    return names


def _coded(ws: Workspace, group: str, found: str, names: dict[str, str], command: bool) -> str:
    match group:
        case "url":
            return f"<{found.replace('&', '&amp;')}>"
        case "mail":
            return f"<mailto:{found}|{found}>"
        case "bare":
            return f"<http://{found}|{found}>"
        case "broadcast":
            return f"<!{found[1:]}>"
        case "ready":
            id = re.sub(r"^<[@#]|^<!subteam\^|[|>].*$", "", found)
            return _mention(ws, id, command) if id in {*ws.users, *ws.channels, *ws.groups} else found
    return _mention(ws, names[found], command)


def _mention(ws: Workspace, id: str, command: bool) -> str:
    if id in ws.groups:
        return f"<!subteam^{id}|@{ws.groups[id].handle}>" if command else f"<!subteam^{id}>"
    if id in ws.users:
        return f"<@{id}|{ws.users[id].name}>" if command else f"<@{id}>"
    return f"<#{id}|{ws.channels[id].name}>" if command else f"<#{id}|>"


def rich_text_of(encoded: str) -> list[Json]:
    """The rich_text block that Slack adds to everything a person writes."""
    pieces: list[Json] = []
    end = 0
    for match in _CODE_PIECE.finditer(encoded):
        _add_text(pieces, encoded[end : match.start()])
        pieces.append(_piece(match))
        end = match.end()
    _add_text(pieces, encoded[end:])
    section = {"type": "rich_text_section", "elements": pieces}
    return [{"type": "rich_text", "elements": [section]}] if pieces else []


def _add_text(pieces: list[Json], text: str) -> None:
    if text:
        pieces.append({"type": "text", "text": unescape(text)})


def _piece(match: re.Match[str]) -> Json:
    sign, target, label, emoji = match.groups()
    if emoji:
        return {"type": "emoji", "name": emoji}
    if sign == "@":
        return {"type": "user", "user_id": target}
    if sign == "#":
        return {"type": "channel", "channel_id": target}
    if sign == "!" and target.startswith("subteam^"):
        return {"type": "usergroup", "usergroup_id": target[8:]}
    if sign == "!":
        return {"type": "broadcast", "range": target}
    link: Json = {"type": "link", "url": unescape(target)}
    return link | ({"text": label} if label else {})
