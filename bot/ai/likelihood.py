"""How likely a post is a complaint, by its words alone."""

from bot.ai import cues
from bot.ai.cues import Said

COMPLAINT = 0.5
"""From this likelihood on a post counts as a complaint."""
_BASE, _HIT, _PRAISED, _LONG = 0.45, 0.17, 0.25, 0.1
_TELLS = 12
"""Words: who writes so many to a company, and neither thanks nor proposes, mostly complains."""


def complaint_likelihood(said: Said) -> float:
    """Between 0 and 1."""
    thanks = cues.THANKS.hits(said)
    proposals = sum(words.hits(said) for words in (cues.IDEA, cues.LEAD, cues.NEWS))
    long = len(said.words) >= _TELLS and not proposals
    likely = _BASE + _HIT * cues.COMPLAINT.hits(said) - _PRAISED * (thanks + proposals) + _LONG * long
    return min(max(likely, 0.03), 0.97)
