"""The parts of a rich_text block: sections, lists, quotes, code, and the pieces of text inside them."""

from bot.sandbox.slack_server.blocks.checks import (
    Check,
    anything,
    boolean,
    by_type,
    integer,
    list_of,
    one_of,
    record,
    string,
    web_address,
)

_FLAGS: dict[str, Check] = dict.fromkeys(("bold", "italic", "strike", "code", "underline", "unlink"), boolean)
_STYLE: dict[str, Check] = {"style": record({}, _FLAGS)}
_MENTION_STYLE: dict[str, Check] = {"style": record({}, {**_FLAGS, "highlight": boolean, "client_highlight": boolean})}


def _piece(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return record({"type": anything, **required}, _STYLE if optional is None else optional)


PIECES: dict[str, Check] = {
    "text": _piece({"text": string()}),
    "link": _piece({"url": web_address()}, {"text": string(), "unsafe": boolean, **_STYLE}),
    "user": _piece({"user_id": string()}, _MENTION_STYLE),
    "usergroup": _piece({"usergroup_id": string()}, _MENTION_STYLE),
    "channel": _piece({"channel_id": string()}, _MENTION_STYLE),
    "broadcast": _piece({"range": one_of("here", "channel", "everyone")}),
    "emoji": _piece({"name": string()}, {"unicode": string(), "skin_tone": integer(1, 6), **_STYLE}),
    "date": _piece(
        {"timestamp": integer(), "format": string()}, {"url": web_address(), "fallback": string(), **_STYLE}
    ),
    "color": _piece({"value": string()}),
    "team": _piece({"team_id": string()}),
}

_pieces = list_of(by_type(PIECES), least=0)
_section = record({"type": anything, "elements": _pieces})
_border: dict[str, Check] = {"border": integer(0, 1)}
_indent: dict[str, Check] = {"indent": integer(0, 8), "offset": integer(0)}

RICH_TEXT: dict[str, Check] = {
    "rich_text_section": _section,
    "rich_text_list": record(
        {
            "type": anything,
            "style": one_of("bullet", "ordered"),
            "elements": list_of(by_type({"rich_text_section": _section}), least=0),
        },
        {**_indent, **_border},
    ),
    "rich_text_quote": record({"type": anything, "elements": _pieces}, _border),
    "rich_text_preformatted": record(
        {"type": anything, "elements": list_of(by_type({k: PIECES[k] for k in ("text", "link")}), least=0)},
        {**_border, "language": string()},
    ),
}
