"""Size and opening of interactive pages: `python -m benchmarks.html_page`.

ResNet-152 by layers, and ResNet-1202's 4,200 of them, in a headless Chromium: from the start of the
navigation until the picture is drawn, next to the same browser opening an empty page.
"""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.goal import Goal, finish
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.drawing import diagram_bytes
from resnet_viz.diagram.look import look_of, view_of
from tests.diagram.files.chromium import Browser, browser

RUNS = 7
MOST_MB = 1.5
MOST_S = 1.0
NETWORKS = ("resnet152", "resnet1202")
DRAWN = "performance.getEntriesByName('drawn')[0]?.startTime ?? performance.now()"


def seconds_to_draw(page: Browser, file: Path) -> float:
    """From the start of the navigation until the page's script is done, by the page's own clock."""
    page.open(file)
    return float(page.value(DRAWN)) / 1e3


def main() -> None:
    """Measures pages and the empty one in turn."""
    with TemporaryDirectory() as folder, browser(Path(folder)) as page:
        files = {name: Path(folder) / f"{name}.html" for name in NETWORKS}
        for name, file in files.items():
            look = look_of(view_of("layer"))
            file.write_bytes(diagram_bytes(network_named(name), look, ".html"))
        empty = Path(folder) / "empty.html"
        empty.write_text("<!doctype html><script>performance.mark('drawn')</script>")
        rounds = [
            {name: seconds_to_draw(page, file) for name, file in (*files.items(), ("empty", empty))}
            for _ in range(RUNS)
        ]
        sizes = {name: file.stat().st_size / 1e6 for name, file in files.items()}
    seconds = {name: round(median(each[name] for each in rounds), 3) for name in rounds[0]}
    finish(
        "html page",
        [
            Goal("megabytes of ResNet-152's page", round(sizes["resnet152"], 3), MOST_MB),
            Goal("seconds until ResNet-152's layers are drawn", seconds["resnet152"], MOST_S),
            Goal("megabytes of ResNet-1202's page", round(sizes["resnet1202"], 3), MOST_MB),
            Goal("seconds until ResNet-1202's layers are drawn", seconds["resnet1202"], MOST_S),
        ],
        {"what": "an empty page in the same browser", "empty_s": seconds["empty"], "runs": RUNS},
    )


if __name__ == "__main__":
    main()
