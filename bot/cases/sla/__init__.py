"""The promises to customers: when an answer is due, when it is at risk, and what office hours mean for both."""

from bot.cases.sla.calendar import Block, Calendar, calendar, parse_hours
from bot.cases.sla.clocks import (
    Clock,
    begun,
    clock_for,
    clock_of,
    kept,
    next_due,
    next_mark,
    resolution_of,
    sooner,
    tended,
)
from bot.cases.sla.terms import Terms, calendar_of, terms_for, terms_of, tier_of

__all__ = [
    "Block",
    "Calendar",
    "Clock",
    "Terms",
    "begun",
    "calendar",
    "calendar_of",
    "clock_for",
    "clock_of",
    "kept",
    "next_due",
    "next_mark",
    "parse_hours",
    "resolution_of",
    "sooner",
    "tended",
    "terms_for",
    "terms_of",
    "tier_of",
]
