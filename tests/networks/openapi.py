"""X's own OpenAPI file as a judge of what we ask: the names that tweepy speaks are mapped to the newer ones first."""

import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from bot.sandbox.x_server import Call

NEWER = {
    "tweet.fields": "post.fields",
    "note_tweet": "note_post",
    "referenced_tweets.id": "referenced_posts",
    "referenced_tweets.id.author_id": "referenced_posts",
}
NOW_EXPANSIONS = {"author_id", "in_reply_to_user_id", "referenced_tweets"}
"""Fields that the newer names count among the expansions."""


class Requests:
    def __init__(self, file: Path) -> None:
        self._document = json.loads(file.read_text())

    def check(self, call: Call) -> None:
        """Raises where X would not know a parameter, or would not take its value."""
        path = re.sub(r":(\w+)", r"{\1}", call.route.partition(" ")[2])
        operation = self._document["paths"][path][call.method.lower()]
        known = {each["name"]: each["schema"] for each in map(self._resolved, operation.get("parameters", []))}
        for name, value in call.query.items():
            schema = known[NEWER.get(name, name)]
            self._validator(schema).validate(_read(name, value, schema))
        if call.body:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            strict = {**self._resolved(schema), "additionalProperties": False}
            self._validator(strict).validate(json.loads(call.body))

    def _resolved(self, thing: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in thing:
            kind, name = thing["$ref"].split("/")[-2:]
            thing = self._document["components"][kind][name]
        return thing

    def _validator(self, schema: dict[str, Any]) -> Draft202012Validator:
        whole = {**schema, "components": self._document["components"]}
        return Draft202012Validator(whole, format_checker=FormatChecker())


def _read(name: str, value: str, schema: dict[str, Any]) -> Any:
    if schema["type"] == "integer":
        return int(value)
    if schema["type"] != "array":
        return value
    names = [each for each in value.split(",") if not (name == "tweet.fields" and each in NOW_EXPANSIONS)]
    return list(dict.fromkeys(NEWER.get(each, each) for each in names))
