"""What the README and the documents promise is there: commands, targets, rooms, links."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.slack.ids import Shortcut
from bot.slack.manifest import COMMANDS, EVENTS, SHORTCUTS

README = Path("README.md")
PAGES = [README, Path("CHANGELOG.md"), *sorted(Path("docs").rglob("*.md"))]
ROOM = re.compile(r"(bot/\w+/)\s+(.+)")


def constants(*attributes: str) -> set[str]:
    """The texts that stand in the room of Slack: all of them, or those first given to `app.<attribute>("…")`."""
    found = set()
    for path in Path("bot/slack").rglob("*.py"):
        if path.name == "manifest.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in attributes:
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
            elif not attributes and isinstance(node, ast.Constant):
                found.add(node.value)
    return found


def test_commands_are_the_same_in_the_manifest_in_the_code_and_in_the_readme() -> None:
    told = set(re.findall(r"^\| `(/\w+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert {command for command, *_ in COMMANDS} == constants("command") == told


def test_every_event_of_the_manifest_is_heard_and_every_one_heard_is_in_the_manifest() -> None:
    subscribed = {name.partition(".")[0] for name in EVENTS}
    assert constants("event") <= subscribed <= constants()


@pytest.mark.parametrize("shortcut", SHORTCUTS, ids=lambda shortcut: str(shortcut[0]))
def test_every_shortcut_of_the_manifest_is_in_the_code_and_in_the_readme(shortcut: tuple[Shortcut, str, str]) -> None:
    id, name, _ = shortcut
    sources = [path.read_text(encoding="utf-8") for path in Path("bot/slack").rglob("*.py")]
    assert any(f"shortcut(Shortcut.{id.name})" in source for source in sources)
    assert f"**{name}**" in " ".join(README.read_text(encoding="utf-8").split())


def test_the_map_is_what_the_rooms_say_of_themselves() -> None:
    fence = README.read_text(encoding="utf-8").partition("\n## The map\n")[2].split("```")[1]
    told = dict(found.groups() for line in fence.splitlines() if (found := ROOM.match(line)))
    rooms = {f"{path.parent.as_posix()}/": path for path in Path("bot").glob("*/__init__.py")}
    captions = {
        room: (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
        for room, path in rooms.items()
    }
    assert told == captions


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_target_of_make_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_every_command_of_the_bot_is_documented_and_every_documented_one_exists() -> None:
    shown = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True).stdout
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"python -m bot ([a-z]+)", text))
    assert named == {"run", "sandbox", "check", "migrate", "export", "evaluate", "forget", "manifest"}
    assert all(re.search(rf"\b{command}\b", shown) for command in named)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)\s#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
