"""A model with the rules behind it: what needs no machine is there while the model is not."""

import pytest

from bot.ai.backed import Backed
from bot.ai.rules import Rules
from bot.cases.drafts import Draft, Request, Source, Wish
from bot.ports.assistant import NoHelp
from tests.cases import samples
from tests.outside import FakeAssistant

CASE = samples.case()
SLOW = NoHelp("The model did not answer in time.")
EARLIER = Source(name="#7", answer="We call you today.")


def backed(refuses: NoHelp | None = SLOW, **says: object) -> Backed:
    return Backed(FakeAssistant(refuses=refuses, **says), Rules(samples.settings()))


async def drafted(assistant: Backed, *sources: Source, wish: Wish = Wish.FRESH) -> list[Draft]:
    return [draft async for draft in assistant.drafts(CASE, Request(wish=wish), sources)]


async def test_a_model_that_answers_is_heard_alone() -> None:
    assistant = backed(None, hint="Warmer?")
    assert not any(draft.own for draft in await drafted(assistant, EARLIER))
    assert await assistant.tone(CASE, "Obviously.") == "Warmer?"


async def test_without_the_model_earlier_answers_stand_in_for_drafts() -> None:
    assert await drafted(backed(), EARLIER) == [Draft(text="We call you today.", sources=("#7",), own=True)]


@pytest.mark.parametrize("wish", Wish)
async def test_where_there_are_none_either_it_says_why_the_model_does_not_help(wish: Wish) -> None:
    with pytest.raises(NoHelp, match="did not answer in time"):
        await drafted(backed(), *(() if wish is Wish.FRESH else (EARLIER,)), wish=wish)


async def test_tone_and_summary_fall_back_and_judgement_and_translation_do_not() -> None:
    assistant = backed()
    assert "reproach" in await assistant.tone(CASE, "Obviously.")
    assert "wrote 1 post" in (await assistant.summary(CASE)).text
    for question in (assistant.triage(CASE), assistant.translate(CASE, "Hallo", "en")):
        with pytest.raises(NoHelp):
            await question


def test_it_stands_as_the_model_does() -> None:
    assert backed().standing.problem == str(SLOW) and backed().name == "fake"
