"""Personal data is found and masked, and nothing else."""

import pytest

from bot.cases.personal import CARD, CODE, EMAIL, IBAN, PHONE, found, mask


@pytest.mark.parametrize(
    ("text", "masked", "kinds"),
    [
        ("write to vera.winter+x@mail.example.com!", "write to [email address]!", (EMAIL,)),
        ("call +49 (0)171 123-4567 now", "call [phone number] now", (PHONE,)),
        ("call 0171/1234567", "call [phone number]", (PHONE,)),
        ("my PNR is X7K9QD", "my PNR is [booking code]", (CODE,)),
        ("Buchung ABCDEF fehlt", "Buchung [booking code] fehlt", (CODE,)),
        ("card 4111 1111 1111 1111", "card [card number]", (CARD,)),
        ("DE89 3704 0044 0532 0130 00", "[bank account]", (IBAN,)),
    ],
)
def test_each_kind_is_found_and_masked(text, masked, kinds):
    assert mask(text) == masked
    assert found(text) == kinds


@pytest.mark.parametrize(
    "text",
    ["", "flight AC1234 on 20.11.2026 at 18:30", "12 bags, 300 people, 2026-11-20", "@acmeair THANKS", "1, 2, 3, 4, 5"],
)
def test_what_is_none_stays(text):
    assert mask(text) == text and found(text) == ()


def test_masking_twice_is_masking_once():
    assert mask(mask("vera@mail.example 0171 1234567")) == mask("vera@mail.example 0171 1234567")


def test_a_long_row_of_odd_text_takes_no_time():
    assert len(mask("1 " * 12_500)) > 0 and len(mask("a@" * 12_500)) > 0
