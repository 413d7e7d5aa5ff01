"""The promises of a desk file: tiers, rules, hours and holidays, and what each of them may not say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.config.test_desk_file import LEAST, read, refusal

TEAM = '[[teams]]\nname = "baggage"\nchannel = "C0BAGGAGE"\n'
GOLD = '[[tiers]]\nname = "gold"\nhandles = ["@vera"]\n'


def test_tiers_and_rules_are_read(tmp_path: Path) -> None:
    rule = '[[sla.rules]]\npriority = "urgent"\nteam = "Baggage"\ntier = "gold"\nfirst_reply_minutes = 5\n'
    settings = read(tmp_path, LEAST + TEAM + GOLD + rule)
    assert settings.tiers[0].handles == ("@vera",)
    assert settings.sla.rules[0].conditions == [("priority", "urgent"), ("team", "Baggage"), ("tier", "gold")]
    assert (settings.sla.rules[0].first_reply_minutes, settings.sla.rules[0].resolve_hours) == (5, None)


def test_a_team_has_hours_zone_and_holidays_of_its_own(tmp_path: Path) -> None:
    own = 'hours = ["mon-fri 09:00-12:00"]\ntimezone = "Europe/Oslo"\nholidays = [2026-05-17]\n'
    team = read(tmp_path, LEAST + TEAM + own).teams[0]
    assert (team.hours, team.timezone, team.holidays) == (
        ("mon-fri 09:00-12:00",),
        "Europe/Oslo",
        (date(2026, 5, 17),),
    )
    assert read(tmp_path, LEAST + TEAM).teams[0].hours is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            GOLD + '[[sla.rules]]\ntier = "golf"\nresolve_hours = 8\n',
            'line 11: sla.rules.tier "golf" is no tier of this file; did you mean "gold"?',
        ),
        (
            '[[sla.rules]]\nteam = "baggage"\nresolve_hours = 8\n',
            'line 8: sla.rules.team "baggage" is no team of this file; there is none.',
        ),
        (
            "[[sla.rules]]\nresolve_hours = 8\n",
            "line 7: a rule of [[sla.rules]] says for whom: write priority, team or tier; "
            "for everybody, write it in [sla].",
        ),
        (
            '[[sla.rules]]\npriority = "low"\n',
            "line 7: a rule of [[sla.rules]] sets a time: write first_reply_minutes, next_reply_minutes or "
            "resolve_hours.",
        ),
        (
            '[[sla.rules]]\npriority = "very"\nresolve_hours = 8\n',
            'line 8: sla.rules.priority must be one of urgent, high, normal, low, not "very"; '
            'write for example priority = "urgent".',
        ),
        ('[sla]\nrules = "none"\n', "each rule is a section of its own; write [[sla.rules]], with two brackets."),
        (
            '[[tiers]]\nname = "gold"\n',
            'line 7: tier "gold" fits nobody; give it handles, followers or verified = true.',
        ),
        (
            GOLD + GOLD.replace("gold", "Gold"),
            'line 11: tiers.name "Gold" is taken by the tier in line 8; give each tier a name of its own.',
        ),
        (
            TEAM + 'timezone = "Europe/Olso"\n',
            'line 10: teams.timezone must be the name of a time zone, not "Europe/Olso"; did you mean "Europe/Oslo"?',
        ),
        (
            TEAM + 'hours = ["mon-fri 9-17"]\n',
            'line 10: teams.hours: "mon-fri 9-17" are no office hours; write them like "mon-fri 08:00-20:00".',
        ),
        (
            '[sla]\nholidays = ["2026-12-25"]\n',
            'line 8: sla.holidays must be a list of dates, without quotes, not "2026-12-25"; '
            "write for example holidays = [2026-12-25, 2026-12-26].",
        ),
    ],
)
def test_what_cannot_be_promised_is_refused_with_a_sentence(tmp_path: Path, wrong: str, sentence: str) -> None:
    assert refusal(tmp_path, f"{LEAST}\n{wrong}").endswith(sentence)


def test_holidays_without_end_are_refused(tmp_path: Path) -> None:
    days = ", ".join(str(date(2027, 1, 1) + timedelta(days=n)) for n in range(400))
    wrong = f'{LEAST}\n[sla]\nhours = ["mon-fri 08:00-20:00"]\nholidays = [{days}]\n'
    assert refusal(tmp_path, wrong).endswith("sla.holidays leave no open hour within a year; take some of them out.")
