"""Networks of others in files: any batch where that can be, the module as it was."""

from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.memory_limits import LimitKind, MemoryLimit
from resnet_viz.core.models.source import source_in
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.saving.requests import SavedModel, SaveOther
from resnet_viz.core.structure.pt2 import network_in
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.engine.saving import saving
from resnet_viz.engine.saving.others import save_other
from resnet_viz.engine.saving.saving import save_module
from tests.samples.modules import sample


class OneBatch(nn.Module):
    """A network that is written for two images."""

    def forward(self, x: Tensor) -> Tensor:
        first, second = x.unbind(0)
        return first + second


class ByData(nn.Module):
    """What it computes depends on values, which nobody can export."""

    def forward(self, x: Tensor) -> Tensor:
        return x * 2 if x.sum() > 0 else x


def saved(model: nn.Module, path: Path, *args: Tensor) -> SavedModel:
    return save_module(model, (args, {}), path, 0, ignore_progress)


def test_a_module_is_saved_for_any_batch_and_stays_as_it_was(tmp_path: Path) -> None:
    model, args, _ = sample("residual_network")
    model.train()
    before = {name: each.clone() for name, each in model.state_dict().items()}
    said = saved(model, tmp_path / "net.pt2", *args)
    assert said.is_batch_free
    assert said.seed is None
    assert all(module.training for module in model.modules())
    assert all(each.equal(before[name]) for name, each in model.state_dict().items())
    program = torch.export.load(tmp_path / "net.pt2").module()
    x = torch.randn(3, *args[0].shape[1:])
    torch.testing.assert_close(program(x), model.eval()(x))


def test_arguments_by_name_are_exported_by_name(tmp_path: Path) -> None:
    model, args, kwargs = sample("TwoInputs")
    path = tmp_path / "net.pt2"
    save_module(model, (args, kwargs), path, 0, ignore_progress)
    program = torch.export.load(path).module()
    torch.testing.assert_close(program(*args, **kwargs), model(*args, **kwargs))


def test_what_takes_one_batch_only_is_saved_for_that_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "net.pt2"
    assert not saved(OneBatch(), path, torch.zeros(2, 4)).is_batch_free
    assert network_in(path).graph.input.out_shape == (2, 4)


def test_tied_weights_are_whole_in_safetensors(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    model, args, _ = sample("Language")
    path = tmp_path / "net.safetensors"
    saved(model, path, *args)
    assert load_file(path).keys() == model.state_dict().keys()


def test_a_module_is_saved_with_a_files_weights_and_keeps_its_own(tmp_path: Path) -> None:
    model, args, _ = sample("residual_network")
    before = {name: each.clone() for name, each in model.state_dict().items()}
    state = {name: each + 1 for name, each in before.items()}
    torch.save(state, tmp_path / "w.pth")
    place = WeightsPlace(tmp_path / "w.pth")
    save_module(model, (args, {}), tmp_path / "net.pth", 0, ignore_progress, place)
    found = torch.load(tmp_path / "net.pth")
    assert all(each.equal(state[name]) for name, each in found.items())
    assert all(each.equal(before[name]) for name, each in model.state_dict().items())


def test_too_little_memory_for_a_module_is_said_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = MemoryLimit(LimitKind.MACHINE, 10**6, 10**6 - 1000)
    monkeypatch.setattr(saving, "tightest", lambda: little)
    with torch.device("meta"):
        shapes = torch.nn.Linear(1000, 1000)
    for model in (shapes, torch.nn.Linear(1000, 1000)):
        with pytest.raises(UserError, match=r"saving Linear as .pth takes about .* of memory"):
            saved(model, tmp_path / "net.pth", torch.zeros(1, 1000))
    assert not (tmp_path / "net.pth").exists()


def test_what_nobody_can_export_is_one_sentence_and_no_file(tmp_path: Path) -> None:
    path = tmp_path / "net.pt2"
    with pytest.raises(UserError, match=r"torch.export can't export it: .* Save .safetensors"):
        saved(ByData(), path, torch.zeros(2))
    assert not path.exists()


@pytest.mark.deep
def test_a_network_of_timm_is_saved_with_random_weights_that_are_said_to_be(
    tmp_path: Path,
) -> None:
    source, path = source_in("timm:resnet10t"), tmp_path / "net.pt2"
    assert source is not None
    said = save_other(source, SaveOther(str(source), str(path)), ignore_progress)
    assert (said.seed, said.is_batch_free) == (0, True)
    assert network_in(path).traced is not None
