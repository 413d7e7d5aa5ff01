"""Calls that go wrong at random, as often as on a very bad day; what X and Slack took, they took all the same."""

from bot.sandbox.faults import Answer
from tests.kills.points import CREATES, MENTIONS, TIMELINE
from tests.kills.town import KillTown

X = (
    *(
        (CREATES, "cut_after", 0.15),
        (CREATES, "cut_before", 0.1),
        (CREATES, "402", 0.05),
        (CREATES, "429_no_header", 0.05),
    ),
    *((TIMELINE, "503", 0.15), (MENTIONS, "503", 0.1), (MENTIONS, "malformed_json", 0.1)),
)
SLACK = (
    *(
        ("* chat.postMessage", "cut_after", 0.1),
        ("* chat.postMessage", "cut_before", 0.1),
        ("* chat.update", "cut_before", 0.1),
    ),
    *(("* conversations.replies", "internal_error", 0.1), ("* conversations.history", "internal_error", 0.1)),
)
BUSY = Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})


def begins(town: KillTown) -> None:
    for faults, odds in ((town.x_server.faults, X), (town.slack_server.faults, SLACK)):
        for route, kind, probability in odds:
            faults.add(route, kind, None, probability=probability)
    town.slack_server.faults.add("* chat.postMessage", "internal_error", None, probability=0.1, where="after")
    town.slack_server.faults.add("* chat.postMessage", times=None, probability=0.05, answer=BUSY)


def ends(town: KillTown) -> None:
    for server in (town.x_server, town.slack_server):
        server.faults.clear()
