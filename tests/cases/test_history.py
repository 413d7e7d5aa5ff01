"""The history of a case, in words."""

from datetime import UTC, datetime

import pytest

from bot.cases import events, history
from bot.cases.history import Entry, Who, told
from tests.cases.samples import NOON

KINDS = [kind for kind in events.Event.__subclasses__()]


def entry(kind: str, by: str | None = "U0ANN", **details: object) -> Entry:
    return Entry(id=1, kind=kind, at=NOON, by=by, details=details)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_event_has_its_words_and_they_name_only_what_it_records(kind: type[events.Event]):
    words = history.WORDS.get(kind.__name__)
    assert words, f"{kind.__name__} needs its words in bot/cases/history.py"
    named = {slot["name"] for slot in history._SLOT.finditer(words)}
    assert named <= set(kind.__dataclass_fields__)


def test_no_words_are_left_of_an_event_that_is_gone():
    assert set(history.WORDS) <= {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (entry("CaseClaimed"), (Who("U0ANN"), " ", "claimed the case.")),
        (entry("CaseReleased", by=None), ("Mentiondesk", " ", "released the case.")),
        (entry("CaseAssigned", to="U0BEN"), (Who("U0ANN"), " ", "gave the case to ", Who("U0BEN"), ".")),
        (entry("CaseAssigned", to=None), (Who("U0ANN"), " ", "gave the case to ", "nobody", ".")),
        (
            entry("EscalationAsked", by=None, team="baggage", who=["U0LEAD", "S0LEADS"]),
            ("Team ", "baggage", " has not answered: ", Who("U0LEAD"), ", ", Who("S0LEADS"), " asked."),
        ),
        (entry("CustomerWrote", by=None, post="7"), ("The customer wrote again.",)),
        (
            entry("CaseSnoozed", until="2026-11-21T08:00:00+00:00"),
            (Who("U0ANN"), " ", "put the case to sleep until ", datetime(2026, 11, 21, 8, tzinfo=UTC), "."),
        ),
        (entry("ReplyDecided", text="<b>Sorry</b>"), (Who("U0ANN"), " ", "answered: “", "<b>Sorry</b>", "”")),
        (entry("ReplyDecided", erased=True), (Who("U0ANN"), " ", "answered: “", "”")),
        (entry("SomethingNewer"), (Who("U0ANN"), ": ", "Something newer.")),
    ],
)
def test_an_entry_is_told(given: Entry, said: tuple[object, ...]):
    assert told(given) == said
