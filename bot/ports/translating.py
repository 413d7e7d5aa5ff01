"""Have what is said in another language translated by and by."""

from datetime import datetime

from bot.cases.case import Case
from bot.cases.languages import to_translate
from bot.cases.settings import Settings
from bot.ports.memory import TRANSLATIONS
from bot.ports.store import Change


async def translate_later(change: Change, case: Case, settings: Settings, now: datetime) -> None:
    """Where there is nothing to translate, nothing is written down."""
    if any(to_translate(case, settings.assistant.language)):
        await change.run_errands(TRANSLATIONS, now, case.id)
