"""The environment: required, defaulted, checked, and never shown."""

import os
from pathlib import Path

import pytest

from bot import log
from bot.config import ConfigError, Environment, load, read_environment

FULL = {
    "SLACK_BOT_TOKEN": "xoxb-1-bot-secret",
    "SLACK_APP_TOKEN": "xapp-1-app-secret",
    "X_CONSUMER_KEY": "consumer-key-secret",
    "X_CONSUMER_SECRET": "consumer-secret-secret",
    "X_ACCESS_TOKEN": "access-token-secret",
    "X_ACCESS_TOKEN_SECRET": "access-token-secret-secret",
}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(log, "_hidden", set())
    monkeypatch.chdir(tmp_path)


def setenv(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_defaults_are_those_of_the_contract() -> None:
    environment = read_environment()
    assert environment.slack_api_url == "https://slack.com/api/"
    assert environment.x_api_url == "https://api.x.com"
    assert environment.database_url.get_secret_value() == "sqlite:///mentiondesk.db"
    assert environment.desk_file == Path("desk.toml")
    assert environment.port == 3000 and environment.log_format == "text" and environment.openai_model


def test_a_token_for_sockets_means_socket_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    setenv(monkeypatch, **FULL)
    assert read_environment().socket_mode
    monkeypatch.delenv("SLACK_APP_TOKEN")
    assert not read_environment().socket_mode


def test_all_that_is_missing_is_named_in_one_sentence() -> None:
    with pytest.raises(ConfigError) as refused:
        load()
    assert str(refused.value) == (
        "SLACK_BOT_TOKEN, X_CONSUMER_KEY, X_CONSUMER_SECRET, X_ACCESS_TOKEN, X_ACCESS_TOKEN_SECRET and "
        "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP mode) are missing: "
        "set them in the environment or in .env; `.env.example` says where each comes from."
    )


def test_one_that_is_missing_or_empty_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    setenv(monkeypatch, **FULL | {"X_ACCESS_TOKEN": ""})
    with pytest.raises(ConfigError, match=r"^X_ACCESS_TOKEN is missing: set it in the environment or in \.env"):
        load()


def test_http_mode_needs_the_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    setenv(monkeypatch, **FULL)
    monkeypatch.delenv("SLACK_APP_TOKEN")
    assert read_environment().missing() == (
        "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP mode)",
    )
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "signing")
    assert read_environment().missing() == ()


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=4000\nLOG_FORMAT=json\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("PORT", "5000")
    environment = read_environment()
    assert environment.port == 5000 and environment.log_format == "json"
    assert read_environment(env_file=None).log_format == "text"
    assert "LOG_FORMAT" not in os.environ


def test_the_whole_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    setenv(monkeypatch, **FULL, DESK_FILE="other.toml")
    Path("other.toml").write_text('[desk]\nchannel = "C0MENTIONS"\n[x]\nhandle = "acmeair"\n')
    config = load()
    assert config.settings.desk.channel == "C0MENTIONS"
    assert config.environment.slack_bot_token.get_secret_value() == "xoxb-1-bot-secret"


def test_no_secret_shows_when_the_configuration_is_printed_or_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    setenv(monkeypatch, **FULL, DATABASE_URL="postgresql://desk:pass-word@localhost/desk")
    environment = read_environment()
    shown = f"{environment!r} {environment} {environment.model_dump()}"
    assert "secret" not in shown.replace("_secret", "").replace("SecretStr", "") and "pass-word" not in shown
    assert log.mask("consumer-key-secret and pass-word") == "*** and ***"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "SLACK_BOT_TOKEN",
            "xapp-1-swapped",
            "SLACK_BOT_TOKEN must begin with xoxb-, but holds the app-level token (xapp-): "
            "copy the Bot User OAuth Token under OAuth & Permissions on the page of your Slack app.",
        ),
        (
            "SLACK_APP_TOKEN",
            "xoxb-1-swapped",
            "SLACK_APP_TOKEN must begin with xapp-, but holds the bot's token (xoxb-): "
            "copy the app-level token under Basic Information on the page of your Slack app.",
        ),
        ("PORT", "http", 'PORT must be a number up to 65535, not "http"; correct it in the environment or in .env.'),
        ("PORT", "65536", 'PORT must be a number up to 65535, not "65536"; correct it in the environment or in .env.'),
        ("LOG_FORMAT", "xml", 'LOG_FORMAT must be text or json, not "xml"; correct it in the environment or in .env.'),
        (
            "X_API_URL",
            "api.x.com",
            'X_API_URL must be an address that begins with https://, not "api.x.com"; '
            "correct it in the environment or in .env.",
        ),
        (
            "SLACK_API_URL",
            "https://",
            'SLACK_API_URL must be an address that begins with https://, not "https://"; '
            "correct it in the environment or in .env.",
        ),
        (
            "DATABASE_URL",
            "postgres://desk:pass-word@localhost/desk",
            "DATABASE_URL must begin with sqlite:/// and name a file, or begin with postgresql:// and name a server, "
            'but it begins with "postgres"; correct it in the environment or in .env.',
        ),
        (
            "DATABASE_URL",
            "sqlite:///",
            "DATABASE_URL must begin with sqlite:/// and name a file, or begin with postgresql:// and name a server, "
            'but it begins with "sqlite"; correct it in the environment or in .env.',
        ),
    ],
)
def test_what_cannot_be_right_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as refused:
        read_environment()
    assert str(refused.value) == sentence
    assert refused.value.__cause__ is None and refused.value.__suppress_context__


@pytest.mark.parametrize("url", ["https://slack.example/api", "https://slack.example/api/"])
def test_slacks_address_ends_with_a_slash_however_it_is_written(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("SLACK_API_URL", url)
    assert read_environment().slack_api_url == "https://slack.example/api/"


def test_xs_address_ends_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_API_URL", "http://127.0.0.1:8701/")
    assert read_environment().x_api_url == "http://127.0.0.1:8701"
