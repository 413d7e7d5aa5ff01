"""A process that only imports the libraries nobody can do without, says so, and waits."""

import time

import aiohttp
import slack_bolt.adapter.socket_mode.aiohttp
import slack_bolt.app.async_app
import sqlalchemy
import tweepy.asynchronous

LIBRARIES = (aiohttp, slack_bolt, sqlalchemy, tweepy)

if __name__ == "__main__":
    print("imported", flush=True)
    while True:
        time.sleep(60)
