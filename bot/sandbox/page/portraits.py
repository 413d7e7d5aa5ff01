"""Small drawn portraits, another one for everybody, so that the people of the sandbox have a face."""

import random
from dataclasses import dataclass

_SKINS = ("#ffd9bd", "#f3c19d", "#dba27a", "#b97c56", "#8d5a3c", "#6f4530")
_HAIR_COLOURS = ("#2b2320", "#4a3024", "#7b4a2b", "#b5733a", "#d9a860", "#8e8c8a", "#1f2430")
_SHIRTS = ("#3b6fd4", "#d8574c", "#2f9e77", "#e09f2d", "#7a5bc7", "#31708e", "#c75b94", "#49525f")
_PAPERS = ("#dfe9fb", "#fbe3df", "#daf1e7", "#fdf0d3", "#e9e2f8", "#d9edf2", "#f9e1ee", "#e8ebef")

_BACK_HAIR = {
    "long": '<path d="M19 36c0-17 9-25 21-25s21 8 21 25v25c-7 4-35 4-42 0z"/>',
    "bob": '<path d="M20 36c0-16 8-24 20-24s20 8 20 24v13c-6 5-34 5-40 0z"/>',
    "bun": '<circle cx="40" cy="11" r="8"/>',
    "curls": "".join(
        f'<circle cx="{x}" cy="{y}" r="9"/>' for x, y in ((24, 27), (31, 18), (40, 15), (49, 18), (56, 27))
    ),
    "scarf": '<path d="M18 40c0-20 9-29 22-29s22 9 22 29c0 14-4 24-10 30H28c-6-6-10-16-10-30z"/>',
}
_FRONT_HAIR = {
    "short": '<path d="M24 36c-2-16 5-23 16-23s18 7 16 23c-2-6-4-10-7-12-6 2-13 2-18 0-3 2-5 6-7 12z"/>',
    "side": '<path d="M24 37c-3-17 5-25 17-25 11 0 18 8 15 25-2-7-3-10-6-13-8 3-16 2-20-1-3 4-4 7-6 14z"/>',
    "long": '<path d="M24 38c-1-15 5-23 16-23s17 8 16 23c-3-4-8-9-12-15-4 6-13 9-20 15z"/>',
    "bob": '<path d="M24 34c0-13 6-20 16-20s16 7 16 20c-9-1-24-1-32 0z"/>',
    "bun": '<path d="M24 34c0-13 6-20 16-20s16 7 16 20c-4-6-9-9-16-9s-12 3-16 9z"/>',
    "curls": "".join(f'<circle cx="{x}" cy="{y}" r="5.5"/>' for x, y in ((28, 24), (35, 20), (43, 20), (51, 24))),
    "bald": "",
    "scarf": "",
}
HAIR = tuple(_FRONT_HAIR)


@dataclass(frozen=True)
class Look:
    """How somebody looks; numbers choose from small palettes."""

    hair: str = "short"
    skin: int = 1
    hair_colour: int = 1
    shirt: int = 0
    paper: int = 0
    glasses: bool = False
    beard: bool = False


def look_of(name: str) -> Look:
    """A look for somebody of whom nothing is known, always the same."""
    dice = random.Random(name)
    return Look(
        hair=dice.choice(HAIR[:-1]),
        skin=dice.randrange(len(_SKINS)),
        hair_colour=dice.randrange(len(_HAIR_COLOURS)),
        shirt=dice.randrange(len(_SHIRTS)),
        paper=dice.randrange(len(_PAPERS)),
        glasses=dice.random() < 0.25,
    )


def portrait(look: Look) -> str:
    """An SVG with head and shoulders."""
    skin, shirt = _pick(_SKINS, look.skin), _pick(_SHIRTS, look.shirt)
    hair = shirt if look.hair == "scarf" else _pick(_HAIR_COLOURS, look.hair_colour)
    parts = [
        f'<rect width="80" height="80" fill="{_pick(_PAPERS, look.paper)}"/>',
        f'<g fill="{hair}">{_BACK_HAIR.get(look.hair, "")}</g>',
        f'<path d="M12 82c1-17 13-24 28-24s27 7 28 24z" fill="{shirt}"/>',
        f'<path d="M33 50h14v9c0 5-14 5-14 0z" fill="{skin}"/>',
        '<path d="M33 54c4 4 10 4 14 0v3c-4 4-10 4-14 0z" opacity=".14"/>',
        f'<ellipse cx="40" cy="37" rx="15" ry="18" fill="{skin}"/>',
        _beard(hair) if look.beard else "",
        _FACE,
        _GLASSES if look.glasses else "",
        f'<g fill="{hair}">{_FRONT_HAIR[look.hair]}</g>',
        _veil(hair) if look.hair == "scarf" else "",
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80">{"".join(parts)}</svg>'


_FACE = (
    '<g fill="#2a2422"><circle cx="34" cy="37" r="1.7"/><circle cx="46" cy="37" r="1.7"/></g>'
    '<path d="M34.5 45.5c3 3 8 3 11 0" fill="none" stroke="#2a2422" stroke-width="1.6" opacity=".8" '
    'stroke-linecap="round"/>'
)
_GLASSES = (
    '<g fill="none" stroke="#333a45" stroke-width="1.5"><circle cx="34" cy="37" r="5"/><circle cx="46" cy="37" r="5"/>'
    '<path d="M39 36.5c.6-.7 1.4-.7 2 0"/></g>'
)


def _beard(colour: str) -> str:
    outline = "M25.5 40c1 11 7 16 14.5 16s13.5-5 14.5-16c-3 4-5 2-8 1-4-1.5-9-1.5-13 0-3 1-5 3-8-1z"
    return f'<path d="{outline}" fill="{colour}"/>'


def _veil(colour: str) -> str:
    edge = "M25 38c0-13 6-20 15-20s15 7 15 20c0 9-6 18-15 18s-15-9-15-18z"
    return f'<path d="{edge}" fill="none" stroke="{colour}" stroke-width="5"/>'


BOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><defs><linearGradient id="g" x2="1" y2="1">'
    '<stop stop-color="#2d7ff9"/><stop offset="1" stop-color="#17b6a7"/></linearGradient></defs>'
    '<rect width="80" height="80" fill="url(#g)"/>'
    '<path d="M19 26c0-4 3-7 7-7h28c4 0 7 3 7 7v19c0 4-3 7-7 7H43L31 63V52h-5c-4 0-7-3-7-7z" fill="#fff"/>'
    '<path d="M31 36l6.500 6.500L50 30" fill="none" stroke="#1f93d6" stroke-width="5" stroke-linecap="round" '
    'stroke-linejoin="round"/></svg>'
)
"""The bot: a word that has been dealt with."""

COMPANY = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="#0f3d63"/>'
    '<path d="M0 58c22-2 40-9 58-26l22-8v56H0z" fill="#16598f"/>'
    '<path d="M14 47l10 1 14-11-20-13 7-2 24 8 12-9c4-3 8-3 9-1s-1 5-5 7L29 52l-12 1z" fill="#fff"/></svg>'
)
"""The airline: a white plane that takes off."""


def _pick(palette: tuple[str, ...], place: int) -> str:
    return palette[place % len(palette)]
