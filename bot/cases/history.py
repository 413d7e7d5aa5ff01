"""What happened to a case, told to people: each event in a few words, from the list that is only ever added to."""

import re
from dataclasses import dataclass
from datetime import datetime

_SLOT = re.compile(r"\{(?P<kind>[@#]?)(?P<name>\w+)\}")

WORDS: dict[str, str] = {
    "CaseOpened": "The case was opened: {why}",
    "CustomerWrote": "The customer wrote again.",
    "PostErased": "A post of the customer was {why} on its network; we erased its words.",
    "PostEdited": "The customer changed a post; we show it as it is now.",
    "CustomerForgotten": "erased who the customer is and what they wrote.",
    "CaseReopened": "reopened the case: {why}",
    "CaseClaimed": "claimed the case.",
    "CaseReleased": "released the case.",
    "CaseAssigned": "gave the case to {@to}.",
    "CaseReturned": "took the case back from {@to}: {why}.",
    "OwnerAsked": "asked {@to} whether they are still on it.",
    "OwnerConfirmed": "is still on it.",
    "CaseRouted": "gave the case to {team}.",
    "CaseEscalated": "asked team {team}: {reason}",
    "HandoffTaken": "took the request for team {team}.",
    "HandoffDeclined": "gave the request back for team {team}: {reason}",
    "EscalationAsked": "Team {team} has not answered: {@who} asked.",
    "EscalationCalled": "Team {team} has not answered: the channel was told.",
    "EscalationPassed": "Nobody could be asked for team {team}: {why}",
    "EscalationMissed": "Somebody was to be asked for team {team} {#due}, while I was not there.",
    "EscalationAcknowledged": "has it now, so nobody else is asked for team {team}.",
    "EscalationStopped": "Nobody else is asked for team {team}: {why}",
    "EscalationPaused": "Team {team} is not chased for now.",
    "EscalationResumed": "Team {team} is chased again.",
    "RuleHeldBack": "A rule holds here too ({rule}), but team {team} was not asked: {why}",
    "WishCollected": "handed on to team {team}, as {wish}: {topic}",
    "HandoffJoined": "added the case to what team {team} is asked about case #{number}: {reason}",
    "HandoffAnswered": "answered for team {team}: “{text}”",
    "HandoffAskedBack": "asked the desk for team {team}: {question}",
    "HandoffResumed": "told team {team} what it needed.",
    "HandoffReturned": "Team {team} could not be reached: {why}",
    "NoteWritten": "wrote a note.",
    "NoteEdited": "changed a note.",
    "NoteDeleted": "deleted a note.",
    "ReplyDecided": "answered: “{text}”",
    "ReplyApproved": "approved the answer.",
    "ReplyReworded": "changed the answer to: “{text}”",
    "ReplyExpired": "Nobody approved the answer in time, so it went back.",
    "ReplySentBack": "sent the answer back: {reason}",
    "ReplyUndone": "took the answer back.",
    "ReplyPosted": "The answer was published: {url}",
    "ReplyUnsure": "Nobody knows yet whether the answer was published: {problem}",
    "ReplyPutToPeople": "Looking could not tell whether the answer was published: {problem}",
    "ReplyConfirmed": "saw that the answer is there.",
    "ReplyRepeated": "saw that the answer is not there, and had it posted again.",
    "ReplyCheckedAgain": "had us look for the answer again.",
    "ReplyFailed": "The answer did not go out: {problem}",
    "AnsweredByHand": "Somebody answered by hand: {url}",
    "CaseSnoozed": "put the case to sleep until {#until}.",
    "CaseWaits": "set the case aside until the customer writes.",
    "CaseAwoke": "The case woke up.",
    "CaseResolved": "resolved the case. {resolution}",
    "CaseJudged": "The assistant ({machine}) suggests: {what}",
    "SuggestionTaken": "did what the assistant ({machine}) had suggested: to ask team {team}.",
    "CaseCorrected": "said what the case is: {what}",
    "CaseAtRisk": "The answer became at risk; it was due {#due}.",
    "CaseLate": "The answer became late; it was due {#due}.",
    "ResolutionAtRisk": "The resolution became at risk; it was due {#due}.",
    "ResolutionLate": "The resolution became late; it was due {#due}.",
}
"""By kind of event. `{name}` is one of its details, `{@name}` a person, `{#name}` a time; what begins with a capital
letter stands for itself, the rest comes after who did it."""

NOBODY = "Mentiondesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One recorded event; `id` grows with time, `by` is a Slack id, or None for the customer and the clock."""

    id: int
    kind: str
    at: datetime
    by: str | None
    details: dict[str, object]


@dataclass(frozen=True, slots=True)
class Who:
    """A colleague or a user group, by Slack id."""

    id: str


Piece = str | Who | datetime


def told(entry: Entry) -> tuple[Piece, ...]:
    """The entry as a sentence, in pieces: words as they are, people, and times."""
    template = WORDS.get(entry.kind) or _spelled(entry.kind)
    pieces: list[Piece] = []
    if not template[0].isupper():
        pieces += [Who(entry.by) if entry.by else NOBODY, " "]
    elif entry.by:
        pieces += [Who(entry.by), ": "]
    end = 0
    for slot in _SLOT.finditer(template):
        pieces += [template[end : slot.start()], *_filled(slot["kind"], entry.details.get(slot["name"]))]
        end = slot.end()
    pieces.append(template[end:])
    return tuple(piece for piece in pieces if piece != "")


def _filled(kind: str, value: object) -> list[Piece]:
    if value is None or value == "":
        return ["nobody" if kind == "@" else ""]
    if kind == "@":
        return _people(value if isinstance(value, list) else [value])
    if kind == "#":
        return [value if isinstance(value, datetime) else datetime.fromisoformat(str(value))]
    return [str(value)]


def _people(ids: list[object]) -> list[Piece]:
    pieces: list[Piece] = [Who(str(ids[0]))] if ids else ["nobody"]
    for each in ids[1:]:
        pieces += [", ", Who(str(each))]
    return pieces


def _spelled(kind: str) -> str:
    """The words of a kind that an older or newer version wrote: its name, taken apart."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).capitalize() + "."
