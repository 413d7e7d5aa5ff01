"""The words by which people are asked to take what a team has not answered, and where they read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cases import outbox, text
from bot.cases.case import Case, Handoff
from bot.cases.chain import Turn
from bot.cases.outbox import HERE, Delivery
from bot.cases.settings import Notify, Settings
from bot.desk.desk import pinged


@dataclass(frozen=True, slots=True)
class Summons:
    """The team's own people are asked in the team's thread; a group from outside in the case's as well, since nobody
    knows which of the two channels they are in; the lead in the case's alone."""

    settings: Settings
    case: Case
    handoff: Handoff
    now: datetime

    def deliveries(self, turn: Turn, away: Sequence[str]) -> list[Delivery]:
        """`away` says who could not be asked before, and why."""
        words = self._words(turn)
        if away:
            words = f"{words} ({text.escape('; '.join(away))})"
        here = outbox.notice(self.case, words, self.now, under=self.handoff)
        there = outbox.notice(self.case, words, self.now)
        match turn.notify:
            case Notify.CHANNEL:
                return [self._call(words + self._where(channel), channel) for channel in turn.who]
            case Notify.LEAD if not turn.who:
                return [self._call(words, self.case.channel)]
            case Notify.LEAD:
                return [there, outbox.notice(self.case, "The lead is asked now.", self.now, under=self.handoff)]
            case Notify.GROUP:
                return [there, here]
            case _:
                return [here]

    def _call(self, words: str, channel: str) -> Delivery:
        return outbox.call(self.case, words, channel, self.now, self.handoff)

    def _words(self, turn: Turn) -> str:
        team, number, who = text.escape(self.handoff.team), self.case.number, pinged(turn.who)
        unanswered = f"Team {team} was asked about case #{number} and has not answered in time."
        match turn.notify:
            case Notify.MEMBERS:
                return f"{who} Case #{number} still waits for you: please press *Take it*."
            case Notify.NEXT:
                return f"{who} It is your turn with case #{number}: please press *Take it*{self._or_else()}"
            case Notify.GROUP:
                return f"{who} {unanswered}"
            case Notify.CHANNEL:
                return f"{HERE} Case #{number} still waits for somebody in team {team}."
            case Notify.TEAM:
                return f"{unanswered} Team {text.escape(turn.who[0])} is asked now."
            case _ if turn.who:
                return f"{who} {unanswered}{self._the_end('it is yours now')}"
            case _:
                return f"{HERE} {unanswered}{self._the_end('somebody here has to take it')}"

    def _where(self, channel: str) -> str:
        return (
            " Please take its request." if channel == self.handoff.channel else f" It is in <#{self.handoff.channel}>."
        )

    def _the_end(self, what: str) -> str:
        return f" Nobody else is left to ask, so {what}." if self.handoff.due is None else ""

    def _or_else(self) -> str:
        running = self.handoff.escalation
        step = running.step if running else None
        if step is None or self.handoff.due is None:
            return "."
        minutes = f"{step.minutes:g} minute{'s' * (step.minutes != 1)}"
        return f", or I ask the next one in {minutes}."
