"""Saved networks are opened by other programs, and give what the network gives."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import onnx
import onnxruntime
import pytest
import torch
import tqdm
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step, ignore_progress
from resnet_viz.core.saving.requests import SavedModel
from resnet_viz.core.structure.pt2 import network_in
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.model.weights import load_file
from resnet_viz.engine.saving import onnx_file, saving
from resnet_viz.engine.saving.saving import save_network
from tests.deep import mostly_deep
from tests.samples.others import torchvision_model

SMALL = "resnet20,stages=1-1,classes=3"
ARCHS = {  # small inputs: what is in the files is the same
    "resnet18": "resnet18,input=32",
    "resnet50": "resnet50,input=32",
    "cifar": SMALL,
    "preact": "preact18,input=32,width=8",
    "se": "resnet18,se=4,input=32,width=8",
    "resnet-d": "resnet50d,input=32,width=8",
}
NAMES = mostly_deep(ARCHS, ("cifar", "preact", "se"))


@pytest.fixture(autouse=True)
def no_watching_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyTorch makes progress bars that nobody sees, which a thread of tqdm's watches for ever."""
    monkeypatch.setattr(tqdm.tqdm, "monitor_interval", 0)


def scattered(model: nn.Module) -> nn.Module:
    """Norms unlike those that a model starts with, so that none can be left out unseen."""
    for name, tensor in model.state_dict().items():
        if name.endswith(("running_mean", "bn1.bias")):
            tensor.uniform_(-0.2, 0.2)
        elif name.endswith(("running_var", "bn1.weight")):
            tensor.uniform_(0.5, 1.5)
    return model.eval()


def saved(arch: str, path: Path, weights: WeightsPlace | None = None, opset: int = 0) -> SavedModel:
    return save_network(network_named(arch), path, weights, opset, ignore_progress)


def with_weights(arch: str, folder: Path) -> tuple[nn.Module, WeightsPlace]:
    """A model, and a file that has its weights."""
    torch.manual_seed(7)
    model = scattered(model_of(network_named(arch)))
    path = folder / "given.pth"
    torch.save(model.state_dict(), path)
    return model, WeightsPlace(path)


def images(arch: str, count: int) -> Tensor:
    shape = network_named(arch).graph.input.out_shape[1:]
    return torch.randn(count, *shape, generator=torch.Generator().manual_seed(count))


@torch.no_grad()
def check_same(arch: str, model: nn.Module, other: Callable[[Tensor], Tensor]) -> None:
    """Both give the same for one image and for three."""
    for count in (1, 3):
        x = images(arch, count)
        expected = model(x)
        assert expected.std() > 0.05
        torch.testing.assert_close(other(x), expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
@pytest.mark.parametrize("name", NAMES)
def test_weights_come_back_the_same_from_either_file(
    name: str, suffix: str, tmp_path: Path
) -> None:
    model, place = with_weights(ARCHS[name], tmp_path)
    path = tmp_path / f"net{suffix}"
    assert saved(ARCHS[name], path, place).seed is None
    check_same(ARCHS[name], model, load_file(network_named(ARCHS[name]), WeightsPlace(path)).eval())


@pytest.mark.parametrize("name", mostly_deep(("resnet18", "resnet50"), ("resnet18",)))
def test_weights_load_into_torchvisions_network_which_then_gives_the_same(
    name: str, tmp_path: Path
) -> None:
    from safetensors.torch import load_file as load_safetensors

    arch = f"{name},input=32"
    model, place = with_weights(arch, tmp_path)
    pth, safe = tmp_path / "net.pth", tmp_path / "net.safetensors"
    saved(arch, pth, place)
    saved(arch, safe, place)
    for state in (torch.load(pth, weights_only=True), load_safetensors(safe)):
        other = torchvision_model(name)
        other.load_state_dict(state, strict=True)
        check_same(arch, model, other)


@pytest.mark.parametrize("name", NAMES)
def test_a_program_of_pytorch_gives_the_same_for_any_batch_and_is_read_as_the_same_network(
    name: str, tmp_path: Path
) -> None:
    model, place = with_weights(ARCHS[name], tmp_path)
    path = tmp_path / "net.pt2"
    saved(ARCHS[name], path, place)
    check_same(ARCHS[name], model, torch.export.load(path).module())
    assert not has_places(path)
    ours, read = network_named(ARCHS[name]).graph, network_in(path).graph
    assert weighted(read) == weighted(ours)
    assert kinds(read) == kinds(ours)


def weighted(graph: Graph) -> dict[str, tuple[int, int]]:
    """Parameters and multiply-accumulates of each layer that has weights."""
    return {
        node.path: (node.layer.params, node.layer.macs(node.in_shapes, node.out_shape))
        for node in graph.nodes
        if node.layer.params
    }


def kinds(graph: Graph) -> Counter[ShortcutKind]:
    return Counter(each.kind for each in graph.shortcuts)


@pytest.mark.parametrize("name", mostly_deep(ARCHS, ("cifar",)))
def test_an_onnx_model_gives_the_same_in_onnxruntime(name: str, tmp_path: Path) -> None:
    model, place = with_weights(ARCHS[name], tmp_path)
    path = tmp_path / "net.onnx"
    assert saved(ARCHS[name], path, place).opset == 20
    found = onnx.load(path)
    onnx.checker.check_model(found, full_check=True)
    assert [(each.domain, each.version) for each in found.opset_import] == [("", 20)]
    assert [each.name for each in (*found.graph.input, *found.graph.output)] == ["input", "output"]
    batches = [each.type.tensor_type.shape.dim[0].dim_param for each in found.graph.input]
    assert batches == ["batch"]
    assert not has_places(path)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    check_same(
        ARCHS[name],
        model,
        lambda x: torch.from_numpy(session.run(None, {"input": x.numpy()})[0]),
    )


@pytest.mark.deep
@pytest.mark.parametrize("opset", [18, 23])
def test_the_opset_that_is_asked_for_is_written(opset: int, tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    assert saved(SMALL, path, opset=opset).opset == opset
    assert [each.version for each in onnx.load(path).opset_import] == [opset]


def test_random_weights_are_the_same_each_time_and_leave_the_generator_alone(
    tmp_path: Path,
) -> None:
    torch.manual_seed(1)
    before = torch.get_rng_state()
    first, second = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    assert saved(SMALL, first).seed == saved(SMALL, second).seed == 0
    assert first.read_bytes() == second.read_bytes()
    assert torch.equal(torch.get_rng_state(), before)


def has_places(path: Path) -> bool:
    """Whether a file says where the files of its author are."""
    data = path.read_bytes()
    return b"site-packages" in data or b"model.py" in data


def test_what_is_being_done_is_said(tmp_path: Path) -> None:
    steps: list[str] = []

    def note(step: Step) -> None:
        steps.append(step.doing)

    save_network(network_named(SMALL), tmp_path / "net.pt2", None, 0, note)
    assert steps == [saving.BUILD, saving.EXPORT, saving.WRITE]


def test_a_file_that_can_not_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "net.pth"
    path.write_bytes(b"mine")
    _, place = with_weights("resnet20,stages=2-1,classes=3", tmp_path)
    with pytest.raises(UserError, match="match"):
        saved(SMALL, path, place)
    with pytest.raises(UserError, match="does not exist"):
        saved(SMALL, tmp_path / "absent" / "net.pth")
    assert path.read_bytes() == b"mine"
    assert sorted(os.listdir(tmp_path)) == ["given.pth", "net.pth"]


def test_too_little_memory_is_said_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resnet_viz.core.memory_limits import LimitKind, MemoryLimit

    little = MemoryLimit(LimitKind.MACHINE, 2**30, 2**30 - 2**20)
    monkeypatch.setattr(saving, "tightest", lambda: little)
    with pytest.raises(UserError, match=r"takes about .* of memory, and 1.0 MiB are left of"):
        saved("resnet50", tmp_path / "net.pth")


def test_without_its_packages_onnx_is_refused_with_the_command_that_installs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_file, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pip install 'resnet-viz\[onnx\]', or choose .pt2"):
        saved(SMALL, tmp_path / "net.onnx")
