"""The doctor looks at a whole set-up against the sandbox, and finds what is wrong with it."""

import pytest

from bot.app.doctor import examine
from tests.journeys.town import Town


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path) as town:
        await town.stop_bot()
        yield town


async def found(town, monkeypatch, **changes):
    """What is wrong, by what it is about; a change to None unsets a variable."""
    monkeypatch.chdir(town.folder)
    for name, value in {**town.environment(), **changes}.items():
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    return {finding.about: finding.words for finding in await examine() if not finding.fine}


async def test_a_set_up_in_order_has_nothing_wrong(town, monkeypatch):
    assert await found(town, monkeypatch) == {}


async def test_a_channel_without_the_bot_is_named_with_what_to_do(town, monkeypatch):
    town.slack.remove_bot("C0BAGGAGE", by="U0LEAD")
    assert await found(town, monkeypatch) == {
        "Channel C0BAGGAGE": "the bot is not in #team-baggage; type /invite @Mentiondesk there."
    }


async def test_an_archived_channel_is_named(town, monkeypatch):
    town.slack.archive("C0BAGGAGE", by="U0LEAD")
    assert "is archived" in (await found(town, monkeypatch))["Channel C0BAGGAGE"]


async def test_a_wrong_slack_token_is_named_and_not_shown(town, monkeypatch):
    wrong = await found(town, monkeypatch, SLACK_BOT_TOKEN="xoxb-wrong")
    assert "refused (invalid_auth)" in wrong["Slack"]
    assert "xoxb-wrong" not in str(wrong)


async def test_a_missing_scope_is_named(town, monkeypatch):
    town.slack.app.scopes = set(town.slack.app.scopes) - {"usergroups:read"}
    assert "missing usergroups:read" in (await found(town, monkeypatch))["Slack scopes"]


async def test_wrong_keys_for_x_are_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, X_ACCESS_TOKEN_SECRET="wrong")
    assert "X does not accept our keys" in wrong["X"]


async def test_keys_of_another_account_are_named(town, monkeypatch):
    keys = town.x_server.credentials("vera")
    others = {"X_ACCESS_TOKEN": keys.access_token, "X_ACCESS_TOKEN_SECRET": keys.access_token_secret}
    assert "the keys belong to @vera" in (await found(town, monkeypatch, **others))["X"]


async def test_an_account_without_credits_is_named(town, monkeypatch):
    town.x_server.faults.add("GET *", "402", times=None)
    assert "out of credits" in (await found(town, monkeypatch))["X"]


async def test_a_database_that_was_never_migrated_is_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, DATABASE_URL=f"sqlite:///{town.folder / 'new.db'}")
    assert "run python -m bot migrate" in wrong["Database"]


async def test_missing_tokens_are_named_and_the_rest_is_looked_at_all_the_same(town, monkeypatch):
    wrong = await found(town, monkeypatch, X_ACCESS_TOKEN=None)
    assert list(wrong) == ["Environment"]
    assert "X_ACCESS_TOKEN is missing" in wrong["Environment"]


async def test_a_typo_in_the_desk_file_is_named(town, monkeypatch):
    environment = town.environment()
    desk = town.folder / "typo.toml"
    desk.write_text((town.folder / "desk.toml").read_text().replace("undo_seconds", "undo_secs"))
    wrong = await found(town, monkeypatch, **{**environment, "DESK_FILE": str(desk)})
    assert "undo_secs" in wrong["Desk file"]
