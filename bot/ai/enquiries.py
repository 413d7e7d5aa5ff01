"""Questions about the desk, as a model is told them: what to look up, and then what was found, in a few words."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.ai import checks
from bot.ai.prompts import RULES, Prompt, others, ours
from bot.ai.shapes import Plan
from bot.cases.case import Case
from bot.cases.personal import found as personal
from bot.cases.personal import masks
from bot.cases.questions import AT_ONCE, LONGEST, Lookup, Period, Question, Read, Which
from bot.cases.settings import Settings
from bot.ports.enquiries import Found
from bot.ports.queries import Line

RECALLED_LETTERS = 300
"""Characters of an earlier question in the same thread."""
TOLD = 700
"""Characters of an answer at most."""
PEOPLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

PLAN = (
    "Task: a colleague asks `question` about the desk; `today` is the date. Choose the reads that answer it, "
    "three at most:\n"
    "cases: a list. which: open, mine (the colleague's own), unowned, late, or approval (a reply waits for approval); "
    "or, in customer, the handle of one customer.\n"
    "case: one case by its number.\n"
    "answers: how the desk answered customers before. words: what about, in the customers' language; from_day and "
    "to_day: ISO dates where the question names a time.\n"
    "owners: who of the colleagues has how many cases.\n"
    "figures: how many cases are open, unowned and late, opened and answered today, and what the networks cost.\n"
    "`before` is what was asked just before in the same conversation, the oldest first, and what was read for it. "
    'Where `question` leans on that, like "and last week?", choose those reads again with what it changes.\n'
    "Leave the fields empty (number 0, which open) that a read does not need. Nothing but reading can be done: where "
    "the question asks for anything else, answer with no reads."
)
TELL = (
    "Task: answer the colleague's `question` in its language, in one to three plain sentences, from `found` alone; a "
    "list with all details is shown below your words. Name cases by number, like #12, and colleagues as they are "
    "written, like PERSON_A. No customers' names, no links, no figures that are not there, no advice to do anything. "
    "`before` is what was asked just before. Where `found` does not answer the question, say so."
)

_HANDLE = re.compile(r"@?([A-Za-z0-9_]{1,30})")
_NUMBER = re.compile(r"\d+")
_PERSON = re.compile(r"\bPERSON_([A-Z])\b")


def plan(question: str, settings: Settings, today: date, before: Sequence[Question] = ()) -> Prompt:
    asked = {"question": ours(question[:LONGEST], settings), "today": today.isoformat()}
    earlier = {"before": [_recalled(each, settings) for each in before]} if before else {}
    return Prompt(system=RULES + PLAN, data=asked | earlier)


def tell(question: str, settings: Settings, found: Sequence[Found], before: Sequence[Question] = ()) -> Prompt:
    people = people_in(found)
    data = {"question": ours(question[:LONGEST], settings), "found": [_found(each, people) for each in found]}
    earlier = {"before": [_recalled(each, settings)["question"] for each in before]} if before else {}
    return Prompt(system=RULES + TELL, data=data | earlier, quotes=_quoted(found))


def _quoted(found: Sequence[Found]) -> tuple[int, ...]:
    numbers = [line.number for each in found for line in each.lines]
    numbers += [one.number for each in found for one in each.answers]
    return tuple(dict.fromkeys([*numbers, *(each.case.number for each in found if each.case)]))


def lookups(planned: Plan) -> tuple[Lookup, ...]:
    """What of a plan can be looked up; the rest is left out."""
    found: dict[Lookup, None] = {}
    for step in planned.reads:
        read, handle = Read(step.read), _HANDLE.fullmatch(step.customer.strip())
        lookup = Lookup(
            read=read,
            which=Which(step.which),
            customer=handle[1] if handle and read is Read.CASES else "",
            number=step.number if read is Read.CASE else 0,
            words=" ".join(step.words.split())[:200] if read is Read.ANSWERS else "",
            period=_period(step.from_day, step.to_day),
        )
        if lookup.read is not Read.CASE or 0 < lookup.number < 10**9:
            found[lookup] = None
    return tuple(found)[:AT_ONCE]


def _recalled(asked: Question, settings: Settings) -> dict[str, Any]:
    reads = [_step(read, settings) for read in asked.reads]
    return {"question": ours(asked.text[:RECALLED_LETTERS], settings), "reads": reads}


def _step(lookup: Lookup, settings: Settings) -> dict[str, Any]:
    """A read as a plan names it."""
    period = lookup.period
    days = [day.isoformat() for day in (period.first, period.last)] if period else ["", ""]
    said = {name: getattr(lookup, name) for name in ("read", "which", "customer", "number")}
    return said | {"words": ours(lookup.words, settings), "from_day": days[0], "to_day": days[1]}


def fit(text: str, prompt: Prompt) -> str:
    """A model's answer as people may read it; empty where it holds what was not found, or what nobody should write."""
    words = checks.line(text, prompt.system, TOLD)
    told = {*_NUMBER.findall(json.dumps(prompt.data, ensure_ascii=False))}
    if "@" in words or personal(words) or any(mask in words for mask in masks()):
        return ""
    return words if set(_NUMBER.findall(words)) <= told else ""


def people_in(found: Sequence[Found]) -> dict[str, str]:
    """By the id of each colleague who is named: what the model calls them; their names stay here."""
    owners = [line.owner for each in found for line in each.lines]
    owners += [each.case.owner for each in found if each.case]
    owners += [who for each in found for who, _ in each.owners]
    known = dict.fromkeys(owner for owner in owners if owner)
    return {who: f"PERSON_{letter}" for who, letter in zip(known, PEOPLE, strict=False)}


def named(text: str, found: Sequence[Found]) -> str:
    """With Slack's mark of a colleague in place of what the model calls them: who shows it says it as a name."""
    ids = {called: who for who, called in people_in(found).items()}
    return _PERSON.sub(lambda called: f"<@{ids[called[0]]}>" if called[0] in ids else "a colleague", text)


def _period(first: str, last: str) -> Period | None:
    try:
        days = [date.fromisoformat(each) if each else None for each in (first, last)]
    except ValueError:
        return None
    first_day, last_day = days[0] or date.min, days[1] or date.max
    return Period(first=first_day, last=last_day) if any(days) and first_day <= last_day else None


def _found(each: Found, people: Mapping[str, str]) -> dict[str, Any]:
    lookup = each.lookup
    match lookup.read:
        case Read.CASES:
            listed = f"cases of @{lookup.customer}" if lookup.customer else f"{lookup.which} cases"
            lines = [_line(line, people) for line in each.lines]
            return {"list": listed, "count": len(lines), "there are more": each.more, "cases": lines}
        case Read.CASE:
            return {"case": _case(each.case, people) if each.case else f"there is no #{lookup.number}"}
        case Read.ANSWERS:
            told = [
                {
                    "case": f"#{one.number}",
                    "asked": others(one.asked, one.to),
                    "answer": others(one.answer, one.to),
                    "on": one.at.date().isoformat(),
                }
                for one in each.answers
            ]
            return {"earlier answers": told, "count": len(told)}
        case Read.OWNERS:
            return {
                "who has cases": {
                    people.get(who, "a colleague"): {"open": load.open, "late": load.late} for who, load in each.owners
                }
            }
        case Read.FIGURES:
            return {"figures": _figures(each)}


def _line(line: Line, people: Mapping[str, str]) -> dict[str, Any]:
    return {
        "case": f"#{line.number}",
        "says": others(line.text),
        "status": line.status,
        "has it": people.get(line.owner or "", None),
        "due": line.due.isoformat(timespec="minutes") if line.due else None,
    }


def _case(case: Case, people: Mapping[str, str]) -> dict[str, Any]:
    return {
        "case": f"#{case.number}",
        "status": case.status,
        "waits for": case.waiting_for,
        "has it": people.get(case.owner or "", None),
        "customer wrote": [others(post.mention.text) for post in case.posts[-5:]],
        "we answered": [others(reply.text) for reply in case.replies[-3:] if reply.posted_id],
        "teams asked": [handoff.team for handoff in case.handoffs],
    }


def _figures(each: Found) -> dict[str, Any]:
    shown = each.overview
    if shown is None:
        return {}
    names = ("open", "unowned", "late", "opened_today", "answered_today", "unsure")
    return {name: getattr(shown, name) for name in names} | {"dollars this month": round(shown.spent, 2)}
