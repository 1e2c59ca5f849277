"""The page of faults: every row names a test, and every test that it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "faults.md").read_text()
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "fault |" not in line]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_fault_has_a_test() -> None:
    assert len(ROWS) > 40
    assert [row for row in ROWS if len(TEST.findall(row)) != 1] == []


def test_every_test_that_the_page_names_is_there() -> None:
    missing = [
        name
        for file, name in TEST.findall(PAGE)
        if not (ROOT / file).exists() or f"def {name}(" not in (ROOT / file).read_text()
    ]
    assert missing == []
