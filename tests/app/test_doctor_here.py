"""The doctor looks at what is on this machine: the database, the port and the desk file."""

import socket
import sqlite3
from pathlib import Path

from tests.app.checkup import desk_file, found, to_look_at


async def test_a_database_of_a_newer_version_is_named(town, monkeypatch):
    with sqlite3.connect(town.folder / "desk.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert "comes from a newer Mentiondesk" in (await found(town, monkeypatch))["Database"]


async def test_a_database_in_a_folder_that_is_not_there_is_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, DATABASE_URL=f"sqlite:///{town.folder / 'no' / 'desk.db'}")
    assert "does not exist; create it" in wrong["Database"]


async def test_a_postgresql_out_of_reach_is_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, DATABASE_URL="postgresql://desk:pass-word@127.0.0.1:9/desk")
    assert "cannot be reached" in wrong["Database"] and "pass-word" not in str(wrong)


async def test_a_relative_path_is_said_in_full(town, monkeypatch):
    look = await to_look_at(town, monkeypatch, DATABASE_URL="sqlite:///desk.db")
    assert f"now {Path.cwd()}; write sqlite:///{town.folder / 'desk.db'} " in look["Database"]


async def test_a_port_that_another_program_has_is_named(town, monkeypatch):
    with socket.create_server(("", 0)) as other:
        port = str(other.getsockname()[1])
        assert f"{port} cannot be used" in (await found(town, monkeypatch, PORT=port))["Port"]


async def test_a_mentiondesk_that_runs_is_nothing_wrong(town, monkeypatch):
    await town.start_bot()
    port = str(town.bot.port)
    assert await found(town, monkeypatch, PORT=port) == {}
    look = await to_look_at(town, monkeypatch, PORT=port)
    assert "stop it" in look["Database"] and "answers on" in look["Port"]


async def test_a_desk_file_that_is_not_there_is_named(town, monkeypatch):
    wrong = await found(town, monkeypatch, DESK_FILE=str(town.folder / "none.toml"))
    assert "does not exist: copy desk.example.toml" in wrong["Desk file"]


async def test_what_would_surprise_people_in_the_desk_file_is_to_be_looked_at(town, monkeypatch):
    desk = desk_file(town, ("C0BAGGAGE", "C0MENTIONS"))
    assert "the desk's own" in (await to_look_at(town, monkeypatch, DESK_FILE=desk))["Team baggage"]
