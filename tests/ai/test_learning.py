"""Learning from corrections: what is learnt, how good it is said to be, and that nobody waits for it."""

import asyncio
import math
from dataclasses import replace

import pytest

from bot.ai.learning import apprentice
from bot.ai.learning.apprentice import LEAST, Apprentice
from bot.ai.learning.features import features
from bot.ai.learning.learnt import HALF_TRUST, Learnt, Quality, blend
from bot.ai.learning.train import train
from bot.ai.rules import Rules
from bot.cases.judgement import Correction, Kind
from bot.cases.settings import Assistant
from tests.ai.odd import ODD
from tests.cases.samples import NOON, mention, settings

pytest.importorskip("sklearn", reason="the extra learning is not installed")

GOOD = Quality(precision=0.9, recall=0.9)
LEARNT = Learnt(count=400, bias=-1.0, cut=0.4, quality=GOOD, rules=GOOD, agreed=1, weights={"wobble": (4.0, 1.0)})


def history(each: int = 60) -> list[Correction]:
    """A desk at which "wobble" is a complaint and "sparkle" is not: no word of ours says so."""
    said = []
    for nth in range(each):
        said.append(_said(f"the lamp {nth} has the wobble", 2 * nth + 1, Kind.COMPLAINT))
        said.append(_said(f"the lamp {nth} has the sparkle", 2 * nth + 2, Kind.PRAISE))
    return said


def _said(text: str, number: int, kind: Kind | None) -> Correction:
    return Correction(text=text, by="U0ANN", at=NOON, number=number, kind=kind)


def trained(said: list[Correction]) -> Learnt:
    return train([each.text for each in said], [each.kind is Kind.COMPLAINT for each in said])


def test_a_desks_own_words_are_learnt() -> None:
    learnt = trained(history())
    assert learnt.complaint("this wobble again?", 0.45) and not learnt.complaint("such a sparkle", 0.45)
    assert learnt.quality.recall == learnt.quality.precision == 1 and learnt.rules.f1 < 0.5 and learnt.helps


def test_plain_numbers_say_what_the_library_says() -> None:
    from bot.ai.learning.train import _pipeline

    said = history(20)
    texts, complaints = [each.text for each in said], [each.kind is Kind.COMPLAINT for each in said]
    pipeline = _pipeline().fit([features(text) for text in texts], complaints)
    learnt = trained(said)
    for text in ("a lamp with the wobble, the wobble!", "nothing of that", ""):
        told = pipeline.predict_proba([features(text)])[0][1]
        assert math.isclose(learnt._likelihood(text), told, abs_tol=0.001)


def test_the_rules_count_for_less_the_more_was_learnt() -> None:
    assert [blend(1, 0, count) for count in (0, HALF_TRUST)] == [0, 0.5] and blend(1, 0, 5_000) > 0.95


def test_whatever_is_written_is_learnt_from_and_judged() -> None:
    odd = [_said(text, 90 + nth, Kind.COMPLAINT) for nth, text in enumerate(ODD.values())]
    learnt = trained([*history(20), *odd])
    assert all(len(features(text)) < 1_000 and learnt.complaint(text, 0.5) in (True, False) for text in ODD.values())


async def test_few_corrections_teach_nothing_and_it_says_how_many_are_missing() -> None:
    pupil = Apprentice()
    await pupil.learn([*history(LEAST - 1), _said("only a team was named", 99, None)])
    assert pupil.learnt is None and f"{2 * LEAST - 2} so far" in pupil.standing


async def test_it_learns_beside_everything_else_in_a_process_of_its_own() -> None:
    rules = Rules(settings(assistant=Assistant(learn=True)))
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    busy = asyncio.create_task(others())
    await rules.learn(history(20))
    busy.cancel()
    assert turns > 10 and "Learnt from 40 corrected cases: 100% of the complaints are found" in rules.standing.learning
    assert rules.judge(mention(text="a wobble")).kind is Kind.COMPLAINT
    assert rules.judge(mention(text="such a sparkle")).kind is not Kind.COMPLAINT


@pytest.fixture
def lessons(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many corrections each lesson had; none is really given."""
    given: list[int] = []

    async def study(pupil: Apprentice, texts: list[str], complaints: list[bool]) -> None:
        given.append(len(texts))
        pupil.learnt = replace(LEARNT, count=len(texts))

    monkeypatch.setattr(Apprentice, "_study", study)
    return given


async def test_it_learns_anew_where_much_was_added_or_anything_changed_or_was_forgotten(lessons: list[int]) -> None:
    pupil, said = Apprentice(), history()
    for taught in (said, said, [*said, _said("one more", 900, Kind.IDEA)], said + history(70)[120:], said, said[1:]):
        await pupil.learn(taught)
    assert lessons == [120, 140, 120, 119]
    await pupil.learn([])
    assert pupil.learnt is None


async def test_what_does_worse_than_the_rules_is_not_used() -> None:
    pupil = Apprentice()
    pupil.learnt, rules = replace(LEARNT, quality=Quality(precision=0.5, recall=0.5)), Rules(settings(), pupil)
    assert rules.judge(mention(text="a wobble")).kind is Kind.QUESTION and "rules do better" in pupil.standing
    pupil.learnt = LEARNT
    assert rules.judge(mention(text="a wobble")).kind is Kind.COMPLAINT


async def test_from_mistakes_alone_nothing_is_believed() -> None:
    pupil = Apprentice()
    pupil.learnt = replace(LEARNT, agreed=0.4)
    assert Rules(settings(), pupil).judge(mention(text="a wobble")).kind is Kind.QUESTION
    assert pupil.standing.endswith("until as many agree: save Change… there too.")
    assert trained(history(20)).agreed == 0.5


@pytest.mark.parametrize("module", ["bot.ai.no_such_module", "bot.ai.learning"])
async def test_a_lesson_that_fails_leaves_the_rules_alone_and_says_so(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apprentice, "TRAINER", module)
    pupil = Apprentice()
    await pupil.learn(history(20))
    assert pupil.learnt is None and pupil.standing == "Learning failed (see the log); rules judge alone."


async def test_a_stop_ends_the_lesson_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apprentice, "TRAINER", "this")  # any module will do: it is not waited for
    pupil = Apprentice()
    learning = asyncio.create_task(pupil.learn(history(20)))
    while pupil._lesson is None and not learning.done():
        await asyncio.sleep(0)
    pupil.stop()
    await asyncio.wait_for(learning, 30)
    assert "failed" not in pupil.standing
