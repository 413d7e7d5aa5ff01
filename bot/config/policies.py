"""Looks over who is asked when a team does not answer: no policy may be empty, or run in a circle."""

import re
from collections.abc import Iterator

from bot.cases.settings import Notify, PolicyStep, Settings, Team
from bot.config.faults import Flaw, listed

VARIANTS = ("normal", "urgent")
_PEOPLE = re.compile(r"[UWS][A-Z0-9]{2,}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")
_TO = {
    Notify.NEXT: (_PEOPLE, "ids of people (U…) or user groups (S…)"),
    Notify.GROUP: (_PEOPLE, "ids of people (U…) or user groups (S…)"),
    Notify.CHANNEL: (_CHANNEL, "ids of channels (C…)"),
}
_CONDITIONS = ("keyword", "priority", "followers", "unanswered_minutes", "contacts_in_week")


def flaws(settings: Settings) -> Iterator[Flaw]:
    first = 0  # the number of the team's first step among all steps of the file
    for nth, team in enumerate(settings.teams):
        if team.steps:
            yield from _two_policies(team, nth)
            for place, step in enumerate(team.steps, first):
                yield from _step(settings, team, step, place)
            yield from _order(team, first, nth)
        first += len(team.steps)
    yield from _circles(settings)
    yield from _rules(settings)


def _two_policies(team: Team, nth: int) -> Iterator[Flaw]:
    for key in ("answer_within_minutes", "escalate_to"):
        if getattr(team, key):
            words = f"teams.{key} and teams.steps both say who comes next for team {team.name}; keep teams.steps."
            yield Flaw(sentence=words, section="teams", key=key, nth=nth)


def _step(settings: Settings, team: Team, step: PolicyStep, place: int) -> Iterator[Flaw]:
    def flaw(words: str, key: str, item: str | None = None) -> Flaw:
        return Flaw(sentence=f"{words}.", section="teams.steps", key=key, item=item, nth=place)

    if step.times != 1 and step.notify != Notify.REPEAT:
        yield flaw('teams.steps.times is for notify = "repeat" only; remove it', "times")
    if step.notify == Notify.TEAM:
        yield from _another_team(settings, team, step, flaw_at=place)
    elif step.notify in _TO:
        pattern, kind = _TO[Notify(step.notify)]
        for item in step.to:
            if not pattern.fullmatch(item):
                yield flaw(f'teams.steps.to must hold {kind} where notify = "{step.notify}", not "{item}"', "to", item)
        if not step.to and (step.notify == Notify.GROUP or (step.notify == Notify.NEXT and not team.members)):
            yield flaw(f'notify = "{step.notify}" of team {team.name} names nobody; add to = ["U0AGENT"]', "notify")
    elif step.to:
        yield flaw(f'notify = "{step.notify}" takes no to; remove it', "to")


def _another_team(settings: Settings, team: Team, step: PolicyStep, flaw_at: int) -> Iterator[Flaw]:
    known = [each.name for each in settings.teams if each is not team]
    if len(step.to) != 1:
        words = 'notify = "team" hands on to one team; name it, like to = ["crew"].'
        yield Flaw(sentence=words, section="teams.steps", key="notify", nth=flaw_at)
    elif settings.team(step.to[0]) is None:
        teams = f"the others are {listed(known)}" if known else "there is no other"
        words = f'teams.steps.to names the team "{step.to[0]}", which is none; {teams}.'
        yield Flaw(sentence=words, section="teams.steps", key="to", item=step.to[0], nth=flaw_at)


def _order(team: Team, first: int, nth: int) -> Iterator[Flaw]:
    """What holds for the steps of normal requests must hold for those of urgent ones too."""
    for variant in VARIANTS:
        steps = [(place, step) for place, step in enumerate(team.steps, first) if step.only in ("", variant)]
        kinds = [step.notify for _, step in steps]
        if not steps:
            words = f"team {team.name} has no step for {variant} requests; leave only out of one of its steps."
            yield Flaw(sentence=words, section="teams", key="name", nth=nth)
        elif kinds[0] == Notify.REPEAT:
            words = 'notify = "repeat" comes first, so there is nothing to repeat; put a step before it.'
            yield Flaw(sentence=words, section="teams.steps", key="notify", nth=steps[0][0])
        elif kinds.count(Notify.REPEAT) > 1:
            words = f'team {team.name} has notify = "repeat" twice; keep one, and set its times.'
            yield Flaw(sentence=words, section="teams.steps", key="notify", nth=steps[_last(kinds, Notify.REPEAT)][0])
        elif Notify.TEAM in kinds[:-1]:
            words = 'notify = "team" hands the request on, so nothing comes after it; make it the last step.'
            yield Flaw(sentence=words, section="teams.steps", key="notify", nth=steps[kinds.index(Notify.TEAM)][0])


def _last(kinds: list[str], kind: str) -> int:
    return len(kinds) - 1 - kinds[::-1].index(kind)


def _circles(settings: Settings) -> Iterator[Flaw]:
    """A request that goes from team to team must never come back to one that had it."""
    places: dict[tuple[str, str], int] = {}
    onward: dict[str, list[str]] = {}
    place = 0
    for team in settings.teams:
        for step in team.steps:
            other = settings.team(step.to[0]) if step.notify == Notify.TEAM and step.to else None
            if other:
                onward.setdefault(team.name, []).append(other.name)
                places.setdefault((team.name, other.name), place)
            place += 1
    for start in onward:
        if way := _way_back(onward, [start]):
            words = f'teams.steps leads in a circle: {", ".join(way)}; end one of them without notify = "team".'
            nth = places[way[-2], way[-1]]
            yield Flaw(sentence=words, section="teams.steps", key="to", nth=nth)


def _way_back(onward: dict[str, list[str]], way: list[str]) -> list[str]:
    for other in onward.get(way[-1], ()):
        if other == way[0]:
            return [*way, other]
        if other not in way and (found := _way_back(onward, [*way, other])):
            return found
    return []


def _rules(settings: Settings) -> Iterator[Flaw]:
    for nth, rule in enumerate(settings.escalate_when):
        if settings.team(rule.team) is None:
            known = listed([team.name for team in settings.teams]) if settings.teams else ""
            teams = f"the teams are {known}" if known else "add a [[teams]] section"
            words = f'escalate_when.team names the team "{rule.team}", which is none; {teams}.'
            yield Flaw(sentence=words, section="escalate_when", key="team", nth=nth)
        if not any(getattr(rule, condition) for condition in _CONDITIONS):
            words = f"a rule of escalate_when has no condition; add one of {listed(_CONDITIONS, 'or')}."
            yield Flaw(sentence=words, section="escalate_when", nth=nth)
