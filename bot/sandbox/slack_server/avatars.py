"""Pictures of people: their initials on a colour of their own."""

from html import escape
from zlib import crc32


def avatar_svg(name: str) -> str:
    letters = "".join(word[0] for word in name.split()[:2]).upper()
    hue = crc32(name.encode()) % 360
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 72 72">'
        f'<rect width="72" height="72" rx="12" fill="hsl({hue} 45% 45%)"/>'
        '<text x="36" y="37" font-family="sans-serif" font-size="30" fill="#fff" text-anchor="middle" '
        f'dominant-baseline="central">{escape(letters)}</text></svg>'
    )
