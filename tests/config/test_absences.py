"""Holidays in the desk file: days without quotes, of one person, that end after they begin."""

from datetime import date
from pathlib import Path

import pytest

from bot.cases.settings import Away
from tests.config.test_desk_file import LEAST, read, refusal

WRONG = {
    "a holiday in quotes": (
        f'{LEAST}\n[[away]]\nperson = "U0AGENT"\nfrom = "2026-12-24"\nuntil = 2027-01-01\n',
        'desk.toml, line 9: away.from must be a day, without quotes, not "2026-12-24"; '
        "write for example from = 2026-12-24.",
    ),
    "a holiday that ends before it begins": (
        f'{LEAST}\n[[away]]\nperson = "U0AGENT"\nfrom = 2026-12-24\nuntil = 2026-01-01\n',
        "desk.toml, line 10: the holiday ends (2026-01-01) before it begins (2026-12-24); correct away.until.",
    ),
    "a holiday with one bracket": (
        f'{LEAST}\n[away]\nperson = "U0AGENT"\n',
        "desk.toml, line 7: each holiday is a section of its own; write [[away]], with two brackets.",
    ),
    "a holiday of a group": (
        f'{LEAST}\n[[away]]\nperson = "S0GROUP"\nfrom = 2026-12-24\nuntil = 2027-01-01\n',
        'desk.toml, line 8: away.person must be the id of a person (U…), not "S0GROUP"; '
        'write for example person = "U0AGENT".',
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_holiday_is_told_in_one_sentence(tmp_path: Path, case: str) -> None:
    text, sentence = WRONG[case]
    assert refusal(tmp_path, text) == sentence


def test_a_holiday_may_be_a_single_day(tmp_path: Path) -> None:
    day = "2026-12-24"
    settings = read(tmp_path, f'{LEAST}\n[[away]]\nperson = "U0AGENT"\nfrom = {day}\nuntil = {day}\n')
    assert settings.away == (Away(person="U0AGENT", from_=date(2026, 12, 24), until=date(2026, 12, 24)),)
    assert settings.named() == ("U0AGENT",)
