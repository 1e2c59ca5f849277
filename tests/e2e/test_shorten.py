"""The shortest sequence that still fails, found without a window."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.monkey.shorten import shortest
from tests.e2e.monkey.steps import Kind, Step, read_steps, write_steps


@pytest.mark.parametrize("needed", [{99}, {0}, {3, 97}, {0, 50, 99}, set(range(40, 45))])
def test_only_what_the_fault_needs_is_left(needed: set[int]) -> None:
    found = shortest(range(100), lambda items: needed <= set(items), tries=1000)
    assert found == tuple(sorted(needed))


def test_what_needs_no_more_than_the_last_item_takes_one_try() -> None:
    asked: list[Sequence[int]] = []

    def fails(items: Sequence[int]) -> bool:
        asked.append(items)
        return 9999 in items

    assert shortest(range(10_000), fails, tries=1) == (9999,)
    assert len(asked) == 1


def test_what_is_found_fails_however_few_the_tries_are() -> None:
    for tries in range(12):
        found = shortest(range(64), lambda items: {5, 60} <= set(items), tries)
        assert {5, 60} <= set(found)


def test_steps_are_read_as_they_were_written(tmp_path: Path) -> None:
    steps = (
        Step(Kind.ACTION, "show_layers", is_hurried=True),
        Step(Kind.TYPE, "Toolbar:0/QLineEdit:0", "ü∑漢 'x'\u2028", amount=2),
        Step(Kind.DRAG, at=(0.1, 0.2), to=(0.9, 0.123)),
        Step(Kind.RESIZE, size=(960, 600)),
    )
    write_steps(tmp_path / "steps.jsonl", steps)
    assert read_steps(tmp_path / "steps.jsonl") == steps
