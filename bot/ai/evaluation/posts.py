"""Labelled posts, and how they are split, so that nothing is judged by what it taught or was tuned on."""

import csv
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.ports.faults import Fault

COMPLAINTS = frozenset({"complaint", "negative", "yes", "true", "1"})
SEED = 7


@dataclass(frozen=True, slots=True)
class Post:
    text: str
    complaint: bool
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """`group` says whose the judged posts are."""

    group: str
    judged: tuple[Post, ...]
    teaching: tuple[Post, ...]


def read(file: Path, label: str = "label", group: str = "group") -> list[Post]:
    """A CSV file with a column `text` and these two, of which the group may be absent. Raises `Fault`."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as failed:
        raise Fault(f"{file} cannot be read ({failed.strerror}); name another file with --data.") from failed
    except (UnicodeDecodeError, csv.Error) as failed:
        raise Fault(f"{file} is no CSV file in UTF-8; save it as one.") from failed
    if not rows or "text" not in rows[0] or label not in rows[0]:
        raise Fault(
            f"{file} needs a column text and a column {label} (--label names another), and a line for each post."
        )
    posts = [
        Post(row["text"] or "", (row[label] or "").strip().casefold() in COMPLAINTS, row.get(group) or "")
        for row in rows
    ]
    if len({post.complaint for post in posts}) < 2:
        raise Fault(f"The column {label} of {file} must call some posts complaint or negative, and others not.")
    return posts


def splits(posts: Sequence[Post], leave_out: int = 0, own: bool = False) -> list[Split]:
    """Each group is judged by what the others teach; with `own`, and without groups, each half by the other half.

    Every `leave_out`-th post, by a number made of its text, is not judged: it may have been used to tune the rules.
    """
    shuffled = random.Random(SEED).sample(list(posts), len(posts))
    names = sorted({post.group for post in posts})
    if len(names) > 1 and not own:
        pairs = [(name, *_parted(shuffled, name)) for name in names]
    else:
        pairs = [half for name in names for half in _halves(name, [post for post in shuffled if post.group == name])]
    return [_split(name, judged, teaching, leave_out) for name, judged, teaching in pairs]


def _split(name: str, judged: Sequence[Post], teaching: Sequence[Post], leave_out: int) -> Split:
    kept = tuple(post for post in judged if not leave_out or zlib.crc32(post.text.encode()) % leave_out)
    told = {_words(post.text) for post in kept}
    return Split(group=name, judged=kept, teaching=tuple(post for post in teaching if _words(post.text) not in told))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _parted(posts: Sequence[Post], name: str) -> tuple[list[Post], list[Post]]:
    return [post for post in posts if post.group == name], [post for post in posts if post.group != name]


def _halves(name: str, posts: list[Post]) -> Iterator[tuple[str, list[Post], list[Post]]]:
    one, other = posts[::2], posts[1::2]
    yield name, one, other
    yield name, other, one
