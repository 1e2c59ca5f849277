"""`list`, `cost` and `compare`: what they print, and that they need no PyTorch."""

import csv
import io
import json
from pathlib import Path

import pytest

import resnet_viz as rv
from resnet_viz.app import main
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.history.place import history_path
from resnet_viz.history.store import list_runs
from tests.cli.command_line import modules_after, start

# Parameters as torchvision's documentation gives them for its own models.
TORCHVISION_PARAMS = {
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "resnet101": 44_549_160,
    "resnet152": 60_192_808,
    "resnext50_32x4d": 25_028_904,
    "resnext101_32x8d": 88_791_336,
    "resnext101_64x4d": 83_455_272,
    "wide_resnet50_2": 68_883_240,
    "wide_resnet101_2": 126_886_696,
}
SMALL = "resnet,stages=1-1,input=32,classes=10"


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def test_list_names_the_family_with_its_published_parameters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    networks = json.loads(output_of(capsys, "list", "--json"))["networks"]
    params = {row["name"]: row["params"] for row in networks}
    assert list(params) == list(BY_NAME)
    assert params | TORCHVISION_PARAMS == params
    words = output_of(capsys, "list")
    assert all(name in words for name in TORCHVISION_PARAMS)


def test_the_json_of_cost_is_the_reports(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output_of(capsys, "cost", "resnet50", "--batch", "4", "--json"))
    assert found == json.loads(json.dumps(rv.cost("resnet50", 4).to_dict()))
    assert found["batch"] == 4
    assert found["totals"]["macs"] == 4 * 4_089_184_256


def test_the_csv_of_cost_sums_to_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(output_of(capsys, "cost", "resnet34", "--csv"))))
    totals = rv.cost("resnet34").totals
    assert sum(int(row["params"]) for row in rows) == totals.params == 21_797_672
    assert sum(int(row["macs"]) for row in rows) == totals.macs == 3_663_761_408
    assert [row["path"] for row in rows][-1] == "fc"


def test_cost_for_people_has_every_layer_and_exact_totals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = output_of(capsys, "cost", "resnet50").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert all(layer.path in words for layer in rv.cost("resnet50").layers)
    assert "25 557 032" in words
    assert "4 089 184 256" in words
    assert "12 identity, 4 projection" in words


def test_cost_as_tables_for_papers(capsys: pytest.CaptureFixture[str]) -> None:
    markdown = output_of(capsys, "cost", SMALL, "--markdown").splitlines()
    bars = {line.replace(r"\|", "").count("|") for line in markdown if line.startswith("|")}
    assert len(bars) == 1
    assert r"\toprule" in output_of(capsys, "cost", SMALL, "--latex")


def test_compare_holds_every_cost_against_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    words = output_of(capsys, "compare", "resnet34", "resnet50").replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )
    assert "25 557 032 (+17 %)" in words
    networks = json.loads(output_of(capsys, "compare", "resnet34", "resnet50", "--json"))
    assert networks["networks"][1]["difference"]["params"] == 25_557_032 - 21_797_672


def test_compare_times_the_networks_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", SMALL, "resnet,stages=2-2,input=32", "--time", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    networks, in_turn = said["networks"], said["in_turn"]
    assert in_turn["base"] == networks[0]["arch"]
    assert [each["arch"] for each in in_turn["networks"]] == [each["arch"] for each in networks]
    assert in_turn["networks"][1]["low"] <= in_turn["networks"][1]["high"]
    for network in networks:
        assert network["latency_ms"] > 0
        assert network["images_per_s"] == pytest.approx(1000 / network["latency_ms"])
    assert networks[0]["ratio"]["latency_ms"] == 1


def test_networks_timed_in_turn_are_stored_and_said_to_be_slower_faster_or_neither(
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = "resnet,stages=2-2,input=32"
    assert main(["compare", SMALL, other, "--time"]) == 0
    last, where = capsys.readouterr().out.splitlines()[-2:]
    assert "pairs." in last
    assert other in last
    assert where.startswith("Measured here now, in turn: ")
    assert {run.arch for run in list_runs(history_path())} >= {SMALL, other}


def test_more_networks_than_can_take_turns_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *([SMALL] * 7), "--time"]) == 2
    assert "2 to 6 networks can be timed in turn, not 7" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("cost", "resnet18"),
        ("cost", "resnet18", "--json"),
        ("compare", "resnet18", "resnet34"),
        ("draw", "resnet18", "-o", "a.svg"),
        ("draw", "resnet18", "-o", "a.png"),
    ],
)
def test_what_needs_no_tensor_needs_no_pytorch(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    loaded = modules_after(tmp_path, *arguments)
    assert loaded & {"torch", "torchinfo", "PySide6", "pygraphviz"} == set()
    assert "resnet_viz.core.resnet.expand" in loaded


def test_a_pipe_gets_whole_lines_and_no_colours(tmp_path: Path) -> None:
    told = start(tmp_path, "cost", "resnet152", COLUMNS="40")
    assert "\x1b" not in told.stdout
    assert "layer3.35.add" in told.stdout
    assert "…" not in told.stdout
    assert told.stderr == ""


@pytest.mark.parametrize(("by", "groups"), [("stage", 6), ("block", 18), ("op", 8), ("path", 2)])
def test_costs_by_groups(capsys: pytest.CaptureFixture[str], by: str, groups: int) -> None:
    found = json.loads(output_of(capsys, "cost", "resnet50", "--by", by, "--json"))
    assert len(found["groups"]) == groups
    assert sum(group["macs"] for group in found["groups"]) == found["totals"]["macs"]
    assert "Shortcuts' MACs (paper)" in output_of(capsys, "cost", "resnet50", "--by", by)


@pytest.mark.parametrize(
    ("count", "name", "total"),
    [
        ("macs", "MACs (paper)", "4.09 G"),
        ("2macs", "2 × MACs (PyTorch)", "8.18 G"),
        ("all", "All operations", "8.22 G"),
    ],
)
def test_work_is_counted_as_asked_and_named(
    capsys: pytest.CaptureFixture[str], count: str, name: str, total: str
) -> None:
    text = output_of(capsys, "cost", "resnet50", "--count", count, "--markdown")
    assert f"| {name} |" in text.splitlines()[0]
    assert f"**{total}**" in text.splitlines()[-1]


def test_a_page_of_html(capsys: pytest.CaptureFixture[str]) -> None:
    assert output_of(capsys, "cost", SMALL, "--html").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("option", "words"),
    [("--by", "Choose layer, block, stage, op or path"), ("--count", "Choose macs, 2macs or all")],
)
def test_an_unknown_group_or_count_names_the_known_ones(
    capsys: pytest.CaptureFixture[str], option: str, words: str
) -> None:
    assert main(["cost", SMALL, option, "colour"]) == 2
    assert words in capsys.readouterr().err


def test_compare_saves_a_report_and_counts_for_a_batch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    asked = ("compare", "resnet18", "resnet34", "--batch", "4")
    assert main([*asked, "-o", str(page)]) == 0
    assert "saved" in capsys.readouterr().err
    text = page.read_text(encoding="utf-8")
    assert "resnet-viz compare resnet18 resnet34 --batch 4 -o report.html" in text
    assert main([*asked, "-o", str(table)]) == 0
    capsys.readouterr()
    row = next(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert int(row["macs"]) == rv.cost("resnet18", batch=4).totals.macs
    printed = json.loads(output_of(capsys, *asked, "--json"))
    assert printed["networks"][0]["macs"] == int(row["macs"])


def test_a_report_of_an_unknown_format_is_refused_before_anything_is_timed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.docx"
    assert main(["compare", "resnet18", "resnet34", "--time", "-o", str(file)]) == 2
    said = capsys.readouterr().err
    assert "'.docx' isn't a report format. Choose one of .html .md .csv .tex" in said
    assert list(tmp_path.iterdir()) == []
