"""The assistant behind a model, at OpenAI or any server that speaks the same; loaded where a key is set."""

from bot.ai.assistant.model import ModelAssistant

__all__ = ["ModelAssistant"]
