"""The deliveries that speak of a case: its card, what stands in its threads, and its public replies."""

from dataclasses import replace
from datetime import datetime

from bot.cases.case import Case, Handoff, Note, Post, Priority, Reply
from bot.cases.outbox.delivery import Delivery, Does, Subject, Thing, Urgency, edit_lane, post_lane, publish_lane

HERE = "<!here>"


def card_of(case: Case) -> Subject:
    return Subject(Thing.CARD, case.id)


def handoff_card_of(handoff: Handoff) -> Subject:
    return Subject(Thing.HANDOFF, handoff.card)


def _urgency(priority: Priority) -> Urgency:
    return Urgency(int(priority))


def card(case: Case, now: datetime) -> Delivery:
    """The case's card, posted into its channel."""
    return _post(case, card_of(case), case.channel, None, now, _urgency(case.priority))


def redraw(case: Case, now: datetime, hurried: bool = False, quiet: bool = False) -> Delivery:
    """The case's card, drawn afresh; the store folds redraws that wait into one. `hurried`: somebody waits for it.

    `quiet`: nothing has happened to the case itself. What is urgent is never held back all the same.
    """
    urgency = Urgency.PERSON if hurried else _urgency(case.priority)
    drawn = _edit(case, card_of(case), case.channel, None, now, urgency)
    return replace(drawn, quiet=quiet and case.priority is not Priority.URGENT)


def follow_up(case: Case, post: Post, now: datetime) -> Delivery:
    return _post(case, Subject(Thing.POST, post.id), case.channel, card_of(case), now, _urgency(case.priority))


def post_redraw(case: Case, post: Post, now: datetime) -> Delivery:
    return _edit(case, Subject(Thing.POST, post.id), case.channel, card_of(case), now, Urgency.LOW)


def reply_message(case: Case, reply: Reply, now: datetime, patient: bool = False) -> Delivery:
    """The one message in the thread that shows a public reply through all its states."""
    urgency = Urgency.LOW if patient else Urgency.PERSON
    return _post(case, Subject(Thing.REPLY, reply.id), case.channel, card_of(case), now, urgency)


def reply_redraw(case: Case, reply: Reply, now: datetime) -> Delivery:
    return _edit(case, Subject(Thing.REPLY, reply.id), case.channel, card_of(case), now, Urgency.PERSON)


def publish(case: Case, reply: Reply) -> Delivery:
    """The public reply itself, not before its time to undo has passed."""
    return Delivery(
        workspace=case.workspace,
        lane=publish_lane(case.workspace, case.account),
        does=Does.PUBLISH,
        subject=Subject(Thing.REPLY, reply.id),
        case=case.id,
        due_at=reply.send_at,
        urgency=Urgency.PERSON,
    )


def handoff_card(case: Case, handoff: Handoff, now: datetime) -> Delivery:
    return _post(case, handoff_card_of(handoff), handoff.channel, None, now, Urgency.PERSON)


def handoff_redraw(case: Case, handoff: Handoff, now: datetime) -> Delivery:
    return _edit(case, handoff_card_of(handoff), handoff.channel, None, now, Urgency.PERSON)


def answer_message(case: Case, handoff: Handoff, now: datetime) -> Delivery:
    """What a team answered, in the case's thread."""
    return _post(case, Subject(Thing.ANSWER, handoff.id), case.channel, card_of(case), now, Urgency.PERSON)


def answer_redraw(case: Case, handoff: Handoff, now: datetime) -> Delivery:
    return _edit(case, Subject(Thing.ANSWER, handoff.id), case.channel, card_of(case), now, Urgency.PERSON)


def mirrored(case: Case, note: Note, now: datetime, edit: bool = False) -> list[Delivery]:
    """The note in the case's other threads: a team's note in the case's own, the desk's in that of each team that
    listens. What one team writes does not go to another: the desk passes on what concerns it.
    Where it stands already it is edited, whoever listens.
    """
    subject = Subject(Thing.NOTE, note.id)
    make = _edit if edit else _post
    if note.handoff is not None:
        return [make(case, subject, case.channel, card_of(case), now, Urgency.PERSON)]
    return [
        make(case, subject, handoff.channel, handoff_card_of(handoff), now, Urgency.PERSON)
        for handoff in {each.card: each for each in case.handoffs if each.listening or edit}.values()
    ]


def notice(case: Case, words: str, now: datetime, under: Handoff | None = None, *, patient: bool = False) -> Delivery:
    """A line of the bot's own in a thread: rare, since the card says almost everything. `patient`: nobody asked."""
    root, channel = (handoff_card_of(under), under.channel) if under else (card_of(case), case.channel)
    urgency = _urgency(case.priority) if patient else Urgency.PERSON
    return _post(case, Subject(Thing.NOTICE, case.id), channel, root, now, urgency, words)


def still(case: Case, words: str, now: datetime) -> Delivery:
    """The question to its owner, in the case's thread; urgent cases first."""
    subject = Subject(Thing.STILL, case.id)
    return _post(case, subject, case.channel, card_of(case), now, _urgency(case.priority), words)


def still_settled(case: Case, words: str, now: datetime) -> Delivery:
    """The same message, should it stand, once there is nothing to ask any more."""
    settled = _edit(case, Subject(Thing.STILL, case.id), case.channel, card_of(case), now, Urgency.PERSON)
    return replace(settled, words=words)


def call(case: Case, words: str, channel: str, now: datetime, about: Handoff | None = None) -> Delivery:
    """A line of the bot's own in a channel itself; with `HERE` at its beginning everybody there is told.

    What is written under it is a word of the team, where it is `about` its request.
    """
    subject = Subject(Thing.CALL, about.id) if about else Subject(Thing.NOTICE, case.id)
    return _post(case, subject, channel, None, now, Urgency.PERSON, words)


def _post(
    case: Case,
    subject: Subject,
    channel: str,
    root: Subject | None,
    now: datetime,
    urgency: Urgency,
    words: str = "",
) -> Delivery:
    return Delivery(
        workspace=case.workspace,
        lane=post_lane(case.workspace, channel),
        does=Does.POST,
        subject=subject,
        case=case.id,
        due_at=now,
        urgency=urgency,
        channel=channel,
        root=root,
        words=words,
    )


def _edit(
    case: Case, subject: Subject, channel: str, root: Subject | None, now: datetime, urgency: Urgency
) -> Delivery:
    return Delivery(
        workspace=case.workspace,
        lane=edit_lane(case.workspace),
        does=Does.EDIT,
        subject=subject,
        case=case.id,
        due_at=now,
        urgency=urgency,
        channel=channel,
        root=root,
    )
