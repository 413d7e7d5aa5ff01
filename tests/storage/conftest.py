"""The databases that these tests run on."""

from tests.storage.databases import (
    alarm,
    clock,
    migrated_postgres_url,
    migrated_url,
    sqlite_store,
    sqlite_url,
    store,
)

__all__ = [
    "alarm",
    "clock",
    "migrated_postgres_url",
    "migrated_url",
    "sqlite_store",
    "sqlite_url",
    "store",
]
