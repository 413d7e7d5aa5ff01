"""A public post as it stands in Slack: who wrote it, the words exactly as written, its pictures, its time and link."""

import re

from bot.cases import text as texts
from bot.cases import translation
from bot.cases.case import Author, Media, Mention, Snippet
from bot.cases.presence import DELETED, FORGOTTEN, PROTECTED
from bot.cases.translation import Translation
from bot.slack import words
from bot.slack.blocks import Block, Piece, context, image, link, literal, picture, plain, quote, rich

LONGEST = 2_800
SNIPPET = 400
PHOTOS = 4
GONE = {
    DELETED: "The author deleted this post, so its words are erased here too.",
    PROTECTED: "The author does not show this post to everybody any more, so its words are erased here too.",
    FORGOTTEN: "This customer was forgotten: what they wrote is erased.",
}
_WEB = re.compile(r"https?://[^\s<>\"“”]+")
_TRAILING = ".,;:!?)]}’'…"


def whole(mention: Mention, longest: int = LONGEST) -> list[Block]:
    """The post it answers, author, words, the post it quotes, pictures: the order in which X shows them."""
    return [
        *([_snippet("In answer to", mention.parent)] if mention.parent else []),
        byline(mention.author, f"@{mention.author.handle}", *_standing(mention.author)),
        words_of(mention, longest),
        *translated(mention.translation, mention.text, longest),
        *([_snippet("Quotes", mention.quoted)] if mention.quoted else []),
        *photos(mention.media),
    ]


def compact(mention: Mention, longest: int) -> list[Block]:
    """Author, time and words, for where the post is only a reminder."""
    author = byline(mention.author, f"@{mention.author.handle}", then=posted(mention))
    return [author, words_of(mention, longest), *translated(mention.translation, mention.text, longest)]


def byline(author: Author, *known: str, then: str = "") -> Block:
    """The avatar, the name as a link, then what is known of the author as plain text; `then` is mrkdwn."""
    name = words.author_name(author)
    bold = [f"*{words.linked(author.url, name)}*"]
    tricky = [literal(name), words.linked(author.url, "profile")]
    return context(
        *([picture(author.avatar, f"@{author.handle}")] if author.avatar and _web(author.avatar) else []),
        *(tricky if words.has_markup(name) else bold),
        literal("  ·  ".join(known)),
        *([then] if then else []),
    )


def words_of(mention: Mention, longest: int) -> Block:
    """The words in a quote, or why they are not there any more."""
    if mention.gone:
        return rich(quote(plain(GONE[mention.gone], italic=True)))
    return said(mention.text, longest, mention.url)


def translated(made: Translation | None, original: str, longest: int = LONGEST) -> list[Block]:
    """What a machine makes of words in another language, small and grey below them."""
    if not (text := translation.shown(made, original)) or made is None:
        return []
    by = f":globe_with_meridians: _{words.language(made.to) or made.to}, by {texts.escape(made.by)}:_"
    return [context(by, literal(texts.cut(" ".join(text.split()), longest)))]


def _standing(author: Author) -> list[str]:
    verified = ["verified"] if author.verified else []
    return verified + ([words.followers(author.followers)] if author.followers is not None else [])


def posted(mention: Mention, label: str = "View on X") -> str:
    """When it was posted, and the way to it."""
    return f"{words.when(mention.created_at)}  ·  {words.linked(mention.url, label)}"


def said(text: str, longest: int, url: str) -> Block:
    """The words in a quote, as written: rich text knows no markup. Where they are cut, a link leads on to `url`."""
    written = texts.visible(text[: longest * 2]).strip()  # looking at every letter of a long post takes a while
    shown = texts.cut(written, longest)
    pieces = _pieces(shown) or [plain("No words, see the post.", italic=True)]
    if url and (shown != written or len(text) > longest * 2):
        pieces += [plain(" "), link(url, "read on X")]
    return rich(quote(*pieces))


def photos(media: tuple[Media, ...], most: int = PHOTOS) -> list[Block]:
    """Pictures and the still frames of films; a description is what Slack asks for, and what a screen reader says."""
    shown = [each for each in media if _web(each.url)][:most]
    return [image(each.url, each.alt.strip() or _KINDS.get(each.kind, "Picture")) for each in shown]


_KINDS = {"photo": "Photo from the post", "video": "Video in the post", "animated_gif": "GIF in the post"}


def _snippet(label: str, post: Snippet) -> Block:
    """Another post in one small grey line."""
    text = " ".join(texts.cut(post.text, SNIPPET).split()) or "…"
    return context(words.linked(post.url, label), literal(f"@{post.handle}: {text}"))


def _pieces(text: str) -> list[Piece]:
    """Plain text with its web addresses as links."""
    pieces: list[Piece] = []
    end = 0
    for found in _WEB.finditer(text):
        address = found[0].rstrip(_TRAILING)
        if found.start() > end:
            pieces.append(plain(text[end : found.start()]))
        pieces.append(link(address, address))
        end = found.start() + len(address)
    if end < len(text):
        pieces.append(plain(text[end:]))
    return pieces


def _web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
