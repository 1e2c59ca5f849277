"""Wrong use: one line that says what is wrong and what is allowed, exit 2, no traceback."""

from pathlib import Path

import pytest

from resnet_viz.app import main

MISTAKES = [
    (["cost", "resnet51"], "resnet51", "resnet50"),
    (["cost", "resnet,depth=51"], "51", "50"),
    (["cost", "resnet50,depth=16"], "16", "depth"),
    (["cost", "resnet,stages=3-0-2"], "0", "1"),
    (["cost", "resnet,stages=1-1-1-1-1-1-1-1-1"], "9", "8"),
    (["cost", "resnet50,stages=2-2,depth=50"], "depth", "stages"),
    (["cost", "resnet50,color=red"], "color", "block"),
    (["cost", "resnet50,block="], "block", "basic"),
    (["cost", "resnet50,block=wide"], "wide", "bottleneck"),
    (["cost", "resnet50,classes=1000001"], "classes", "0 to 1000000"),
    (["cost", "resnet50,input=0"], "input", "1"),
    (["cost", "resnet50,input=axb"], "axb", "224"),
    (["cost", "resnet50", "--batch", "0"], "batch", "1"),
    (["cost", "resnet50", "--batch", "-3"], "batch", "1"),
    (["cost", "resnet50", "--batch", "many"], "many", "whole number"),
    (["cost", "resnet50", "--json", "--csv"], "--json", "--csv"),
    (["cost", "resnet50", "--yaml"], "--yaml", "--help"),
    (["cost"], "arch", "--help"),
    (["paint", "resnet50"], "paint", "--help"),
    (["resnte18"], "resnte18", "resnet18"),
    (["drew", "resnet18"], "drew", "draw"),
    (["vgg16"], "neither a command nor a network", "list"),
    (["resnt50"], "did you mean resnet50? 'resnt50' is neither", "list"),
    (["cots", "resnet50"], "did you mean cost? 'cots' is neither a command", "list"),
    (["resnet18,foo=1"], "foo", "depth, block"),
    (["resnet,depth=51"], "51", "50"),
    (["resnet18", "resnet34"], "resnet18", "without further words"),
    (["missing.resnetviz"], "missing.resnetviz", "missing"),
    (["compare", "resnet50"], "two", "comparison"),
    (["draw", "resnet50"], "output", "--help"),
    (["draw", "resnet50", "-o", "x.jpg"], ".jpg", ".svg"),
    (["draw", "resnet50", "-o", "x"], "suffix", ".svg"),
    (["draw", "resnet50", "-o", "x.svg", "--level", "atom"], "atom", "block"),
    (["draw", "resnet50", "-o", "x.svg", "--direction", "RL"], "RL", "LR"),
    (["draw", "resnet50", "-o", "x.svg", "--theme", "pink"], "pink", "light"),
    (["draw", "resnet50", "-o", "x.svg", "--color-by", "mood"], "mood", "macs"),
    (["draw", "resnet50", "-o", "x.svg", "--color-by", "macs", "--color-scale", "ln"], "ln", "log"),
    (["draw", "resnet50", "-o", "x.svg", "--color-scale", "log"], "color_by=op", "macs"),
    (
        ["draw", "resnet50", "-o", "x.svg", "--color-by", "stage", "--color-scale", "log"],
        "color_by=stage",
        "memory",
    ),
    (["draw", "resnet50", "-o", "x.png", "--scale", "9"], "9", "4"),
    (["draw", "resnet50", "-o", "missing/x.svg"], "missing", "folder"),
    (["time", "resnet18", "--device", "tpu"], "tpu", "cpu"),
    (["time", "resnet18", "--precision", "fp8"], "fp8", "bf16"),
    (["time", "resnet18", "--batch", "0"], "batch", "1"),
    (["time", "resnet18", "--threads", "-1"], "threads=-1", "1"),
    (["time", "resnet18", "--threads", "some"], "some", "whole number"),
    (["summary", "resnet18", "--batch", "0"], "batch", "1"),
    (["verify"], "arch", "--help"),
    (["verify", "resnet18", "vgg16"], "vgg16", "resnet18"),
    (["open", "vgg16"], "vgg16", "resnet18"),
    (["worker", "paint"], "paint", "compute"),
]


@pytest.mark.parametrize(("arguments", "wrong", "allowed"), MISTAKES)
def test_a_mistake_is_named_with_what_is_allowed(
    arguments: list[str],
    wrong: str,
    allowed: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1, told.err
    assert told.err.startswith("resnet-viz: ")
    assert wrong.lower() in told.err.lower()
    assert allowed.lower() in told.err.lower()
    assert "Traceback" not in told.err
    assert list(tmp_path.iterdir()) == []
