"""The assistant in the window of a reply: drafts with their sources, what else it can be asked for, and one hint."""

from dataclasses import dataclass, replace

from slack_sdk.models.blocks import PlainTextInputElement

from bot.cases import text as texts
from bot.cases.case import Case
from bot.cases.counting import weight
from bot.cases.drafts import Draft, Wish
from bot.cases.languages import language_of
from bot.cases.translation import foreign
from bot.slack import words
from bot.slack.blocks import Block, actions, button, context, divider, input, literal, section
from bot.slack.context import Office
from bot.slack.ids import Button, Input, Target

GAP = "  ·  "
LABELS = {
    Button.SUGGEST: "Suggest",
    Button.SHORTER: "Shorter",
    Button.WARMER: "Warmer",
    Button.TRANSLATE: "Translate",
}
WISHES = {
    Button.SUGGEST: Wish.FRESH,
    Button.SHORTER: Wish.SHORTER,
    Button.WARMER: Wish.WARMER,
    Button.TRANSLATE: Wish.TRANSLATE,
}
OWN = ":bookmark_tabs: What this desk has said before"
BUSY = ":hourglass_flowing_sand: The assistant is writing …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """What the window shows of the assistant; `name` is empty where there is none.

    `writes`: it can say in another way what stands in the field. `turn` counts how often a draft was put into the
    field, which is named after it, so that Slack shows the new words.
    `hint` is None as long as nobody looked at the tone. `readable` is the desk's language where the customer's is
    another, `reading` what the answer says in it.
    """

    name: str = ""
    writes: bool = True
    drafts: tuple[Draft, ...] = ()
    busy: bool = False
    problem: str = ""
    turn: int = 0
    hint: str | None = None
    readable: str = ""
    reading: str = ""


async def aid(office: Office, case: Case, user: str, target: Target | None = None) -> Aid:
    """The last drafts for this person, or those that were prepared, unless the customer has written since."""
    if office.assistant is None:
        return Aid()
    offers = await office.queries.offers(case.id)
    fit = (each for each in offers if each.by in (None, user) and each.activity == len(case.posts))
    found = next(fit, None)
    standing, ours = office.assistant.standing, office.settings.assistant.language
    readable = words.language(ours) or ours if foreign(language_of(case, case.posts[-1]), ours) else ""
    drafts = found.drafts if found else ()
    shown = Aid(name=standing.name, writes=standing.on, drafts=drafts, readable=readable)
    return replace(shown, turn=target.turn or 0, hint=target.hint) if target else shown


def above(case: Case, shown: Aid) -> list[Block]:
    """The drafts, each with a button that puts it into the field."""
    if shown.busy and not shown.drafts:
        return [context(BUSY, id="drafting")]
    if shown.problem:
        return [context(f":warning: {texts.escape(shown.problem)} Your own words work as ever.", id="no_drafts")]
    if not shown.drafts:
        return []
    machine = f":sparkles: Drafts by {texts.escape(shown.name)}"
    by = OWN if all(draft.own for draft in shown.drafts) else machine
    blocks = [context(BUSY if shown.busy else f"{by}{GAP}read before you send", id="drafts_label")]
    for nth, draft in enumerate(shown.drafts, start=1):
        use = button("Use", Button.USE_DRAFT, Target(case=case.id, text=draft.text))
        blocks += [section(literal(draft.text), beside=use, id=f"draft:{nth}"), context(_about(draft), id=f"of:{nth}")]
    return [*blocks, divider()]


def below(case: Case, shown: Aid, empty: bool) -> list[Block]:
    """What can be asked for: drafts at first, and other ways to say it once something stands in the field."""
    if not shown.name:
        return []
    target = Target(case=case.id)
    more = shown.writes and not empty
    buttons = [button(LABELS[each], each, target) for each in (LABELS if more else [Button.SUGGEST])]
    if shown.readable and more:
        buttons.append(button(f"Read it in {shown.readable}", Button.READ_BACK, target))
    hint = [context(f":speech_balloon: {texts.escape(shown.hint)}", id="hint")] if shown.hint else []
    return [*hint, *_reading(shown), actions(*buttons, id="assistant")]


def _reading(shown: Aid) -> list[Block]:
    if not shown.reading:
        return []
    by = f":globe_with_meridians: _{shown.readable}, by {texts.escape(shown.name)}:_"
    return [context(by, literal(shown.reading), id="reading")]


def wish(shown: Aid) -> list[Block]:
    """Free words to the assistant, where it has been asked before."""
    if not shown.writes or not shown.name or not (shown.drafts or shown.problem):
        return []
    field = PlainTextInputElement(
        action_id=Input.ASK_FOR,
        max_length=300,
        placeholder="Mention the claim form, and ask for the flight",
        dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]},
    )
    return [input("Ask the assistant for something else", field, "Press Enter.", live=True, optional=True)]


def _about(draft: Draft) -> str:
    sources = ", ".join(texts.escape(name) for name in draft.sources)
    return f"{weight(draft.text)} characters" + (f"{GAP}from {sources}" if sources else "")
