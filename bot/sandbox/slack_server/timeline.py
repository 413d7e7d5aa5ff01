"""The messages of one channel, found by ts without searching: top level in order, threads apart."""

from bisect import bisect_left, bisect_right, insort

from bot.sandbox.slack_server.model import Message, SlackError


class Timeline:
    def __init__(self) -> None:
        self._by_ts: dict[str, Message] = {}
        self._tops: list[str] = []

    def get(self, ts: str) -> Message | None:
        return self._by_ts.get(ts)

    def __len__(self) -> int:
        return len(self._by_ts)

    def add(self, message: Message) -> None:
        self._by_ts[message.ts] = message
        if not message.is_reply or message.is_broadcast:
            insort(self._tops, message.ts)
        if message.is_reply and message.thread_ts:
            head = self._by_ts[message.thread_ts]
            head.thread_ts = head.ts
            head.replies.append(message.ts)
            if message.user not in head.reply_users:
                head.reply_users.append(message.user)

    def remove(self, message: Message) -> None:
        """Take a message out; the head of a thread stays as a tombstone, as long as it has answers."""
        if message.replies:
            message.subtype, message.text = "tombstone", "This message was deleted."
            message.user, message.bot_id = "USLACKBOT", None
            message.blocks, message.attachments, message.files, message.metadata = [], [], [], None
            return
        del self._by_ts[message.ts]
        place = bisect_left(self._tops, message.ts)
        if self._tops[place : place + 1] == [message.ts]:
            del self._tops[place]
        if message.is_reply and message.thread_ts:
            self._leave_thread(message, message.thread_ts)

    def _leave_thread(self, message: Message, head_ts: str) -> None:
        head = self._by_ts[head_ts]
        head.replies.remove(message.ts)
        head.reply_users = list(dict.fromkeys(self._by_ts[ts].user for ts in head.replies))
        if not head.replies:
            head.thread_ts = None
            if head.subtype == "tombstone":
                self.remove(head)

    def tops(self, oldest: str = "", latest: str = "", inclusive: bool = False) -> list[str]:
        """The ts of what stands in the channel itself, oldest first, between the two (exclusive by default)."""
        left, right = (bisect_left, bisect_right) if inclusive else (bisect_right, bisect_left)
        start = left(self._tops, oldest) if oldest else 0
        end = right(self._tops, latest) if latest else len(self._tops)
        return self._tops[start:end]

    def latest(self) -> str:
        """The ts of the newest message, answers included."""
        return next(reversed(self._by_ts), "")

    def messages(self) -> list[Message]:
        """What stands in the channel itself, oldest first."""
        return [self._by_ts[ts] for ts in self._tops]

    def every(self) -> list[Message]:
        """All messages, answers too, in the order of their writing."""
        return list(self._by_ts.values())

    def thread(self, ts: str) -> list[Message]:
        """The head and its answers, oldest first."""
        head = self._by_ts.get(ts)
        if head is None:
            raise SlackError("thread_not_found")
        return [head, *(self._by_ts[reply] for reply in head.replies)]
