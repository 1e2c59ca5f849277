"""Every word of the real window can be read, at the sizes that people have."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = 64  # 14 tabs and 11 lessons in light and in dark, 6 dialogs, cards, networks of others


def misfits_at(
    folder: Path, display: dict[str, str], size: tuple[int, int], **more: str
) -> dict[str, list[str]]:
    """What can't be read by the place where it is; the window has to have the size asked for."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.e2e.fit_driver", str(folder), "fit", *map(str, size)],
        cwd=ROOT,
        env=display | more,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert result.stderr == ""
    outcome = json.loads(result.stdout)
    assert tuple(outcome["size"]) == size
    looked: dict[str, list[str]] = outcome["found"]
    assert len(looked) == PLACES
    return {place: faults for place, faults in looked.items() if faults}


@pytest.mark.parametrize("size", [(960, 600), (1280, 720)])
def test_every_word_can_be_read_in_small_windows(
    tmp_path: Path, large_display: dict[str, str], size: tuple[int, int]
) -> None:
    assert misfits_at(tmp_path, large_display, size) == {}


@pytest.mark.deep
@pytest.mark.parametrize(
    ("size", "more"),
    [
        ((1093, 614), {"QT_SCALE_FACTOR": "1.25"}),
        ((1600, 1000), {}),
        ((1440, 900), {"QT_SCALE_FACTOR": "2"}),
        ((1280, 720), {"QT_FONT_DPI": "144"}),
    ],
)
def test_every_word_can_be_read_on_other_screens_and_with_larger_text(
    tmp_path: Path, large_display: dict[str, str], size: tuple[int, int], more: dict[str, str]
) -> None:
    assert misfits_at(tmp_path, large_display, size, **more) == {}
