"""Block Kit in a few small words, so that cards read like a page; nothing leaves here that Slack would refuse."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    ImageBlock,
    ImageElement,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)
from slack_sdk.models.views import View as ViewModel

from bot.cases import text as texts
from bot.slack.ids import Button, Modal, Target
from bot.slack.written import written

Json = dict[str, Any]
Piece = RichTextElement
Style = Literal["primary", "danger"]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
SECTION, FIELD, CONTEXT, PLAIN, ALT = 3000, 2000, 2000, 2000, 2000
LABEL, TITLE, VALUE, OPTION_VALUE, ADDRESS, METADATA = 75, 24, 2000, 150, 3000, 3000
IN_OVERFLOW = 5


class InvalidBlocks(ValueError):
    """We are about to send what Slack would refuse: a bug of ours, found before the call."""


# blocks


def section(text: str | PlainTextObject, beside: ButtonElement | None = None, id: str | None = None) -> Block:
    """A string is mrkdwn."""
    shown = _mrkdwn(text, SECTION) if isinstance(text, str) else text
    return SectionBlock(text=shown, accessory=beside, block_id=id)


def fields(*mrkdwn: str) -> Block:
    return SectionBlock(fields=[_mrkdwn(field, FIELD) for field in mrkdwn])


def context(*elements: str | PlainTextObject | ImageElement, id: str | None = None) -> Block:
    """A small grey line; strings are mrkdwn."""
    shown = [_mrkdwn(each, CONTEXT) if isinstance(each, str) else each for each in elements]
    return ContextBlock(elements=shown, block_id=id)


def header(plain: str) -> Block:
    return HeaderBlock(text=_plain(plain, 150))


def divider() -> Block:
    return DividerBlock()


def actions(*elements: InteractiveElement, id: str | None = None) -> Block:
    return ActionsBlock(elements=list(elements), block_id=id)


def image(url: str, alt: str) -> Block:
    return ImageBlock(image_url=url, alt_text=texts.cut(alt or "Picture", ALT))


def rich(*parts: RichTextSectionElement | RichTextQuoteElement, id: str | None = None) -> Block:
    """Rich text, which shows every character as it is: the only block for words from outside."""
    return RichTextBlock(elements=list(parts), block_id=id)


def input(
    label: str,
    element: InputInteractiveElement,
    hint: str = "",
    live: bool = False,
    id: str | None = None,
    optional: bool = False,
) -> Block:
    """A field of a modal; its block is named like its element. `live` reports changes while people type."""
    return InputBlock(
        label=_plain(label, PLAIN),
        element=element,
        block_id=id or element.action_id,
        hint=_plain(hint, PLAIN) if hint else None,
        dispatch_action=live or None,
        optional=optional or None,
    )


# what stands inside them


def literal(text: str) -> PlainTextObject:
    """Words from outside, for a section or a context: no markup, no emoji names."""
    return PlainTextObject(text=texts.cut(texts.visible(text).strip(), CONTEXT) or "…", emoji=False)


def picture(url: str, alt: str) -> ImageElement:
    return ImageElement(image_url=url, alt_text=texts.cut(alt or "Picture", ALT))


def button(label: str, id: Button, target: Target, style: Style | None = None, url: str | None = None) -> ButtonElement:
    return ButtonElement(text=_plain(label, LABEL), action_id=id, value=target.write(), style=style, url=url)


def overflow(options: Sequence[Option]) -> OverflowMenuElement:
    return OverflowMenuElement(options=list(options), action_id=Button.MORE)


def option(label: str, value: str, url: str | None = None) -> Option:
    return Option(text=_plain(label, LABEL), value=value, url=url)


def line(*pieces: Piece) -> RichTextSectionElement:
    return RichTextSectionElement(elements=list(pieces))


def quote(*pieces: Piece) -> RichTextQuoteElement:
    return RichTextQuoteElement(elements=list(pieces))


def plain(text: str, *, italic: bool = False, strike: bool = False) -> Piece:
    style = RichTextElementParts.TextStyle(italic=italic or None, strike=strike or None)
    return RichTextElementParts.Text(text=texts.visible(text) or " ", style=style if italic or strike else None)


def link(url: str, text: str) -> Piece:
    return RichTextElementParts.Link(url=url, text=texts.visible(text) or url)


# what goes out


def drawn(blocks: Iterable[Block], most: int = MESSAGE_BLOCKS) -> list[Json]:
    """The blocks as Slack takes them. Raises `InvalidBlocks`."""
    try:
        ready = [written(block) for block in blocks]
    except SlackObjectFormationError as wrong:
        raise InvalidBlocks(str(wrong)) from wrong
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
        "title": _plain(title, TITLE).to_dict(),
        "blocks": drawn(blocks, VIEW_BLOCKS),
        "close": _plain("Close" if submit is None else "Cancel", TITLE).to_dict(),
        "private_metadata": metadata,
    }
    if submit is not None:
        view["submit"] = _plain(submit, TITLE).to_dict()
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


def _mrkdwn(text: str, most: int) -> MarkdownTextObject:
    return MarkdownTextObject(text=texts.cut(text, most) or " ", verbatim=None)


def _plain(text: str, most: int) -> PlainTextObject:
    return PlainTextObject(text=texts.cut(text, most) or " ", emoji=True)


def _checked(view: Json) -> Json:
    try:
        ViewModel(**view).validate_json()
    except SlackObjectFormationError as wrong:
        raise InvalidBlocks(str(wrong)) from wrong
    if view["type"] == "modal" and "submit" not in view and any(b["type"] == "input" for b in view["blocks"]):
        raise InvalidBlocks("a modal with an input needs a submit button")
    return view


def _check(blocks: list[Json], most: int) -> None:
    """What slack_sdk's own models let through, and Slack does not."""
    if len(blocks) > most:
        raise InvalidBlocks(f"{len(blocks)} blocks, where {most} are allowed")
    named = [block["block_id"] for block in blocks if "block_id" in block]
    if len(named) != len(set(named)):
        raise InvalidBlocks("a block_id stands twice")
    for block in blocks:
        if any(len(field["text"]) > FIELD for field in block.get("fields", ())):
            raise InvalidBlocks(f"a field of more than {FIELD} characters")
        acting = [each["action_id"] for each in block.get("elements", ()) if "action_id" in each]
        if len(acting) != len(set(acting)):
            raise InvalidBlocks("an action_id stands twice in one block")
