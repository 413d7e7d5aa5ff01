"""Block Kit in a few small words, so that cards read like a page; nothing leaves here that Slack would refuse."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NewType

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import InputBlock, InputInteractiveElement
from slack_sdk.models.views import View as ViewModel

from bot.cases import text as texts
from bot.slack.ids import Button, Modal, Target

Json = dict[str, Any]
Block = NewType("Block", Json)
Element = NewType("Element", Json)
"""A button, a menu or a picture, in a block."""
Text = NewType("Text", Json)
Option = NewType("Option", Json)
Line = NewType("Line", Json)
Piece = NewType("Piece", Json)
"""What stands in a line or a quote of rich text."""
Style = Literal["primary", "danger"]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
SECTION, FIELD, CONTEXT, PLAIN, ALT, HEADER = 3000, 2000, 2000, 2000, 2000, 150
LABEL, TITLE, VALUE, OPTION_VALUE, ADDRESS, METADATA = 75, 24, 2000, 150, 3000, 3000
IN_OVERFLOW = 5
_MOST = {"fields": 10, "context": 10, "actions": 25}


class InvalidBlocks(ValueError):
    """We are about to send what Slack would refuse: a bug of ours, found before the call."""


# blocks


def section(text: str | Text, beside: Element | None = None, id: str | None = None) -> Block:
    """A string is mrkdwn."""
    shown = _mrkdwn(text, SECTION) if isinstance(text, str) else text
    return Block({"type": "section", "text": shown, **_given(accessory=beside, block_id=id)})


def fields(*mrkdwn: str) -> Block:
    return Block({"type": "section", "fields": [_mrkdwn(field, FIELD) for field in mrkdwn]})


def context(*elements: str | Text | Element, id: str | None = None) -> Block:
    """A small grey line; strings are mrkdwn."""
    shown = [_mrkdwn(each, CONTEXT) if isinstance(each, str) else each for each in elements]
    return Block({"type": "context", "elements": shown, **_given(block_id=id)})


def header(plain: str) -> Block:
    return Block({"type": "header", "text": _plain(plain, HEADER)})


def divider() -> Block:
    return Block({"type": "divider"})


def actions(*elements: Element, id: str | None = None) -> Block:
    return Block({"type": "actions", "elements": list(elements), **_given(block_id=id)})


def image(url: str, alt: str) -> Block:
    return Block(_image(url, alt))


def rich(*parts: Line, id: str | None = None) -> Block:
    """Rich text, which shows every character as it is: the only block for words from outside."""
    return Block({"type": "rich_text", "elements": list(parts), **_given(block_id=id)})


def input(
    label: str,
    element: InputInteractiveElement,
    hint: str = "",
    live: bool = False,
    id: str | None = None,
    optional: bool = False,
) -> Block:
    """A field of a modal; its block is named like its element. `live` reports changes while people type."""
    try:
        made = InputBlock(
            label=_plain(label, PLAIN),
            element=element,
            block_id=id or element.action_id,
            hint=_plain(hint, PLAIN) if hint else None,
            dispatch_action=live or None,
            optional=optional or None,
        ).to_dict()
    except SlackObjectFormationError as wrong:
        raise InvalidBlocks(str(wrong)) from wrong
    return Block(made)


# what stands inside them


def literal(text: str) -> Text:
    """Words from outside, for a section or a context: no markup, no emoji names."""
    shown = texts.cut(texts.visible(text).strip(), CONTEXT) or "…"
    return Text({"type": "plain_text", "text": shown, "emoji": False})


def picture(url: str, alt: str) -> Element:
    return Element(_image(url, alt))


def button(label: str, id: Button, target: Target, style: Style | None = None, url: str | None = None) -> Element:
    value = _short(target.write(), VALUE)
    shown = {"type": "button", "text": _plain(label, LABEL), "action_id": str(id), "value": value}
    return Element({**shown, **_given(style=style, url=url and _short(url, ADDRESS))})


def overflow(options: Sequence[Option]) -> Element:
    if len(options) > IN_OVERFLOW:
        raise InvalidBlocks(f"{len(options)} options behind three dots, where {IN_OVERFLOW} are allowed")
    return Element({"type": "overflow", "options": list(options), "action_id": str(Button.MORE)})


def option(label: str, value: str, url: str | None = None) -> Option:
    shown = {"text": _plain(label, LABEL), "value": _short(value, OPTION_VALUE)}
    return Option({**shown, **_given(url=url and _short(url, ADDRESS))})


def line(*pieces: Piece) -> Line:
    return Line({"type": "rich_text_section", "elements": list(pieces)})


def quote(*pieces: Piece) -> Line:
    return Line({"type": "rich_text_quote", "elements": list(pieces)})


def plain(text: str, *, italic: bool = False, strike: bool = False) -> Piece:
    style = _given(italic=italic or None, strike=strike or None)
    return Piece({"type": "text", "text": texts.visible(text) or " ", **({"style": style} if style else {})})


def link(url: str, text: str) -> Piece:
    return Piece({"type": "link", "url": url, "text": texts.visible(text) or url})


# what goes out


def drawn(blocks: Iterable[Block], most: int = MESSAGE_BLOCKS) -> list[Json]:
    """The blocks as Slack takes them. Raises `InvalidBlocks`."""
    ready = list[Json](blocks)
    _check(ready, most)
    return ready


def modal(
    id: Modal,
    title: str,
    blocks: Iterable[Block],
    target: Target | None = None,
    submit: str | None = None,
    heard_closing: bool = False,
) -> Json:
    """A modal view. `target` travels in its private metadata. `heard_closing`: Slack tells us when it is closed."""
    metadata = target.write() if target else ""
    if len(metadata) > METADATA:
        raise InvalidBlocks(f"private_metadata of {len(metadata)} characters")
    view: Json = {
        "type": "modal",
        "callback_id": str(id),
        "title": _plain(title, TITLE),
        "blocks": drawn(blocks, VIEW_BLOCKS),
        "close": _plain("Close" if submit is None else "Cancel", TITLE),
        "private_metadata": metadata,
    }
    if submit is not None:
        view["submit"] = _plain(submit, TITLE)
    if heard_closing:
        view["notify_on_close"] = True
    return _checked(view)


def home(blocks: Iterable[Block]) -> Json:
    """The view of the App Home."""
    return _checked({"type": "home", "blocks": drawn(blocks, VIEW_BLOCKS)})


def without_pictures(blocks: Sequence[Json]) -> list[Json]:
    """The same blocks without any picture, for when Slack cannot fetch one of them."""
    kept = []
    for block in blocks:
        if block["type"] == "image":
            continue
        if block["type"] == "context":
            block = {**block, "elements": [each for each in block["elements"] if each["type"] != "image"]}
            if not block["elements"]:
                continue
        kept.append(block)
    return kept


def has_pictures(blocks: Sequence[Json]) -> bool:
    return without_pictures(blocks) != list(blocks)


def _mrkdwn(text: str, most: int) -> Text:
    return Text({"type": "mrkdwn", "text": texts.cut(text, most) or " "})


def _plain(text: str, most: int) -> Text:
    return Text({"type": "plain_text", "text": texts.cut(text, most) or " ", "emoji": True})


def _image(url: str, alt: str) -> Json:
    return {"type": "image", "image_url": _short(url, ADDRESS), "alt_text": texts.cut(alt or "Picture", ALT)}


def _given(**properties: Any) -> Json:
    return {name: value for name, value in properties.items() if value}


def _short(text: str, most: int) -> str:
    """What cannot be cut, as it is."""
    if len(text) > most:
        raise InvalidBlocks(f"{text[:30]}… has {len(text)} characters, where {most} are allowed")
    return text


def _checked(view: Json) -> Json:
    try:
        ViewModel(**view).validate_json()
    except SlackObjectFormationError as wrong:
        raise InvalidBlocks(str(wrong)) from wrong
    if view["type"] == "modal" and "submit" not in view and any(b["type"] == "input" for b in view["blocks"]):
        raise InvalidBlocks("a modal with an input needs a submit button")
    return view


def _check(blocks: list[Json], most: int) -> None:
    if len(blocks) > most:
        raise InvalidBlocks(f"{len(blocks)} blocks, where {most} are allowed")
    named = [block["block_id"] for block in blocks if "block_id" in block]
    if len(named) != len(set(named)):
        raise InvalidBlocks("a block_id stands twice")
    for block in blocks:
        inside = block.get("elements") or block.get("fields") or ()
        kind = "fields" if "fields" in block else block["type"]
        if len(inside) > _MOST.get(kind, len(inside)):
            raise InvalidBlocks(f"{len(inside)} elements in {kind}, where {_MOST[kind]} are allowed")
        acting = [each["action_id"] for each in inside if "action_id" in each]
        if len(acting) != len(set(acting)):
            raise InvalidBlocks("an action_id stands twice in one block")
