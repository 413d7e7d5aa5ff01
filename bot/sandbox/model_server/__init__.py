"""A stand-in for a model's server: it speaks the same protocol and knows some phrases, and is no model at all."""

from bot.sandbox.model_server.server import Call, ModelServer
from bot.sandbox.model_server.thinking import Thought, think

__all__ = ["Call", "ModelServer", "Thought", "think"]
