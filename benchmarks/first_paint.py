"""Time to the first paint: `python -m benchmarks.first_paint`.

From the start of the program until it says that its window is painted, next to a whole process
that imports PySide6.QtWidgets, in turn. On the display there is; off screen without one.
"""

import subprocess
import sys
from statistics import median
from time import perf_counter

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.cli.commands.window import is_without_display
from resnet_viz.jobs.messages import program_command

RUNS = 15
MOST_RATIO = 2.5
WINDOW = program_command("--exit-after-paint")
IMPORT = [sys.executable, "-c", "import PySide6.QtWidgets"]
QUIET = subprocess.DEVNULL


def seconds_to_paint(environment: dict[str, str]) -> float:
    """From the start of the program to its word that it has painted."""
    start = perf_counter()
    with subprocess.Popen(WINDOW, env=environment, stdout=subprocess.PIPE, stderr=QUIET) as window:
        assert window.stdout
        word = window.stdout.readline()
        duration = perf_counter() - start
    assert word == b"painted\n", word
    return duration


def seconds_to_import(environment: dict[str, str]) -> float:
    """A process that does nothing else, to its end."""
    start = perf_counter()
    subprocess.run(IMPORT, env=environment, check=True)
    return perf_counter() - start


def main() -> None:
    """Measures both in turn."""
    platform = {"QT_QPA_PLATFORM": "offscreen"} if is_without_display() else {}
    environment = usual_environment() | platform
    seconds_to_paint(environment)  # files into the cache
    pairs = [(seconds_to_paint(environment), seconds_to_import(environment)) for _ in range(RUNS)]
    ratio = median(window / imports for window, imports in pairs)
    windows, imports = zip(*pairs, strict=True)
    finish(
        "first paint",
        [Goal("first paint over importing PySide6.QtWidgets", round(ratio, 2), MOST_RATIO)],
        {
            "what": "a process that imports PySide6.QtWidgets",
            "import_ms": round(median(imports) * 1e3, 1),
            "window_ms": round(median(windows) * 1e3, 1),
            "runs": RUNS,
            "platform": environment.get("QT_QPA_PLATFORM", "the display"),
        },
    )


if __name__ == "__main__":
    main()
