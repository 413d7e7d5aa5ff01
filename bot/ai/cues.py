"""The words, ours, by which plain rules tell a complaint from thanks, an idea or news, and what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOISE = re.compile(r"https?://\S+|[@#]\w+|&\w+;|<[^>]{1,80}>")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a text in small letters, without links, handles, tags and markup; `plain` has spaces around each.

    `telling` are those of them that are a cue, or begin one: few, so that many cues are looked for quickly.
    """

    plain: str
    words: tuple[str, ...]
    telling: tuple[str, ...]


def said(text: str) -> Said:
    words = tuple(_WORD.findall(_NOISE.sub(" ", text).casefold().replace("’", "'")))
    telling = tuple(dict.fromkeys(word for word in words if word in _BEGINNINGS))
    return Said(plain=f" {' '.join(words)} ", words=words, telling=telling)


class Cues:
    """Words and phrases; one of their `beginnings` stands in every text in which one of them does."""

    def __init__(self, *lines: str) -> None:
        every = [cue.strip() for line in lines for cue in line.split(",")]
        self._words = frozenset(cue for cue in every if " " not in cue)
        self._phrases = tuple(f" {cue} " for cue in every if " " in cue)
        self._begin = frozenset(phrase.split()[0] for phrase in self._phrases)
        self.beginnings = self._words | self._begin
        _BEGINNINGS.update(self.beginnings)

    def hits(self, text: Said) -> int:
        """How many different ones of them stand in it."""
        words = len(self._words.intersection(text.telling))
        return words if self._begin.isdisjoint(text.telling) else words + len(self._said(text))

    def first(self, text: Said) -> str:
        """One of those that stand in it, a phrase before a word; empty where none does."""
        return next(iter((*self._said(text), *self._words.intersection(text.telling))), "").strip()

    def _said(self, text: Said) -> list[str]:
        return [phrase for phrase in self._phrases if phrase in text.plain]


_BEGINNINGS: set[str] = set()
"""Of all cues that there are."""

COMPLAINT = Cues(
    "worst, terrible, horrible, awful, ridiculous, unacceptable, disappointed, disappointing, disgrace, disgusting",
    "disgusted, joke, pathetic, useless, rude, incompetent, shame, shameful, fail, failed, failure, fails",
    "never again, no response, no answer, no reply, no help, nobody, no one, ignored, ignoring, waiting, waited",
    "still waiting, on hold, hung up, stuck, stranded, lost, missing, late, delay, delayed, delays, cancelled",
    "canceled, cancellation, refund, charged, overcharged, charging, fee, fees, broken, broke, not working, won't",
    "can't, cannot, couldn't, didn't, isn't, wasn't, wouldn't, don't, doesn't, hasn't, haven't, aren't, never",
    "nothing, hours, why, wrong, error, crash, crashed, crashes, bad, poor, worse, sucks, suck, hate, angry",
    "frustrated, frustrating, annoying, annoyed, complaint, complain, mess, problem, problems, issue, issues",
    "damaged, missed, unable, without, sorry excuse, lied, lies, lying, scam, steal, stolen, wtf, seriously, really",
    "again, unfortunately, due to, how long, third time, second time, supposed to, how is it, nightmare, unresolved",
    "refuse, refused, refuses, forgotten, gross, beyond",
    # Spanish, French, German, Portuguese, Italian, Dutch
    "pésimo, peor, vergüenza, esperando, perdido, perdida, cancelado, retraso, nadie, nunca, estafa, reembolso",
    "pire, honte, inadmissible, attends, attente, perdu, perdue, annulé, retard, personne, jamais, arnaque",
    "remboursement, schlecht, schlimmste, unverschämt, frechheit, warte, verloren, verspätung, storniert, niemand",
    "kaputt, enttäuscht, péssimo, pior, vergonha, cancelaram, atraso, ninguém, perderam, pessimo, peggio, vergogna",
    "aspetto, cancellato, ritardo, nessuno, mai, truffa, rimborso, slecht, schande, wacht, kwijt, vertraging",
    "geannuleerd, nooit",
)
THANKS = Cues(
    "thanks, thank you, thx, thank, love, loved, loving, great, awesome, amazing, excellent, best, appreciate",
    "appreciated, wonderful, fantastic, perfect, kudos, props, well done, impressed, happy, good job, great job",
    "nice, helpful, friendly, beautiful, enjoyed, shout out, shoutout, congrats, gracias, excelente, merci, bravo",
    "génial, danke, super, toll, obrigado, obrigada, parabéns, grazie, ottimo, bedankt, geweldig",
)
IDEA = Cues(
    "it would be great if, would be nice if, would love to see, please add, feature request, suggestion, idea",
    "wish you, wish there was, why not add, have you considered, vorschlag, idee, sugerencia",
)
LEAD = Cues(
    "how do i buy, where can i buy, pricing, do you offer, do you sell, interested in, sign up, quote for",
    "group booking, do you deliver, become a customer",
)
NEWS = Cues("breaking, reports, according to, announces, announced, press release, shares, stock, via, quarter, ceo")

_TOPICS = {
    "lost bag": Cues(
        "bag, bags, baggage, luggage, suitcase, suitcases, carousel, stroller, koffer, gepäck, maleta, equipaje",
        "valise, bagage, bagages, bagagem, mala, bagaglio, valigia, koffers",
    ),
    "cancellation": Cues("cancelled, canceled, cancellation, cancel, storniert, cancelado, annulé, cancellato"),
    "delay": Cues("delay, delayed, delays, late, verspätung, verspätet, retraso, retard, atraso, ritardo, vertraging"),
    "refund": Cues("refund, refunded, refunds, money back, reimburse, erstattung, reembolso, remboursement, rimborso"),
    "payment": Cues("charged, overcharged, invoice, bill, billing, payment, credit card, receipt, fee, fees, rechnung"),
    "login": Cues("login, log in, logged out, password, locked out, account, passwort, konto, contraseña"),
    "app or website": Cues("app, website, web site, site, online, page, crash, crashes, crashed, error"),
    "booking": Cues("booking, book, booked, reservation, rebook, rebooked, ticket, tickets, buchung, reserva"),
    "delivery": Cues("delivery, delivered, parcel, package, shipping, shipped, courier, lieferung, paket, livraison"),
    "waiting for an answer": Cues("on hold, hold, no answer, no response, no reply, call back, hung up, voicemail"),
    "staff": Cues("staff, agent, agents, crew, attendant, attendants, employee, employees, manager, rude, friendly"),
    "seat": Cues("seat, seats, seating, upgrade, legroom, sitz, asiento"),
    "points": Cues("miles, points, voucher, vouchers, status, loyalty, punkte, meilen"),
    "outage": Cues("outage, down, not working, offline, no signal, no connection, störung"),
}


def _by_beginning() -> dict[str, set[str]]:
    """The topics that are likely where a word stands."""
    topics: dict[str, set[str]] = {}
    for name, cues in _TOPICS.items():
        for word in cues.beginnings:
            topics.setdefault(word, set()).add(name)
    return topics


_LIKELY = _by_beginning()


def topics(text: Said) -> Iterator[tuple[str, int]]:
    """The topics whose words stand in it, with how many."""
    likely = {name for word in text.telling for name in _LIKELY.get(word, ())}
    return ((name, found) for name in _TOPICS if name in likely and (found := _TOPICS[name].hits(text)))
