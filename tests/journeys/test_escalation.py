"""Nobody answers: one after the other is asked until the lead has it, also through a restart, and by rule."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.cases.settings import EscalateWhen, Permissions, PolicyStep, Settings
from bot.sandbox.slack_server import Message
from tests.journeys.town import Town

SOON, LATER = 0.01, 0.03
"""Minutes: a journey does not wait for people, but each step is said before it is over."""
UNANSWERED = "Team baggage was asked about case #1 and has not answered in time."
STEPS = (
    PolicyStep(notify="members", minutes=SOON),
    PolicyStep(notify="next", to=("U0BAG", "U0BEN"), minutes=LATER),
    PolicyStep(notify="lead"),
)


def chased(*steps: PolicyStep, **changes: object) -> Callable[[Settings], Settings]:
    """The desk file's team, with these steps and a lead."""

    def hurry(settings: Settings) -> Settings:
        team = replace(settings.teams[0], steps=steps, escalate_to=(), answer_within_minutes=None)
        given = {"teams": (team,), "permissions": Permissions(lead=("U0LEAD",)), **changes}
        return replace(settings, **given)  # type: ignore[arg-type]

    return hurry


async def asked(town: Town) -> tuple[Message, Message]:
    _, card = await town.complaint("@acmeair where is my suitcase")
    await town.person("U0ANN").command("/escalate", "#1 baggage Is it in Oslo?")
    return card, await town.person("U0BAG").sees_message("C0BAGGAGE", "Is it in Oslo?")


def said(town: Town, root: Message) -> list[str]:
    return [town.text(message) for message in town.slack.thread(root.channel, root.ts)[1:]]


async def test_three_levels_are_asked_with_nobody_answering_until_the_lead(tmp_path: Path) -> None:
    async with Town(tmp_path, hurry=chased(*STEPS)) as town:
        card, request = await asked(town)
        assert "@baggage-team" in town.text(request)
        told = await town.in_thread(card, "it is yours now")
        assert town.text(told) == f"@Lea Dahl {UNANSWERED} Nobody else is left to ask, so it is yours now."
        await town.in_thread(request, "The lead is asked now.")
        names = [text.partition(" It is your turn")[0] for text in said(town, request)]
        assert names == ["@Bo Agard", "@Ben Brook", "The lead is asked now."]
        await town.person("U0LEAD").click(card, "Claim")
        for root in (card, request):
            await town.in_thread(root, "@Lea Dahl has it now; nobody else is asked.")


async def test_whoever_is_away_is_passed_by_in_the_real_slack(tmp_path: Path) -> None:
    async with Town(tmp_path, hurry=chased(*STEPS)) as town:
        town.slack.change_user("U0BAG", presence="away")
        card, request = await asked(town)
        await town.in_thread(card, "it is yours now")
        await town.in_thread(request, "The lead is asked now.")
        assert [text.split(" It is")[0] for text in said(town, request)] == ["@Ben Brook", "The lead is asked now."]


async def test_a_restart_in_the_middle_asks_nobody_twice_and_nobody_less(tmp_path: Path) -> None:
    async with Town(tmp_path, hurry=chased(*STEPS)) as town:
        card, request = await asked(town)
        await town.in_thread(request, "@Bo Agard It is your turn")
        await town.stop_bot()
        await town.start_bot()
        await town.in_thread(card, "it is yours now")
        turns = [text.partition(" It is your turn")[0] for text in said(town, request)]
        assert len(turns) == len(set(turns)) and turns[0] == "@Bo Agard"
        assert len([text for text in said(town, card) if "it is yours now" in text]) == 1


async def test_taking_it_ends_the_asking(tmp_path: Path) -> None:
    steps = (PolicyStep(notify="members", minutes=SOON), PolicyStep(notify="next", to=("U0BAG",), minutes=60))
    async with Town(tmp_path, hurry=chased(*steps)) as town:
        card, request = await asked(town)
        await town.in_thread(request, "@Bo Agard It is your turn")
        await town.person("U0BAG").click(request, "Take it")
        await town.in_thread(request, "@Bo Agard has it now; nobody else is asked.")
        await town.shows(card, "baggage (on it)")
        await town.person("U0ANN").say(card.channel, "@Mentiondesk history", thread_ts=card.ts)
        await town.person("U0ANN").sees_ephemeral("has it now, so nobody else is asked for team baggage.")


async def test_a_rule_asks_the_team_without_anybody(tmp_path: Path) -> None:
    rule = EscalateWhen(team="baggage", keyword=("lawyer",), reason="Read this first.", urgent=True)
    steps = (PolicyStep(notify="members", minutes=60),)
    async with Town(tmp_path, hurry=chased(*steps, escalate_when=(rule,))) as town:
        _, card = await town.complaint("@acmeair my lawyer will call you")
        request = await town.person("U0BAG").sees_message("C0BAGGAGE", "Read this first.")
        assert "A rule of the desk" in town.text(request) and "Urgent" in town.text(request)
        await town.in_thread(card, "Team baggage is asked by a rule of the desk, since the case says “lawyer”.")
        await town.shows(card, "baggage (asked)")
        assert "Nobody yet" in town.text(card)
