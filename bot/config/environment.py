"""The environment of the contract, and .env: tokens, addresses and ports, never shown when printed."""

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import log
from bot.config.faults import ConfigError, listed

NONE = SecretStr("")
HIGHEST_PORT = 65_535
X_KEYS = ("x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret")


class Environment(BaseSettings):
    """What is not set is empty; what is set but cannot be right refuses the start."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True, validate_default=False
    )

    slack_bot_token: SecretStr = NONE
    slack_app_token: SecretStr = NONE
    slack_signing_secret: SecretStr = NONE
    slack_api_url: str = "https://slack.com/api/"
    x_consumer_key: SecretStr = NONE
    x_consumer_secret: SecretStr = NONE
    x_access_token: SecretStr = NONE
    x_access_token_secret: SecretStr = NONE
    x_bearer_token: SecretStr = NONE
    x_api_url: str = "https://api.x.com"
    database_url: SecretStr = SecretStr("sqlite:///mentiondesk.db")
    desk_file: Path = Path("desk.toml")
    port: int = 3000
    openai_api_key: SecretStr = NONE
    openai_base_url: str = ""
    openai_model: str = "gpt-6-luna"
    log_format: Literal["text", "json"] = "text"

    @property
    def socket_mode(self) -> bool:
        return bool(self.slack_app_token)

    def missing(self) -> tuple[str, ...]:
        """The variables without which the bot cannot run, as a person has to write them."""
        absent = [name for name in ("slack_bot_token", *X_KEYS) if not getattr(self, name)]
        names = [name.upper() for name in absent]
        if not self.slack_app_token and not self.slack_signing_secret:
            names.append("SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP mode)")
        return tuple(names)

    def require_all(self) -> None:
        if names := self.missing():
            verb, them = ("is", "it") if len(names) == 1 else ("are", "them")
            raise ConfigError(
                f"{listed(names)} {verb} missing: set {them} in the environment or in .env; "
                "`.env.example` says where each comes from."
            )

    @field_validator("slack_bot_token", mode="before")
    @classmethod
    def _bot_token(cls, value: object) -> object:
        return _prefixed(value, "SLACK_BOT_TOKEN", "xoxb-", "the Bot User OAuth Token under OAuth & Permissions")

    @field_validator("slack_app_token", mode="before")
    @classmethod
    def _app_token(cls, value: object) -> object:
        return _prefixed(value, "SLACK_APP_TOKEN", "xapp-", "the app-level token under Basic Information")

    @field_validator("slack_api_url", "x_api_url", "openai_base_url", mode="after")
    @classmethod
    def _address(cls, value: str, info: ValidationInfo) -> str:
        if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
            raise _fault(str(info.field_name), f'must be an address that begins with https://, not "{value}"')
        return value.rstrip("/")

    @field_validator("slack_api_url", mode="after")
    @classmethod
    def _with_slash(cls, value: str) -> str:
        return f"{value}/"

    @field_validator("database_url", mode="after")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        scheme, _, rest = value.get_secret_value().partition("://")
        file, server = scheme == "sqlite" and rest.startswith("/") and rest != "/", scheme == "postgresql" and rest
        if not (file or server):
            either = "sqlite:/// and name a file, or begin with postgresql:// and name a server"
            raise _fault("database_url", f'must begin with {either}, but it begins with "{scheme[:20]}"')
        return value

    @field_validator("port", mode="before")
    @classmethod
    def _port(cls, value: object) -> object:
        if not re.fullmatch(r"[0-9]{1,5}", str(value)) or int(str(value)) > HIGHEST_PORT:
            raise _fault("port", f'must be a number up to {HIGHEST_PORT}, not "{value}"')
        return value

    @field_validator("log_format", mode="before")
    @classmethod
    def _format(cls, value: object) -> object:
        if value not in ("text", "json"):
            raise _fault("log_format", f'must be text or json, not "{value}"')
        return value


def read_environment(env_file: Path | None = Path(".env")) -> Environment:
    """Read it without asking that all of it be there; from now on the logs hide every secret in it."""
    try:
        environment = Environment(_env_file=env_file)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise ConfigError(str(first["ctx"]["error"]) if "ctx" in first else first["msg"]) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{env_file} is not UTF-8 text; save it as UTF-8.") from None
    _hide_secrets(environment)
    return environment


def _hide_secrets(environment: Environment) -> None:
    secrets = [value for value in dict(environment).values() if isinstance(value, SecretStr)]
    log.hide(*(secret.get_secret_value() for secret in secrets if secret is not environment.database_url))
    try:
        log.hide(urlsplit(environment.database_url.get_secret_value()).password or "")
    except ValueError:  # an address too odd to take apart
        log.hide(environment.database_url.get_secret_value())


def _fault(field: str, sentence: str) -> ValueError:
    return ValueError(f"{field.upper()} {sentence}; correct it in the environment or in .env.")


_OTHER_TOKENS = {
    "xoxp-": "a person's token (xoxp-)",
    "xoxb-": "the bot's token (xoxb-)",
    "xapp-": "the app-level token (xapp-)",
    "xoxe": "a token that runs out (xoxe), so switch token rotation off",
}


def _prefixed(value: object, name: str, prefix: str, what: str) -> object:
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    if not text.startswith(prefix):
        kind = next((f", but holds {kind}" for start, kind in _OTHER_TOKENS.items() if text.startswith(start)), "")
        raise ValueError(f"{name} must begin with {prefix}{kind}: copy {what} on the page of your Slack app.")
    return value
