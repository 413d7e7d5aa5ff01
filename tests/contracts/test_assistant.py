"""What every assistant promises: the fake, the rules, and a model behind any address."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.ai.rules import Rules
from bot.cases.case import Case
from bot.cases.counting import weight
from bot.cases.drafts import OFFERED, Request, Source, Wish
from bot.cases.judgement import Judgement
from bot.cases.text import LIMITS
from bot.ports.assistant import Assistant, NoHelp
from tests.ai.odd import ODD
from tests.ai.study import study
from tests.cases import samples
from tests.outside import FakeAssistant

SOURCES = (Source(name="#7", answer="We will call you today.", asked="Where is my bag?"),)


@pytest.fixture(params=["fake", "rules", "model"])
async def assistant(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Assistant]:
    if request.param == "fake":
        yield FakeAssistant()
        return
    if request.param == "rules":
        yield Rules(samples.settings())
        return
    async with study(tmp_path) as there:
        await there.case_id()
        yield there.assistant


def case_with(**about: Any) -> Case:
    return samples.case(id=1, number=1, **about)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
async def test_whatever_a_customer_writes_is_judged(assistant: Assistant, text: str) -> None:
    case = case_with(posts=(samples.post(text=text),))
    judgement = await assistant.triage(case)
    assert isinstance(judgement, Judgement) and judgement.by == assistant.name


@pytest.mark.parametrize("wish", Wish)
async def test_drafts_are_few_and_fit_the_network_and_name_their_sources(assistant: Assistant, wish: Wish) -> None:
    case = case_with()
    try:
        offered = [draft async for draft in assistant.drafts(case, Request(wish=wish, written="We look."), SOURCES)]
    except NoHelp as none:  # rules write nothing
        offered = []
        assert str(none).endswith(".") and wish is not Wish.FRESH
    assert len(offered) <= OFFERED
    assert all(0 < weight(draft.text) <= LIMITS[case.network] for draft in offered)
    assert {name for draft in offered for name in draft.sources} <= {"#7"}


async def test_a_tone_hint_is_one_line_at_most(assistant: Assistant) -> None:
    assert "\n" not in await assistant.tone(case_with(), "That is your own fault.")


async def test_a_summary_and_a_translation_are_words(assistant: Assistant) -> None:
    assert (await assistant.summary(case_with())).text.strip()
    try:
        assert (await assistant.translate(case_with(), "Guten Tag", "en")).strip()
    except NoHelp as none:  # rules do not translate
        assert str(none).endswith(".")


async def test_it_says_how_it_stands(assistant: Assistant) -> None:
    assert assistant.standing.name == assistant.name and assistant.standing.problem == ""
