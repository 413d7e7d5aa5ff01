"""The table as the document on reliability shows it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults.groups import GROUPS
from tests.faults.rows import Call, Row
from tests.faults.table import ELSEWHERE, NOWHERE, SECTIONS

PAGE = Path("docs/reliability.md")
TIMES = ("not", "once", "twice")


def rendered() -> str:
    return "\n".join([*_groups(), *_sections(), *_elsewhere()]) + "\n"


def _groups() -> Iterator[str]:
    yield "The names on the left stand for these troubles:"
    yield ""
    yield "| trouble | what is tried |"
    yield "| --- | --- |"
    for group in GROUPS:
        if group.names != (group.title,):
            yield f"| {group.title} | {', '.join(group.names)} |"
    yield ""


def _sections() -> Iterator[str]:
    for title, calls in SECTIONS.items():
        yield from (f"### {title}", "")
        for alike in _alike(calls):
            yield from (f"{_named(alike)}:", "")
            yield "| goes wrong | there in the end | seen meanwhile | told | tried again |"
            yield "| --- | --- | --- | --- | --- |"
            yield from _rows(alike[0])
            yield ""


def _alike(calls: Sequence[Call]) -> list[list[Call]]:
    """Calls of which the same is true stand together."""
    found: list[list[Call]] = []
    for call in calls:
        same = next((each for each in found if list(_rows(each[0])) == list(_rows(call))), None)
        if same is None:
            found.append([call])
        else:
            same.append(call)
    return found


def _named(calls: Sequence[Call]) -> str:
    routes: dict[str, list[str]] = {}
    for call in calls:
        routes.setdefault(call.route.removeprefix("* "), []).append(call.what)
    return "; ".join(f"**{', '.join(whats)}** (`{route}`)" for route, whats in routes.items())


def _rows(call: Call) -> Iterator[str]:
    yield from (f"| {_row(row)} |" for row in call.rows)
    yield from (f"| {wrong} | cannot be: {why} | | | |" for wrong, why in call.spared.items())


def _row(row: Row) -> str:
    wrong = "; ".join(group.title for group in row.groups)
    shows = row.shows.partition(" ")[2] if row.shows.startswith(":") else row.shows  # without its emoji
    seen, told = (text.replace("{says}", "*why*") for text in (shows, row.told or "nobody"))
    return " | ".join((wrong, TIMES[row.there], seen or "nothing", told, row.then.format(after=row.after)))


def _elsewhere() -> Iterator[str]:
    yield "### Not in the table"
    yield ""
    yield from (f"- {why}." for why in (*ELSEWHERE.values(), NOWHERE))
