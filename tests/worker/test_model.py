"""The process of models of others: whatever a factory does is a network or one sentence."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.agreed import agree, agreement_on, code_now
from resnet_viz.core.models.ended import ended_text
from resnet_viz.core.models.requests import ListModels, TraceModel
from resnet_viz.core.request import Worker
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.structure.stored import network_from
from resnet_viz.jobs.asked_child import AskedChild, ChildGoneError, asked_child
from resnet_viz.jobs.messages import Failure
from tests.worker.parent import Parent, parent_of

if sys.platform == "win32":
    pytest.skip("Windows sets no limits on a process", allow_module_level=True)

FACTORIES = """
import os, sys, time
import torch
from torch import nn

print("what it prints", flush=True)
os.write(1, b'{"number":1,"kind":"result"}\\n')

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.fc = nn.Conv2d(3, 4, 3), nn.Linear(4, 2)
    def forward(self, x):
        return self.fc(self.conv(x).mean((2, 3)))

class ByData(Net):
    def forward(self, x):
        y = super().forward(x)
        return y if y.sum() > 0 else -y

class Two(Net):
    def forward(self, x, mask):
        return super().forward(x) * mask

def raises(): raise ValueError("no")
def nothing(): return None
def sys_exit(): sys.exit(3)
def asks(): return input("name? ")
def eats(): return [torch.empty(2**28, device="cpu") for _ in range(10**6)]  # 1 GiB each, untouched
def dies(): os._exit(7)
def crashes(): os.abort()

def prints():
    for _ in range(100): print("x" * 100); sys.stderr.write("y" * 100)
    return Net()

def forks():
    if os.fork() == 0:
        time.sleep(600)
    return Net()

def both_go_on():
    os.fork()
    return Net()

def patches():
    nn.Linear.forward = lambda self, x: x
    nn.Module.eval = None
    torch.Tensor.add = None
    return Net()
"""


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "net.py"
    path.write_text(FACTORIES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def parent() -> Iterator[Parent]:
    """One process for what leaves it whole; it may run one file of code."""
    with parent_of(Worker.MODEL) as found:
        yield found


def traced(net: Path, name: str, inputs: str = "") -> TraceModel:
    return TraceModel(f"{net}:{name}{inputs}", code_now(net).hash)


def network_of(parent: Parent, request: TraceModel) -> Network:
    network = network_from(parent.answer(request).network)
    assert network.name == request.source
    return network


def test_a_factory_gives_a_network_whatever_it_prints(parent: Parent, net: Path) -> None:
    for name in ("Net", "prints"):
        network = network_of(parent, traced(net, name))
        assert network.title.endswith(f"net.py:{name}")
        assert network.traced is not None
        assert network.traced.way == Way.META
        assert network.traced.params == 3 * 4 * 9 + 4 + 4 * 2 + 2
        assert [each.shape for each in network.traced.inputs] == [(1, 3, 224, 224)]


def test_a_way_that_data_choose_is_taken_with_values_and_said(parent: Parent, net: Path) -> None:
    network = network_of(parent, traced(net, "ByData"))
    assert network.traced is not None
    assert network.traced.way == Way.REAL
    assert "reads the values of its input" in str(network.traced.notes[0])
    assert not network.is_batch_free


def test_inputs_that_can_not_be_guessed_are_named_and_taken(parent: Parent, net: Path) -> None:
    refused = parent.failure(traced(net, "Two"))
    assert refused.is_mistake
    assert "--input x:SHAPE --input mask:SHAPE" in refused.message
    given = ",input=x:1x3x8x8,input=mask:1x2"
    network = network_of(parent, traced(net, "Two", given))
    assert network.traced is not None
    assert [each.name for each in network.traced.inputs] == ["x", "mask"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("raises", "net.py:raises raised ValueError in line"),
        ("nothing", "net.py:nothing gave NoneType"),
        ("sys_exit", "it ended the program by itself"),
        ("asks", "raised EOFError"),
        ("eats", "needs more memory than a model's process may take here"),
        ("absent", "net.py has no factory absent"),
        ("Net,input=1x5x8x8", "net.py:Net can't run with the input 1x5x8x8"),
        ("Net,input=nonsense", "isn't [name:]SHAPE[:dtype]"),
    ],
)
def test_whatever_a_factory_does_is_one_sentence_and_the_process_lives(
    parent: Parent, net: Path, name: str, words: str
) -> None:
    refused = parent.failure(traced(net, name))
    assert refused.is_mistake, refused
    assert words in refused.message
    assert "\n" not in refused.message
    assert len(refused.message) < 500


def test_a_fork_that_goes_on_answers_nothing(parent: Parent, net: Path) -> None:
    first = network_of(parent, traced(net, "both_go_on"))
    assert network_of(parent, traced(net, "Net")).traced is not None
    assert first.name.endswith("both_go_on")


def test_another_file_library_or_changed_code_is_refused(parent: Parent, net: Path) -> None:
    network_of(parent, traced(net, "Net"))
    other = net.with_name("other.py")
    other.write_text("from torch import nn\nmake = nn.Linear(1, 2)")
    for request in (
        traced(other, "make"),
        TraceModel("timm:resnet18"),
        TraceModel(f"{net}:Net", "another hash"),
    ):
        refused = parent.failure(request)
        assert "this process has run other code" in refused.message


def test_code_that_nobody_agreed_to_is_not_run(tmp_path: Path) -> None:
    path, ran = tmp_path / "net.py", tmp_path / "ran"
    path.write_text(f"open({str(ran)!r}, 'w')")
    with parent_of(Worker.MODEL) as parent:
        refused = parent.failure(TraceModel(f"{path}:make"))
        assert "nobody has agreed to its code as it is now" in refused.message
    assert not ran.exists()


def test_what_a_run_loaded_besides_is_said_and_asked_about_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "plugin.py").write_text("WIDTH = 2")
    path = tmp_path / "net.py"
    path.write_text(
        "import importlib\nfrom torch import nn\n"
        "make = nn.Linear(1, importlib.import_module('plu' + 'gin').WIDTH)"
    )
    agree(code_now(path))
    with parent_of(Worker.MODEL) as parent:
        answer = parent.answer(traced(path, "make"))
    assert answer.also_loaded == (str(tmp_path / "plugin.py"),)
    assert agreement_on(path).changed == (str(tmp_path / "plugin.py"),)


@pytest.mark.deep
def test_a_patched_pytorch_stays_in_its_process(net: Path) -> None:
    with parent_of(Worker.MODEL) as parent:
        outcome = parent.outcome(traced(net, "patches"))
        assert not isinstance(outcome, Failure) or outcome.is_mistake
        assert "other code" in parent.failure(TraceModel("timm:resnet18")).message


@pytest.mark.parametrize(
    ("name", "words"),
    [("dies", "ended its process (exit code 7)"), ("crashes", "crashed its process (signal 6)")],
)
def test_a_factory_that_ends_its_process_is_one_sentence(net: Path, name: str, words: str) -> None:
    with asked_child(Worker.MODEL) as child, pytest.raises(ChildGoneError) as gone:
        child.ask(traced(net, name))
    assert words in ended_text(f"net.py:{name}", gone.value.status)


def test_what_it_started_ends_with_it(net: Path) -> None:
    with asked_child(Worker.MODEL) as child:
        child.ask(traced(net, "forks"))
        group = process_of(child)
        os.killpg(group, 0)
    wait_until_gone(group)


def process_of(child: AskedChild) -> int:
    return child._process.pid


def wait_until_gone(group: int) -> None:
    """The system takes a moment to end what it was told to end."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.01)
    raise AssertionError("a process of the group still runs")


def test_libraries_share_a_process_and_give_names(net: Path) -> None:
    with parent_of(Worker.MODEL) as parent:
        assert "resnet50" in parent.answer(ListModels("timm")).names
        network = network_of(parent, TraceModel("timm:resnet18"))
        assert network.traced is not None
        assert network.traced.params == 11_689_512  # timm's own documents
        assert "torchvision" in parent.failure(TraceModel("torchvision:nothing")).message
        refused = parent.failure(traced(net, "Net"))
        assert "this process has run other code" in refused.message
