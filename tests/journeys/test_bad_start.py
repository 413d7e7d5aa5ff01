"""A start that cannot work: exit 1, one plain sentence as the last line, no traceback, and no secret in any line."""

from pathlib import Path

import pytest

from tests.forked import Forked
from tests.journeys.town import Town

ROOT = Path(__file__).parents[2]
SECRETS = ("xoxb-sandbox", "xapp-sandbox", "sandbox-signing-secret", "pass-word", "X_ACCESS_TOKEN_SECRET=")


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path, bot=False) as town:
        yield town


async def last_words(town: Town, **changes: str | None) -> str:
    """Start the bot as a process of its own, which must fail; None leaves a variable out."""
    environment = {name: value for name, value in {**town.environment(), **changes}.items() if value is not None}
    log = town.folder / "bad start.log"
    process = await Forked.begun(town.folder, environment, log)
    ended = await process.wait()
    said = log.read_text()
    assert ended == 1, said
    assert "Traceback" not in said
    hidden = [*SECRETS, *(value for name, value in environment.items() if "SECRET" in name or "TOKEN" in name)]
    assert not [secret for secret in hidden if secret in said]
    sentence = said.splitlines()[-1]
    assert sentence[-1] in ".?"
    return sentence


async def test_a_missing_token_is_named(town):
    sentence = await last_words(town, X_ACCESS_TOKEN_SECRET=None)
    assert sentence.startswith("X_ACCESS_TOKEN_SECRET is missing: set it in the environment or in .env")


async def test_a_token_that_slack_does_not_know_is_named(town):
    sentence = await last_words(town, SLACK_BOT_TOKEN="xoxb-somebody-elses")
    assert sentence.startswith("Slack does not accept SLACK_BOT_TOKEN (invalid_auth). Copy it again")


TYPOS = {
    "undo_seconds": ("undo_secs", "unknown key desk.undo_secs; did you mean desk.undo_seconds?"),
    "[[teams]]": ("[[teams]", "this is not TOML"),
}


@pytest.mark.parametrize("right", TYPOS)
async def test_a_fault_in_the_desk_file_is_named_with_its_line(town, right):
    wrong, fault = TYPOS[right]
    town.environment()
    desk = town.folder / "faulty" / "desk.toml"
    desk.parent.mkdir()
    before, _, after = (town.folder / "desk.toml").read_text().partition(right)
    desk.write_text(before + wrong + after)
    sentence = await last_words(town, DESK_FILE=str(desk))
    assert sentence.startswith(f"desk.toml, line {before.count(chr(10)) + 1}: {fault}")


DATABASES = {
    "sqlite:///nowhere/desk.db": "The folder nowhere for the database does not exist; create it",
    "sqlite:///desk.toml": "desk.toml is not a SQLite database",
    "mysql://ann:pass-word@localhost/desk": "DATABASE_URL must begin with sqlite:/// and name a file",
    "postgresql://ann:pass-word@127.0.0.1:1/desk": "PostgreSQL",
}


@pytest.mark.parametrize("url", DATABASES)
async def test_a_database_that_cannot_be_opened_is_named(town, url):
    assert DATABASES[url] in await last_words(town, DATABASE_URL=url)


async def test_a_second_bot_on_the_same_database_is_refused_and_the_first_goes_on(town):
    await town.start_bot()
    sentence = await last_words(town)
    assert sentence.startswith("Another Mentiondesk runs on ")
    assert "stop it first, or use PostgreSQL" in sentence
    await town.complaint("@acmeair is anybody there?")


async def test_a_port_that_is_taken_is_named(town):
    await town.start_bot()
    assert town.bot
    port = str(town.bot.port)
    other = f"sqlite:///{town.folder / 'other.db'}"
    sentence = await last_words(town, PORT=port, DATABASE_URL=other)
    assert sentence == f"Port {port} cannot be used (Address already in use); set PORT to a free one."
