"""`rv.learn`: experiments from Python, and what they leave of PyTorch as it was."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import resnet_viz as rv
from resnet_viz.core.experiments.asking import UNTRAINED
from resnet_viz.core.experiments.experiment import Experiment

SMALL = ("plain8", "resnet8")


def test_networks_by_text_or_spec_give_the_outcome_its_json_and_a_caption() -> None:
    found = rv.learn.gradients("plain8", rv.parse("resnet8"), seed=2)
    assert repr(found).startswith("Learned(gradients: ")
    assert len(repr(found)) < 200
    values = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert [network["arch"] for network in values["networks"]] == [
        flow.net.arch for flow in found.outcome.found.flow
    ]
    assert values["setting"]["seed"] == 2
    assert "seed 2" in found.caption


@pytest.mark.parametrize("experiment", Experiment)
def test_each_experiment_is_a_function_of_its_name(experiment: Experiment) -> None:
    options = {} if experiment in UNTRAINED else {"steps": 2}
    found = getattr(rv.learn, experiment)("resnet8", **options)
    assert found.outcome.experiment is experiment
    assert found.outcome.is_whole
    values = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert {network["arch"] for network in values["networks"]} == {
        "resnet,stages=1-1-1,shortcut=A,stem=cifar,width=16,input=1x8x8,classes=10"
    }
    assert "seed 0" in found.caption
    assert "<svg" in found._repr_html_()


def test_a_cut_is_taken_and_belongs_to_the_result() -> None:
    found = rv.learn.lesion("resnet8", steps=2, cut=["layer1.0"])
    (network,) = found.to_dict()["networks"]
    assert network["chosen"] == ["layer1.0"]
    dropped = {block["path"]: block["dropped"] for block in network["blocks"]}
    assert network["chosen_accuracy"] == dropped["layer1.0"]


def test_numbers_of_numpy_are_taken_as_pythons_own() -> None:
    import numpy

    found = rv.learn.gradients(*SMALL, seed=numpy.int64(2))
    assert found.to_dict()["networks"] == rv.learn.gradients(*SMALL, seed=2).to_dict()["networks"]


def test_values_are_saved_by_the_suffix(tmp_path: Path) -> None:
    found = rv.learn.gradients(*SMALL)
    found.save(tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text()) == found.to_dict()
    found.save(str(tmp_path / "a.csv"))
    assert (
        (tmp_path / "a.csv")
        .read_text()
        .startswith("experiment,arch,seed,is_trained,name,step,place")
    )
    with pytest.raises(rv.UserError, match="isn't a format of experiments"):
        found.save(tmp_path / "a.xyz")


def test_a_notebook_shows_the_chart_and_the_caption_below() -> None:
    shown = rv.learn.gradients(*SMALL)._repr_html_()
    assert shown.startswith("<figure><svg ")
    assert "Kaynak 1998" in shown.partition("<figcaption>")[2]
    assert shown.count("Kaynak 1998") == 1


def state_of_pytorch() -> tuple[Any, ...]:
    import torch

    return (
        torch.get_num_threads(),
        torch.get_rng_state().tolist(),
        torch.is_grad_enabled(),
        torch.get_default_dtype(),
        torch.are_deterministic_algorithms_enabled(),
    )


@pytest.mark.parametrize("is_strange", [False, True])
def test_pytorch_is_left_as_the_caller_had_it_and_has_no_part_in_the_numbers(
    is_strange: bool,
) -> None:
    import torch

    plain = rv.learn.gradients(*SMALL).to_dict()["networks"]
    threads = torch.get_num_threads()
    try:
        torch.set_num_threads(2)
        torch.manual_seed(11)
        torch.set_grad_enabled(not is_strange)
        torch.set_default_dtype(torch.float64 if is_strange else torch.float32)
        before = state_of_pytorch()
        with torch.inference_mode(is_strange), torch.autocast("cpu", enabled=is_strange):
            found = rv.learn.gradients(*SMALL).to_dict()["networks"]
        assert state_of_pytorch() == before
        assert found == plain
    finally:
        torch.set_num_threads(threads)
        torch.set_grad_enabled(True)
        torch.set_default_dtype(torch.float32)


def test_pytorch_is_left_so_after_a_mistake_too() -> None:
    import torch

    before = state_of_pytorch()
    with pytest.raises(rv.UserError, match="needs batch norm"):
        rv.learn.gradients(*SMALL, init="zero_gamma", batch_norm=False)
    assert state_of_pytorch() == before
    assert torch.is_grad_enabled()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"seed": 2.5}, "seed=2.5 is not a whole number"),
        ({"steps": 5}, "gradients is measured before any training"),
        ({"init": "hee"}, "did you mean init=he"),
        ({"data": "nowhere"}, "isn't a folder"),
        ({"sed": 1}, "sed isn't an option of gradients"),
    ],
)
def test_a_mistake_is_one_sentence(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(rv.UserError, match=sentence):
        rv.learn.gradients(*SMALL, **options)


def test_the_module_is_loaded_when_asked_for_and_without_pytorch() -> None:
    code = (
        "import sys, resnet_viz as rv\n"
        "assert 'resnet_viz.learn' not in sys.modules\n"
        "assert rv.learn.gradients and 'learn' in dir(rv)\n"
        "import resnet_viz.learn\n"
        "assert rv.learn is resnet_viz.learn\n"
        "print({'torch', 'PySide6', 'numpy'} & {*sys.modules})"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_the_example_of_the_page_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parent.parent / "docs" / "learn.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(example, {})  # noqa: S102
    assert (tmp_path / "flow.svg").exists()
    assert "the gradient grows by a factor of" in capsys.readouterr().out
