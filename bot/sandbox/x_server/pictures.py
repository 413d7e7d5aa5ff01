"""Small pictures painted on the spot, so that posts and people of the sandbox have a face."""

import struct
import zlib
from hashlib import sha256

_GRID = 5


def photo(seed: str, width: int, height: int) -> bytes:
    """A PNG with two colours that run into each other."""
    code = sha256(seed.encode()).digest()
    first, second = code[:3], code[3:6]
    rows = []
    for y in range(height):
        share = y / max(1, height - 1)
        colour = bytes(int(a + (b - a) * share) for a, b in zip(first, second, strict=True))
        rows.append(b"\0" + colour * width)
    return _png(width, height, b"".join(rows))


def avatar(seed: str, scale: int = 12) -> bytes:
    """A PNG with a little symmetrical pattern, another one for everybody."""
    code = sha256(seed.encode()).digest()
    ink, paper = bytes(each // 2 + 40 for each in code[:3]), bytes([236, 238, 240])
    rows = []
    for y in range(_GRID):
        cells = [code[3 + y * _GRID + min(x, _GRID - 1 - x)] % 2 == 0 for x in range(_GRID)]
        row = b"\0" + b"".join((ink if cell else paper) * scale for cell in cells)
        rows.append(row * scale)
    return _png(_GRID * scale, _GRID * scale, b"".join(rows))


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
