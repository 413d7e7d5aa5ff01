"""Why somebody cannot be asked now, in a few words that follow their name."""

from datetime import datetime

from bot.cases.settings import Settings

IDLE = "is away"
"""Not seen in Slack just now; a mention still reaches their phone."""


def absence(person: str, now: datetime, settings: Settings, *, quiet_until: datetime | None, present: bool) -> str:
    """Holidays come from the desk file; `quiet_until` and `present` are what Slack says. Empty for those who can.

    Times are the desk's own: the one who reads them sits there.
    """
    if holiday := settings.holiday_of(person, now):
        return f"is away until {holiday.until.day} {holiday.until:%B}"
    if quiet_until and quiet_until > now:
        return f"has paused notifications until {_moment(quiet_until, now, settings)}"
    return "" if present else IDLE


def _moment(at: datetime, now: datetime, settings: Settings) -> str:
    local = at.astimezone(settings.zone)
    today = local.date() == now.astimezone(settings.zone).date()
    return f"{local:%H:%M}" if today else f"{local:%A %H:%M}"
