"""The desk file: what is right becomes settings; what is wrong becomes one sentence with the key and the line."""

from dataclasses import fields
from pathlib import Path

import pytest

from bot.cases.settings import EVERYONE, Settings
from bot.config import ConfigError, read_desk_file
from bot.config.desk_file import MANY, PARTS, SECTIONS, key_of
from bot.config.rules import RULES

COMPANY = {  # what a section needs beside the key in question
    "away": ['person = "U0AGENT"', "from = 2026-12-24", "until = 2026-12-24"],
    "tiers": ['name = "other"', "verified = true"],
    "sla.rules": ['priority = "high"', "resolve_hours = 8"],
}
PROMISED = '[[teams]]\nname = "gold"\nchannel = "C0GOLD"\n[[tiers]]\nname = "gold"\nverified = true'
LEAST = '[desk]\nchannel = "C0MENTIONS"\n\n[x]\nhandle = "acmeair"\n'


def read(folder: Path, text: str) -> Settings:
    path = folder / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return read_desk_file(path)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as refused:
        read(folder, text)
    return str(refused.value)


def test_only_the_channel_and_the_handle_are_required(tmp_path: Path) -> None:
    settings = read(tmp_path, LEAST)
    assert settings.desk.channel == "C0MENTIONS" and settings.x.handle == "acmeair"
    assert settings.desk.timezone == "UTC" and settings.desk.undo_seconds == 10 and settings.desk.signature == ""
    assert settings.slack.posts_per_second == 1 and settings.slack.storm_after == 100
    assert settings.x.poll_seconds == 5 and settings.x.track == ()
    assert settings.sla.first_reply_minutes == 20 and settings.sla.next_reply_minutes == 60
    assert settings.sla.resolve_hours == 48 and settings.sla.hours == ()
    rights = settings.permissions
    assert rights.reply == rights.claim == rights.assign == rights.escalate == rights.resolve == EVERYONE
    assert rights.needs_approval == rights.approve == rights.lead == rights.admin == ()


def test_the_example_file_is_read_whole() -> None:
    settings = read_desk_file(Path("desk.example.toml"))
    assert settings.desk.name == "Acme Air" and settings.desk.signature == "^{initials}"
    assert settings.sla.hours == ("mon-fri 08:00-20:00", "sat 10:00-16:00")
    team = settings.team("Baggage")
    assert team and team.members == ("U0AGENT", "S0BAGGAGE") and team.keywords == ("luggage", "lost bag")
    assert team.answer_within_minutes == 15 and team.escalate_to == ("U0LEAD",)


def test_every_example_in_a_refusal_is_itself_right(tmp_path: Path) -> None:
    for name, rule in RULES.items():
        section, _, key = name.rpartition(".")
        if section == "teams":
            others = {"name": 'name = "other"', "channel": 'channel = "C0OTHER"'}
            team = [line for other, line in others.items() if other != key]
            text = "\n".join([LEAST, "[[teams]]", *team, f"{key} = {rule.example}"])
        elif section in COMPANY:
            others = [line for line in COMPANY[section] if not line.startswith(f"{key} ")]
            before = PROMISED * (section == "sla.rules")
            text = "\n".join([LEAST, before, f"[[{section}]]", *others, f"{key} = {rule.example}"])
        elif section in MANY:
            needed = {"notify": 'notify = "next"'} if section in PARTS else {"team": 'team = "baggage"'}
            given = needed | ({} if section in PARTS else {"followers": "followers = 9"})
            given |= {"to": 'to = ["U0AGENT"]'} if section in PARTS else {}
            given |= {key: f"{key} = {rule.example}"}
            given |= {"notify": 'notify = "repeat"', "to": ""} if key == "times" else {}
            before = '\n[[teams.steps]]\nnotify = "members"\n' if section in PARTS else ""
            text = "\n".join([f"{LEAST}{TEAM}{before}", f"[[{section}]]", *given.values()])
        else:
            body = LEAST.replace('channel = "C0MENTIONS"', "") if name == "desk.channel" else LEAST
            body = body.replace('handle = "acmeair"', "") if name == "x.handle" else body
            header = f"[{section}]"
            line = f"{header}\n{key} = {rule.example}"
            text = body.replace(header, line) if header in body else f"{body}\n{line}"
        read(tmp_path, text)


def test_every_key_has_a_rule_and_every_rule_a_key() -> None:
    keys = {f"{section}.{key_of(field)}" for section, kind in (SECTIONS | PARTS).items() for field in fields(kind)}
    assert keys == set(RULES) | set(PARTS)
    assert set(SECTIONS) == {field.name for field in fields(Settings)}


def test_a_handle_may_be_written_with_its_at_sign(tmp_path: Path) -> None:
    assert read(tmp_path, LEAST.replace('"acmeair"', '"@acmeair"')).x.handle == "acmeair"


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff" + LEAST).desk.channel == "C0MENTIONS"


TEAM = '\n[[teams]]\nname = "baggage"\nchannel = "C0BAGGAGE"\n'
PEOPLE = "a list of ids of people (U…) or user groups (S…)"
CHANNEL = "a channel id (it stands at the foot of the channel's details in Slack)"

ALL = "the sections are desk, slack, x, teams, tiers, sla, permissions, priority, escalate_when, away and assistant."
WRONG = {
    "an empty file": ("", 'desk.toml: desk.channel is missing; write channel = "C0MENTIONS" under [desk].'),
    "no channel": (
        '[desk]\nname = "Acme"\n[x]\nhandle = "a"\n',
        'desk.toml, line 1: desk.channel is missing; write channel = "C0MENTIONS" under [desk].',
    ),
    "no handle": (
        '[desk]\nchannel = "C0MENTIONS"\n',
        'desk.toml: x.handle is missing; write handle = "acmeair" under [x].',
    ),
    "a team without a channel": (
        f'{LEAST}{TEAM}\n[[teams]]\nname = "crew"\n',
        'desk.toml, line 11: teams.channel is missing; write channel = "C0MENTIONS" under [[teams]].',
    ),
    "a key with a typo": (
        f"{LEAST}\n[sla]\nfirst_repl_minutes = 5\n",
        "desk.toml, line 8: unknown key sla.first_repl_minutes; did you mean sla.first_reply_minutes?",
    ),
    "a key like no other": (
        f"{LEAST}colour = 5\n",
        "desk.toml, line 6: unknown key x.colour; remove it, or use handle, poll_seconds, track, posts_per_15_minutes, "
        "seconds_between_posts or monthly_budget.",
    ),
    "a section with a typo": (
        f"{LEAST}\n[permision]\nlead = []\n",
        "desk.toml, line 7: unknown section [permision]; did you mean [permissions]?",
    ),
    "a section like no other": (
        f"{LEAST}\n[weather]\nlead = []\n",
        f"desk.toml, line 7: unknown section [weather]; {ALL}",
    ),
    "a key outside any section": (
        f'channel = "C0MENTIONS"\n{LEAST}',
        f"desk.toml, line 1: unknown key channel outside any section; {ALL}",
    ),
    "a section that is a value": (
        f"sla = 5\n{LEAST}",
        "desk.toml, line 1: sla is a section; write [sla] alone on a line, and its keys below.",
    ),
    "teams with one bracket": (
        f'{LEAST}\n[teams]\nname = "baggage"\n',
        "desk.toml, line 7: each team is a section of its own; write [[teams]], with two brackets.",
    ),
    "not TOML": (
        f"{LEAST}poll_seconds 5\n",
        "desk.toml, line 6: this is not TOML (Expected '=' after a key in a key/value pair); correct the line.",
    ),
    "not TOML at its end": (
        f'{LEAST}track = ["a"',
        "desk.toml, line 6: this is not TOML (Unclosed array); correct the line.",
    ),
    "a key twice": (
        f'{LEAST}handle = "other"\n',
        "desk.toml, line 6: this is not TOML (Cannot overwrite a value); correct the line.",
    ),
    "a channel by name": (
        LEAST.replace("C0MENTIONS", "#mentions"),
        f'desk.toml, line 2: desk.channel must be {CHANNEL}, not "#mentions"; '
        'write for example channel = "C0MENTIONS".',
    ),
    "a channel in small letters": (
        LEAST.replace("C0MENTIONS", "c0mentions"),
        f'desk.toml, line 2: desk.channel must be {CHANNEL}, not "c0mentions"; '
        'write for example channel = "C0MENTIONS".',
    ),
    "a number as text": (
        LEAST.replace("[x]", 'undo_seconds = "ten"\n[x]'),
        'desk.toml, line 4: desk.undo_seconds must be a number of seconds from 0 to 3600, not "ten"; '
        "write for example undo_seconds = 10.",
    ),
    "a yes as a number": (
        f"{LEAST}poll_seconds = true\n",
        "desk.toml, line 6: x.poll_seconds must be a number of seconds from 1 to 3600, not true; "
        "write for example poll_seconds = 5.",
    ),
    "asking X too often": (
        f"{LEAST}poll_seconds = 0.5\n",
        "desk.toml, line 6: x.poll_seconds must be a number of seconds from 1 to 3600, not 0.5; "
        "write for example poll_seconds = 5.",
    ),
    "no number at all": (
        f"{LEAST}poll_seconds = nan\n",
        "desk.toml, line 6: x.poll_seconds must be a number of seconds from 1 to 3600, not NaN; "
        "write for example poll_seconds = 5.",
    ),
    "negative minutes": (
        f"{LEAST}\n[sla]\nnext_reply_minutes = 60\nfirst_reply_minutes = -20\n",
        "desk.toml, line 9: sla.first_reply_minutes must be a number of minutes from 1 to 525600, not -20; "
        "write for example first_reply_minutes = 20.",
    ),
    "half a card": (
        f"{LEAST}\n[slack]\nstorm_after = 0.5\n",
        "desk.toml, line 8: slack.storm_after must be a whole number of cards from 0 to 1000000, not 0.5; "
        "write for example storm_after = 100.",
    ),
    "a handle too long": (
        LEAST.replace("acmeair", "acme_air_customer_care"),
        "desk.toml, line 5: x.handle must be the company's @name on X, of at most 15 letters, digits and underscores, "
        'not "acme_air_customer_care"; write for example handle = "acmeair".',
    ),
    "an address as a handle": (
        LEAST.replace("acmeair", "x.com/acmeair"),
        "desk.toml, line 5: x.handle must be the company's @name on X, of at most 15 letters, digits and underscores, "
        'not "x.com/acmeair"; write for example handle = "acmeair".',
    ),
    "a search term that is no list": (
        f'{LEAST}track = "acme air"\n',
        'desk.toml, line 6: x.track must be a list of search terms, each in quotes, not "acme air"; '
        'write for example track = ["acme air"].',
    ),
    "an empty search term": (
        f'{LEAST}track = ["acme air", " "]\n',
        'desk.toml, line 6: x.track must be a list of search terms, each in quotes, not " "; '
        'write for example track = ["acme air"].',
    ),
    "a signature that does not end": (
        LEAST.replace("[x]", 'signature = "^{initials"\n[x]'),
        "desk.toml, line 4: desk.signature must be text of at most 100 characters, in which only {initials}, "
        '{first_name} and {name} are filled in, not "^{initials"; write for example signature = "^{initials}".',
    ),
    "a signature with a typo": (
        LEAST.replace("[x]", 'signature = "^{initals}"\n[x]'),
        "desk.toml, line 4: desk.signature must be text of at most 100 characters, in which only {initials}, "
        '{first_name} and {name} are filled in, not "^{initals}"; write for example signature = "^{initials}".',
    ),
    "a city as a time zone": (
        LEAST.replace("[x]", 'timezone = "Berlin"\n[x]'),
        'desk.toml, line 4: desk.timezone must be the name of a time zone, not "Berlin"; did you mean "Europe/Berlin"?',
    ),
    "a time zone with a typo": (
        LEAST.replace("[x]", 'timezone = "Europe/Berln"\n[x]'),
        'desk.toml, line 4: desk.timezone must be the name of a time zone, not "Europe/Berln"; '
        'did you mean "Europe/Berlin"?',
    ),
    "a time zone nowhere": (
        LEAST.replace("[x]", 'timezone = "../etc"\n[x]'),
        'desk.toml, line 4: desk.timezone must be the name of a time zone, not "../etc"; '
        'write for example timezone = "Europe/Berlin".',
    ),
    "hours in words": (
        f'{LEAST}\n[sla]\nhours = ["weekdays"]\n',
        'desk.toml, line 8: sla.hours: "weekdays" are no office hours; write them like "mon-fri 08:00-20:00".',
    ),
    "hours over midnight, on their own line": (
        f'{LEAST}\n[sla]\nhours = [\n  "mon-fri 08:00-20:00",\n  "sat 20:00-02:00",\n]\n',
        'desk.toml, line 10: sla.hours: "sat 20:00-02:00" closes before it opens; '
        "split hours over midnight into two blocks.",
    ),
    "two teams of one name": (
        f'{LEAST}{TEAM}\n[[teams]]\nchannel = "C0OTHER"\nname = "Baggage"\n',
        'desk.toml, line 13: teams.name "Baggage" is taken by the team in line 8; give each team a name of its own.',
    ),
    "a member by name": (
        f'{LEAST}{TEAM}members = [\n  "U0AGENT",\n  "@anna",\n]\n',
        f'desk.toml, line 12: teams.members must be {PEOPLE}, not "@anna"; write for example members = ["U0AGENT"].',
    ),
    "everyone as a member": (
        f'{LEAST}{TEAM}members = ["everyone"]\n',
        f'desk.toml, line 10: teams.members must be {PEOPLE}, not "everyone"; write for example members = ["U0AGENT"].',
    ),
    "a lead that is a number": (
        f"{LEAST}\n[permissions]\nlead = [7]\n",
        f'desk.toml, line 8: permissions.lead must be {PEOPLE}, or "everyone", not 7; '
        'write for example lead = ["U0LEAD"].',
    ),
    "a right for a channel": (
        f'{LEAST}\n[permissions]\nreply = ["C0MENTIONS"]\n',
        f'desk.toml, line 8: permissions.reply must be {PEOPLE}, or "everyone", not "C0MENTIONS"; '
        'write for example reply = ["everyone"].',
    ),
    "a wrong key in dotted form": (
        'desk.chanel = "C0MENTIONS"\nx.handle = "acmeair"\n',
        "desk.toml, line 1: unknown key desk.chanel; did you mean desk.channel?",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_with_the_key_the_line_and_what_to_do(tmp_path: Path, text: str, sentence: str) -> None:
    assert refusal(tmp_path, text) == sentence


def test_a_missing_desk_file_names_the_example(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    with pytest.raises(ConfigError, match=r"does not exist: copy desk\.example\.toml to .*, or name yours"):
        read_desk_file(path)


def test_a_desk_file_that_is_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read \(Is a directory\): make it a readable file"):
        read_desk_file(tmp_path)


def test_a_desk_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="is not UTF-8 text: save it as UTF-8"):
        read_desk_file(tmp_path / "desk.toml")
