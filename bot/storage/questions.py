"""A question as it is kept, and what was looked up for it as JSON."""

from datetime import date
from typing import Any

from bot.cases.questions import Lookup, Period, Question, Read, Which


def lookup_values(lookup: Lookup) -> dict[str, Any]:
    period = lookup.period
    return {
        "read": lookup.read,
        "which": lookup.which,
        "customer": lookup.customer,
        "number": lookup.number,
        "words": lookup.words,
        "period": [period.first.isoformat(), period.last.isoformat()] if period else None,
    }


def question_from(row: Any) -> Question:
    return Question(
        channel=row.channel,
        ts=row.ts,
        thread=row.thread,
        by=row.by,
        team=row.team,
        text=row.text,
        at=row.at,
        reads=tuple(_lookup(each) for each in row.reads),
    )


def _lookup(kept: dict[str, Any]) -> Lookup:
    days = [date.fromisoformat(day) for day in kept["period"] or ()]
    return Lookup(
        read=Read(kept["read"]),
        which=Which(kept["which"]),
        customer=kept["customer"],
        number=kept["number"],
        words=kept["words"],
        period=Period(first=days[0], last=days[1]) if days else None,
    )
