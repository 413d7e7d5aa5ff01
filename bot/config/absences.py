"""Looks over who is on holiday: no holiday may end before it begins."""

from collections.abc import Iterator

from bot.cases.settings import Settings
from bot.config.faults import Flaw


def flaws(settings: Settings) -> Iterator[Flaw]:
    for nth, holiday in enumerate(settings.away):
        if holiday.until < holiday.from_:
            words = f"the holiday ends ({holiday.until}) before it begins ({holiday.from_}); correct away.until."
            yield Flaw(sentence=words, section="away", key="until", nth=nth)
