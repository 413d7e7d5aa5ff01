"""What was learnt, as plain numbers: a post is judged by it without the library that learnt them."""

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.ai.learning.features import features

HALF_TRUST = 200
"""Corrections at which what was learnt weighs as much as the rules."""
ENOUGH = 0.5
"""Measured: with as many corrections that agree with the rules as contradict them, learning does better than they."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Of the complaints, how many were found (recall); of what was called one, how many were (precision)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """From `count` corrections: a weight and a rarity of each feature; from the likelihood `cut` on it is a complaint.

    `quality` and that of the `rules` alone were measured on corrections that were held out; in the share `agreed` of
    them people said what the rules had said.
    """

    count: int
    bias: float
    cut: float
    quality: Quality
    rules: Quality
    agreed: float
    weights: dict[str, tuple[float, float]] = field(repr=False)

    @property
    def helps(self) -> bool:
        """From mistakes alone one learns to say the contrary, which no figure of those same mistakes would show."""
        return self.agreed >= ENOUGH and self.quality.f1 >= self.rules.f1

    def complaint(self, text: str, by_rules: float) -> bool:
        """`by_rules`: how likely the rules think it is."""
        return blend(self._likelihood(text), by_rules, self.count) >= self.cut

    def _likelihood(self, text: str) -> float:
        weighed, length = 0.0, 0.0
        for name, times in Counter(features(text)).items():
            if known := self.weights.get(name):
                weight, rarity = known
                value = (1 + math.log(times)) * rarity
                weighed += value * weight
                length += value * value
        return 1 / (1 + math.exp(-(self.bias + (weighed / math.sqrt(length) if length else 0.0))))


def blend(learnt: float, by_rules: float, count: int) -> float:
    """The rules' word at first, more and more what was learnt."""
    trust = count / (count + HALF_TRUST)
    return trust * learnt + (1 - trust) * by_rules


def read(told: Any) -> Learnt:
    """What `train` wrote as JSON."""
    parts = {**told, "quality": Quality(**told["quality"]), "rules": Quality(**told["rules"])}
    return Learnt(**{**parts, "weights": {name: (pair[0], pair[1]) for name, pair in told["weights"].items()}})
