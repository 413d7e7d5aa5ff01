"""The HTTP side: health, readiness, metrics, and Slack's requests in HTTP mode."""
