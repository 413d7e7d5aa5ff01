"""The only room that knows the database: tables, changes, reads, deliveries and migrations."""

from bot.storage.connection import StorageError
from bot.storage.database import Storage, not_there_yet, open_store

__all__ = ["Storage", "StorageError", "not_there_yet", "open_store"]
