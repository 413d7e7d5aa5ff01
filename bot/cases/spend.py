"""What the account costs on its network: each call that is billed, and the month's budget for all of them."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import IntEnum

NEARLY = 0.8


class Level(IntEnum):
    FINE = 0
    NEARLY = 1  # four fifths are spent
    USED_UP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """So many resources of one kind were billed on a day (UTC), for so many US dollars."""

    day: date
    kind: str
    resources: int
    dollars: float

    def plus(self, other: "Spend") -> "Spend":
        return replace(self, resources=self.resources + other.resources, dollars=self.dollars + other.dollars)


def month_of(now: datetime) -> date:
    """The first day of the month, as networks bill it."""
    return now.astimezone(UTC).date().replace(day=1)


def level(spent: float, budget: float | None) -> Level:
    if budget is None:
        return Level.FINE
    if spent >= budget:
        return Level.USED_UP
    return Level.NEARLY if spent >= NEARLY * budget else Level.FINE


def summary(spent: float, budget: float | None) -> str:
    of = f" of ${budget:,.2f}" if budget is not None else ""
    return f"X this month: ${spent:,.2f}{of}"


def stopped(budget: float) -> str:
    """Why X is not read; the same words as long as it lasts."""
    return (
        f"The month's budget for X (${budget:,.2f}) is used up, so X is not read. Replies still go out. "
        "Raise x.monthly_budget in the desk file and start me again, or wait for the next month."
    )


def warning(spent: float, budget: float | None) -> str:
    """What people should know about it; empty while there is enough left."""
    match level(spent, budget):
        case Level.USED_UP:
            return f"{summary(spent, budget)}. {stopped(budget or 0)}"
        case Level.NEARLY:
            return (
                f"{summary(spent, budget)}. When the budget is used up, X is not read any more, and replies still go "
                "out. Raise x.monthly_budget in the desk file if the month needs more."
            )
    return ""
