"""Learn from corrections, in a process of its own, so that nobody waits and nothing of it stays: JSON in, JSON out."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.ai import cues
from bot.ai.learning.features import features
from bot.ai.learning.learnt import Learnt, Quality, blend
from bot.ai.likelihood import COMPLAINT, complaint_likelihood

FOLDS = 5
MOST = 40_000
"""Features that are kept, the most frequent ones."""


def train(texts: Sequence[str], complaints: Sequence[bool]) -> Learnt:
    """Both kinds must be among them. Raises `ImportError` without the extra."""
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from threadpoolctl import threadpool_limits

    pipeline, seen = _pipeline(), [features(text) for text in texts]
    folds = StratifiedKFold(min(FOLDS, _fewest(complaints)), shuffle=True, random_state=0)
    with threadpool_limits(1):  # several would wait for one another where the cores are busy
        held_out = cross_val_predict(pipeline, seen, complaints, cv=folds, method="predict_proba")[:, 1]
        pipeline.fit(seen, complaints)
    by_rules = [complaint_likelihood(cues.said(text)) for text in texts]
    blended = [blend(float(a), b, len(texts)) for a, b in zip(held_out, by_rules, strict=True)]
    cut = _cut(blended, complaints)
    rarity, weights = pipeline[0].idf_, pipeline[1].coef_[0]
    return Learnt(
        count=len(texts),
        bias=float(pipeline[1].intercept_[0]),
        cut=cut,
        quality=_quality(blended, complaints, cut),
        rules=_quality(by_rules, complaints, COMPLAINT),
        agreed=sum((a >= COMPLAINT) == b for a, b in zip(by_rules, complaints, strict=True)) / len(texts),
        weights={
            name: (round(float(weights[at]), 5), round(float(rarity[at]), 5))
            for name, at in pipeline[0].vocabulary_.items()
        },
    )


def main() -> None:
    os.nice(5)
    given = json.load(sys.stdin)
    json.dump(asdict(train(given["texts"], given["complaints"])), sys.stdout)


def _pipeline() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    rare = TfidfVectorizer(analyzer=_as_they_are, sublinear_tf=True, max_features=MOST)
    return make_pipeline(rare, LogisticRegression(C=4, max_iter=1_000, class_weight="balanced"))


def _as_they_are(found: list[str]) -> list[str]:
    return found


def _fewest(complaints: Sequence[bool]) -> int:
    return min(sum(complaints), len(complaints) - sum(complaints))


def _quality(likely: Sequence[float], complaints: Sequence[bool], cut: float) -> Quality:
    called = [each >= cut for each in likely]
    found = sum(one and other for one, other in zip(called, complaints, strict=True))
    return Quality(precision=found / max(1, sum(called)), recall=found / max(1, sum(complaints)))


def _cut(likely: Sequence[float], complaints: Sequence[bool]) -> float:
    """Where as many are missed as are called one wrongly: a desk wants neither."""
    return sorted(likely, reverse=True)[sum(complaints) - 1]


if __name__ == "__main__":
    main()
