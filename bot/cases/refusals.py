"""How we say no: each refusal is the one sentence that a person reads, privately."""


class Refusal(Exception):
    """`str(refusal)` is the sentence for the person, in Slack's mrkdwn; `field` labels the input that it is about."""

    field: str = ""


class UnknownCase(Refusal):
    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"There is no case {wanted}. `/cases` lists the open ones; "
            "name one like `#12` or paste a link to its message."
        )


class UnknownCustomer(Refusal):
    def __init__(self, handle: str) -> None:
        super().__init__(f"Nobody called @{handle.lstrip('@')} ever had a case here, so there is nothing to forget.")


class NoCaseNamed(Refusal):
    def __init__(self, usage: str) -> None:
        super().__init__(f"Please name a case, like this: `{usage}`.")


class NotInACase(Refusal):
    def __init__(self) -> None:
        super().__init__("This message does not belong to a case. Open a case's thread and try it there.")


class NotAllowed(Refusal):
    def __init__(self, what: str, who: str) -> None:
        super().__init__(f"You may not {what} here. {who}")


class Stranger(Refusal):
    """Somebody acts of whom nobody knows yet who they are."""

    def __init__(self) -> None:
        super().__init__("Slack has not told me yet who you are. Please try once more in a moment.")


class NotNow(Refusal):
    """The state of the case does not allow the step."""


class AlreadyClaimed(NotNow):
    def __init__(self, number: int, owner: str) -> None:
        super().__init__(
            f"<@{owner}> already has case #{number}. You can still help: write in its thread, reply, "
            "or take it over with *Assign*."
        )


class AlreadyYours(NotNow):
    def __init__(self, number: int) -> None:
        super().__init__(f"Case #{number} is already yours.")


class UnknownTeam(Refusal):
    field = "Team"

    def __init__(self, wanted: str, known: tuple[str, ...]) -> None:
        teams = ", ".join(f"`{name}`" for name in known)
        if not known:
            sentence = "No teams are set up yet. Add a `[[teams]]` block to the desk file, then start the bot again."
        else:
            sentence = f"There is no team “{wanted}”. You can ask {teams}."
        super().__init__(sentence)


class ReasonMissing(Refusal):
    field = "Reason"

    def __init__(self) -> None:
        super().__init__("Please give a reason, so that the team knows what is asked of them.")


class UnknownAssignee(Refusal):
    field = "Assignee"

    def __init__(self, wanted: str) -> None:
        super().__init__(f"{wanted} is not a member of this workspace, so the case cannot be theirs. Pick a colleague.")


class GuestAssignee(Refusal):
    field = "Assignee"

    def __init__(self, wanted: str) -> None:
        super().__init__(f"{wanted} is a guest here, and guests cannot act for the company. Pick a colleague.")


class TwoAssignees(Refusal):
    field = "Team"

    def __init__(self) -> None:
        super().__init__("Choose a person or a team, not both.")


class NobodyNamed(Refusal):
    field = "Assignee"

    def __init__(self) -> None:
        super().__init__("Please name a colleague or a team. In a thread: `assign @name`, a team, or `assign me`.")


class EmptyReply(Refusal):
    field = "Reply"

    def __init__(self) -> None:
        super().__init__("The reply is empty. Write what the customer should read.")


class ReplyTooLong(Refusal):
    field = "Reply"

    def __init__(self, weight: int, limit: int) -> None:
        over = weight - limit
        super().__init__(
            f"The reply is {over} character{'s' * (over != 1)} too long: {weight} of {limit}, as the network counts. "
            "Shorten it; until then your text is kept as a draft."
        )


class MentionsColleague(Refusal):
    field = "Reply"

    def __init__(self) -> None:
        super().__init__(
            "The reply names a colleague or a channel by a Slack mention, which customers cannot read. "
            "Write the name as plain words."
        )


class NotAnswerable(Refusal):
    field = "Reply"

    def __init__(self, number: int, url: str, gone: str = "") -> None:
        """`gone`: why the post cannot be seen any more, if so."""
        why = "since its author did not mention or quote us, or the post is gone"
        way = f"<{url}|Open it on X> and answer there by hand; your answer will show up in the thread."
        super().__init__(
            f"Nobody can answer case #{number} any more: its post is {gone}."
            if gone
            else f"X does not let us answer case #{number} from here, {why}. {way}"
        )


class ThreadChanged(Refusal):
    """Somebody wrote while the reply was being written; pressing once more sends it all the same."""

    field = "Reply"

    def __init__(self, activity: int, what: str) -> None:
        super().__init__(
            f"Something changed while you were writing:{what}\n"
            "Read the thread, then press *Send* again if your reply still fits."
        )
        self.activity = activity


class AlreadySaid(Refusal):
    field = "Reply"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"This customer has had the very same answer from us in the last 24 hours (case #{number}), and X refuses "
            "to post it twice. Say it in other words."
        )


class SaysTheSame(Refusal):
    """The account repeats itself; pressing once more sends it all the same."""

    field = "Reply"

    def __init__(self, number: int, times: int) -> None:
        super().__init__(
            f"{times} public answers of the last 24 hours say nearly the same, for example in case #{number}. "
            "X may block an account that repeats itself. Better say it in other words, with the customer's name or "
            "what they asked; or press *Send* again to send it as it is."
        )


class SaysTheSameTwice(Refusal):
    """To many customers, the same text would go out twice in a row."""

    field = "Reply"

    def __init__(self) -> None:
        super().__init__(
            "Both wordings say nearly the same. X may block an account that repeats itself, so write the second one in "
            "other words: they take turns."
        )


class UnknownPlace(Refusal):
    """To many customers, a blank that nobody fills in would go out as it is."""

    field = "Reply"

    def __init__(self, blank: str) -> None:
        super().__init__(
            f"{blank} would go out as it stands there. Write {{first_name}} where the customer's first name belongs, "
            "or leave the brackets out."
        )


class CountedAlready(Refusal):
    field = "Reason"

    def __init__(self, number: int, topic: str) -> None:
        super().__init__(
            f"Case #{number} counts for “{topic}” already. Name another topic, like `legroom: more of it`."
        )


class QuestionMissing(Refusal):
    field = "Question"

    def __init__(self) -> None:
        super().__init__("Please say what you need to know, so that the desk can answer.")


class AnswerMissing(Refusal):
    field = "Answer"

    def __init__(self) -> None:
        super().__init__("Please write your answer: what the customer may be told, or what the desk should know.")


class ProposalTooLong(Refusal):
    field = "Answer"

    def __init__(self, over: int) -> None:
        super().__init__(
            f"As a reply this is {over} character{'s' * (over != 1)} too long. Shorten it, or answer the desk only."
        )


class AnsweredAlready(NotNow):
    def __init__(self, by: str | None) -> None:
        who = f"<@{by}>" if by else "Somebody"
        super().__init__(f"{who} has answered already. To add something, write in this thread; the desk reads it.")


class RequestClosed(NotNow):
    def __init__(self) -> None:
        super().__init__("This request is closed: the case was resolved, or the team gave it back to the desk.")


class TooLateToUndo(NotNow):
    def __init__(self) -> None:
        super().__init__(
            "It is too late to take this reply back: it is on X, or on its way there. "
            "To withdraw it, delete it on X by hand."
        )


class SnoozeInThePast(Refusal):
    field = "Until"

    def __init__(self) -> None:
        super().__init__("That time has passed already. Choose one to come.")
