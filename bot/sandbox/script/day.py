"""The day itself: what happens on X, in order, and how long after the line before."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One post, repost (`reposts`) or deletion (`deletes`); lines name one another by `id`.

    `after`: seconds since the line before. `answers`: the line it replies to; where the company has answered the
    same customer there already, the reply goes under that answer, as people do it.
    """

    by: str
    text: str = ""
    after: float = 14.0
    id: str = ""
    answers: str = ""
    quotes: str = ""
    reposts: str = ""
    deletes: str = ""
    picture: str = ""
    likes: int = 0


_LETTER = """@acmeair This is a long one, because the short ones were not answered.

On Friday I booked two seats from Trieste to Cork for my mother and myself. She is 82, she walks with a stick, and \
she asked for one thing: to sit by the aisle. I paid 24 euros for row 7. On the day, we were given 31A and 31E. The \
colleague at the gate was kind and could do nothing. On board, a young man gave up his place, which is more than a \
company did.

What I ask for: the 24 euros back, and a sentence from a person that tells me how this happens. No voucher, please. \
I have three vouchers from last year, and all three expired while I was waiting for somebody to pick up the phone.

I will fly with you again in October, because there is no other plane on that route. I would rather do it because I \
want to."""

DAY = (
    Line(
        "piafrost",
        "@acmeair my suitcase did not come out in Leeds. Flight AX 214 from Lyon. What do I do now?",
        after=2,
        id="bag",
        likes=2,
    ),
    Line(
        "nellashby",
        "@acmeair the crew of AX 88 to Cork were lovely tonight. Please tell them 💙",
        after=5,
        id="praise",
        likes=14,
    ),
    Line(
        "janek_moritz",
        "@acmeair Flug AX 731 nach Kassel fällt aus und die Hotline legt nach 40 Minuten auf. Ernsthaft?",
        after=9,
        id="hotline",
    ),
    Line(
        "piafrost",
        "@acmeair reference is LBAAX20417, if that helps. My medication is in it, so it is rather urgent.",
        after=10,
        answers="bag",
    ),
    Line(
        "skywardsam",
        "Three hours on the tarmac, no water, no word. @acmeair, 412,000 people would like to know why.",
        after=12,
        id="tarmac",
        likes=830,
    ),
    Line(
        "wrencastell", "@acmeair @skywardsam same plane. Row 12. My phrasing would be less polite.", 8, answers="tarmac"
    ),
    Line("kitrowan", "Is it just me or has Acme Air quietly halved the legroom since spring?", after=10, id="legroom"),
    Line(
        "luciabenet",
        "@acmeair llevo dos semanas esperando el reembolso del vuelo AX 509. ¿Alguien lee estos mensajes?",
        after=12,
        id="refund",
    ),
    Line(
        "beanovak",
        "@acmeair this is how my suitcase came back. The wheel is a nice souvenir.",
        after=14,
        id="wheel",
        picture="suitcase",
        likes=37,
    ),
    Line(
        "haru_sora", "@acmeair 便名AX 620、座席指定の料金を払ったのに、別の席になりました。返金できますか？", 13, "seat"
    ),
    Line(
        "gridlock_g",
        "@acmeair <!channel> *bold* _it_ `code` &lt;b&gt;not bold&lt;/b&gt; <@U0MARA> "
        "<https://acmeair.example|click> <script>alert(1)</script>",
        after=12,
        id="hostile",
    ),
    Line("piafrost", "@acmeair any news? The desk at the airport closes at eight.", after=15, answers="bag"),
    Line(
        "dad_of_three",
        "@acmeair flying with 👨‍👩‍👧‍👦 and 👩🏽‍🚀 (age 4). You sold us five seats in five different rows. Help 🙏🏻",
        after=14,
        id="family",
    ),
    Line("skywardsam", reposts="wheel", after=9),
    Line("layan_writes", "@acmeair حقيبتي لم تصل إلى عمّان منذ يومين، الرحلة AX 340. من يجيبني؟", after=14, id="amman"),
    Line(
        "wrencastell",
        "Ask me about my suitcase. (Or ask @acmeair, they don't know either.)",
        after=12,
        id="ask",
        quotes="wheel",
        likes=58,
    ),
    Line("longform_lou", _LETTER, after=16, id="letter", likes=120),
    Line(
        "nellashby", "@acmeair how do I add a child to booking QX7K9? The page only shows a white screen.", 15, "child"
    ),
    Line(
        "kitrowan", "Update on acme air legroom: I can see my own knees. From the inside.", after=12, answers="legroom"
    ),
    Line(
        "janek_moritz",
        "@acmeair Nach 3 Anrufen: immer noch kein Ersatzflug. Meine Tochter heiratet am Samstag.",
        after=16,
        answers="hotline",
    ),
    Line(
        "beanovak",
        "@acmeair your app just charged me twice for one coffee and one seat. Booking RT4M2. Brilliant.",
        after=13,
        id="oops",
    ),
    Line(
        "dad_of_three",
        "@acmeair nobody? The youngest now sits beside a gentleman who snores.",
        after=14,
        answers="family",
    ),
    Line(
        "luciabenet", "@acmeair por favor, no me digan que rellene otra vez el formulario.", after=13, answers="refund"
    ),
    Line("beanovak", deletes="oops", after=8),
    Line("layan_writes", "@acmeair رقم البلاغ AMMAX11873 إذا كان يساعد.", after=14, answers="amman"),
    Line("kitrowan", "@acmeair do you take skis as hand luggage? Asking for a tall friend.", after=12, id="skis"),
    Line(
        "skywardsam",
        "@acmeair update: they offered me a sandwich. It was a good sandwich. My question stands.",
        after=14,
        answers="tarmac",
        likes=410,
    ),
    Line(
        "haru_sora",
        "@acmeair 返信ありがとうございます。領収書の写真はどこに送ればいいですか？",
        after=14,
        answers="seat",
    ),
    Line(
        "gridlock_g",
        "@acmeair also: Z̸a̷l̴g̵o̶, e\u0301 and a\u200bzero\u200bwidth and \u202eright to left\u202c. Still fine?",
        after=13,
        answers="hostile",
    ),
    Line(
        "wrencastell",
        "@acmeair AX 455 shows as on time. I am looking at an empty gate. So is everybody else here.",
        after=15,
        id="gate",
        picture="board",
        likes=21,
    ),
    Line("kitrowan", "@wrencastell @acmeair gate 9 here, same flight, same emptiness", after=9, answers="gate"),
    Line("nellashby", "@acmeair thank you, that was quick! All sorted. 🙏", after=14, answers="child"),
    Line(
        "longform_lou", "@acmeair I see my letter was read, at least by strangers. By you, too?", 16, answers="letter"
    ),
    Line(
        "nellashby",
        "That sunset over the wing just now. Credit where due, acme air.",
        after=12,
        picture="wing",
        likes=9,
    ),
)
