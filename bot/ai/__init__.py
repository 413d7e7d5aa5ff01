"""The assistant: judges and drafts beside people, and publishes nothing."""
