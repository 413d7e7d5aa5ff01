"""Looks over what is switched on in the desk file but not installed."""

from collections.abc import Iterator
from importlib.util import find_spec

from bot.cases.settings import Settings
from bot.config.faults import Flaw


def flaws(settings: Settings) -> Iterator[Flaw]:
    if settings.assistant.learn and find_spec("sklearn") is None:
        words = (
            "assistant.learn needs the extra learning; run .venv/bin/pip install -e '.[learning]', or remove the key."
        )
        yield Flaw(sentence=words, section="assistant", key="learn")
