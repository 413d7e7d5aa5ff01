"""Whoever waits for work that goes on beside Slack hears of it, also where the database fails just then."""

import pytest
from structlog.testing import capture_logs

from bot.cases.refusals import NobodyNamed
from bot.ports.faults import Fault
from bot.ports.store import Repeated
from bot.slack.aside import aside
from bot.slack.context import Answer
from tests.outside import FakeAssistant
from tests.slack.room import Room

AWAY = Fault("The database is away.")


async def told(failure: Exception | None) -> list[str]:
    heard: list[str] = []

    async def tell(answer: Answer) -> None:
        heard.append(answer.text)

    async def work() -> None:
        if failure:
            raise failure

    await aside(work(), tell, "I could not look.")
    return heard


async def test_what_comes_about_or_is_a_repetition_needs_no_word():
    assert await told(None) == await told(Repeated("key")) == []


async def test_a_refusal_a_failure_and_a_bug_are_one_sentence_each():
    assert await told(NobodyNamed()) == [str(NobodyNamed())]
    assert await told(AWAY) == ["I could not look. The database is away. Please try once more in a moment."]
    with capture_logs() as logs:
        (apology,) = await told(KeyError("x"))
    assert f"noted as number {logs[0]['number']}" in apology


async def test_who_asks_for_a_summary_while_the_database_is_away_is_told(room: Room, monkeypatch):
    room.office.assistant = FakeAssistant()
    _, card = await room.case()

    async def away(case_id: int) -> None:
        raise AWAY

    monkeypatch.setattr(room.store, "case", away)
    await room.anna.say(card.channel, "@Mentiondesk summary", card.ts)
    await room.anna.sees_ephemeral("I could not read the case. The database is away. Please try once more")


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("share", "Who of team baggage has case #1 is not decided yet. The database is away. I go on by myself"),
        ("take_back", "I could not make sure that @Far Away can have case #1. The database is away. Please look"),
    ],
)
async def test_who_gives_a_case_away_hears_what_is_not_sure(room: Room, monkeypatch, verb: str, words: str):
    _, card = await room.case()

    async def away(*_: object) -> None:
        raise AWAY

    monkeypatch.setattr(f"bot.slack.assign.{verb}", away)
    to = "baggage" if verb == "share" else "<@U0FAR>"
    room.office.people._people.pop("U0FAR", None)
    await room.anna.say(card.channel, f"@Mentiondesk assign {to}", card.ts)
    await room.anna.sees_ephemeral(words)
