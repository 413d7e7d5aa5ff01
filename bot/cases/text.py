"""The text as customers read it: from Slack to plain, as it was written, signed, counted, cut and compared."""

import re
import unicodedata
from collections.abc import Iterator

import emoji

from bot.cases.counting import weight
from bot.cases.refusals import EmptyReply, MentionsColleague, ReplyTooLong

LIMITS = {"x": 280}
"""How heavy a post may be on each network, in the network's own count."""

_TOKEN = re.compile(
    r"<(?:"
    r"(?P<colleague>[@#]\w+|!(?:here|channel|everyone|group|subteam\^\w+))(?:\|[^<>]*)?"
    r"|!date\^[^<>|]*\|(?P<date>[^<>]*)"
    r"|(?P<link>[a-z][a-z0-9+.-]*:[^<>|\s]+)(?:\|[^<>]*)?"
    r")>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_PICTURE = re.compile(r"(?<!\d):(?P<name>[a-z0-9_+'-]+):(?::skin-tone-(?P<tone>[2-6]):)?(?!\d)")
_FLAG = re.compile(r"flag-([a-z])([a-z])")
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_NEVER_PUBLISHED = str.maketrans("", "", "\ufeff\ufffe\uffff")  # X refuses posts with these

_CLOSERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | {
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_DIRECTIONS = str.maketrans("", "", "".join([*_CLOSERS, _POP, _POP_ISOLATE]))

_NAMES_IN_FRONT = re.compile(r"^(?:\s*@\w+)+\s*")
_LINK = re.compile(r"https?://(\S+?)/?(?=\s|$)", re.IGNORECASE)
_JOINER, _VARIANT = "\u200d", "\ufe0f"


def plain(slack_text: str) -> str:
    """What Slack delivers (a message, a command's text, a modal's value) as the customer would read it.

    Raises `MentionsColleague` where it names a person, a group or a channel by a Slack mention.
    """
    pieces: list[str] = []
    end = 0
    for token in _TOKEN.finditer(slack_text):
        pieces += (_words(slack_text[end : token.start()]), _meaning(token))
        end = token.end()
    pieces.append(_words(slack_text[end:]))
    return _sound("".join(pieces)).translate(_NEVER_PUBLISHED)


def encoded(text: str) -> str:
    """A plain text as Slack would deliver it: the way back from `plain`, for drafts."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape(text: str) -> str:
    """A name or handle, fit to stand in a line of Slack's mrkdwn."""
    line = " ".join(_sound(text).translate(_DIRECTIONS).split())
    return encoded(line)


def visible(text: str) -> str:
    """A customer's text, to be shown as written in a plain-text element without disturbing what stands around it."""
    return "\n".join(_balanced(line) for line in _sound(text).split("\n"))


def check_length(text: str, network: str) -> None:
    """Raise `EmptyReply` or `ReplyTooLong` where the network would not take the text."""
    if all(unicodedata.category(character)[0] in "ZC" for character in text):
        raise EmptyReply
    heavy, limit = weight(text), LIMITS[network]
    if heavy > limit:
        raise ReplyTooLong(heavy, limit)


def sign(text: str, signature: str, name: str) -> str:
    """The text with the writer's signature: {initials}, {first_name} and {name} of the pattern are filled in."""
    words = name.split()
    if not signature.strip() or ("{" in signature and not words):
        return text
    filled = signature.replace("{initials}", _initials(words)).replace("{name}", " ".join(words))
    filled = filled.replace("{first_name}", words[0] if words else "")
    body = text.rstrip()
    if f" {body}".replace("\n", " ").endswith(f" {filled.strip()}"):
        return text
    return body + (filled if filled[0].isspace() else f" {filled}")


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, never through a letter or an emoji; where something is left out, … ends it."""
    if len(text) <= limit:
        return text
    end = max(limit - 1, 0)
    while end and not _between_letters(text, end):
        end -= 1
    space = max(text.rfind(" ", 0, end + 1), text.rfind("\n", 0, end + 1))
    if space > end // 2:
        end = space
    return (text[:end].rstrip() + "…")[:limit]


def same(published: str, sent: str) -> bool:
    """Whether a post is what we sent, in spite of what networks do to a text on its way.

    Links in `published` must be written out already.
    """
    return _essence(published) == _essence(sent)


def _meaning(token: re.Match[str]) -> str:
    if token["colleague"]:
        raise MentionsColleague
    if token["date"] is not None:
        return _unescape(token["date"])
    scheme, _, rest = _unescape(token["link"]).partition(":")
    return rest if scheme.lower() in ("mailto", "tel") else f"{scheme}:{rest}"


def _words(piece: str) -> str:
    return _unescape(_PICTURE.sub(_picture, piece))


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], text)


def _picture(found: re.Match[str]) -> str:
    """The emoji that Slack names; what it does not know (a workspace's own, a time of day) stays as written."""
    picture = next((known for name in _aliases(found["name"]) if (known := _named(name))), None)
    if picture is None:
        return found[0]
    if found["tone"] is None:
        return picture
    tone = chr(0x1F3FB + int(found["tone"]) - 2)  # Slack counts skin tones from 2 to 6
    return picture[0] + tone + picture[1:].removeprefix(_VARIANT)


def _aliases(name: str) -> Iterator[str]:
    yield name
    yield name.replace("-", "_")
    yield name.replace("female-", "woman_").replace("male-", "man_").replace("-", "_")


def _named(name: str) -> str | None:
    if flag := _FLAG.fullmatch(name):
        return "".join(_FLAG_LETTERS[ord(letter) - ord("a")] for letter in flag.groups())
    written = f":{name}:"
    picture = emoji.emojize(written, language="alias")
    return None if picture == written else picture


def _sound(text: str) -> str:
    """Without what no one can read and no database keeps: control characters and halves of characters."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _balanced(line: str) -> str:
    """The line with every change of direction closed, and nothing closed that it did not open."""
    if line.isprintable():  # what changes the direction is not
        return line
    kept: list[str] = []
    open_ones: list[str] = []
    for character in line:
        if character in _CLOSERS:
            open_ones.append(_CLOSERS[character])
        elif character == _POP and open_ones[-1:] == [_POP]:
            open_ones.pop()
        elif character == _POP_ISOLATE and _POP_ISOLATE in open_ones:
            while open_ones.pop() != _POP_ISOLATE:
                pass  # the end of an isolate also ends what was opened inside it
        elif character in (_POP, _POP_ISOLATE):
            continue
        kept.append(character)
    return "".join(kept + open_ones[::-1])


def _initials(words: list[str]) -> str:
    """ "Jane van Doe" is JD: particles in small letters do not count, and three letters are enough."""
    names = [bare for word in words if (bare := word.lstrip("('\"“‘*_.-")) and bare[0].isalnum()]
    proper = [word for word in names if not word[0].islower()] or names
    if len(proper) > 3:
        proper = [*proper[:2], proper[-1]]
    return "".join(word[0].upper() for word in proper)


def _between_letters(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before == _JOINER or after == _JOINER or unicodedata.category(after)[0] == "M":
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":  # skin tones; tags of flags
        return False
    flag_letters = at - len(text[:at].rstrip(_FLAG_LETTERS))
    return not (after in _FLAG_LETTERS and flag_letters % 2)  # flags are pairs of letters


def _essence(text: str) -> str:
    bare = _NAMES_IN_FRONT.sub("", _sound(_unescape(text)))
    bare = unicodedata.normalize("NFC", _LINK.sub(r"\1", bare)).replace(_VARIANT, "")
    return " ".join(bare.split()).casefold()
