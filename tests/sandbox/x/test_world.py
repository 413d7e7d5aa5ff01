"""The world keeps conversations, counts and changes together."""

import json

import pytest

from bot.sandbox.x_server import Change, XWorld


def test_ids_rise_even_while_the_clock_stands(world: XWorld) -> None:
    ids = [int(world.post("ada", f"{n}").id) for n in range(100)]
    assert ids == sorted(set(ids))


def test_replies_stay_in_one_conversation(world: XWorld) -> None:
    root = world.post("ada", "@acmeair help")
    answer = world.post("acmeair", "How?", reply_to=root)
    follow = world.post("ada", "Bag", reply_to=answer.id)
    assert {post.conversation_id for post in (root, answer, follow)} == {root.id}
    assert world.conversation(root) == [root, answer, follow]
    assert world.replies_to(root) == [answer]
    assert root.replies == 1
    assert follow.in_reply_to_user_id == world.user("acmeair").id


def test_a_deleted_post_takes_its_reposts_along(world: XWorld) -> None:
    post = world.post("ada", "@acmeair help")
    repost = world.repost("bob", post)
    assert repost.delivered.text == "RT @ada: @acmeair help"
    assert post.reposts == 1
    world.delete(post.id)
    assert world.posts == {}
    assert set(world.deleted) == {post.id, repost.id}
    assert world.posts_of("bob") == []


def test_an_edit_is_a_new_post_that_knows_its_history(world: XWorld) -> None:
    old = world.post("ada", "@acmeair hlep")
    new = world.edit(old, "@acmeair help")
    assert new.edits == (old.id, new.id)
    assert new.conversation_id == old.conversation_id
    assert world.posts_of("ada") == [new]


def test_listeners_hear_every_change_until_they_leave(world: XWorld) -> None:
    heard: list[Change] = []
    leave = world.on_change(heard.append)
    post = world.post("ada", "hello")
    world.post("bob", "hi", reply_to=post)
    world.delete(post)
    assert [change.kind for change in heard] == ["post", "metrics", "post", "deleted"]
    leave()
    world.post("ada", "again")
    assert len(heard) == 4


def test_the_snapshot_is_json_with_the_newest_post_first(world: XWorld) -> None:
    first = world.post("ada", "<b> & @acmeair", media=["A bag"])
    second = world.post("acmeair", "Hello", reply_to=first)
    shown = json.loads(json.dumps(world.snapshot()))
    assert [post["id"] for post in shown["posts"]] == [second.id, first.id]
    assert shown["posts"][1]["text"] == "<b> & @acmeair"
    assert shown["posts"][0]["replying_to"] == ["ada"]
    assert [user["username"] for user in shown["users"]] == ["acmeair", "ada", "bob"]


def test_a_username_exists_once_in_any_case(world: XWorld) -> None:
    with pytest.raises(ValueError, match="exists already"):
        world.add_user("ADA")
    assert world.user("@Ada") is world.user("ada")
    with pytest.raises(KeyError):
        world.post("nobody", "hello")


def test_every_picture_has_a_key_of_its_own(world: XWorld) -> None:
    posts = [world.post("ada", f"{n}", media=["a", "b", "c", "d"]) for n in range(5)]
    assert len({each.key for post in posts for each in post.attachments}) == len(world.attachments) == 20
