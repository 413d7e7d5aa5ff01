"""How urgent a case is, in ranks."""

from enum import IntEnum


class Priority(IntEnum):
    """The smaller the number, the sooner it goes out."""

    URGENT = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4
