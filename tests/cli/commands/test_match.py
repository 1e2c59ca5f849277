"""`match`: the counterpart next to its network, and that it needs no PyTorch."""

import json
from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.match import By, match
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.wording import THIN_SPACE
from tests.cli.command_line import modules_after


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["match", *arguments]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out.replace(THIN_SPACE, " ")


def test_the_counterpart_stands_beside_its_network_with_every_cost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = output_of(capsys, "resnet50", "--block", "basic", "--by", "depth")
    assert words.startswith("resnet,stages=5-6-8-5,block=basic   depth 50, basic 5-6-8-5\n")
    assert "34 339 112 (+34 %)" in words
    assert "5 513 449 472 (+35 %)" in words
    assert words.endswith("\nDepth: exact\n")


def test_without_options_the_other_block_takes_the_same_stages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert output_of(capsys, "resnet50").startswith("resnet34   depth 34, basic 3-4-6-3\n")
    assert output_of(capsys, "resnet18").startswith(
        "resnet,stages=2-2-2-2,block=bottleneck   depth 26, bottleneck 2-2-2-2\n"
    )


def test_the_last_line_states_the_distance(capsys: pytest.CaptureFixture[str]) -> None:
    words = output_of(capsys, "resnet50", "--by", "macs")
    assert words.splitlines()[-1] == "MACs: +0.9 % (36 999 168 more)"


@pytest.mark.parametrize("by", By)
def test_the_json_is_the_matchs(by: By, capsys: pytest.CaptureFixture[str]) -> None:
    spec = parse("resnet34")
    found = json.loads(output_of(capsys, "resnet34", "--by", by, "--json"))
    assert found == match(network_of(spec), spec.block.other, by).to_dict()


def test_what_falls_away_is_said_beside_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "resnext50_32x4d,se=256", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["networks"][1]["arch"] == "resnet34,se=64"
    groups, reduction = told.err.splitlines()
    assert "groups=32" in groups
    assert "se=256 becomes se=64" in reduction


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--by", "flops"], "by=flops is unknown. Choose stages, depth, macs, params or latency"),
        (["--by", ""], "by= is unknown. Choose stages, depth, macs, params or latency"),
        (["--block", "wide"], "block=wide is unknown. Choose basic or bottleneck"),
        (["--block", ""], "block= is unknown. Choose basic or bottleneck"),
        (
            ["--block", "bottleneck"],
            "block=bottleneck is the block that resnet50 has. Its counterpart has basic blocks",
        ),
    ],
)
def test_a_mistake_is_one_line_that_names_what_is_allowed(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", "resnet50", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"resnet-viz: {words}\n")


@pytest.mark.parametrize("arguments", [("--by", "macs"), ("--by", "params", "--json")])
def test_it_needs_no_pytorch(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    loaded = modules_after(tmp_path, "match", "resnet18", *arguments)
    assert loaded & {"torch", "torchinfo", "PySide6", "pygraphviz"} == set()
    assert "resnet_viz.core.resnet.match" in loaded


def test_by_latency_the_nearest_in_macs_are_timed_in_turn_and_one_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    small = "resnet,stages=1-1,block=basic,width=8,input=32,classes=10"
    assert main(["match", small, "--block", "bottleneck", "--by", "latency", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    timed = [each["arch"] for each in found["in_turn"]["networks"]]
    assert len(timed) == 4
    assert [each["block"] for each in found["networks"]] == ["basic", "bottleneck"]
    assert found["networks"][1]["arch"] in timed[1:]
    assert found["distance"] == pytest.approx(found["found"] - found["wanted"])


def test_what_to_match_by_is_listed_with_latency(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "resnet50", "--by", "weight"]) == 2
    assert "stages, depth, macs, params or latency" in capsys.readouterr().err
