"""How an answer may read to the customer, by plain rules: shouting, a reproach, or another language than theirs."""

from bot.ai import cues
from bot.ai.language import language

LOUD, LETTERS = 0.6, 20
"""From this share of capitals on a text of so many letters shouts."""
SURE = 0.85
"""How sure of both languages one must be to speak of them; short answers say little."""
_REPROACHES = cues.Cues(
    "calm down, as i said, as stated, as already stated, you should have, your fault, your own fault, obviously",
    "you failed to, you must have, not our problem, not our fault, nothing we can do, like everyone else",
    "wie gesagt, selbst schuld, beruhigen sie sich, como ya dije, comme je l'ai dit, calmez-vous",
)


def hint(written: str, theirs: str | None) -> str:
    """One at most, the gravest; `theirs` is the language of the customer."""
    letters = [letter for letter in written if letter.isalpha()]
    if len(letters) > LETTERS and sum(letter.isupper() for letter in letters) > LOUD * len(letters):
        return "Capital letters read like shouting."
    if found := _REPROACHES.first(cues.said(written)):
        return f"“{found.capitalize()}” may read like a reproach."
    ours = language(written, SURE) if len(letters) > LETTERS else None
    if ours and theirs and ours != theirs.partition("-")[0].lower():
        return "They wrote in another language than this."
    return ""
