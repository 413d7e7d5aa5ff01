"""Why somebody cannot be asked: holidays of the desk file before what Slack says, times in the desk's own zone."""

from datetime import date

import pytest

from bot.cases.absence import absence
from bot.cases.settings import Away, Desk
from tests.cases.samples import settings
from tests.outside import utc

BERLIN = Desk(channel="C0MENTIONS", timezone="Europe/Berlin")
HOLIDAYS = (
    Away(person="U0ANN", from_=date(2026, 12, 24), until=date(2027, 1, 1)),
    Away(person="U0ANN", from_=date(2026, 12, 31), until=date(2027, 1, 6)),
)
GIVEN = settings(desk=BERLIN, away=HOLIDAYS)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-12-23T22:59+00:00", ""),
        ("2026-12-23T23:01+00:00", "is away until 1 January"),
        ("2026-12-31T12:00+00:00", "is away until 6 January"),
        ("2027-01-06T22:59+00:00", "is away until 6 January"),
        ("2027-01-06T23:01+00:00", ""),
    ],
)
def test_a_holiday_lasts_from_its_first_to_its_last_day_in_the_desks_zone(now: str, said: str) -> None:
    assert absence("U0ANN", utc(now), GIVEN, quiet_until=None, present=True) == said


def test_a_holiday_is_one_persons_own() -> None:
    assert absence("U0BEN", utc("2026-12-25T12:00+00:00"), GIVEN, quiet_until=None, present=True) == ""


def test_paused_notifications_are_told_in_the_desks_time() -> None:
    now = utc("2026-11-22T12:00+00:00")
    today, tomorrow = utc("2026-11-22T13:00+00:00"), utc("2026-11-23T07:30+00:00")
    said = [absence("U0BEN", now, GIVEN, quiet_until=until, present=True) for until in (today, tomorrow, now)]
    assert said == ["has paused notifications until 14:00", "has paused notifications until Monday 08:30", ""]


def test_who_is_not_at_slack_is_away() -> None:
    assert absence("U0BEN", utc("2026-11-22T12:00+00:00"), GIVEN, quiet_until=None, present=False) == "is away"
