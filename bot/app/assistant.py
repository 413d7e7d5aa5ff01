"""The assistant as the environment sets it up: a model where there is a key, and what the doctor says of it."""

from collections.abc import Sequence

from bot.ai.assistant import ModelAssistant
from bot.ai.assistant.asking import SECONDS, Server
from bot.cases.settings import Settings
from bot.config import Environment
from bot.ports.assistant import NoHelp
from bot.ports.clock import Clock
from bot.ports.findings import Finding, please_look
from bot.ports.queries import Queries
from bot.ports.store import Store

ABOUT = "Assistant"


def model_assistant(
    environment: Environment, settings: Settings, store: Store, queries: Queries, clock: Clock, seconds: float = SECONDS
) -> ModelAssistant | None:
    """None without a key; `seconds`: how long an answer may take."""
    key = environment.openai_api_key.get_secret_value()
    if not key:
        return None
    server = Server(key=key, model=environment.openai_model, base_url=environment.openai_base_url, seconds=seconds)
    return ModelAssistant(server, store, queries, settings, clock)


async def examine(environment: Environment, clock: Clock) -> Sequence[Finding]:
    """Whether the key works and knows the model; asking that costs nothing."""
    from bot.ai.assistant.client import Client

    key, model = environment.openai_api_key.get_secret_value(), environment.openai_model
    if not key:
        return [Finding(True, ABOUT, "off; with OPENAI_API_KEY it judges cases and drafts answers.")]
    client = Client(key, environment.openai_base_url, model, 10)
    try:
        known = await client.models(clock.now())
    except NoHelp as none:
        return [Finding(False, ABOUT, f"{none} The desk works without it; correct it, or remove OPENAI_API_KEY.")]
    finally:
        await client.stop()
    if known and model not in known:
        return [
            please_look(ABOUT, f"the key works, but {model} is not among the models that it may use; see OPENAI_MODEL.")
        ]
    return [Finding(True, ABOUT, f"the key works, and knows {model}")]
