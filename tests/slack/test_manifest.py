"""The manifest: one source for both modes, as Slack's own schema wants it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.slack.manifest import as_yaml, manifest

ADDRESS = "https://desk.example.com"


def test_the_file_at_the_top_is_what_the_command_prints() -> None:
    assert Path("manifest.yml").read_text(encoding="utf-8") == as_yaml()


@pytest.mark.parametrize("url", [None, ADDRESS])
def test_what_is_printed_is_the_manifest(url: str | None) -> None:
    assert yaml.safe_load(as_yaml(url)) == manifest(url)


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
@pytest.mark.parametrize("url", [None, ADDRESS])
def test_slacks_schema_accepts_both_modes(reference: Path, version: str, url: str | None) -> None:
    schema = json.loads((reference / "slack-manifest" / f"manifest.schema.{version}.json").read_text())
    jsonschema.Draft7Validator(schema).validate(manifest(url))


def test_socket_mode_names_no_address() -> None:
    assert manifest()["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(manifest())


@pytest.mark.parametrize("written", [ADDRESS, f"{ADDRESS}/", f"{ADDRESS}/slack/events"])
def test_http_mode_names_one_address_everywhere(written: str) -> None:
    made: dict[str, Any] = manifest(written)
    events = f"{ADDRESS}/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == events
    assert made["settings"]["interactivity"]["request_url"] == events
    assert {command["url"] for command in made["features"]["slash_commands"]} == {events}


@pytest.mark.parametrize("written", ["desk.example.com", "http://desk.example.com", "https://", ""])
def test_an_address_that_slack_cannot_reach_is_refused(written: str) -> None:
    with pytest.raises(
        ValueError, match=r"is not the public address of the bot; write it like https://desk\.example\.com"
    ):
        manifest(written)


def test_commands_hand_over_people_and_channels_as_ids() -> None:
    commands = manifest()["features"]["slash_commands"]
    assert [command["command"] for command in commands] == ["/reply", "/assign", "/escalate", "/cases", "/desk"]
    assert all(command["should_escape"] and command["usage_hint"] for command in commands)
