"""Every word of the real window can be read, at the sizes that people have."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = 64  # 14 tabs and 11 lessons in light and in dark, 6 dialogs, cards, networks of others
PLACES_OF_OTHERS = 64  # 4 networks in 14 tabs and 2 dialogs


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of networks of libraries, and of one with long names, as they were recorded."""
    folder = tmp_path_factory.mktemp("recorded")
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder / "config")}
    command = [sys.executable, "-m", "tests.e2e.recorded_files", str(folder)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder


def misfits_at(
    folder: Path, display: dict[str, str], size: tuple[int, int], **more: str
) -> dict[str, list[str]]:
    """What can't be read by the place where it is; the window has to have the size asked for."""
    return _looked("fit_driver", folder, display | more, size, PLACES)


def _looked(
    driver: str,
    folder: Path,
    environment: dict[str, str],
    size: tuple[int, int],
    places: int,
    *words: str,
) -> dict[str, list[str]]:
    program = f"tests.e2e.{driver}"
    result = subprocess.run(
        [sys.executable, "-m", program, str(folder), "fit", *map(str, size), *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert result.stderr == ""
    outcome = json.loads(result.stdout)
    assert tuple(outcome["size"]) == size
    looked: dict[str, list[str]] = outcome["found"]
    assert len(looked) == places
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


@pytest.mark.deep
@pytest.mark.parametrize(
    ("size", "look", "more"),
    [
        ((960, 600), "light", {}),
        ((1093, 614), "dark", {"QT_SCALE_FACTOR": "1.25"}),
        ((1440, 900), "light", {"QT_SCALE_FACTOR": "2"}),
        ((1280, 720), "dark", {"QT_FONT_DPI": "144"}),
    ],
)
def test_every_word_can_be_read_with_networks_of_others(
    recorded: Path,
    tmp_path: Path,
    large_display: dict[str, str],
    size: tuple[int, int],
    look: str,
    more: dict[str, str],
) -> None:
    """The networks take turns in light and in dark; `look` is the first one's."""
    asked = str(recorded), look
    found = _looked("fit_others", tmp_path, large_display | more, size, PLACES_OF_OTHERS, *asked)
    assert found == {}
