"""What the doctor says of a set-up where something in it is changed."""

from bot.app.doctor import examine


async def found(town, monkeypatch, **changes):
    """What is wrong, by what it is about; a change to None unsets a variable."""
    monkeypatch.chdir(town.folder)
    for name, value in {**town.environment(), **changes}.items():
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    return {finding.about: finding.words for finding in await examine() if not finding.fine}


async def to_look_at(town, monkeypatch, **changes):
    """What a person should look at, by what it is about."""
    await found(town, monkeypatch, **changes)
    return {finding.about: finding.words for finding in await examine() if finding.look}


def desk_file(town, *changes):
    """A desk file of its own, with these replacements."""
    town.environment()
    text = (town.folder / "desk.toml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (town.folder / "other.toml").write_text(text)
    return str(town.folder / "other.toml")
