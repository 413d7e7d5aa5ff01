"""The environment and the desk file, read once at the start, into plain values; every fault is one plain sentence."""

from dataclasses import dataclass
from pathlib import Path

from bot.cases.settings import Settings
from bot.config.desk_file import read_desk_file
from bot.config.environment import Environment, read_environment
from bot.config.faults import ConfigError

__all__ = ["Config", "ConfigError", "Environment", "load", "read_desk_file", "read_environment"]


@dataclass(frozen=True, slots=True)
class Config:
    environment: Environment
    settings: Settings


def load(env_file: Path | None = Path(".env")) -> Config:
    """All that `run` needs. Raises ConfigError, whose text is the sentence that a person reads."""
    environment = read_environment(env_file)
    environment.require_all()
    return Config(environment, read_desk_file(environment.desk_file))
