"""The forms that a model's answers must have, to the letter; whatever has another one is no answer."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.cases.judgement import Kind, Sentiment
from bot.cases.personal import KINDS
from bot.cases.questions import Read, Which

_Text = Annotated[str, Field(max_length=4_000)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Judged(Shape):
    kind: Literal["complaint", "question", "praise", "idea", "sales lead", "news", "noise"]
    topic: _Text
    urgency: Literal["urgent", "high", "normal", "low"]
    reason: _Text
    sentiment: Literal["negative", "neutral", "positive"]
    language: _Text
    personal: list[Literal["email address", "phone number", "booking code", "card number", "bank account"]]
    team: _Text
    translation: _Text = ""


class Drafted(Shape):
    text: _Text
    sources: list[_Text]


class Drafts(Shape):
    drafts: list[Drafted]


class Hint(Shape):
    hint: _Text


class Text(Shape):
    text: _Text


class Sentences(Shape):
    sentences: list[_Text]


class Look(Shape):
    read: Literal["cases", "case", "answers", "owners", "figures"]
    which: Literal["open", "mine", "unowned", "late", "approval"]
    customer: _Text
    number: int
    words: _Text
    from_day: _Text
    to_day: _Text


class Plan(Shape):
    reads: list[Look]


class Told(Shape):
    text: _Text


assert set(Kind) == set(Judged.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]
assert set(Sentiment) == set(Judged.model_fields["sentiment"].annotation.__args__)  # type: ignore[union-attr]
assert set(Read) == set(Look.model_fields["read"].annotation.__args__)  # type: ignore[union-attr]
assert set(Which) == set(Look.model_fields["which"].annotation.__args__)  # type: ignore[union-attr]
assert set(KINDS) == {"email address", "phone number", "booking code", "card number", "bank account"}


def schema(shape: type[Shape]) -> Any:
    """As the `response_format` of a strict structured output: lengths are checked here, since not all servers know
    the word for them."""
    return _plain(shape.model_json_schema())


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        kept = {key: _plain(value) for key, value in node.items() if key not in ("maxLength", "title", "default")}
        return {**kept, "required": list(node["properties"])} if "properties" in node else kept
    return [_plain(each) for each in node] if isinstance(node, list) else node
