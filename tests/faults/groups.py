"""Troubles that mean the same to most calls, under one name."""

from bot.slack import errors
from tests.faults.rows import Group
from tests.faults.troubles import COMMON, X

REFUSED = Group("connection refused", ("connection refused",))
LIMITED = Group("429", ("429 with a time", "429 without a time"))
TIMED = Group("429 that names 3 s", ("429 with a time",))
UNTIMED = Group("429 without a time", ("429 without a time",))
LOST = Group("lost before the effect", ("cut before", "time-out before", "500", "503 in HTML"))
UNREAD = Group("an answer in pieces", ("slow drip", "malformed JSON"))
DONE = Group("lost after the effect", (*(name for name in COMMON if name.endswith("after the effect")), *UNREAD.names))
REVOKED = Group("keys revoked", ("keys revoked",))
UNPAID = Group("out of credits", ("402 out of credits", "402 in its newer words", "429, the month used up"))
DAILY = Group("the day's limit", ("403 “daily limit”",))
FORBIDDEN = Group("403 in any wording", tuple(name for name in X if name.startswith("403") and name not in DAILY.names))
LOCKED_OUT = Group("403 that concerns our account", ("403 “suspended”", "403 “client-forbidden”", "403 “locked”"))
STRANGE_403 = Group("403 in strange words", ("403 in words we do not know",))
LOOKS = Group("blocks refused", ("a picture that cannot be fetched", "blocks refused"))
PLAIN_LOOKS = Group("blocks refused", ("blocks without pictures refused",))
REMEDIES = Group("what people can mend", tuple(f"`{word}`" for word in errors._REMEDY if word != "token_revoked"))
OPEN_END = Group("Slack's own faults", (*(f"`{word}`" for word in sorted(errors._OPEN_END)), "403 of a proxy"))
OPEN_END_DONE = Group(
    "Slack's own faults after the effect", tuple(f"`{word}` after the effect" for word in sorted(errors._OPEN_END))
)
GONE = Group("message or thread deleted", tuple(f"`{word}`" for word in sorted(errors._GONE)))
STRANGE = Group("a strange word", ("a word we do not know",))
GROUPS = (
    *(REFUSED, LIMITED, LOST, DONE, REVOKED, UNPAID, DAILY, FORBIDDEN),
    *(LOOKS, REMEDIES, OPEN_END, OPEN_END_DONE, GONE, STRANGE),
)
WIRE = (REFUSED, LIMITED, LOST, DONE)
"""What any call may meet but a door that is locked."""
