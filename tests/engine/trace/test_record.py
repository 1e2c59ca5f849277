"""One pass of networks of others, recorded: held against PyTorch and against what they are."""

import warnings
from collections import Counter
from dataclasses import replace
from math import prod
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.structure.recording import Read, Recording, Way
from resnet_viz.engine.trace import recorder
from resnet_viz.engine.trace.flops import counted_macs
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.record import recorded
from tests.samples.modules import SAMPLES, sample

ON_META = sorted(SAMPLES.keys() - {"ByData"})


def recording_of(name: str) -> Recording:
    model, args, kwargs = sample(name)
    return recorded(model, args, kwargs, title=name)


def named(recording: Recording, path: str) -> list[str]:
    """The operations that ran directly in the calls of a module."""
    places = {n for n, call in enumerate(recording.calls) if call.path == path}
    return [op.name for op in recording.ops if op.call in places]


@pytest.mark.parametrize("name", ON_META)
def test_macs_by_shapes_are_those_of_flop_counter_mode(name: str) -> None:
    model, args, kwargs = sample(name)
    recording = recorded(model, args, kwargs, title=name)
    counts = [aten.macs for op in recording.ops for aten in op.aten]
    assert recording.way is Way.META
    assert sum(count or 0 for count in counts) == counted_macs(model, Given(args, kwargs), Way.META)
    assert (None in counts) == (name == "Mixture")


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_each_parameter_is_listed_once_and_outputs_have_their_shapes(name: str) -> None:
    model, args, kwargs = sample(name)
    recording = recorded(model, args, kwargs, title=name)
    own = [each for each in recording.params if not each.is_buffer]
    assert sum(prod(each.facts.shape) for each in own) == sum(p.numel() for p in model.parameters())
    with torch.no_grad():
        out = model(*args, **kwargs) if name != "compiled" else torch.empty(1, 2)
    shapes = [tuple(each.shape) for each in _flat(out)]
    found = [recording.ops[each.op].outputs[each.port].shape for each in recording.outputs]
    assert found == shapes


def _flat(value: Any) -> list[Tensor]:
    if isinstance(value, Tensor):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [tensor for part in parts for tensor in _flat(part)]


def test_a_reused_module_is_called_again_under_a_number() -> None:
    recording = recording_of("residual_network")
    calls = Counter(call.path for call in recording.calls)
    assert calls["1.0.relu"] == 2
    assert [call.number for call in recording.calls if call.path == "1.0.relu"] == [1, 2]


def test_a_sum_in_place_reads_both_ways_and_the_relu_after_it_reads_the_sum() -> None:
    recording = recording_of("residual_network")
    place, added = next((n, op) for n, op in enumerate(recording.ops) if op.name == "add")
    assert added.is_in_place
    sources = [recording.calls[recording.ops[read.op].call].path for read in added.reads]
    assert sources == ["1.0.bn2", "0.2"]
    assert recording.ops[place + 1].reads == (Read(place),)


def test_who_reads_a_tensor_reads_what_was_last_written_into_its_memory() -> None:
    recording = recording_of("InPlace")
    ops = recording.ops
    names = [op.name for op in ops]
    assert names == [
        "linear", "__setitem__", "linear", "__setitem__", "__getitem__", "mul", "add", "sigmoid",
        "relu",
    ]  # fmt: skip
    assert [[read.op for read in op.reads] for op in ops] == [
        [-1], [0], [-1], [1, 2], [3], [4], [5], [6], [7],
    ]  # fmt: skip
    assert [op.is_view for op in ops].count(True) == 1


def test_tied_weights_are_one_parameter_and_unread_ones_are_listed() -> None:
    recording = recording_of("Language")
    tied = recording.params[0]
    assert (tied.name, tied.other_names) == ("words.weight", ("head.weight",))
    assert [recording.params[n].name for n in recording.unread] == ["unread.weight", "unread.bias"]


def test_inputs_are_named_after_their_arguments() -> None:
    assert [each.name for each in recording_of("TwoInputs").inputs] == [
        "image", "facts.numbers", "facts.weights",
    ]  # fmt: skip
    assert [each.name for each in recording_of("UNet").inputs] == ["input"]


def test_lists_of_modules_are_containers() -> None:
    assert ("blocks", "ModuleList") in recording_of("VisionTransformer").containers


def test_operations_of_torch_script_are_operations_of_their_own() -> None:
    recording = recording_of("scripted")
    assert named(recording, "1") == ["convolution", "relu"]
    assert [recording.params[n].name for n in recording.ops[1].params] == ["1.0.weight", "1.0.bias"]


def test_a_compiled_part_is_recorded_without_its_wrapper() -> None:
    recording = recording_of("compiled")
    assert [call.path for call in recording.calls] == ["", "0", "1", "1.0", "1.1", "2"]


def test_a_way_chosen_by_data_is_recorded_with_real_tensors_and_said() -> None:
    recording = recording_of("ByData")
    assert recording.way is Way.REAL
    assert "values of its input" in str(recording.notes[0])


def test_constants_are_not_operations() -> None:
    recording = recording_of("Language")
    assert "arange" not in [op.name for op in recording.ops]
    assert named(recording, "places") == ["embedding"]


class Remembers(nn.Module):
    """Changes everything of itself that a pass can change."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(4, 4)
        self.seen: Tensor
        self.register_buffer("seen", torch.zeros(1))
        self.outputs: list[Tensor] = []
        self.passes = 0

    def forward(self, x: Tensor) -> Tensor:
        self.passes += 1
        self.seen += 1
        x = self.linear(x) + torch.rand(4)
        self.outputs.append(x)
        return torch.zeros(()) if x.sum() > 0 else x


def test_the_module_is_left_as_it_was() -> None:
    model = Remembers().train()
    model.linear(torch.ones(1, 4)).sum().backward()
    x = torch.ones(1, 4)
    before = {name: (id(p), p.clone(), p.data_ptr()) for name, p in model.state_dict().items()}
    grads = [p.grad for p in model.parameters()]
    chance = torch.get_rng_state()
    attributes = dict(vars(model))

    recording = recorded(model, (x,), title="remembers")

    assert recording.way is Way.REAL
    assert torch.equal(torch.get_rng_state(), chance)
    assert vars(model) == attributes
    assert model.training
    assert (model.passes, model.outputs) == (0, [])
    assert all(a is p.grad for a, p in zip(grads, model.parameters(), strict=True))
    assert all(p.requires_grad for p in model.parameters())
    for name, tensor in model.state_dict().items():
        assert torch.equal(before[name][1], tensor)
        assert before[name][2] == tensor.data_ptr()
    assert not any(vars(tensor) for tensor in (x, *model.parameters(), *model.buffers()))
    assert not model._forward_hooks


def test_a_network_that_cannot_run_says_why_in_one_line() -> None:
    with pytest.raises(UserError, match="shapes cannot be multiplied") as caught:
        recorded(nn.Sequential(nn.Linear(3, 4)), (torch.ones(1, 5),), title="net")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["residual_network", "VisionTransformer", "DenseNet", "Language"])
def test_quick_answers_are_those_of_pytorch(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are all that a pass takes its shapes from, so without them it must be the same."""
    quick = recording_of(name)
    monkeypatch.setattr(recorder, "quick_answer", lambda *_: NotImplemented)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what PyTorch imports for them
        slow = recording_of(name)
    assert replace(quick, peak_bytes=0) == replace(slow, peak_bytes=0)
    assert quick.peak_bytes == pytest.approx(slow.peak_bytes, rel=0.02)


def test_a_built_network_of_seven_billion_parameters_is_recorded_without_a_copy() -> None:
    """One number in memory, seen as 6.4 billion: a copy would take 26 GB."""
    layer = nn.Linear(80_000, 80_000, bias=False, device="meta")
    layer.weight = nn.Parameter(torch.ones(1).expand(80_000, 80_000))
    recording = recorded(nn.Sequential(layer), (torch.ones(1, 80_000),), title="large")
    assert recording.way is Way.META
    assert sum(aten.macs or 0 for op in recording.ops for aten in op.aten) == 80_000**2


def test_what_a_network_makes_on_another_device_is_on_meta_too() -> None:
    class OnGpu(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x * torch.ones(4, device="cuda") + torch.arange(4)

    recording = recorded(OnGpu(), (torch.ones(1, 4),), title="net")
    assert [op.name for op in recording.ops] == ["mul", "add"]


def test_shapes_under_vmap_are_whole() -> None:
    class Mapped(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.linear = nn.Linear(4, 3)

        def forward(self, x: Tensor) -> Tensor:
            mapped: Tensor = torch.vmap(self.linear)(x)
            return mapped

    recording = recorded(Mapped(), (torch.ones(5, 4),), title="net")
    assert recording.ops[0].outputs[0].shape == (5, 3)


def test_a_network_that_holds_itself_is_copied_once() -> None:
    class HoldsItself(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.linear = nn.Linear(2, 2)
            self.parts: list[nn.Module] = [self]
            self.do = self.work
            self.seen: dict[str, Tensor] = {}

        def work(self, x: Tensor) -> Tensor:
            self.seen["x"] = x
            y: Tensor = self.linear(x)
            return y

        def forward(self, x: Tensor) -> Tensor:
            first: Any = self.parts[0]
            y: Tensor = first.do(x)
            return y

    model = HoldsItself()
    assert recorded(model, (torch.ones(1, 2),), title="net").way is Way.META
    assert model.seen == {}
