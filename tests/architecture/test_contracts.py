"""Who may import whom: the contracts of .importlinter hold, and a breach of them is noticed."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

CONFIG = ".importlinter"


def lint(where: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    return subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    result = lint(Path.cwd())
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("room", "breach", "contract"),
    [
        ("bot/cases/case.py", "import asyncio", "Cases are plain Python"),
        ("bot/ports/store.py", "import bot.desk.claim", "Data flows one way"),
        ("bot/desk/claim.py", "import bot.desk.assign", "Verbs at the desk do not know one another"),
        ("bot/intake/poll.py", "import tweepy", "X is known in one file"),
        ("bot/relay/deliver.py", "import slack_sdk", "Slack is known in one room"),
        ("bot/desk/reply.py", "import sqlalchemy", "The database is known in one room"),
        ("bot/desk/reply.py", "import openai", "The model is known in one room"),
        ("bot/sandbox/x_server/__init__.py", "import bot.cases.text", "The servers of the sandbox know nothing"),
    ],
)
def test_a_breach_is_noticed(tmp_path: Path, room: str, breach: str, contract: str) -> None:
    shutil.copytree("bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(CONFIG, tmp_path)
    with (tmp_path / room).open("a", encoding="utf-8") as file:
        file.write(f"\n{breach}  # noqa\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert any(contract in line and "BROKEN" in line for line in result.stdout.splitlines()), result.stdout


def test_every_room_is_placed_in_the_layers() -> None:
    rooms = {path.stem for path in Path("bot").iterdir() if path.stem not in ("__init__", "__pycache__")}
    contracts = ConfigParser()
    contracts.read(CONFIG)
    placed = contracts["importlinter:contract:layers"]["layers"].replace("|", " ").split()
    assert rooms == set(placed)


def test_a_verb_has_the_same_file_name_in_every_room() -> None:
    contracts = ConfigParser()
    contracts.read(CONFIG)
    at_the_desk = set(contracts["importlinter:contract:verbs_desk"]["modules"].split())
    in_slack = set(contracts["importlinter:contract:verbs_slack"]["modules"].split())
    verbs = {name.rpartition(".")[2] for name in at_the_desk}
    assert {f"bot.slack.{verb}" for verb in verbs - {"lateness"}} <= in_slack
    assert all(_exists(name) for name in at_the_desk | in_slack)


def _exists(module: str) -> bool:
    path = Path(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()
