"""One complaint with all that happens to it, and what the world must show of it in the end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.slack_server import Message, Person
from bot.sandbox.x_server import Post
from tests.kills.town import KillTown

DESK, TEAM = "C0MENTIONS", "C0BAGGAGE"
NEWHIRE = "U0BEN"
APPROVAL = f'[permissions]\nneeds_approval = ["{NEWHIRE}"]\napprove = ["U0LEAD"]'
PATIENCE = 600.0  # seconds: lives may be short, and looks are 15 s apart
Kind = Literal["follow-up", "handoff", "note for the case", "note for the team", "reply"]


@dataclass
class Deed:
    """What somebody did, by its words. `sure` once it is acknowledged: until then it may count once, or not at all."""

    kind: Kind
    words: str
    sure: bool = False


@dataclass
class Scene:
    """`sign` is in every text of it, so that the world can be counted."""

    town: KillTown
    sign: str
    agent: str = "U0ANN"
    complaint: Post | None = None
    deeds: list[Deed] = field(default_factory=list)
    claimed: bool = False

    @property
    def post(self) -> Post:
        assert self.complaint is not None
        return self.complaint

    @property
    def person(self) -> Person:
        return self.town.person(self.agent)

    def words(self, kind: str) -> str:
        return f"{kind}{self.sign}"

    # what people do

    def complain(self, beginning: str = "@acmeair") -> None:
        text = f"{beginning} my suitcase {self.words('case')} never arrived"
        self.complaint = self.town.x.post(self.town.vera, text, indexed_after=0)

    async def opens(self) -> Message:
        self.complain()
        return await self.card()

    async def card(self) -> Message:
        return await self.town.card(self.words("case"), timeout=PATIENCE)

    def adds(self, words: str) -> None:
        self.does("follow-up", words).sure = True
        self.town.x.post(self.town.vera, f"@acmeair {words}, please", reply_to=self.post, indexed_after=0)

    async def claims(self) -> None:
        await self.person.click(await self.card(), "Claim")
        self.claimed = True

    async def escalates(self, by: str = "") -> None:
        number, deed = self.town.number(await self.card()), self.does("handoff", self.words("reason"))
        await self.town.person(by or self.agent).command("/escalate", f"{number} baggage {deed.words}", "C0GENERAL")
        deed.sure = True

    async def asked(self) -> Message:
        """The team's card."""
        return await self.town.person("U0BAG").sees_message(TEAM, self.words("reason"), timeout=30)

    async def replies_with(self, words: str) -> None:
        card, deed = await self.card(), self.does("reply", words)
        refused = await self.town.reply(self.person, card, f"We have found it: {words}")
        assert not refused, refused
        deed.sure = True

    async def team_notes(self, words: str) -> None:
        asked = await self.asked()
        self.does("note for the case", words).sure = True  # Slack repeats it until it is acknowledged
        await self.town.person("U0BAG").say(TEAM, f"Look: {words}", thread_ts=asked.ts)

    async def agent_notes(self, words: str) -> None:
        card = await self.card()
        self.does("note for the team", words).sure = True
        await self.person.say(DESK, f"Look: {words}", thread_ts=card.ts)

    def does(self, kind: Kind, words: str) -> Deed:
        deed = Deed(kind, words)
        self.deeds.append(deed)
        return deed

    # what must be true in the end

    def wrongs(self) -> list[str]:
        """What the world shows that it should not; empty where all is well."""
        cards = self._by_bot(DESK, self.words("case"))
        if len(cards) != 1:
            return [f"{self.words('case')}: {len(cards)} cards"]
        wrong = [] if self._owner_is_right(cards[0]) else [f"{self.words('case')}: the owner is missing"]
        for deed in self.deeds:
            counted = self._counted(deed, cards[0])
            if counted > 1 or (deed.sure and not counted):
                wrong.append(f"{deed.kind} {deed.words}: {counted} times")
            elif counted and deed.kind == "reply":
                wrong += self._receipt_wrongs(deed, cards[0])
        return wrong

    def _owner_is_right(self, card: Message) -> bool:
        sure = self.claimed or any(deed.kind == "reply" and deed.sure for deed in self.deeds)
        return not sure or self.person.user.real_name in self.town.slack.text_of(card)

    def _counted(self, deed: Deed, card: Message) -> int:
        match deed.kind:
            case "handoff":
                return len(self._by_bot(TEAM, deed.words))
            case "reply":
                return len(self._answers(deed))
            case "note for the team":
                [asked] = self._by_bot(TEAM, self.words("reason"))
                return len(self._by_bot(TEAM, deed.words, asked))
            case _:
                return len(self._by_bot(DESK, deed.words, card))

    def _receipt_wrongs(self, deed: Deed, card: Message) -> Iterator[str]:
        receipts = self._by_bot(DESK, deed.words, card)
        if len(receipts) != 1:
            yield f"reply {deed.words}: {len(receipts)} receipts"
        elif self._answers(deed)[0].id not in str(receipts[0].blocks):
            yield f"reply {deed.words}: its receipt does not name the post"

    def _answers(self, deed: Deed) -> list[Post]:
        return [post for post in self.town.x.posts_of(self.town.acme) if deed.words in post.delivered.text]

    def _by_bot(self, channel: str, words: str, head: Message | None = None) -> list[Message]:
        """The bot's messages with these words in the channel itself, or in the thread of `head`."""
        slack = self.town.slack
        there = slack.thread(channel, head.ts)[1:] if head else slack.messages(channel)
        return [message for message in there if message.bot_id and words in slack.text_of(message)]
