"""What a person sees: the words of a message, a modal or a Home as plain text, and whom they ping."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.slack_server.model import Json, Message, View

Names = Callable[[str], str]
"""From an id (U…, C…, S…) to the name people see."""

_CODE = re.compile(r"<([^<>]+)>")
_MARKS = [re.compile(rf"(?<![\w{m}])\{m}(?=\S)([^{m}\n]+?)(?<=\S)\{m}(?![\w{m}])") for m in "*_~`"]
_TAGS = re.compile(r"<(?:@([UW]\w+)|!(here|channel|everyone)|!subteam\^(S\w+))[|>]")


def text_of(shown: Message | View, names: Names | None = None) -> str:
    """All visible words, a line for each part. Codes read as people see them: `<url|label>` is label."""
    naming = names or (lambda identity: identity)
    if isinstance(shown, View):
        content = shown.content
        lines = [words(content.get("title"), naming), *_lines(shown.blocks, naming)]
        lines += [words(content.get(key), naming) for key in ("submit", "close")]
    else:
        lines = list(_message_lines(shown, naming))
    return "\n".join(line for line in lines if line)


def _message_lines(message: Message, names: Names) -> Iterator[str]:
    if message.blocks:
        yield from _lines(message.blocks, names)
    else:
        yield mrkdwn(message.text, names)
    for attachment in message.attachments:
        for key in ("pretext", "author_name", "title", "text", "footer"):
            yield mrkdwn(str(attachment.get(key) or ""), names)
        yield from _lines(attachment.get("blocks") or [], names)
    for file in message.files:
        yield file.title or file.name


def words(text: Json | None, names: Names = str) -> str:
    """What a text object shows."""
    if not text:
        return ""
    shown = str(text.get("text", ""))
    return mrkdwn(shown, names) if text.get("type") == "mrkdwn" else shown


def mrkdwn(text: str, names: Names = str) -> str:
    """Slack's markup as people see it."""
    for mark in _MARKS:
        text = mark.sub(r"\1", text)
    text = _CODE.sub(lambda code: _code(code[1], names), text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _code(inner: str, names: Names) -> str:
    target, _, label = inner.partition("|")
    if target.startswith(("@", "#")):
        return target[0] + (label or names(target[1:]))
    if target.startswith("!subteam^"):
        return label or "@" + names(target[9:])
    if target.startswith("!"):
        return label or "@" + target[1:]
    return label or target


def _lines(blocks: list[Json], names: Names) -> Iterator[str]:
    for block in blocks:
        kind = block.get("type")
        if kind == "rich_text":
            yield _rich_text(block, names)
        elif kind == "table":
            for row in block["rows"]:
                yield " | ".join(_rich_text(c, names) if "elements" in c else c["text"] for c in row)
        elif kind == "markdown":
            yield block["text"]
        else:
            yield from _plain_parts(block, names)


def _plain_parts(block: Json, names: Names) -> Iterator[str]:
    for key in ("title", "label", "text", "hint"):
        if isinstance(block.get(key), dict):
            yield words(block[key], names)
    for text in block.get("fields", []):
        yield words(text, names)
    for element in (*block.get("elements", []), block.get("accessory") or {}):
        if element.get("type") in ("plain_text", "mrkdwn"):
            yield words(element, names)
        elif element.get("type") == "button":
            yield words(element["text"], names)


def _rich_text(block: Json, names: Names) -> str:
    lines = []
    for part in block.get("elements", []):
        items = part["elements"] if part["type"] == "rich_text_list" else [part]
        lines += ["".join(_piece(piece, names) for piece in item["elements"]) for item in items]
    return "\n".join(lines)


def _piece(piece: Json, names: Names) -> str:
    match piece["type"]:
        case "text":
            return str(piece["text"])
        case "link":
            return str(piece.get("text") or piece["url"])
        case "user":
            return "@" + names(piece["user_id"])
        case "usergroup":
            return "@" + names(piece["usergroup_id"])
        case "channel":
            return "#" + names(piece["channel_id"])
        case "broadcast":
            return "@" + str(piece["range"])
        case "emoji":
            return f":{piece['name']}:"
        case "date":
            return str(piece.get("fallback") or piece["timestamp"])
    return ""


def pings_of(message: Message) -> set[str]:
    """Whom a message calls: ids of people and groups, and `here`, `channel`, `everyone`."""
    found = _tags(message.text)
    for part in _walk([message.blocks, message.attachments]):
        if part.get("type") == "mrkdwn":
            found |= _tags(str(part.get("text", "")))
        for key in ("user_id", "usergroup_id"):
            if key in part:
                found.add(part[key])
        if part.get("type") == "broadcast":
            found.add(part["range"])
    return found


def _tags(text: str) -> set[str]:
    return {part for match in _TAGS.finditer(text) for part in match.groups() if part}


def _walk(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part)
