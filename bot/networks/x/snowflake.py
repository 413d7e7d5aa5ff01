"""X's post ids hold the time at which they were given: from a time to an id, and back."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=1_288_834_974_657)
_SHIFT = 22
_MILLISECOND = timedelta(milliseconds=1)
_FIRST = 1 << 40  # smaller ids were counted up, or are made up


def first_id(at: datetime) -> int:
    """The smallest id that a post of this moment can have."""
    return max(0, (at - _EPOCH) // _MILLISECOND) << _SHIFT


def time_of(post_id: str) -> datetime | None:
    """When the id was given; None where it cannot tell."""
    if not (post_id.isascii() and post_id.isdigit() and _FIRST <= int(post_id) < 1 << 63):
        return None
    return _EPOCH + (int(post_id) >> _SHIFT) * _MILLISECOND
