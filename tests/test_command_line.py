"""The command line: every plain failure is one sentence, last line, with the exit code of the contract."""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.slack.manifest import as_yaml
from tests.forked import Forked

DESK = '[desk]\nchannel = "C0MENTIONS"\n[x]\nhandle = "acmeair"\n'
TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-secret-one",
    "SLACK_APP_TOKEN": "xapp-secret-two",
    "X_CONSUMER_KEY": "key",
    "X_CONSUMER_SECRET": "consumer-secret-three",
    "X_ACCESS_TOKEN": "access",
    "X_ACCESS_TOKEN_SECRET": "access-secret-four",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "X_API_URL": "http://127.0.0.1:9",
}
REPOSITORY = Path(__file__).parent.parent
SURROUNDINGS = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), "PORT": "0"}


@pytest.fixture
def bot(tmp_path):
    """Run a command in a folder with a good desk file; changes to the environment by name."""
    (tmp_path / "desk.toml").write_text(DESK)
    said, errors = tmp_path / "said.log", tmp_path / "errors.log"

    async def run(*arguments: str, **changes: str) -> CompletedProcess[str]:
        for file in (said, errors):
            file.write_text("")
        surroundings = TOKENS | SURROUNDINGS | changes
        process = await Forked.begun(tmp_path, surroundings, said, ("-m", "bot", *arguments), errors)
        return CompletedProcess(arguments, await process.wait(), said.read_text(), errors.read_text())

    return run


def last(result):
    return (result.stderr or result.stdout).strip().splitlines()[-1]


def assert_plain(result):
    everything = result.stdout + result.stderr
    assert result.returncode == 1
    assert "Traceback" not in everything
    assert "secret" not in everything


async def test_help_lists_every_command(bot):
    result = await bot("--help")
    assert result.returncode == 0
    assert all(
        command in result.stdout for command in ("run", "sandbox", "check", "migrate", "export", "evaluate", "manifest")
    )


@pytest.mark.parametrize("arguments", [["fly"], ["run", "--role", "pilot"], ["sandbox", "--port", "high"]])
async def test_wrong_usage_ends_with_two(bot, arguments):
    assert (await bot(*arguments)).returncode == 2


@pytest.mark.parametrize("role", ["web", "worker"])
async def test_split_roles_refuse_until_they_are_built(bot, role):
    result = await bot("run", "--role", role)
    assert_plain(result)
    assert last(result) == f"The role {role} is not built yet; run one process with --role all."


def test_a_missing_desk_file_is_named(tmp_path):
    """As an operator starts it: with nothing imported yet."""
    command = [sys.executable, "-m", "bot", "run"]
    surroundings = TOKENS | SURROUNDINGS | {"DESK_FILE": "elsewhere.toml"}
    result = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=90)
    assert_plain(result)
    assert "elsewhere.toml" in last(result)


async def test_an_unreachable_postgresql_does_not_show_its_password(bot):
    result = await bot("migrate", DATABASE_URL="postgresql://desk:topsecret@127.0.0.1:9/desk")
    assert_plain(result)


async def test_migrating_twice_is_fine(bot):
    assert (await bot("migrate")).returncode == 0
    again = await bot("migrate")
    assert (again.returncode, last(again)) == (0, "The database has the newest schema.")


async def test_the_manifest_for_socket_mode_is_the_file_in_the_repository(bot):
    assert (await bot("manifest")).stdout == (REPOSITORY / "manifest.yml").read_text(encoding="utf-8")


async def test_the_manifest_for_http_mode_carries_the_address(bot):
    assert (await bot("manifest", "--url", "https://bot.example.com")).stdout == as_yaml("https://bot.example.com")


async def test_slack_calls_only_https(bot):
    assert (await bot("manifest", "--url", "http://bot.example.com")).returncode == 2


async def test_the_doctor_ends_with_one_and_says_what_is_wrong(bot):
    result = await bot("check")
    assert_plain(result)
    assert "✗ Slack" in result.stdout
    assert last(result).endswith("check again.")


def test_a_stop_before_anything_has_begun_is_a_good_end(tmp_path):
    """Importing takes a moment, in which nothing is in flight yet."""
    quick = "import os, signal, sys, bot.config; from bot import __main__\n"
    quick += "bot.config.load = lambda: os.kill(os.getpid(), signal.SIGTERM) or exit(3)\n"
    command = [sys.executable, "-c", f"{quick}sys.argv = ['bot', 'run']; __main__.main()"]
    assert subprocess.run(command, cwd=tmp_path, env=SURROUNDINGS, timeout=90).returncode == 0


async def test_forgetting_somebody_unknown_is_one_sentence(bot, tmp_path):
    assert (await bot("migrate")).returncode == 0
    result = await bot("forget", "@vera", "--yes")
    assert_plain(result)
    assert "Nobody called @vera ever had a case here" in last(result)


async def test_an_export_of_a_new_database_is_empty_and_says_so(bot, tmp_path):
    assert (await bot("migrate")).returncode == 0
    result = await bot("export", "--format", "csv", "--out", "trail.csv")
    assert (result.returncode, last(result)) == (0, "0 steps written to trail.csv.")
    assert (tmp_path / "trail.csv").read_text() == "id,workspace,case,at,what,by,details\n"


async def test_an_evaluation_without_posts_says_what_it_needs(bot, tmp_path):
    result = await bot("evaluate", "--data", "none.csv")
    assert_plain(result)
    assert last(result) == "none.csv cannot be read (No such file or directory); name another file with --data."
    assert (await bot("evaluate")).returncode == 2


async def test_an_export_in_no_format_is_wrong_usage(bot):
    assert (await bot("export", "--format", "xml")).returncode == 2
    assert (await bot("export", "--since", "yesterday")).returncode == 2
