"""What `docs/operations.md` says about metrics and readiness is what the bot exports."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from bot.app.health import Health
from bot.ports.queries import Backlog, Overview
from bot.web.metrics import Metrics
from tests.outside import HandClock

PAGE = Path("docs/operations.md").read_text(encoding="utf-8")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OVERVIEW = Overview(
    open=0,
    unowned=0,
    late=0,
    opened_today=0,
    answered_today=0,
    unsure=0,
    last_mention_at=NOON,
    lanes=(Backlog(lane="T0ACME/post/C0MENTIONS", waiting=3, oldest=NOON, problem=""),),
)


class Look:
    network = "X: mentions"
    at = NOON
    problem = ""
    begun_at = NOON


class Slack:
    connected = True
    since = NOON
    problems: dict[str, str] = {}  # noqa: RUF012  # never changed


class Queries:
    async def overview(self, now, today=None):
        return OVERVIEW

    async def migrated(self):
        return True


async def exported():
    """Name of each metric with its labels."""

    async def count(_):
        return OVERVIEW

    text = (await Metrics(count, lambda: [Look()], Slack(), HandClock(), 100.0).text()).decode()
    found = re.findall(r"^(mentiondesk_\w+)(?:\{(\w+)=)?", text, re.MULTILINE)
    return {name: label for name, label in found}


async def test_the_metrics_in_the_table_are_those_that_are_exported():
    rows = re.findall(r"^\| `(mentiondesk_\w+)` \| (?:`(\w+)`)? ?\|", PAGE, re.MULTILINE)
    assert dict(rows) == await exported()


async def test_every_metric_named_in_the_text_is_exported():
    assert set(re.findall(r"mentiondesk_[a-z_]*[a-z]", PAGE)) <= set(await exported())


async def test_the_example_of_readyz_has_the_keys_of_the_answer():
    shown = json.loads(re.search(r"```json\n(.+?)```", PAGE, re.DOTALL)[1])
    report = await Health(Queries(), Slack(), lambda: [Look()], HandClock()).report()
    assert set(shown) == {"ready", "parts", *report.facts}
    for name in ("slack", "unsure"):
        assert set(shown[name]) == set(report.facts[name])
    ((_, lane),) = shown["lanes"].items()
    assert set(lane) == set(report.facts["lanes"]["T0ACME/post/C0MENTIONS"])
