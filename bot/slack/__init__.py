"""Slack, where employees see cases and decide: the only room that knows slack_bolt and slack_sdk."""
