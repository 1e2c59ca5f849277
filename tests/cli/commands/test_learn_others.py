"""`learn picture` with networks of others: their code runs in a process of its own."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from resnet_viz.app import main
from resnet_viz.cli.others import process
from resnet_viz.core.experiments.asking import Wish, other_request_of
from resnet_viz.core.experiments.requests import LookWithModel, PredictLook
from resnet_viz.core.models.agreed import agree, code_now
from resnet_viz.core.request import Worker
from resnet_viz.jobs.messages import Order, order_line
from tests.worker.parent import Parent, parent_of

NET = """
import os, torch
from torch import nn

def make():
    if os.environ.get("IS_TOLD") == str(os.getpid()):
        raise RuntimeError("it ran in the person's own process")
    return nn.Sequential(
        nn.Sequential(nn.Conv2d(3, 4, 3, 1, 1), nn.ReLU()), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        nn.Linear(4, 3),
    )

class Fails(nn.Module):
    def forward(self, x):
        if x.requires_grad:
            raise RuntimeError("no gradients here")
        return x.mean((2, 3))

def words(): return nn.Embedding(5, 2)
def colours(): return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
def maps(): return nn.Sequential(nn.Conv2d(3, 4, 3))
"""
INPUT = ",input=1x3x16x16"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "net.py").write_text(NET)
    Image.radial_gradient("L").convert("RGB").save(tmp_path / "cat.png")
    agree(code_now(tmp_path / "net.py"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_of_code_looks_at_a_picture_in_its_own_process(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IS_TOLD", str(os.getpid()))
    words = ["learn", "picture", "net.py:make", "--image", "cat.png", "--input", "1x3x16x16"]
    assert main([*words, "--json", "--seed", "4", "-o", "a.svg", "-o", "a.html"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["setting"].keys() == {"seed", "longer", "threads", "torch"}
    (network,) = found["networks"]
    assert network["arch"] == f"net.py:make{INPUT}"
    assert network["origin"] == "code"
    assert len(network["classes"]) == 3
    assert [each["path"] for each in network["maps"]] == ["0"]
    assert len(network["gradient"]) == 16
    assert "The weights of net.py:make are those that its code gives it." in found["caption"]
    page = Path("a.html").read_text()
    assert f"learn picture net.py:make{INPUT} --seed 4 --image cat.png" in page
    assert "Mean activation by part of net.py:make" in Path("a.svg").read_text()
    assert main([*words, "--json", "--seed", "4"]) == 0
    assert json.loads(capsys.readouterr().out)["networks"] == found["networks"]
    assert main([*words, "--json", "--seed", "5"]) == 0
    assert json.loads(capsys.readouterr().out)["networks"] != found["networks"]


def asked_of(folder: Path, name: str) -> LookWithModel:
    source = f"{folder / 'net.py'}:{name}"
    asked = other_request_of(Wish("picture", (source,), image=str(folder / "cat.png")))
    return LookWithModel(source, asked, code_now(folder / "net.py").hash)


@pytest.fixture
def parent(folder: Path) -> Any:
    with parent_of(Worker.MODEL) as found:
        yield found


def test_each_step_brings_the_outcome_so_far_and_what_code_raises_is_one_sentence(
    folder: Path, parent: Parent
) -> None:
    outcome = parent.answer(asked_of(folder, f"make{INPUT}"))
    assert outcome.is_whole
    assert outcome.threads == 1
    assert any(each.so_far is not None for each in parent.progress)
    failure = parent.failure(asked_of(folder, f"Fails{INPUT}"))
    assert failure.is_mistake
    assert "no gradients here" in failure.message
    refused = parent.failure(asked_of(folder, f"maps{INPUT}"))
    assert "net.py:maps gives 1 × 4 × 14 × 14" in refused.message
    assert parent.answer(asked_of(folder, f"colours{INPUT}")).is_whole


def test_what_a_run_takes_is_said_before_it_and_refused_as_the_run_would_be(
    folder: Path, parent: Parent
) -> None:
    look = asked_of(folder, f"make{INPUT}")
    predicted = parent.answer(PredictLook(look.source, look.asked, look.trust))
    assert predicted.cpu_s > 0
    blind = asked_of(folder, f"maps{INPUT}")
    refused = parent.failure(PredictLook(blind.source, blind.asked, blind.trust))
    assert "net.py:maps gives 1 × 4 × 14 × 14" in refused.message


def test_a_run_that_is_stopped_answers_with_what_it_has(folder: Path, parent: Parent) -> None:
    parent.write(order_line(1, Order.STOP))
    outcome = parent.answer(asked_of(folder, f"make{INPUT}"))
    assert not outcome.is_whole
    assert outcome.found.responses == ()


def test_ctrl_c_ends_it_between_two_steps(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    look = process.looked_at

    def interrupted(source: Any, asked: Any, _: Callable[[], bool]) -> Any:
        return look(source, asked, lambda: False)

    monkeypatch.setattr(process, "looked_at", interrupted)
    assert main(["learn", "picture", f"net.py:make{INPUT}", "--image", "cat.png"]) == 130
    assert "cancelled" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["net.py:make"], "needs a picture to look at"),
        (["net.py:make", "resnet8", "--image", "cat.png"], "one network of others at a time"),
        (["net.py:make", "--image", "cat.png", "--steps", "3"], "steps is for networks that this"),
        (["net.py:make", "--image", "cat.png", "--weights", "w.pth"], "weights is for networks"),
        (["net.py:make", "--image", "nosuch.png"], "'nosuch.png' isn't a file here"),
        (["net.pt2", "--image", "cat.png"], "net.pt2 has no code that this program runs"),
        (["net.py:words,input=1x4:int64", "--image", "cat.png"], "takes 1 × 4 of int64"),
    ],
)
def test_what_can_t_be_looked_with_is_one_sentence(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", "picture", *words]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line]
    assert len(lines) == 1
    assert said in lines[0]
