"""Modules of PyTorch in the Python API: drawn, costed, compared, timed, and left as they were."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

import resnet_viz as rv
from tests.samples.modules import sample

SHAPE = (1, 1, 16, 16)
UNET_MACS = 211_968


def unet() -> nn.Module:
    return sample("UNet").model


@pytest.mark.parametrize(
    "given",
    [
        SHAPE,
        [SHAPE],
        "1x1x16x16",
        "x:1x1x16x16",
        torch.zeros(SHAPE),
        (torch.zeros(SHAPE),),
        {"x": SHAPE},
        ((SHAPE,), {}),
        ((), {"x": torch.zeros(SHAPE)}),
    ],
    ids=["shape", "shapes", "text", "name", "tensor", "tensors", "dict", "args", "kwargs"],
)
def test_what_a_module_is_given_may_be_said_in_many_ways(given: Any) -> None:
    assert rv.cost(unet(), input=given).totals.macs == UNET_MACS


def test_the_input_is_guessed_from_the_first_layer() -> None:
    assert rv.cost(unet()).totals.macs == UNET_MACS * (224 // 16) ** 2


def test_costs_are_for_the_batch_where_they_are_linear_in_it() -> None:
    assert rv.cost(unet(), input=SHAPE, batch=3).totals.macs == 3 * UNET_MACS


def test_arguments_of_any_nesting_are_given_by_name() -> None:
    model, args, kwargs = sample("TwoInputs")
    facts = {"numbers": (1, 5), "weights": (1, 4)}
    report = rv.cost(model, input=(args, kwargs))
    given = {"image": (1, 3, 8, 8), "facts": {key: torch.zeros(s) for key, s in facts.items()}}
    assert rv.cost(model, input=given).totals == report.totals


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (3, "can't be given 3"),
        ((1, -1, 16, 16), "size below 1"),
        ("16", "can't run with this input"),
        ("x", "isn't"),
        ((1, 1, 16, 15), "Sizes of tensors must match"),
    ],
)
def test_a_wrong_input_is_one_sentence(given: Any, said: str) -> None:
    with pytest.raises(rv.UserError, match=said) as caught:
        rv.cost(unet(), input=given)
    assert "\n" not in str(caught.value)


def test_what_is_no_network_and_an_input_without_a_module_are_refused() -> None:
    with pytest.raises(rv.UserError, match="neither a text"):
        rv.cost(3)  # type: ignore[arg-type]
    with pytest.raises(rv.UserError, match="A text says it itself"):
        rv.cost("resnet18", input=(1, 3, 32, 32))


def test_two_modules_of_one_class_are_two_networks() -> None:
    small, large = nn.Sequential(nn.Linear(2, 3)), nn.Sequential(nn.Linear(2, 5))
    found = rv.compare(small, large, small, input=(1, 2))
    assert [report.totals.params for report in found.reports] == [9, 15, 9]
    first, second, third = (report.network.name for report in found.reports)
    assert first == third != second


def test_a_module_is_drawn_with_all_its_layers() -> None:
    drawn = rv.draw(unet(), "layer", input=SHAPE)
    assert 'id="down.0.0"' in drawn._repr_svg_()


def state_of(model: nn.Module) -> list[Any]:
    """Everything that a pass could change, of every module and tensor."""
    found: list[Any] = []
    for module in model.modules():
        own = {key: value for key, value in vars(module).items() if not key.startswith("_")}
        hooks = [list(getattr(module, name)) for name in vars(module) if name.endswith("hooks")]
        found.append((id(module), module.training, own, hooks))
    for name, tensor in (*model.named_parameters(), *model.named_buffers()):
        found.append((name, id(tensor), tensor.data_ptr(), tensor.device, tensor._version))
        found.append((tensor.requires_grad, tensor.detach().clone().tolist(), vars(tensor).copy()))
        found.append(None if tensor.grad is None else (id(tensor.grad), tensor.grad.tolist()))
    return [*found, torch.get_rng_state().tolist(), torch.is_grad_enabled()]


DOORS: dict[str, Callable[[nn.Module, Tensor], object]] = {
    "cost": lambda model, x: rv.cost(model, input=x),
    "draw": lambda model, x: rv.draw(model, input=x)._repr_svg_(),
    "compare": lambda model, x: rv.compare(model, model, input=x),
    "diff": lambda model, x: rv.diff(model, model, input=x),
    "time": lambda model, x: rv.time(model, input=x, threads=1),
}


@pytest.mark.parametrize("door", DOORS)
def test_the_module_is_left_as_it_was(door: str) -> None:
    model = unet().train()
    x = torch.rand(2, 1, 16, 16)
    model(x).sum().backward()
    model.register_forward_hook(lambda *_: None)
    before = state_of(model)
    DOORS[door](model, x)
    assert state_of(model) == before
    assert not vars(x)


def test_modules_are_compared_with_texts_and_each_keeps_its_own_input() -> None:
    found = rv.compare("resnet18,input=32", unet(), input=SHAPE)
    assert [each.totals.macs for each in found.reports][1] == UNET_MACS
    assert len(rv.draw(["resnet18", unet()], input=SHAPE).networks) == 2


def test_pytorch_agrees_with_the_arithmetic_of_a_module() -> None:
    outcome = rv.verify(unet(), input=SHAPE)
    assert (outcome.macs, outcome.differences) == (UNET_MACS, ())
    assert rv.verify("resnet18,input=32").differences == ()


def test_nobodys_code_runs_because_a_text_names_it(tmp_path: Path) -> None:
    file = tmp_path / "net.py"
    file.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')", encoding="utf-8")
    with pytest.raises(rv.UserError, match="nobody has agreed to"):
        rv.cost(f"{file}:make")
    with pytest.raises(rv.UserError, match="nobody has agreed to"):
        rv.time(f"{file}:make")
    assert not (tmp_path / "ran").exists()


@pytest.mark.deep
def test_a_model_of_a_library_is_recorded_by_its_name() -> None:
    report = rv.cost("timm:resnet50", batch=2)
    assert report.totals.macs == 2 * 4_089_184_256
