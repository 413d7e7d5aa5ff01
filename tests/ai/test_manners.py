"""One hint on how an answer may read, by plain rules."""

import pytest

from bot.ai.language import prepare
from bot.ai.manners import hint
from tests.ai.odd import ODD


@pytest.mark.parametrize(
    "written, theirs, words",
    [
        ("PLEASE READ OUR TERMS AND CONDITIONS", "en", "Capital letters"),
        ("As I said, the form is online.", "en", "“As i said” may read like a reproach."),
        ("That is obviously in the terms.", "en", "reproach"),
        ("We are very sorry, and we look for your suitcase today.", "es", "another language"),
        ("We are very sorry, and we look for your suitcase today.", "en-GB", ""),
        ("We are very sorry, and we look for your suitcase today.", None, ""),
        ("OK, OK!", "es", ""),
        ("USA, UK", "en", ""),
    ],
)
async def test_a_hint_where_there_is_reason(written: str, theirs: str | None, words: str) -> None:
    await prepare()
    found = hint(written, theirs)
    assert words in found if words else found == ""


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
async def test_whatever_is_written_there_is_one_line_at_most(text: str) -> None:
    await prepare()
    assert "\n" not in hint(text, "en") and len(hint(text, "en")) < 100
