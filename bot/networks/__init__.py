"""The networks: each reads mentions and publishes replies, and nobody else knows its library."""
