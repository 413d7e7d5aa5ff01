"""What a method is worth, and the table of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.ai.learning.learnt import Quality

HEAD = "| method | posts | precision | recall | F1 | ms a post |\n| --- | --- | --- | --- | --- | --- |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`milliseconds`: how long one post takes, in the median."""

    method: str
    posts: int
    quality: Quality
    milliseconds: float

    def row(self) -> str:
        found = self.quality
        measures = f"{found.precision:.3f} | {found.recall:.3f} | {found.f1:.3f}"
        return f"| {self.method} | {self.posts:,} | {measures} | {self.milliseconds:.2g} |"


def score(method: str, truth: Sequence[bool], said: Sequence[bool], seconds: Sequence[float]) -> Score:
    both = sum(one and other for one, other in zip(truth, said, strict=True))
    quality = Quality(precision=both / max(1, sum(said)), recall=both / max(1, sum(truth)))
    return Score(method=method, posts=len(truth), quality=quality, milliseconds=1_000 * median(seconds or [0]))
