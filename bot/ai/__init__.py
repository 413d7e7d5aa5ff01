"""The assistant: judges and drafts beside people, by a model or by plain rules, and publishes nothing."""
