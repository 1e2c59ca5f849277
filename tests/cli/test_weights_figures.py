"""`weights`, and the figures of weights in `draw`."""

import csv
import io
import json
from pathlib import Path

import pytest
import torch

from resnet_viz.app import main
from tests.samples.weight_files import PLAIN, state_of

SAVED = ("a.pth", "b.pth")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for seed, name in enumerate(SAVED):
        torch.save(state_of(seed=seed), tmp_path / name)
    return str(tmp_path / "a.pth"), str(tmp_path / "b.pth")


def test_each_parameter_has_a_row_of_exact_values(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", files[0], "--arch", PLAIN, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    state = state_of(seed=0)
    assert [row["parameter"] for row in rows] == [
        name for name, value in state.items() if value.is_floating_point()
    ]
    assert float(rows[0]["weight_max"]) == state["conv1.weight"].max().item()
    assert "weight_change" not in rows[0]


def test_json_has_histograms_and_the_difference_from_a_second_file(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", files[0], "--against", files[1], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    first = found["parameters"][0]
    assert (found["file"], found["against"]) == files
    assert sum(first["bins"]) == first["count"]
    assert first["weight_change"] > 0


def test_the_network_is_recognised_by_its_weights(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", files[0]]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Weights of resnet,")
    assert "Deviation" in printed.out


def test_a_picture_is_coloured_by_weights(files: tuple[str, str], tmp_path: Path) -> None:
    picture = tmp_path / "p.svg"
    arguments = ["draw", PLAIN, "-o", str(picture), "--color-by", "weight_norm"]
    assert main([*arguments, "--weights", files[0]]) == 0
    assert "Norm of weights" in picture.read_text()


@pytest.mark.parametrize(
    ("figure", "given", "words"),
    [
        ("weight_norm", [], "weight_norm is a figure of weights. Give a file of weights"),
        ("weight_change", ["--weights"], "weight_change needs a second file of weights"),
    ],
)
def test_a_figure_of_weights_without_them_is_refused(
    figure: str,
    given: list[str],
    words: str,
    files: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    more = [*given, files[0]] if given else []
    assert main(["draw", PLAIN, "-o", str(tmp_path / "p.svg"), "--color-by", figure, *more]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "p.svg").exists()
