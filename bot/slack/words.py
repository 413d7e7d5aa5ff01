"""The small words of cards and lists: names, dates, marks, and colleagues' text that must ping nobody twice."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

from bot.cases import text as texts
from bot.cases.case import Author, Case, Priority, Status, WaitingFor
from bot.cases.sla import Clock
from bot.slack.draft import Draft

People = Callable[[str], tuple[str, str | None] | None]
"""A colleague's name and picture by Slack id; None where nobody knows."""

DAY_AND_TIME = "{date_short_pretty} at {time}"
DAY = "{date_short_pretty}"
TIME_WITH_SECONDS = "{time_secs}"

MARKS = {
    Priority.URGENT: ":red_circle:",
    Priority.HIGH: ":large_orange_circle:",
    Priority.NORMAL: ":large_blue_circle:",
    Priority.LOW: ":white_circle:",
}
AT_RISK, LATE = ":hourglass_flowing_sand: At risk", ":rotating_light: Late"

_NETWORKS = {"x": "X"}
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "gu": "Gujarati", "hi": "Hindi", "hu": "Hungarian", "in": "Indonesian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "iw": "Hebrew", "he": "Hebrew", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mr": "Marathi", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_MARKUP = re.compile(r"[*_~`]|:[^\s:]+:")
_TOKEN = re.compile(r"<([^<>]*)>")
_BREAKS = re.compile(r"(?:<[^<>]*>|[^\s<])+\s*|\s+|<")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")
_ID = re.compile(r"[A-Z0-9]{2,32}")


def network(case: Case) -> str:
    return network_name(case.network)


def network_name(name: str) -> str:
    return _NETWORKS.get(name, name[:1].upper() + name[1:])


def language(code: str | None) -> str:
    """Its English name; empty where X could not tell."""
    return _LANGUAGES.get((code or "").lower().partition("-")[0], "")


def number(case: Case) -> str:
    return f"#{case.number}"


def when(at: datetime, form: str = DAY_AND_TIME, url: str = "") -> str:
    """A time as every reader's own clock shows it; with `url` it is a link."""
    to = f"^{url}" if url and not set(url) & set("<>|^ ") else ""
    return f"<!date^{int(at.timestamp())}^{form}{to}|{at.astimezone(UTC):%d %b %Y, %H:%M} UTC>"


def linked(url: str, words: str) -> str:
    """A link in mrkdwn, shown as these words."""
    safe = url.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C").replace(" ", "%20")
    label = texts.escape(words)
    return f"<{safe}|{label}>" if label else f"<{safe}>"


def has_markup(text: str) -> bool:
    """Whether mrkdwn would read something into the text, so that it can only stand in plain text."""
    return _MARKUP.search(text) is not None


def author_name(author: Author) -> str:
    """The name, or the handle where the name shows nothing that can be read."""
    readable = any(unicodedata.category(letter)[0] not in "ZC" for letter in author.name)
    return author.name.strip() if readable else f"@{author.handle}"


def followers(count: int) -> str:
    if count < 1_000:
        return f"{count} follower{'s' * (count != 1)}"
    for size, letter in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")):
        if count >= size:
            return f"{count / size:.1f}".removesuffix(".0") + f"{letter} followers"
    raise AssertionError("unreachable")


def price(dollars: float) -> str:
    return f"${dollars:.3f}"


def link_price(network: str) -> str:
    return f":link: With a link in it, {network} may bill up to $0.20."


def count(draft: Draft, network: str) -> str:
    """Mrkdwn: how long the text is, or what keeps it from being sent."""
    counted = f"{draft.weight} of {draft.limit} as {network} counts"
    if draft.problem:
        return f":warning: {draft.problem}"
    return f":warning: *{draft.over} too many:* {counted}" if draft.over else counted


def status(case: Case) -> str:
    """Mrkdwn: what state the case is in."""
    if case.status is Status.NEW:
        return "New"
    if case.status is Status.CLAIMED:
        return "In work"
    if case.status is Status.RESOLVED:
        return "Resolved"
    if case.waiting_for is WaitingFor.SNOOZE:
        return f"Snoozed until {when(case.snoozed_until)}" if case.snoozed_until else "Snoozed"
    if case.waiting_for is WaitingFor.TEAM:
        asked = [texts.escape(handoff.team) for handoff in case.handoffs if handoff.running]
        return f"Waiting for team {' and '.join(asked)}" if asked else "Waiting for a team"
    return "Waiting for the customer"


def due(at: datetime | None, clock: Clock) -> str:
    """Mrkdwn: when something must be done, and how that stands."""
    if at is None or clock is Clock.NONE:
        return ""
    if clock is Clock.LATE:
        return f"{LATE} since {when(at)}"
    return f"{AT_RISK} · {when(at)}" if clock is Clock.AT_RISK else when(at)


def named(user: str | None, people: People) -> str:
    """Mrkdwn: a colleague by name, without a ping; by mention only where no name is known."""
    if user is None:
        return "somebody"
    known = people(user)
    return f"*{texts.escape(known[0])}*" if known and known[0].strip() else f"<@{user}>"


def mention(who: str) -> str:
    """A ping for a person or a user group."""
    return f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>"


def mentioned(text: str) -> frozenset[str]:
    """The ids of the people whom a colleague's text names."""
    found = (token.partition("|")[0] for token in _TOKEN.findall(text))
    return frozenset(token[1:] for token in found if token.startswith("@") and _ID.fullmatch(token[1:]))


def quiet(text: str, people: People) -> str:
    """A colleague's mrkdwn with every mention as a plain name, so that a copy pings nobody."""
    return _rewritten(text, lambda token: _nameless(token, people))


def calm(text: str) -> str:
    """Mrkdwn that may name people, but never calls a whole channel."""
    return _rewritten(text, lambda token: _named_only(token))


def parts(text: str, longest: int) -> list[str]:
    """Mrkdwn in pieces that fit into a block each, parted at line ends or spaces and never inside a token."""
    pieces = [""]
    for word in _BREAKS.findall(text):
        if len(pieces[-1]) + len(word) > longest:
            pieces.append("")
        pieces[-1] += word[:longest]
    return [piece for each in pieces if (piece := each.strip("\n"))]


def _rewritten(text: str, rewrite: Callable[[str], str]) -> str:
    parts, end = [], 0
    for found in _TOKEN.finditer(text):
        parts += [_loose(text[end : found.start()]), rewrite(found[1])]
        end = found.end()
    return "".join([*parts, _loose(text[end:])])


def _loose(text: str) -> str:
    """Text between tokens: what Slack escaped stays, what it did not is escaped."""
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _nameless(token: str, people: People) -> str:
    target, _, label = token.partition("|")
    if target.startswith("@") and _ID.fullmatch(target[1:]):
        known = people(target[1:])
        return f"@{texts.escape(known[0] if known else label or 'a colleague')}"
    if target.startswith("!subteam^"):
        return f"@{texts.escape(label.lstrip('@') or 'a group')}"
    return _named_only(token)


def _named_only(token: str) -> str:
    target = token.partition("|")[0]
    kind = target.split("^")[0]
    if target.startswith(("https://", "http://", "mailto:", "tel:")) or kind == "!date":
        return f"<{token}>"
    if target[:1] in ("@", "#") and _ID.fullmatch(target[1:]):
        return f"<{target}>"
    if kind == "!subteam" and _ID.fullmatch(target[9:]):
        return f"<{target}>"
    if target in ("!channel", "!here", "!everyone"):
        return f"@{target[1:]}"
    return f"&lt;{_loose(token)}&gt;"
