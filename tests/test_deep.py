"""What `./test` leaves out it says, with the command that runs it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def collected(*arguments: str) -> tuple[set[str], str]:
    """The tests that pytest would run, and all that it says."""
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, "--collect-only", "-q"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    lines = told.stdout.splitlines()
    assert told.returncode == 0, told.stdout + told.stderr
    return {line for line in lines if "::" in line}, told.stdout


def test_deep_tests_are_left_out_and_said_to_be() -> None:
    folder = "tests/packaging"
    quick, said = collected(folder)
    all_tests, said_of_all = collected("--deep", folder)
    count = len(all_tests - quick)
    assert quick < all_tests
    again = f"./test --deep {folder} --collect-only -q"
    assert f"{count} deep tests were left out; {again} runs everything." in said
    assert "left out" not in said_of_all
