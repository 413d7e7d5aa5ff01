"""What the doctor says of the assistant, and that a start without a key pays nothing for it."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from pydantic import SecretStr

from bot.app.assistant import examine, model_assistant
from bot.sandbox.model_server import ModelServer
from bot.sandbox.model_server.server import KEY, MODEL
from tests.fakes import FrozenClock


@pytest.fixture
async def server():
    server = ModelServer()
    await server.start()
    yield server
    await server.stop()


def environment(server=None, key=KEY, model=MODEL):
    url = server.url if server else "http://127.0.0.1:9/v1"
    return SimpleNamespace(openai_api_key=SecretStr(key), openai_base_url=url, openai_model=model)


async def said(environment):
    [finding] = await examine(environment, FrozenClock())
    return finding.line()


async def test_a_key_that_works_is_said_to_and_so_is_its_model(server):
    assert await said(environment(server)) == f"✓ Assistant: the key works, and knows {MODEL}"


async def test_a_model_that_the_key_does_not_know_is_looked_at(server):
    assert "• Assistant: the key works, but gpt-0 is not among the models" in await said(
        environment(server, model="gpt-0")
    )


@pytest.mark.parametrize(("key", "words"), [("sk-wrong-0123456789", "does not accept OPENAI_API_KEY")])
async def test_a_wrong_key_is_wrong_and_not_shown(server, key, words):
    line = await said(environment(server, key=key))
    assert line.startswith("✗") and words in line and key not in line


async def test_a_server_out_of_reach_is_wrong():
    assert "cannot be reached" in await said(environment())


async def test_without_a_key_it_is_off_and_nothing_is_built():
    assert "off" in await said(environment(key=""))
    assert model_assistant(environment(key=""), None, None, None, None) is None


def test_a_start_loads_no_openai():
    seen = "import bot.app, sys; sys.exit('openai' in sys.modules or 'httpx2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0
