"""How busy people are, in a few words, for whoever chooses among them."""

from collections.abc import Sequence

from bot.cases import text as texts
from bot.cases.assignment import Load
from bot.cases.settings import Team
from bot.ports.roster import Colleague
from bot.slack.context import Office

TEAMS, MEMBERS = 6, 12
"""How many teams are shown, and how many members of each."""
_AWAY = ("is ", "has ")


async def of_person(office: Office, who: str) -> str:
    """Mrkdwn; empty for somebody who cannot have a case."""
    return "\n".join(await _lines(office, (who,)))


async def of_teams(office: Office, teams: Sequence[Team]) -> list[str]:
    """Mrkdwn for each team that has members."""
    told = [(team, await _lines(office, team.members)) for team in teams[:TEAMS] if team.members]
    return ["\n".join([f"*{texts.escape(team.name)}*", *lines]) for team, lines in told if lines]


def words(colleague: Colleague, load: Load) -> str:
    """Such as "Ada Lind: 3 open, 1 late · away until 14:00"."""
    late = f", {load.late} late" if load.late else ""
    busy = f"{load.open} open{late}" if load.open else "nothing open"
    away = colleague.away
    for verb in _AWAY:
        away = away.removeprefix(verb)
    return f"{texts.escape(colleague.name)}: {busy}" + (f"  ·  _{texts.escape(away)}_" if away else "")


async def _lines(office: Office, ids: Sequence[str]) -> list[str]:
    """Those who are there first, the least busy on top."""
    people = await office.desk.roster.colleagues(ids)
    loads = await office.queries.loads([each.id for each in people], office.now())
    order = sorted(people, key=lambda each: (bool(each.away), loads[each.id].open))
    lines = [words(each, loads[each.id]) for each in order[:MEMBERS]]
    return [*lines, f"and {len(order) - MEMBERS} more"] if len(order) > MEMBERS else lines
