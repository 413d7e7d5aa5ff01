"""The switches of the page that make X and Slack misbehave, each in plain words."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.slack_server import SlackServer
from bot.sandbox.slack_server.mishaps import Mishap
from bot.sandbox.x_server import XServer

Off = Callable[[], None]
IsOn = Callable[[], bool]


@dataclass(frozen=True)
class Trouble:
    """`once`: it strikes the next time and is over; others last until they are switched off."""

    id: str
    side: str
    words: str
    meaning: str
    on: Callable[["Machines"], tuple[Off, IsOn]]
    once: bool = False


@dataclass(frozen=True)
class Machines:
    x: XServer
    slack: SlackServer


def _x(route: str, kind: str, times: int | None = None, **more: float) -> Callable[[Machines], tuple[Off, IsOn]]:
    def on(machines: Machines) -> tuple[Off, IsOn]:
        faults = machines.x.faults
        fault = faults.add(route, kind, times, seconds=more.get("seconds"))
        return lambda: faults.remove(fault), lambda: fault in faults.active

    return on


def _slack(route: str, kind: str, times: int | None = None, **more: float) -> Callable[[Machines], tuple[Off, IsOn]]:
    def on(machines: Machines) -> tuple[Off, IsOn]:
        faults = machines.slack.faults
        fault = faults.add(route, kind, times, seconds=more.get("seconds"))
        return lambda: faults.remove(fault), lambda: fault in faults.active

    return on


def _events_twice(machines: Machines) -> tuple[Off, IsOn]:
    active = machines.slack.mishaps.active
    mishap: Mishap = machines.slack.mishaps.add("duplicate", "*", None)
    return lambda: active.remove(mishap) if mishap in active else None, lambda: mishap in active


def _no_pictures(machines: Machines) -> tuple[Off, IsOn]:
    unfetchable, everywhere = machines.slack.world.unfetchable, "http"
    unfetchable.add(everywhere)
    return lambda: unfetchable.discard(everywhere), lambda: everywhere in unfetchable


def _cut_socket(machines: Machines) -> tuple[Off, IsOn]:
    machines.slack.sockets.cut()
    return lambda: None, lambda: False


TROUBLES = (
    Trouble(
        "x_credits", "X", "X is out of credits", "Every call is refused until you switch it off.", _x("* /2/*", "402")
    ),
    Trouble("x_limit", "X", "X says “too many requests”", "Every call meets X's rate limit.", _x("* /2/*", "429")),
    Trouble("x_slow", "X", "X is slow", "Every answer takes 4 seconds.", _x("* /2/*", "delay", seconds=4.0)),
    Trouble("x_down", "X", "X is down", "Every call ends in an error page.", _x("* /2/*", "503")),
    Trouble(
        "x_cut_after",
        "X",
        "The next reply is posted, but X's answer is lost",
        "Nobody can know at once whether it is public. It must not appear twice.",
        _x("POST /2/tweets", "cut_after", 1),
        once=True,
    ),
    Trouble(
        "x_cut_before",
        "X",
        "The next reply is lost on its way to X",
        "Nobody can know at once whether it is public. It must appear once.",
        _x("POST /2/tweets", "cut_before", 1),
        once=True,
    ),
    Trouble(
        "slack_limit",
        "Slack",
        "Slack says “too fast”",
        "New messages are refused until you switch it off.",
        _slack("POST chat.postMessage", "ratelimited"),
    ),
    Trouble(
        "slack_slow",
        "Slack",
        "Slack is slow",
        "Every call of the bot takes 2 seconds.",
        _slack("* chat.*", "delay", seconds=2.0),
    ),
    Trouble(
        "slack_cut_after",
        "Slack",
        "The next message is posted, but Slack's answer is lost",
        "The bot must find out by looking, and not post it twice.",
        _slack("POST chat.postMessage", "cut_after", 1),
        once=True,
    ),
    Trouble(
        "slack_twice",
        "Slack",
        "Slack tells everything twice",
        "Each event and each click arrives two times.",
        _events_twice,
    ),
    Trouble("slack_pictures", "Slack", "Slack cannot load pictures", "Cards with pictures are refused.", _no_pictures),
    Trouble(
        "slack_cut",
        "Slack",
        "Cut the bot's connection now",
        "The socket breaks; the bot connects again.",
        _cut_socket,
        once=True,
    ),
)


class Switches:
    def __init__(self, machines: Machines) -> None:
        self._machines = machines
        self._on: dict[str, tuple[Off, IsOn]] = {}

    def turn(self, id: str, on: bool) -> None:
        """Raises LookupError for an unknown switch."""
        trouble = next((each for each in TROUBLES if each.id == id), None)
        if trouble is None:
            raise LookupError(f"there is no switch {id!r}")
        if id in self._on:
            off, _ = self._on.pop(id)
            off()
        if on:
            self._on[id] = trouble.on(self._machines)

    def state(self) -> list[dict[str, object]]:
        return [
            {
                "id": each.id,
                "side": each.side,
                "words": each.words,
                "meaning": each.meaning,
                "once": each.once,
                "on": each.id in self._on and self._on[each.id][1](),
            }
            for each in TROUBLES
        ]
