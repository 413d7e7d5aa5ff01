"""What many texts are about, in a few words that a person would choose too."""

from bot.cases.topics import topics


def test_the_words_of_most_texts_are_named_and_stop_words_are_not():
    texts = ["@acmeair the baggage is not here", "where is the baggage?!", "Baggage please", "and the seats are dirty"]
    assert topics(texts) == [("baggage", 3)]


def test_a_pair_of_words_says_more_than_each_of_them():
    texts = ["flight cancelled again", "my flight cancelled at night", "FLIGHT CANCELLED", "rude crew"]
    assert topics(texts) == [("flight cancelled", 3)]


def test_a_word_that_stands_beside_many_others_speaks_for_itself():
    texts = [f"baggage {word}" for word in ("lost", "lost", "late", "wet", "torn", "gone")]
    assert topics(texts) == [("baggage", 6), ("lost", 2)]


def test_a_text_counts_once_however_often_it_says_a_word():
    assert topics(["refund refund refund", "refund"]) == [("refund", 2)]


def test_the_keywords_of_teams_count_as_they_are_written():
    assert topics(["I lost my bag", "we lost my bag"], ["lost my bag"])[0] == ("lost my bag", 2)


def test_links_handles_tags_and_figures_are_no_topics():
    texts = ["@acmeair https://t.co/x #fail 1234 @acmeair", "@acmeair https://t.co/x #fail 1234"]
    assert topics(texts) == []


def test_nothing_is_a_topic_alone():
    assert topics(["baggage"]) == [] and topics([]) == []


def test_other_scripts_are_words_too():
    assert topics(["der Flug fällt aus", "Flug fällt aus"])[0] == ("flug fällt", 2)


def test_a_topic_is_none_of_the_words_between_words_in_other_languages_either():
    german = [
        "Der Flug nach Kassel fällt aus und die Hotline",
        "Mein Flug nach Kassel fällt aus und ich warte",
    ]
    assert not {"aus", "und", "der", "nach"} & {word for name, _ in topics(german) for word in name.split()}
