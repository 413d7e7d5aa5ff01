"""How each call of the table is brought about, and what is seen of it: one act a call."""

from tests.faults.acts import deliveries, looks, surroundings, windows
from tests.faults.acts.act import Act

__all__ = ["ACTS", "Act"]

ACTS: dict[str, type[Act]] = {
    "a card": deliveries.Card,
    "the customer's next post": deliveries.NextPost,
    "a reply on its way": deliveries.ReplyMessage,
    "a note, mirrored": deliveries.Mirrored,
    "a team's answer": deliveries.TeamsAnswer,
    "a notice": deliveries.Notice,
    "a question to the owner": deliveries.Still,
    "a handoff's card": deliveries.HandoffCard,
    "a storm's message": deliveries.StormMessage,
    "the end of a wave": deliveries.WaveOver,
    "trouble of the bot's own": deliveries.TroubleMessage,
    "a budget's warning": deliveries.BudgetWarning,
    "what became late meanwhile": deliveries.CaughtUp,
    "what collects a team's ideas": deliveries.TopicMessage,
    "a card drawn afresh": deliveries.Edit,
    "a message taken away": deliveries.Erase,
    "a public answer": deliveries.PublicAnswer,
    "a card of which nobody knows": looks.SettleCard,
    "a message of which nobody knows": looks.SettleMessage,
    "an answer of which nobody knows": looks.SettleAnswer,
    "mentions": looks.Mentions,
    "the terms we track": looks.Tracked,
    "answers given by hand": looks.ByHand,
    "whether posts still stand": looks.StillThere,
    "who we are": looks.WhoWeAre,
    "who we are, by the desk file": looks.WhoWeAreByName,
    "a window opened": windows.Open,
    "a window upon a window": windows.Push,
    "a window filled": windows.Fill,
    "somebody's Home": windows.Home,
    "a private answer in a thread": windows.InThread,
    "a private answer to a click or a command": windows.ToACommand,
    "the answer to a question": windows.Question,
    "that a question is being looked up": windows.Question,
    "questions to choose from": windows.Prompts,
    "somebody's name and rights": surroundings.Person,
    "who is in a group": surroundings.Round,
    "whether a channel can be used": surroundings.Round,
    "who is in a channel": surroundings.Round,
    "whether somebody is there": surroundings.Presence,
    "whether somebody may be disturbed": surroundings.Presence,
    "signing in": surroundings.Start,
    "the socket": surroundings.Start,
}
"""By what the call is for."""
