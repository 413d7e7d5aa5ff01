"""What we ask X to send along with each post, in the names that tweepy speaks."""

from typing import Any

POST: dict[str, Any] = {
    "tweet_fields": [
        "attachments",
        "author_id",
        "conversation_id",
        "created_at",
        "display_text_range",
        "entities",
        "in_reply_to_user_id",
        "lang",
        "note_tweet",
        "referenced_tweets",
    ],
    "expansions": [
        "attachments.media_keys",
        "author_id",
        "referenced_tweets.id",
        "referenced_tweets.id.author_id",
    ],
    "user_fields": ["profile_image_url", "public_metrics", "verified"],
    "media_fields": ["alt_text", "media_key", "preview_image_url", "type", "url"],
}
