"""`cost --why`: what others say next to our MACs, for people and for programs, without PyTorch."""

import csv
import io
import json
from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.publications.peers import peers_dict
from tests.cli.command_line import modules_after


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["cost", *arguments, "--why"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out.replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_people_read_every_figure_its_terms_and_its_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = output_of(capsys, "resnet50")
    assert "3 800 000 000   4 089 184 256   MACs (paper)" in words
    assert "−231 211 008   stride in the 1×1" in words
    assert "−57 973 248   cut off to 0.1 × 10⁹" in words
    assert "+53 120   2 for each channel of batch norms" in words
    assert "its resnet50,stride_in=1x1 has 3 857 973 248 MACs" in words
    assert "torchinfo 1.8.0: the batch multiplies the total" in words


def test_who_says_nothing_of_a_network_tells_what_it_has(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = output_of(capsys, "resnet20")
    assert "table 1: it has 18, 34, 50, 101 and 152 layers alone" in words
    assert "3 800 000 000" not in words


def test_the_json_is_the_cores(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output_of(capsys, "resnet50", "--batch", "3", "--json"))
    assert found == json.loads(json.dumps(peers_dict(network_named("resnet50"), 3)))


def test_the_csv_has_a_row_for_each_term_and_sums_to_what_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = list(csv.DictReader(io.StringIO(output_of(capsys, "resnet34", "--csv"))))
    for name in {row["name"] for row in rows}:
        own = [row for row in rows if row["name"] == name]
        assert {row["says"] for row in own} == {str(sum(int(row["amount"]) for row in own))}


def test_every_table_format_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "| fvcore | " in output_of(capsys, "resnet18", "--markdown")
    assert "fvcore" in output_of(capsys, "resnet18", "--latex")
    assert "fvcore" in output_of(capsys, "plain20", "--html")


def test_it_needs_no_pytorch(tmp_path: Path) -> None:
    loaded = modules_after(tmp_path, "cost", "resnet50", "--why")
    assert loaded & {"torch", "torchinfo", "fvcore", "thop", "ptflops", "PySide6"} == set()
    assert "resnet_viz.core.resnet.publications.peers" in loaded
