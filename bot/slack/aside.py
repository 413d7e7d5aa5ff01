"""Work for one person that Slack does not wait for: whatever becomes of it, they hear of it."""

from collections.abc import Awaitable, Callable

import structlog

from bot.cases.refusals import Refusal
from bot.ports.faults import Fault
from bot.ports.store import Repeated
from bot.slack.answers import apology, report
from bot.slack.context import Answer

log = structlog.get_logger()

Tell = Callable[[Answer], Awaitable[None]]
ONCE_MORE = "Please try once more in a moment."


async def aside(work: Awaitable[None], tell: Tell, unable: str, then: str = ONCE_MORE) -> None:
    """`unable` says what did not come about where the database fails, `then` what becomes of it."""
    try:
        await work
    except Repeated:
        log.info("slack.repeated")
    except Refusal as no:
        await tell(Answer(text=str(no)))
    except Fault as fault:
        log.error("slack.aside_failed", problem=str(fault))
        await tell(Answer(text=f"{unable} {fault} {then}"))
    except Exception as bug:  # the edge of the loop
        await tell(Answer(text=apology(report(bug, "slack.aside_failed"))))
