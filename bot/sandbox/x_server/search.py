"""X's search language: words, "phrases", @user, #tag, from:, to:, is:, has:, lang:, -not, OR, (groups)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.x_server import text
from bot.sandbox.x_server.model import Post
from bot.sandbox.x_server.problems import Problem, invalid

FindUser = Callable[[str], str | None]
Count = Callable[[str], int]
"""How many posts there are under an index key."""
LONGEST_QUERY = 512

_TOKEN = re.compile(r'\s*(-?\(|\)|-?"[^"]*"|-?[^\s()"]+)')
_IS: dict[str, Callable[[Post], bool]] = {
    "retweet": lambda post: post.reposted is not None,
    "reply": lambda post: post.replied_to is not None,
    "quote": lambda post: post.quoted is not None,
    "verified": lambda post: post.author.verified,
}
_HAS: dict[str, Callable[[Post], bool]] = {
    "media": lambda post: bool(post.attachments),
    "images": lambda post: bool(post.attachments),
    "links": lambda post: "urls" in post.whole.entities,
    "mentions": lambda post: "mentions" in post.whole.entities,
    "hashtags": lambda post: "hashtags" in post.whole.entities,
}


@dataclass(frozen=True)
class Clause:
    """A condition on posts. `keys`: index keys of which every match has at least one; none: not narrowed."""

    matches: Callable[[Post], bool]
    keys: frozenset[str] = field(default_factory=frozenset)
    alone: bool = True
    """Whether it may stand without another condition."""


def parse(query: str, find_user: FindUser, count: Count) -> Clause:
    """Raises Problem for a query that X would not take."""
    if len(query) > LONGEST_QUERY:
        raise invalid(f"The `query` is longer than {LONGEST_QUERY} characters", "query", query)
    clause = _Parser(query, find_user, count).whole()
    if not clause.alone or not clause.keys:
        raise _error(query, "There must be at least one standalone operator in the query")
    return clause


class _Parser:
    def __init__(self, query: str, find_user: FindUser, count: Count) -> None:
        self._query = query
        self._find_user = find_user
        self._count = count
        self._tokens = [found.group(1) for found in _TOKEN.finditer(query)]
        self._at = 0

    def whole(self) -> Clause:
        clause = self._either()
        if self._at < len(self._tokens):
            raise _error(self._query, f"Unexpected '{self._tokens[self._at]}'")
        return clause

    def _either(self) -> Clause:
        options = [self._all()]
        while self._peek() == "OR":
            self._at += 1
            options.append(self._all())
        if len(options) == 1:
            return options[0]
        return Clause(
            lambda post: any(option.matches(post) for option in options),
            frozenset().union(*(option.keys for option in options))
            if all(option.keys for option in options)
            else frozenset(),
            all(option.alone for option in options),
        )

    def _all(self) -> Clause:
        parts = []
        while (token := self._peek()) and token not in (")", "OR"):
            if token != "AND":
                parts.append(self._one())
            else:
                self._at += 1
        if not parts:
            raise _error(self._query, "A condition is missing")
        narrowing = [part.keys for part in parts if part.keys]
        return Clause(
            lambda post: all(part.matches(post) for part in parts),
            min(narrowing, key=self._size) if narrowing else frozenset(),
            any(part.alone for part in parts),
        )

    def _one(self) -> Clause:
        token = self._tokens[self._at]
        self._at += 1
        negated = token.startswith("-") and len(token) > 1
        bare = token[1:] if negated else token
        if bare == "(":
            clause = self._either()
            if self._peek() != ")":
                raise _error(self._query, "A ')' is missing")
            self._at += 1
        else:
            clause = self._term(bare)
        if not negated:
            return clause
        return Clause(lambda post: not clause.matches(post), alone=False)

    def _term(self, term: str) -> Clause:
        if term.startswith('"'):
            return self._phrase(term.strip('"'))
        operator, colon, value = term.partition(":")
        if colon and value:
            return self._operator(operator, value)
        if term[0] in "@＠":
            return self._mention(term[1:])
        if term[0] in "#＃":
            return self._keyed(f"tag:{term[1:].casefold()}")
        return self._phrase(term)

    def _operator(self, name: str, value: str) -> Clause:
        table = {"is": _IS, "has": _HAS}.get(name)
        if table and value in table:
            return Clause(table[value], alone=False)
        match name:
            case "from":
                return self._keyed(f"author:{self._user(value)}")
            case "to":
                return self._keyed(f"to:{self._user(value)}")
            case "conversation_id":
                return self._keyed(f"conversation:{value}")
            case "lang":
                return Clause(lambda post: post.lang == value, alone=False)
        raise _error(self._query, f"Reference to invalid operator '{name}:{value}'")

    def _mention(self, username: str) -> Clause:
        user_id = self._user(username)
        return Clause(
            lambda post: post.reposted is None and user_id in post.mentioned, frozenset([f"mention:{user_id}"])
        )

    def _phrase(self, phrase: str) -> Clause:
        wanted = text.words(phrase)
        if not wanted:
            raise _error(self._query, f"'{phrase}' has no word to look for")
        if len(wanted) == 1:
            return self._keyed(f"word:{wanted[0]}")

        def matches(post: Post) -> bool:
            if post.reposted:
                return False
            said = text.words(post.written)
            return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))

        return Clause(matches, frozenset([f"word:{max(wanted, key=len)}"]))

    def _keyed(self, key: str) -> Clause:
        """Reposts have no keys for words and hashtags: keyword search returns none (since 2026-05-04)."""
        return Clause(lambda post: key in post.keys, frozenset([key]))

    def _size(self, keys: frozenset[str]) -> int:
        return sum(self._count(key) for key in keys)

    def _user(self, name_or_id: str) -> str:
        return self._find_user(name_or_id.lstrip("@")) or name_or_id

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def _error(query: str, reason: str) -> Problem:
    return invalid(f"There were errors processing your request: {reason} (at position 1)", "query", query)
