"""X's own OpenAPI file as a judge of answers: the older names are mapped to the newer ones first."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

NEWER_NAMES = {
    "referenced_tweets": "referenced_posts",
    "note_tweet": "note_post",
    "edit_history_tweet_ids": "edit_history_post_ids",
    "tweets": "posts",
    "retweet_count": "repost_count",
    "tweet_count": "post_count",
}
UNLISTED_PROBLEMS = {
    "about:blank",
    "client-forbidden",
    "credits",
    "credits-depleted",
    "unsupported-authentication",
    "usage-capped",
}
"""Types that X sends although its OpenAPI file does not list them."""


class OpenApi:
    def __init__(self, file: Path) -> None:
        self._document = json.loads(file.read_text())
        self._strict = copy.deepcopy(self._document)
        for name, schema in self._strict["components"]["schemas"].items():
            if not name.endswith("Problem"):
                _forbid_more(schema)

    def check(self, method: str, route: str, status: int, body: Any) -> None:
        """Raises ValidationError where an answer is not what the file promises; knows no extra properties."""
        responses = self._document["paths"][route][method.lower()]["responses"]
        if status < 400:
            assert str(status) in responses, f"{method} {route} has no answer {status}"
            self._validator(_schema(responses[str(status)], "application/json")).validate(_newer(body))
        elif body["type"].rsplit("/", 1)[-1] in UNLISTED_PROBLEMS:
            assert body["title"] and body["detail"] and body["status"] == status
        else:
            self._validator(_schema(responses["default"], "application/problem+json")).validate(body)

    @cache  # noqa: B019 - one judge lives as long as the session
    def _validator(self, reference: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": reference, "components": self._strict["components"]})


def _schema(response: dict[str, Any], content_type: str) -> str:
    return str(response["content"][content_type]["schema"]["$ref"])


def _newer(value: Any) -> Any:
    if isinstance(value, dict):
        return {NEWER_NAMES.get(name, name): _newer(each) for name, each in value.items()}
    return [_newer(each) for each in value] if isinstance(value, list) else value


def _forbid_more(schema: Any) -> None:
    if isinstance(schema, dict):
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for each in schema.values():
            _forbid_more(each)
    elif isinstance(schema, list):
        for each in schema:
            _forbid_more(each)
