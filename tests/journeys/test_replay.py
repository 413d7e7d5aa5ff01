"""Real complaints replayed through the whole loop: nothing lost, nothing doubled, follow-ups where they belong."""

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.slack_server import Message
from bot.sandbox.x_server import Post
from tests.journeys.town import Town

COMPLAINTS, FOLLOW_UPS = 150, 150
BATCH = 150  # X shows the newest 800 mentions; the bot takes each batch in before the next is written


@dataclass(frozen=True)
class Row:
    id: str
    author: str
    text: str
    answers: str = ""
    answered_by: str = ""


def complaints(folder: Path) -> Iterator[Row]:
    with (folder / "data/airline-complaints.csv").open(newline="") as file:
        for number, row in zip(range(COMPLAINTS), csv.DictReader(file), strict=False):
            yield Row(f"a{number}", f"flyer{number}", _ours(row["text"]))


def follow_ups(folder: Path) -> Iterator[Row]:
    with (folder / "data/support-follow-ups.csv").open(newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["id"]))[:FOLLOW_UPS]
    known = {row["id"] for row in rows} | {row["answered_by"] for row in rows}
    for row in rows:
        answers = row["in_reply_to"] if row["in_reply_to"] in known else ""
        yield Row(row["id"], f"user{row['author']}", _ours(row["text"]), answers, row["answered_by"])


def _ours(text: str) -> str:
    """Addressed to our own company, in words that X has not escaped yet."""
    bare = re.sub(r"@\w+", "", html.unescape(text)).strip()
    return f"@acmeair {bare}"[:270]


class Replay:
    """Writes the rows at X, and the company's answers by hand where a customer answered one."""

    def __init__(self, town: Town, rows: list[Row]) -> None:
        self.town = town
        self.rows = rows
        self.posts: dict[str, Post] = {}
        self.answered = {row.answered_by: row.id for row in rows if row.answered_by}
        self.wanted = {row.answers for row in rows if row.answers}

    def write(self, row: Row) -> None:
        if not self.town.x.find_username(row.author):
            self.town.x.add_user(row.author)
        before = self.posts.get(row.answers)
        # Each post ends in its own number, so that every one of them can be told apart in Slack.
        post = self.town.x.post(row.author, f"{row.text} ⟨{row.id}⟩", reply_to=before)
        self.posts[row.id] = post
        if row.answered_by in self.wanted:
            self.posts[row.answered_by] = self.town.x.post("acmeair", f"By hand, to {row.id}", reply_to=post)

    def cases(self) -> set[tuple[str, str]]:
        written = [post for id, post in self.posts.items() if id not in self.answered]
        return {(post.conversation_id, post.author.id) for post in written}


@pytest.mark.timeout(240)
async def test_hundreds_of_real_complaints_are_neither_lost_nor_doubled(tmp_path, reference):
    rows = [*complaints(reference), *follow_ups(reference)]
    async with Town(tmp_path) as town:
        replay, due = Replay(town, rows), set[str]()
        for start in range(0, len(rows), BATCH):
            for row in rows[start : start + BATCH]:
                replay.write(row)
                due.add(row.id)
            await town.until(lambda: set(times(town)) >= due, f"{len(due)} complaints in Slack", 60, every=0.5)
        assert {number: count for number, count in times(town).items() if count > 1} == {}
        assert len(town.slack.messages("C0MENTIONS")) == len(replay.cases())
        for card in town.slack.messages("C0MENTIONS"):
            said = [number for message in town.slack.thread(card.channel, card.ts) for number in own(message)]
            assert len({replay.posts[number].author.id for number in said}) == 1


def times(town: Town) -> Counter[str]:
    """How often each complaint stands in Slack in its own words."""
    cards = town.slack.messages("C0MENTIONS")
    return Counter(
        number for card in cards for message in town.slack.thread(card.channel, card.ts) for number in own(message)
    )


def own(message: Message) -> list[str]:
    """The number of the post that the message shows; what it quotes of others stands in other blocks."""
    words = next((block for block in message.blocks or () if block["type"] == "rich_text"), {})
    return re.findall(r"⟨(\w+)⟩", str(words))
