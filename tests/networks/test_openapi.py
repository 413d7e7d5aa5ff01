"""X's OpenAPI file as a judge of our requests would notice one that is not valid."""

from pathlib import Path

import pytest
from jsonschema import ValidationError

from bot.sandbox.x_server import Call
from tests.networks.openapi import Requests

MENTIONS = "GET /2/users/:id/mentions"


def test_the_judge_notices_what_is_wrong(reference: Path) -> None:
    judge = Requests(reference / "x-openapi.json")
    judge.check(Call(0, "GET", "/2/users/1/mentions", 200, MENTIONS, {"tweet.fields": "note_tweet,author_id"}))
    for query in ({"max_results": "101"}, {"tweet.fields": "mood"}, {"expansions": "mood"}, {"since_id": "x"}):
        with pytest.raises(ValidationError):
            judge.check(Call(0, "GET", "/2/users/1/mentions", 200, MENTIONS, query))
    with pytest.raises(KeyError):
        judge.check(Call(0, "GET", "/2/users/1/mentions", 200, MENTIONS, {"mood": "good"}))
    with pytest.raises(ValidationError):
        judge.check(Call(0, "POST", "/2/tweets", 201, "POST /2/tweets", {}, '{"text": "a", "mood": "good"}'))
