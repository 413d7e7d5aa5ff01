"""Mentiondesk: brand mentions on X become cases in Slack, and what people decide there becomes one public answer."""
