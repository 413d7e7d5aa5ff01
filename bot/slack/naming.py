"""How people name things in a line of text: cases, colleagues, teams and times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.cases import refusals
from bot.cases.wishes import Kind
from bot.ports.queries import Queries

_NUMBER = re.compile(r"#?(?P<number>\d{1,9})(?=[\s,:]|$)")
_LINK = re.compile(
    r"<?https?://[^\s<>|]+/archives/(?P<channel>[A-Z0-9]+)/p(?P<seconds>\d{10})(?P<rest>\d{6})(?P<query>[^\s<>|]*)(?:\|[^<>]*)?>?"
)
_THREAD = re.compile(r"[?&;]thread_ts=(\d+\.\d+)")
_PERSON = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_GROUP = re.compile(r"<!subteam\^(?P<id>S[A-Z0-9]+)(?:\|(?P<handle>[^<>]*))?>")
_URGENT = re.compile(r"urgent(?=[\s,:!.]|$)[\s,:!.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A case as somebody named it: by number, or by the message or thread that a link leads to."""

    words: str
    number: int | None = None
    channel: str = ""
    stamps: tuple[str, ...] = ()

    async def find(self, queries: Queries) -> int:
        """The id of the case. Raises `refusals.UnknownCase`."""
        if self.number is not None:
            found = await queries.numbered(self.number)
            if found is not None:
                return found
        for ts in self.stamps:
            if place := await queries.at(self.channel, ts):
                return place.case
        raise refusals.UnknownCase(self.words)


def case(text: str) -> tuple[Named | None, str]:
    """The case named at the beginning of `text`, and the rest; None where there is none."""
    if found := _LINK.match(text):
        stamp = f"{found['seconds']}.{found['rest']}"
        thread = _THREAD.search(found["query"])
        stamps = (thread[1], stamp) if thread else (stamp,)
        return Named("behind that link", channel=found["channel"], stamps=stamps), text[found.end() :].strip()
    if found := _NUMBER.match(text):
        number = int(found["number"])
        return Named(f"#{number}", number=number), text[found.end() :].strip(" \t\n,:")
    return None, text


def person(text: str) -> tuple[str | None, str]:
    """The colleague mentioned in `text`, and `text` without the mention."""
    found = _PERSON.search(text)
    if found is None:
        return None, text
    return found["id"], f"{text[: found.start()]} {text[found.end() :]}".strip()


def group(text: str) -> tuple[tuple[str, str] | None, str]:
    """The user group mentioned in `text`, as its id and its handle, and `text` without the mention."""
    found = _GROUP.search(text)
    if found is None:
        return None, text
    return (found["id"], found["handle"] or ""), f"{text[: found.start()]} {text[found.end() :]}".strip()


def team(text: str, known: Iterable[str]) -> tuple[str | None, str]:
    """The team that `text` begins with (the longest name wins), and the rest."""
    for name in sorted(known, key=len, reverse=True):
        pattern = r"\s+".join(re.escape(word) for word in name.split())
        if found := re.match(rf"@?{pattern}(?=[\s,:]|$)", text, re.IGNORECASE):
            return name, text[found.end() :].strip(" \t\n,:")
    return None, text


def kind(text: str) -> tuple[Kind, str]:
    """What is handed on, where the first word says that it is no problem, and the rest."""
    first, _, rest = text.strip().partition(" ")
    said = first.casefold().rstrip(":,")
    return (Kind(said), rest.strip()) if said in (Kind.IDEA, Kind.PRAISE) and rest.strip() else (Kind.PROBLEM, text)


def urgent(text: str) -> tuple[bool, str]:
    """Whether a reason begins with the word "urgent", and the rest."""
    found = _URGENT.match(text)
    return (True, text[found.end() :]) if found else (False, text)
