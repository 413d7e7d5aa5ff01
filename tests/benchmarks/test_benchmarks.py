"""The benchmarks still work: each yields figures; how good they are is no matter of a test."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks import process
from benchmarks.__main__ import BENCHMARKS, DOCUMENT, PLACE
from benchmarks.figures import Figure, markdown, plain, quantile
from benchmarks.size import TINY
from tests.forked import Forked


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the benchmarks share their first case."""
    return tmp_path_factory.mktemp("benchmarks")


async def forked(program: Sequence[str], environment: Mapping[str, str], log: Path) -> Forked:
    log.write_bytes(b"")
    return await Forked.begun(process.ROOT, environment, log, program)


@pytest.mark.parametrize("name", [name for name in BENCHMARKS if name != "stored"])  # that one starts ten processes
async def test_a_benchmark_yields_figures_beside_floors(
    name: str, together: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name != "start":  # one of them begins its programs as they are measured, the others more quickly
        monkeypatch.setattr(process, "begun", forked)
    folder = together / name
    folder.mkdir()
    figures = await BENCHMARKS[name](TINY, folder)
    assert figures
    for figure in figures:
        assert math.isfinite(figure.value) and figure.value >= 0, figure
        assert figure.floor is not None and figure.floor >= 0, figure


def test_a_table_shows_what_was_met_and_what_was_missed() -> None:
    met = Figure(name="quick", value=20, unit="ms", floor=10, target=20)
    missed = Figure(name="slow", value=1234, unit="ms", target=20, load=1.26)
    rate = Figure(name="often", value=50, unit="/s", floor=100, target=40, more=True)
    assert rate.cells[4:6] == ("≥ 40 /s", "yes")
    assert plain([met, missed]).splitlines()[1:] == [
        "quick       20.0 ms  10.0 ms   2.00  ≤ 20 ms  yes   0.0",
        "slow       1,234 ms                  ≤ 20 ms   NO   1.3",
    ]
    assert markdown([met]).splitlines()[2] == "| quick | 20.0 ms | 10.0 ms | 2.00 | ≤ 20 ms | yes | 0.0 |"


def test_what_is_not_measured_again_keeps_its_place_in_the_table() -> None:
    old = [Figure(name=name, value=1, unit="ms") for name in ("first", "second", "third")]
    told = markdown(
        [Figure(name="second", value=2, unit="ms"), Figure(name="fourth", value=4, unit="ms")], markdown(old)
    )
    assert [line.split(" | ")[:2] for line in told.splitlines()[2:]] == [
        ["| first", "1.00 ms"],
        ["| second", "2.00 ms"],
        ["| third", "1.00 ms"],
        ["| fourth", "4.00 ms"],
    ]


def test_a_quantile_is_a_sample() -> None:
    assert quantile([3, 1, 2], 0.5) == 2
    assert quantile(range(1, 101), 0.99) == 99
    assert quantile([7], 0.99) == 7


def test_the_document_has_a_place_for_the_table() -> None:
    assert PLACE.search(DOCUMENT.read_text(encoding="utf-8"))
