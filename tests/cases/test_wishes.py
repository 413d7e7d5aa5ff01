"""Which topic a wish is about."""

import pytest

from bot.cases import wishes


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("seat power: no sockets in row 3", "Seat power"),
        ("they want SEAT POWER on short flights too", "Seat power"),
        ("more room for luggage please", "Luggage"),
        ("vegan meals would be great", "Vegan meals"),
        ("the whole flight was very long and here is why: no water", "Flight water"),
        ("??", "Everything else"),
    ],
)
def test_a_wish_finds_its_topic(said: str, topic: str):
    assert wishes.topic_of(said, ["Seat power", "Seat"], ["luggage"]) == topic


def test_names_that_differ_in_letters_and_signs_alone_are_one_topic():
    assert wishes.key_of("Seat-power!") == wishes.key_of("seat Power")


def test_the_most_wanted_stands_first():
    assert wishes.ranked([("B", 2), ("C", 7), ("A", 2)]) == [("C", 7), ("A", 2), ("B", 2)]
