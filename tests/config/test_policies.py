"""Escalation in the desk file: steps and rules as they are read, and what cannot work, in one sentence."""

from pathlib import Path

import pytest

from bot.cases.settings import EscalateWhen, PolicyStep
from tests.config.test_desk_file import LEAST, TEAM, read, refusal

CREW = '\n[[teams]]\nname = "crew"\nchannel = "C0CREW"\n'


def step(notify: str, more: str = "", **keys: str) -> str:
    lines = [f'{key} = "{value}"' for key, value in keys.items()]
    return "\n".join(["", "[[teams.steps]]", f'notify = "{notify}"', *lines, more])


def to(*ids: str) -> str:
    return f"to = {list(ids)}"


def test_steps_belong_to_their_team_in_their_order(tmp_path: Path) -> None:
    people = 'to = ["U0ANN", "S0NIGHT"]\nminutes = 5\nonly = "urgent"\n'
    text = f"{LEAST}{TEAM}{step('members')}{step('next', people)}{CREW}{step('lead')}{step('repeat', 'times = 3')}"
    settings = read(tmp_path, text)
    assert [team.steps for team in settings.teams] == [
        (
            PolicyStep(notify="members"),
            PolicyStep(notify="next", to=("U0ANN", "S0NIGHT"), minutes=5, only="urgent"),
        ),
        (PolicyStep(notify="lead"), PolicyStep(notify="repeat", times=3)),
    ]
    assert {"U0ANN", "S0NIGHT"} <= set(settings.named())


def test_a_channel_that_is_called_is_one_that_the_bot_must_be_in(tmp_path: Path) -> None:
    settings = read(tmp_path, f"{LEAST}{TEAM}{step('channel', to('C0DUTY'))}")
    assert settings.channels() == ("C0MENTIONS", "C0BAGGAGE", "C0DUTY")


def test_rules_are_read_with_their_conditions(tmp_path: Path) -> None:
    rules = '\n[[escalate_when]]\nteam = "baggage"\nkeyword = ["lawyer"]\nurgent = true\n'
    rules += '\n[[escalate_when]]\nteam = "Baggage"\nunanswered_minutes = 30\nreason = "Nobody has answered"\n'
    assert read(tmp_path, f"{LEAST}{TEAM}{rules}").escalate_when == (
        EscalateWhen(team="baggage", keyword=("lawyer",), urgent=True),
        EscalateWhen(team="Baggage", unanswered_minutes=30, reason="Nobody has answered"),
    )


SPREAD = 'to = [\n  "U0ANN",\n  "@ben",\n]'
MEMBERS = 'members = ["U0BAG"]\n'
TO_CREW, TO_BAGGAGE = step("team", 'to = ["crew"]'), step("team", 'to = ["Baggage"]')
WRONG = {
    "no steps": (
        f"{TEAM}steps = []\n",
        "line 10: teams.steps is empty; write at least one [[teams.steps]], or leave it out.",
    ),
    "steps with one bracket": (
        f'{TEAM}[teams.steps]\nnotify = "lead"\n',
        "line 10: each step is a section of its own; write [[teams.steps]], with two brackets.",
    ),
    "a step that asks nobody": (
        f"{TEAM}\n[[teams.steps]]\nminutes = 5\n",
        'line 11: teams.steps.notify is missing; write notify = "next" under [[teams.steps]].',
    ),
    "a kind with a typo": (
        f"{TEAM}{step('membres')}",
        "line 12: teams.steps.notify must be one of members, next, group, channel, lead, team, repeat, "
        'not "membres"; did you mean "members"?',
    ),
    "a repeat that comes first": (
        f"{TEAM}{step('repeat')}{step('lead')}",
        'line 12: notify = "repeat" comes first, so there is nothing to repeat; put a step before it.',
    ),
    "a repeat that comes first at night": (
        f"{TEAM}{step('members', only='normal')}\n{step('repeat')}",
        'line 17: notify = "repeat" comes first, so there is nothing to repeat; put a step before it.',
    ),
    "two repeats": (
        f"{TEAM}{step('members')}{step('repeat')}{step('lead')}{step('repeat')}",
        'line 21: team baggage has notify = "repeat" twice; keep one, and set its times.',
    ),
    "nothing for normal requests": (
        f"{TEAM}{step('members', only='urgent')}",
        "line 8: team baggage has no step for normal requests; leave only out of one of its steps.",
    ),
    "two policies for one team": (
        f"{TEAM}answer_within_minutes = 15\n{step('lead')}",
        "line 10: teams.answer_within_minutes and teams.steps both say who comes next for team baggage; "
        "keep teams.steps.",
    ),
    "a person by name": (
        f"{TEAM}{step('next', SPREAD)}",
        'line 15: teams.steps.to must hold ids of people (U…) or user groups (S…) where notify = "next", not "@ben".',
    ),
    "a person as a channel": (
        f"{TEAM}{step('channel', to('U0ANN'))}",
        'line 13: teams.steps.to must hold ids of channels (C…) where notify = "channel", not "U0ANN".',
    ),
    "a group without names": (
        f"{TEAM}{MEMBERS}{step('group')}",
        'line 13: notify = "group" of team baggage names nobody; add to = ["U0AGENT"].',
    ),
    "nobody in turn": (
        f"{TEAM}{step('next')}",
        'line 12: notify = "next" of team baggage names nobody; add to = ["U0AGENT"].',
    ),
    "a lead by name": (
        f"{TEAM}{step('lead', to('U0LEAD'))}",
        'line 13: notify = "lead" takes no to; remove it.',
    ),
    "times without a repeat": (
        f"{TEAM}{step('lead', 'times = 2')}",
        'line 13: teams.steps.times is for notify = "repeat" only; remove it.',
    ),
    "an unknown team": (
        f"{TEAM}{TO_CREW}\n{CREW.replace('crew', 'cabin')}",
        'line 13: teams.steps.to names the team "crew", which is none; the others are cabin.',
    ),
    "a team without a name": (
        f"{TEAM}{step('team')}",
        'line 12: notify = "team" hands on to one team; name it, like to = ["crew"].',
    ),
    "steps after another team": (
        f"{TEAM}{TO_CREW}\n{step('lead')}{CREW}",
        'line 12: notify = "team" hands the request on, so nothing comes after it; make it the last step.',
    ),
    "a team that asks itself": (
        f"{TEAM}{TO_BAGGAGE}",
        'line 13: teams.steps leads in a circle: baggage, baggage; end one of them without notify = "team".',
    ),
    "two teams in a circle": (
        f"{TEAM}{TO_CREW}\n{CREW}{TO_BAGGAGE}",
        'line 21: teams.steps leads in a circle: baggage, crew, baggage; end one of them without notify = "team".',
    ),
    "a rule for an unknown team": (
        f'{TEAM}\n[[escalate_when]]\nteam = "legal"\nkeyword = ["lawyer"]\n',
        'line 12: escalate_when.team names the team "legal", which is none; the teams are baggage.',
    ),
    "a rule without a condition": (
        f'{TEAM}\n[[escalate_when]]\nteam = "baggage"\nurgent = true\n',
        "line 11: a rule of escalate_when has no condition; add one of keyword, priority, followers, "
        "unanswered_minutes or contacts_in_week.",
    ),
    "a rule with one bracket": (
        f'{TEAM}\n[escalate_when]\nteam = "baggage"\n',
        "line 11: each rule is a section of its own; write [[escalate_when]], with two brackets.",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_work_is_said_with_the_line_and_what_to_do(tmp_path: Path, text: str, sentence: str) -> None:
    assert refusal(tmp_path, LEAST + text) == f"desk.toml, {sentence}"
