"""A running escalation as JSON, and back: what an older version wrote is read with the defaults of today."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.cases.chain import Escalation, Turn
from bot.cases.settings import PolicyStep

_TIMES = ("next_at", "paused_at")


def escalation_values(running: Escalation) -> dict[str, Any]:
    return asdict(running)


def escalation_from(written: dict[str, Any]) -> Escalation:
    steps = tuple(PolicyStep(**{**step, "to": tuple(step["to"])}) for step in written["steps"])
    turns = tuple(
        Turn(**{**turn, "at": datetime.fromisoformat(turn["at"]), "who": tuple(turn["who"])})
        for turn in written["turns"]
    )
    times = {name: datetime.fromisoformat(written[name]) if written[name] else None for name in _TIMES}
    return Escalation(**{**written, **times, "steps": steps, "turns": turns, "round": tuple(written["round"])})
