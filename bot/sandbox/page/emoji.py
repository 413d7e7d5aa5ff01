"""Slack's names of emoji, such as :pray:, and the characters they stand for."""

from functools import cache

from emoji import EMOJI_DATA

_SHAPES = {"large_blue_circle": "🔵"} | {
    f"large_{colour}_{shape}": sign
    for shape, signs in {"circle": "🟢🟡🟠🟣🟤", "square": "🟩🟨🟧🟪🟫"}.items()
    for colour, sign in zip(("green", "yellow", "orange", "purple", "brown"), signs, strict=True)
}


@cache
def by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for character, facts in EMOJI_DATA.items():
        if facts["status"] <= 2 and "_skin_tone" not in facts["en"]:  # fully qualified, or a part of others
            for name in (*facts.get("alias", ()), facts["en"]):
                names.setdefault(name.strip(":"), character)
    return names | _SHAPES
