"""How long a model's server is left in peace, whatever it says about that."""

from datetime import timedelta

import httpx2
import openai
import pytest

from bot.ai.assistant.client import told
from tests.cases.samples import NOON


def refused(status: int, kind: type[openai.APIStatusError], body: object = None, **headers: str) -> Exception:
    request = httpx2.Request("POST", "https://model.example/v1/chat/completions")
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return kind("sk-secret", response=httpx2.Response(status, headers=given, request=request), body=body)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7),
        ({"retry_after": "2.5"}, 2.5),
        ({"retry_after_ms": "1500"}, 1.5),
        ({"retry_after": f"{NOON + timedelta(seconds=30):%a, %d %b %Y %H:%M:%S} GMT"}, 30),
        ({"retry_after": "0"}, 1),
        ({"retry_after": "31536000"}, 3600),
        ({"retry_after": "-5"}, 20),
        ({"retry_after": "soon"}, 20),
        ({"retry_after_ms": "nan"}, 20),
        ({}, 20),
    ],
)
def test_a_429_names_the_pause_within_reason(headers: dict[str, str], seconds: float):
    none = told(refused(429, openai.RateLimitError, **headers), NOON)
    assert none.until == NOON + timedelta(seconds=seconds)
    assert str(none) == "The model's server asks for a pause."


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (refused(401, openai.AuthenticationError), 600),
        (refused(404, openai.NotFoundError), 600),
        (refused(429, openai.RateLimitError, {"code": "insufficient_quota"}), 600),
        (refused(500, openai.InternalServerError), 60),
        (httpx2.ReadTimeout("slow"), 20),
        (httpx2.ReadError("cut"), 20),
        (refused(400, openai.BadRequestError), None),
        (ValueError("no JSON"), 20),
    ],
)
def test_each_trouble_is_one_sentence_without_a_word_of_the_other_sides(error: Exception, seconds: float | None):
    none = told(error, NOON)
    assert none.until == (NOON + timedelta(seconds=seconds) if seconds else None)
    assert str(none).endswith(".") and "sk-secret" not in str(none)
