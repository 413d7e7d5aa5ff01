"""The only file that knows openai: one question to any compatible server, streamed, bounded, and never repeated."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import openai

from bot.cases.drafts import Cost
from bot.ports.assistant import NoHelp

LARGEST = 262_144
"""Bytes of an answer, with all that surrounds its words: far more than any good one needs."""
LONGEST = 1_500
"""Tokens of an answer."""
SOON, LATER, MUCH_LATER = timedelta(seconds=20), timedelta(minutes=1), timedelta(minutes=10)


@dataclass(slots=True)
class Heard:
    """An answer as far as it has come; `cost` has tokens only."""

    text: str = ""
    cost: Cost | None = None
    ended: str | None = None


class _Short(httpx2.AsyncByteStream):
    """A body that ends where it grows beyond all measure."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._body:
            size += len(chunk)
            if size > LARGEST:
                raise NoHelp("The assistant's answer was far too long.")
            yield chunk

    async def aclose(self) -> None:
        await self._body.aclose()


class Client:
    """`extras` are parameters that not every server or model knows; one that is refused is not sent again."""

    def __init__(self, key: str, base_url: str, model: str, seconds: float) -> None:
        self._model = model
        self._http = httpx2.AsyncClient(event_hooks={"response": [_shorten]}, trust_env=not _local(base_url))
        self._openai = openai.AsyncOpenAI(
            api_key=key, base_url=base_url or None, timeout=seconds, max_retries=0, http_client=self._http
        )
        self._extras: dict[str, Any] = {
            "reasoning_effort": "none",
            "store": False,
            "max_completion_tokens": LONGEST,
            "stream_options": {"include_usage": True},
        }

    async def ask(
        self, messages: list[dict[str, str]], name: str, schema: Mapping[str, Any], now: datetime, heard: Heard
    ) -> AsyncGenerator[str, None]:
        """The answer's text as it comes; `heard` gathers it, with its cost at the end. Raises `NoHelp`."""
        try:
            stream = await self._begin(messages, name, schema)
            async with stream:
                async for chunk in stream:
                    if chunk.usage:
                        heard.cost = Cost(asked=chunk.usage.prompt_tokens, answered=chunk.usage.completion_tokens)
                    for choice in chunk.choices[:1]:
                        heard.ended = choice.finish_reason or heard.ended
                        if choice.delta and choice.delta.content:
                            heard.text += choice.delta.content
                            yield choice.delta.content
        except (openai.OpenAIError, httpx2.HTTPError, ValueError) as error:
            raise told(error, now) from None  # the cause may show the key, or what was asked

    async def models(self, now: datetime) -> list[str]:
        """The names of the models that the key may use. Raises `NoHelp`."""
        try:
            return [model.id async for model in self._openai.models.list()]
        except (openai.OpenAIError, httpx2.HTTPError, ValueError) as error:
            raise told(error, now) from None

    async def stop(self) -> None:
        await self._openai.close()
        await self._http.aclose()

    async def _begin(self, messages: list[dict[str, str]], name: str, schema: Mapping[str, Any]) -> Any:
        form = {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": dict(schema)}}
        while True:
            try:
                return await self._openai.chat.completions.create(  # type: ignore[call-overload]
                    model=self._model, messages=messages, response_format=form, stream=True, **self._extras
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as refused:
                unknown = next((each for each in self._extras if _about(refused, each)), None)
                if unknown is not None:
                    del self._extras[unknown]
                elif form["type"] == "json_schema" and _about(refused, "response_format"):
                    form = {"type": "json_object"}
                else:
                    raise


def told(error: Exception, now: datetime) -> NoHelp:
    """Why there is no help, without a word of the other side's: it may show the key, or what was asked."""
    if isinstance(error, NoHelp):
        return error
    cause = error.__cause__ or error.__context__
    if isinstance(cause, NoHelp):
        return cause
    match error:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return NoHelp("The model's server does not accept OPENAI_API_KEY.", now + MUCH_LATER)
        case openai.RateLimitError():
            if error.code == "insufficient_quota":
                return NoHelp("The model's quota is used up; its account needs credit.", now + MUCH_LATER)
            return NoHelp("The model's server asks for a pause.", _pause(error.response.headers, now))
        case openai.NotFoundError():
            return NoHelp("The model's server knows no such model or address.", now + MUCH_LATER)
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return NoHelp("The model did not answer in time.", now + SOON)
        case openai.BadRequestError() | openai.UnprocessableEntityError():
            return NoHelp("The model's server does not take the question.")
        case openai.APIStatusError():
            return NoHelp("The model's server is in trouble.", now + LATER)
    return NoHelp("The model's server cannot be reached, or broke off.", now + SOON)


def _pause(headers: httpx2.Headers, now: datetime) -> datetime:
    """As long as the server asks for, an hour at most; a little while where it does not say."""
    written = headers.get("retry-after", "")
    try:
        if millis := headers.get("retry-after-ms"):
            until = now + timedelta(milliseconds=float(millis))
        elif re.fullmatch(r"\d+(?:\.\d+)?", written):
            until = now + timedelta(seconds=float(written))
        else:
            until = parsedate_to_datetime(written).astimezone(UTC)
    except (ValueError, OverflowError):
        return now + SOON
    return min(max(until, now + timedelta(seconds=1)), now + timedelta(hours=1))


def _about(refused: openai.APIStatusError, name: str) -> bool:
    return refused.param == name or (not refused.param and name in str(refused.body))


def _local(base_url: str) -> bool:
    """No proxy leads to this machine."""
    return bool(re.match(r"https?://(?:localhost|127\.|\[::1\])", base_url))


async def _shorten(response: httpx2.Response) -> None:
    if int(response.headers.get("content-length") or 0) > LARGEST:
        raise NoHelp("The assistant's answer was far too long.")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _Short(response.stream)
