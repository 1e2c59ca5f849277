"""Networks of others timed in turn by the process that runs their code."""

import sys
from collections.abc import Iterator

import pytest

from resnet_viz.core.models.agreed import code_now
from resnet_viz.core.models.requests import TraceModel
from resnet_viz.core.request import Worker
from resnet_viz.core.timing.note import NoteKind
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.requests import PairModel, TimeModelsInTurn
from tests.worker.parent import Parent, parent_of

if sys.platform == "win32":
    pytest.skip("Windows sets no limits on a process", allow_module_level=True)

SMALL = "resnet,stages=1-1,input=32,classes=10"
OPTIONS = TimingOptions(threads=1)
CODE = """
import torch
from torch import nn

def make(): return nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(7200, 4))
def wide(): return nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.Flatten())

class Late(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.passes = nn.Conv2d(3, 4, 3), 0
    def forward(self, x):
        self.passes += 1
        if not x.is_meta and self.passes > 4:
            raise ValueError("tired")
        return self.conv(x)
"""


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("turns") / "net.py"
    path.write_text(CODE, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def parent() -> Iterator[Parent]:
    with parent_of(Worker.MODEL) as found:
        yield found


def named(net: str, *factories: str) -> tuple[str, ...]:
    return tuple(f"{net}:{each},input=1x3x32x32" for each in factories)


def in_turn(net: str, *archs: str) -> TimeModelsInTurn:
    return TimeModelsInTurn(archs, code_now(net).hash, OPTIONS)


def test_one_files_networks_take_turns_with_the_family_which_says_so(
    parent: Parent, net: str
) -> None:
    archs = (*named(net, "make"), SMALL, *named(net, "wide"))
    answer = parent.answer(in_turn(net, *archs))
    assert answer.report.archs == archs
    assert [len(each) for each in answer.report.rounds_ms] == [answer.report.rounds] * 3
    assert len({stored.id for stored in answer.stored}) == 3
    assert all((stored.id or 0) >= 1 for stored in answer.stored)
    assert answer.report.company.startswith("Our ResNets ran in the same process as net.py:make")
    shared = [
        [doubt.text for doubt in run.trust.doubts if doubt.kind is NoteKind.SHARED]
        for run in answer.report.runs
    ]
    assert shared == [[], ["net.py:make"], []]
    assert "round" in {step.doing for step in parent.progress}


def test_two_settings_take_turns_in_the_process_that_has_the_code(parent: Parent, net: str) -> None:
    (arch,) = named(net, "make")
    bf16 = TimingOptions(threads=1, precision=Precision.BF16)
    report = parent.answer(PairModel(arch, code_now(net).hash, bf16, OPTIONS))
    assert (report.arch, report.options, report.other) == (arch, bf16, OPTIONS)
    assert report.low <= report.ratio <= report.high


def test_what_can_not_take_turns_is_one_sentence_and_the_process_goes_on(
    parent: Parent, net: str
) -> None:
    (make, late) = named(net, "make", "Late")
    for archs, words in {
        (make, "other.py:make"): "net.py:make and other.py:make can't be timed in turn",
        (make, "timm:resnet18"): "net.py:make and timm:resnet18 can't be timed in turn",
        (SMALL, SMALL): "none of these networks is one of others",
        (make,): "2 to 6 networks can be timed in turn, not 1",
        (SMALL, make, late): "tired",
        (SMALL, f"{net}:absent"): "net.py has no factory absent",
    }.items():
        refused = parent.failure(in_turn(net, *archs))
        assert refused.is_mistake, refused
        assert words in refused.message
    assert "other code" in parent.failure(TraceModel("timm:resnet18")).message
