"""The house style that a machine can see: captions, length, names, and nothing that belongs to one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

LONGEST = 300  # a file that outgrows this becomes a folder of the same name
CATCH_ALL = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}

# A path of somebody's machine, or the host of a package index: neither may be in the project.
MACHINE = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/\w")
INDEX = re.compile(r"pypi\.org|pythonhosted|npmjs\.(?:org|com)|deb\.debian|--(?:extra-)?index-url|--find-links")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so nobody knows which files belong to the project")
    return [path for name in listed.stdout.split("\0") if name and (path := Path(name)).is_file()]


def sources() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def test_every_file_opens_with_one_sentence_that_says_what_it_is_for() -> None:
    silent = []
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        caption = ast.get_docstring(tree) or ""
        if tree.body and not caption.partition("\n")[0].endswith((".", "?", "!")):
            silent.append(str(path))
    assert silent == []


def test_no_file_outgrows_its_room() -> None:
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_file_is_named_for_everything_and_nothing() -> None:
    assert [str(path) for path in sources() if CATCH_ALL & {path.stem, *path.parts}] == []


def test_nothing_in_the_project_belongs_to_one_machine() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture
            continue
        for number, line in enumerate(text.splitlines(), 1):
            own = path.name in ("Makefile", "test_files.py") and "--" in line  # the words that keep hosts out
            if MACHINE.search(line) or (INDEX.search(line) and not own):
                found.append(f"{path}:{number}: {line.strip()[:100]}")
    assert found == []
