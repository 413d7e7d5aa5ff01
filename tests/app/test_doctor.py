"""The doctor looks at a whole set-up against the sandbox, and finds what is wrong with it."""

import sqlite3
import time
from contextlib import closing
from email.utils import formatdate

import pytest

from bot.app import doctor
from bot.sandbox.faults import Answer
from tests.app.checkup import desk_file, found, to_look_at


def slack_says(town, call, error):
    answer = Answer(200, {"ok": False, "error": error})
    town.slack_server.faults.add(f"POST {call}", answer=answer, times=None)


async def test_a_set_up_in_order_has_nothing_wrong(town, monkeypatch):
    assert await found(town, monkeypatch) == {}


async def test_what_no_token_can_see_is_left_to_people(town, monkeypatch):
    assert list(await to_look_at(town, monkeypatch)) == ["Slack app"]


async def test_a_check_asks_little_and_nothing_twice(town, monkeypatch):
    await found(town, monkeypatch)
    asked = [(call.method, str(call.args)) for call in town.slack_server.calls]
    asked += [(call.route, str(call.query)) for call in town.x_server.calls]
    assert len(set(asked)) == len(asked) <= 8


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


async def test_a_slack_without_its_place_for_agents_is_worth_a_look_and_no_more(town, monkeypatch):
    town.slack.app.scopes = set(town.slack.app.scopes) - {"assistant:write"}
    assert "assistant:write is missing" in (await to_look_at(town, monkeypatch))["Slack scopes"]


async def test_wrong_keys_for_x_are_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, X_ACCESS_TOKEN_SECRET="wrong")
    assert "X does not accept our keys" in wrong["X"]


async def test_a_wrong_bearer_token_is_named_by_its_name(town, monkeypatch):
    good = town.x_server.credentials("acmeair").bearer_token
    assert await found(town, monkeypatch, X_BEARER_TOKEN=good) == {}
    wrong = await found(town, monkeypatch, X_BEARER_TOKEN="wrong")
    assert list(wrong) == ["X search"] and "X does not accept X_BEARER_TOKEN (401)" in wrong["X search"]


async def test_keys_of_another_account_are_named(town, monkeypatch):
    keys = town.x_server.credentials("vera")
    others = {"X_ACCESS_TOKEN": keys.access_token, "X_ACCESS_TOKEN_SECRET": keys.access_token_secret}
    assert "the keys belong to @vera" in (await found(town, monkeypatch, **others))["X"]


async def test_an_account_without_credits_is_named(town, monkeypatch):
    town.x_server.faults.add("GET *", "402", times=None)
    assert "out of credits" in (await found(town, monkeypatch))["X"]


async def test_a_database_that_was_not_migrated_is_named(town, monkeypatch):
    with closing(sqlite3.connect(town.folder / "desk.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
        database.commit()
    assert "run python -m bot migrate" in (await found(town, monkeypatch))["Database"]


async def test_a_database_that_is_not_there_yet_is_nothing_wrong_and_is_not_made(town, monkeypatch):
    new = town.folder / "new.db"
    assert await found(town, monkeypatch, DATABASE_URL=f"sqlite:///{new}") == {}
    assert list(town.folder.glob("new.db*")) == []


async def test_an_empty_database_is_nothing_wrong(town, monkeypatch):
    (town.folder / "empty.db").touch()
    assert await found(town, monkeypatch, DATABASE_URL=f"sqlite:///{town.folder / 'empty.db'}") == {}


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


# Slack


@pytest.mark.parametrize(
    ("variable", "value", "kind"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-123", "a person's token"),
        ("SLACK_BOT_TOKEN", "xapp-123", "the app-level token"),
        ("SLACK_APP_TOKEN", "xoxb-123", "the bot's token"),
    ],
)
async def test_a_token_of_the_wrong_kind_is_named(town, monkeypatch, variable, value, kind):
    wrong = await found(town, monkeypatch, **{variable: value})
    assert wrong["Environment"].startswith(f"{variable} must begin with")
    assert kind in wrong["Environment"] and "123" not in wrong["Environment"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("missing_scope", "lacks connections:write"),
        ("invalid_auth", "copy the app-level token"),
        ("token_revoked", "was withdrawn"),
        ("socket_mode_disabled", "switch Socket Mode on"),
    ],
)
async def test_why_no_socket_can_be_opened_is_named(town, monkeypatch, error, words):
    slack_says(town, "apps.connections.open", error)
    assert words in (await found(town, monkeypatch))["Socket Mode"]


async def test_tokens_of_two_apps_are_named(town, monkeypatch):
    for app_token, wrong in (("xapp-1-A0DESK-1-abc", {}), ("xapp-1-A0OTHER-1-abc", {"Socket Mode"})):
        town.slack.app.app_token = app_token
        said = await found(town, monkeypatch)
        assert set(said) == set(wrong)
    assert "SLACK_APP_TOKEN is of the app A0OTHER, but SLACK_BOT_TOKEN of A0DESK" in said["Socket Mode"]


async def test_http_mode_without_a_signing_secret_is_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, SLACK_APP_TOKEN=None, SLACK_SIGNING_SECRET=None)
    assert "SLACK_SIGNING_SECRET (for HTTP mode)" in wrong["Environment"]


async def test_http_mode_is_left_to_slack_and_people(town, monkeypatch):
    assert "only Slack can try" in (await to_look_at(town, monkeypatch, SLACK_APP_TOKEN=None))["HTTP mode"]


async def test_a_channel_that_is_not_there_is_named(town, monkeypatch):
    desk = desk_file(town, ("C0BAGGAGE", "C0TYPO"))
    assert "is not there, or private" in (await found(town, monkeypatch, DESK_FILE=desk))["Channel C0TYPO"]


async def test_a_user_group_that_is_not_there_is_named(town, monkeypatch):
    desk = desk_file(town, ("S0BAGGAGE", "S0TYPO"))
    assert "knows no such group" in (await found(town, monkeypatch, DESK_FILE=desk))["User group S0TYPO"]


async def test_a_user_group_that_is_switched_off_or_empty_is_named(town, monkeypatch):
    town.slack.groups["S0BAGGAGE"].disabled = True
    assert "is switched off" in (await found(town, monkeypatch))["User group S0BAGGAGE"]


@pytest.mark.parametrize(
    ("person", "words"), [("U0TYPO", "knows nobody by this id"), ("U0GONE", "has left; take this id out")]
)
async def test_a_person_who_is_not_there_is_named(town, monkeypatch, person, words):
    desk = desk_file(town, ("U0LEAD", person))
    assert words in (await found(town, monkeypatch, DESK_FILE=desk))[f"Person {person}"]


async def test_a_guest_in_the_desk_file_is_to_be_looked_at(town, monkeypatch):
    desk = desk_file(town, ("U0LEAD", "U0GUEST"))
    assert "is a guest" in (await to_look_at(town, monkeypatch, DESK_FILE=desk))["Person U0GUEST"]


async def test_a_slack_that_cannot_be_reached_is_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, SLACK_API_URL="http://127.0.0.1:9/api/")
    assert "cannot be reached" in wrong["Slack"]


# X


@pytest.mark.parametrize(("seconds", "words"), [(-300, "5 min ahead of X's"), (3 * 3600, "3.0 h behind X's")])
async def test_a_clock_that_breaks_signatures_is_named(town, monkeypatch, seconds, words):
    headers = {"Date": formatdate(time.time() + seconds, usegmt=True)}
    town.x_server.faults.add("GET *", answer=Answer(401, {"title": "Unauthorized"}, headers), times=None)
    wrong = await found(town, monkeypatch)
    assert words in wrong["Clock"] and "401" in wrong["X"]


async def test_an_app_that_may_only_read_is_named(town, monkeypatch):
    me = Answer(200, {"data": {"id": town.acme.id, "username": "acmeair"}}, {"x-access-level": "read"})
    town.x_server.faults.add("GET *", answer=me, times=None)
    assert "read and write permission" in (await found(town, monkeypatch))["X app"]


async def test_an_x_that_does_not_answer_is_named_and_holds_nothing_up(town, monkeypatch):
    async def is_fine(*_):
        return []

    for other in ("_database", "_slack"):  # half a second may be too short for them
        monkeypatch.setattr(doctor, other, is_fine)
    monkeypatch.setattr(doctor, "PART_SECONDS", 0.5)
    town.x_server.faults.add("GET *", "timeout_before", times=None)
    assert await found(town, monkeypatch) == {"X": "gave no answer within 0.5 s; check the network and try again."}


async def test_a_part_that_breaks_hides_no_other(town, monkeypatch):
    async def break_down(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "_x", break_down)
    town.slack.archive("C0BAGGAGE", by="U0LEAD")
    wrong = await found(town, monkeypatch)
    assert "ZeroDivisionError" in wrong["X"] and "Channel C0BAGGAGE" in wrong
