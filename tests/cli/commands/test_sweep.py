"""`sweep`: each row is what `cost` says of that network, in the terminal and in every file."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

import resnet_viz as rv
from resnet_viz.app import main
from resnet_viz.core.wording import THIN_SPACE
from tests.cli.command_line import modules_after

SMALL = "resnet,stages=1..2-1..3,block=basic|bottleneck,input=32,classes=10"
PROMISED = (
    "arch depth block stages params macs flops activations peak_inference_bytes training_bytes"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    assert main(["sweep", *arguments]) == 0
    said = capsys.readouterr()
    return said.out.replace(THIN_SPACE, " "), said.err.replace(THIN_SPACE, " ")


def rows_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    return list(json.loads(run(capsys, *arguments, "--json")[0])["rows"])


def refused_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["sweep", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_the_json_has_the_promised_keys_with_the_values_of_cost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words, _ = run(capsys, SMALL, "--batch", "4", "--json")
    found = json.loads(words)
    assert list(found)[:2] == ["recipe", "rows"]
    assert found["recipe"] == "resnet,block=basic|bottleneck,stages=1..2-1..3,input=32,classes=10"
    assert len(found["rows"]) == 2 * 2 * 3
    for row in found["rows"]:
        report = rv.cost(row["arch"], batch=4).to_dict()
        single = {**report, **report["totals"]}
        assert {key: row[key] for key in PROMISED.split()} == {
            key: single[key] for key in PROMISED.split()
        }
        assert "is_front" not in row


def test_csv_parquet_and_python_have_the_same_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [SMALL, "--where", "shortcuts>2", "--front", "params,activations,depth"]
    rows = rows_of(capsys, *arguments)
    for row in rows:
        row["stages"] = "-".join(map(str, row["stages"]))
    assert rows
    for name in ("all.csv", "all.parquet", "all.json"):
        run(capsys, *arguments, "-o", str(tmp_path / name))
    texts = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text())))
    assert texts == [{key: str(value) for key, value in row.items()} for row in rows]
    assert run(capsys, *arguments, "--csv")[0] == (tmp_path / "all.csv").read_text()
    table = pyarrow.parquet.read_table(tmp_path / "all.parquet")
    assert table.to_pylist() == rows
    columns = rv.sweep(SMALL, where="shortcuts>2", front=("params", "activations", "depth"))
    assert columns == {key: [row[key] for row in rows] for key in rows[0]}
    assert pyarrow.table(columns).to_pylist() == rows
    assert len(json.loads((tmp_path / "all.json").read_text())["rows"]) == len(rows)


def test_the_front_is_what_no_other_of_the_chosen_beats(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = rows_of(capsys, SMALL, "--front", "macs,depth", "--where", "params<2M")
    assert {row["is_front"] for row in rows} == {True, False}
    for row in rows:
        beaten = [
            other
            for other in rows
            if other["macs"] <= row["macs"]
            and other["depth"] >= row["depth"]  # depth is not a cost: more is better
            and (other["macs"], other["depth"]) != (row["macs"], row["depth"])
        ]
        assert row["is_front"] is not bool(beaten)


def test_the_terminal_shows_words_and_says_how_many_more_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words, said = run(capsys, "resnet18|resnet50,width=8..64")
    lines = words.splitlines()
    assert lines[0] == "resnet18|resnet50,width=8..64   114 networks"
    assert lines[2].split()[:4] == ["Network", "Depth", "Block", "Stages"]
    assert lines[4].split()[:3] == ["resnet18,width=8", "18", "basic"]
    assert lines[-1] == "74 more. -o FILE.csv saves them all"
    assert len(lines) == 2 + 2 + 40 + 2
    assert said == ""


def test_with_a_front_the_terminal_shows_it_by_its_first_measure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words, _ = run(capsys, "resnet50|resnet34|resnet18", "--front", "params,depth")
    assert words.startswith("resnet50|resnet34|resnet18   3 networks, 3 of them on the front\n")
    names = [line.split()[0] for line in words.splitlines()[4:]]
    assert names == ["resnet18", "resnet34", "resnet50"]


def test_refused_combinations_are_grouped_by_their_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words, said = run(capsys, "resnet18|resnet34,width=0|32|64,depth=18|19", "--json")
    assert said.splitlines() == [
        "resnet-viz: 8 of 12 combinations can't be built:",
        "resnet-viz:   6 × depth 19 isn't possible with basic blocks (2 + 2 per block) in 4 "
        "stages. Nearest: 18 and 20 (resnet18,depth=19,width=0)",
        "resnet-viz:   2 × width=0 is out of range. Choose 1 to 1024 (resnet18,depth=18,width=0)",
    ]
    refused = json.loads(words)["refused"]
    assert sum(row["count"] for row in refused) == 8
    for row in refused:
        with pytest.raises(rv.UserError) as error:
            rv.parse(row["first"])
        assert error.value.message == row["reason"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["resnet18,width=16|x"], "character 19: width=x is not a whole number"),
        (["resnet18,width=0"], "no combination of this recipe can be built. resnet18,width=0:"),
        (["resnet18", "--where", "mac<3"], "character 1: did you mean macs?"),
        (["resnet18", "--front", "params"], "two different measures or more"),
        (["resnet18", "--front", "params,accuracy"], "'accuracy' isn't a measure of a sweep"),
        (["resnet18", "--front", "params,latency_ms"], "known only of timed networks"),
        (["resnet18", "--where", "latency_ms<3"], "known only of timed networks"),
        (["resnet18", "-o", "out.xlsx"], "Choose one of .csv .json .parquet"),
        (["resnet18", "-o", "out.csv", "--json"], "exclude each other"),
        (["resnet18", "--batch", "0"], "batch=0 is out of range"),
    ],
)
def test_wrong_use_is_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused_of(capsys, *arguments)


def test_without_pyarrow_a_sentence_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said = refused_of(capsys, "resnet18", "-o", str(tmp_path / "out.parquet"))
    assert "pip install 'resnet-viz[parquet]', or choose .csv or .json" in said
    assert list(tmp_path.iterdir()) == []


def test_numbers_of_more_than_64_bits_are_exact_in_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    huge = "resnet50,width=1024,group_width=1024,groups=1024,input=8192,batch=1|65536"
    rows = rows_of(capsys, huge)
    assert rows[1]["flops"] > 2**63
    run(capsys, huge, "-o", str(tmp_path / "huge.parquet"))
    found = pyarrow.parquet.read_table(tmp_path / "huge.parquet").to_pylist()
    assert [int(row["flops"]) for row in found] == [row["flops"] for row in rows]
    assert rv.sweep(huge)["flops"] == [row["flops"] for row in rows]


def test_a_sweep_loads_neither_torch_nor_qt_nor_arrow(tmp_path: Path) -> None:
    loaded = modules_after(tmp_path, "sweep", "resnet18|resnet50", "--front", "params,macs")
    assert not loaded & {"torch", "PySide6", "pygraphviz", "pyarrow", "numpy"}
