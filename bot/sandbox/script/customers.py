"""The invented people who fly with Acme Air, and how they look."""

from dataclasses import dataclass

from bot.sandbox.page import Look


@dataclass(frozen=True)
class Customer:
    username: str
    name: str
    look: Look
    followers: int = 0
    description: str = ""
    location: str = ""
    verified: bool = False
    premium: bool = False


CUSTOMERS = (
    Customer("alextraveller", "Alex Traveller", Look("side", 1, 2, 0, 3), 84, "This could be you.", "Gate B14"),
    Customer("piafrost", "Pia Frost", Look("bob", 0, 4, 4, 1), 231, "Knits on planes.", "Leeds"),
    Customer("janek_moritz", "Janek Moritz", Look("short", 1, 3, 5, 4, beard=True), 118, "Baut Brücken.", "Kassel"),
    Customer("luciabenet", "Lucía Benet", Look("long", 2, 1, 1, 2), 940, "Siempre con ventana.", "Valencia"),
    Customer("haru_sora", "春野そら", Look("bun", 0, 6, 6, 5), 402, "空と写真が好き", "仙台"),
    Customer(
        "skywardsam",
        "Skyward Sam",
        Look("curls", 4, 0, 3, 0, glasses=True),
        412_800,
        "I review seats so you don't have to.",
        "Somewhere over Europe",
        verified=True,
        premium=True,
    ),
    Customer("layan_writes", "ليان الحكيم", Look("scarf", 2, 0, 2, 3), 655, "أكتب وأسافر", "عمّان"),
    Customer(
        "gridlock_g", "Greta Holm", Look("long", 0, 3, 7, 6), 77, "I break forms for a living. *Really.*", "Aarhus"
    ),
    Customer("beanovak", "Bea Novak", Look("bun", 1, 2, 2, 2), 310, "Hand luggage only, usually.", "Brno"),
    Customer("dad_of_three", "Dov Perlin", Look("bald", 1, 1, 0, 1, beard=True), 59, "3 kids, 0 sleep", "Leeds"),
    Customer("nellashby", "Nell Ashby", Look("bob", 3, 0, 3, 7, glasses=True), 188, "Nurse. Window seat.", "Cork"),
    Customer(
        "longform_lou",
        "Lou Marchetti",
        Look("side", 2, 5, 7, 0, glasses=True),
        2_140,
        "Letters, mostly.",
        "Trieste",
        premium=True,
    ),
    Customer("kitrowan", "Kit Rowan", Look("short", 5, 6, 4, 4), 96, "Just got off a plane.", "Bristol"),
    Customer("wrencastell", "Wren Castell", Look("curls", 1, 3, 6, 5), 1_275, "Trains, planes, opinions.", "Girona"),
)
