"""What stands in the inputs of a view or a message: at first, after a choice, and on the wire."""

from collections.abc import Iterator

from bot.sandbox.slack_server.model import Json

Values = dict[tuple[str, str], Json]

_STATE_KEY = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
TEXT_INPUTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
_LISTS = frozenset(key for key in _STATE_KEY.values() if key.endswith("s"))


def elements_of(block: Json) -> Iterator[Json]:
    """The elements of a block that a person can act on."""
    for element in (block.get("accessory"), block.get("element"), *block.get("elements", [])):
        if isinstance(element, dict) and "action_id" in element:
            yield element


def with_ids(blocks: list[Json], new_id: Iterator[str]) -> list[Json]:
    """A copy of the blocks in which every block and every element has its id, as Slack gives them out."""
    return [_with_ids(block, new_id) for block in blocks]


def _with_ids(block: Json, new_id: Iterator[str]) -> Json:
    named = {**block, "block_id": block.get("block_id") or next(new_id)}
    for key in ("accessory", "element"):
        if key in named:
            named[key] = _named(named[key], new_id)
    if named.get("type") == "actions":
        named["elements"] = [_named(element, new_id) for element in named["elements"]]
    return named


def _named(element: Json, new_id: Iterator[str]) -> Json:
    if element.get("type") == "image" or "action_id" in element:
        return element
    return {**element, "action_id": next(new_id)}


def state_key(element: Json) -> str | None:
    """The field that carries this element's value; None for buttons and the like."""
    return _STATE_KEY.get(element["type"])


def state_of(element: Json, value: object) -> Json:
    key = _STATE_KEY[element["type"]]
    return {"type": element["type"], key: value}


def value_in(state: Json) -> object:
    return state.get(_STATE_KEY[state["type"]])


def first_values(blocks: list[Json]) -> Values:
    """What stands in every input before anyone has touched it."""
    values: Values = {}
    for block in blocks:
        for element in elements_of(block):
            if key := state_key(element):
                initial = element.get("initial_" + key.removeprefix("selected_").removeprefix("rich_text_"))
                empty: object = [] if key in _LISTS else None
                values[block["block_id"], element["action_id"]] = {
                    "type": element["type"],
                    key: empty if initial is None else initial,
                }
    return values


def kept_values(blocks: list[Json], before: Values) -> Values:
    """An update keeps what stands in an input of the same block_id, action_id and type: no new `initial_…` there."""
    fresh = first_values(blocks)
    for place, state in fresh.items():
        if place in before and before[place]["type"] == state["type"]:
            fresh[place] = before[place]
    return fresh


def values_json(values: Values) -> Json:
    tree: Json = {}
    for (block_id, action_id), state in values.items():
        tree.setdefault(block_id, {})[action_id] = state
    return tree
