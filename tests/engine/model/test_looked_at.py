"""Figures of weights in files, against numpy's."""

from pathlib import Path

import numpy
import pytest
import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step, ignore_progress
from resnet_viz.core.weights.figures import BINS, WeightsFigures
from resnet_viz.engine.model import looked_at
from resnet_viz.engine.model.looked_at import tensor_figures
from tests.samples.weight_files import PLAIN, state_of


def looked(file: Path, against: str = "") -> WeightsFigures:
    return looked_at.looked_at(network_named(PLAIN), str(file), against, ignore_progress)


def saved(path: Path, seed: int = 1) -> Path:
    torch.save(state_of(seed=seed), path)
    return path


def test_each_tensor_of_a_file_has_numpys_figures(tmp_path: Path) -> None:
    state = state_of()
    torch.save(state, tmp_path / "a.pth")
    found = looked(tmp_path / "a.pth")
    assert [each.name for each in found.tensors] == [
        name for name, value in state.items() if value.is_floating_point()
    ]
    for each in found.tensors:
        numbers = state[each.name].double().numpy()
        assert each.shape == numbers.shape
        assert each.minimum == numbers.min()
        assert each.maximum == numbers.max()
        assert each.mean == pytest.approx(numbers.mean(), abs=1e-12)
        assert each.deviation == pytest.approx(numbers.std(), abs=1e-12)
        assert each.norm == pytest.approx(numpy.linalg.norm(numbers))
        assert each.zeros == (numbers == 0).sum()
        if each.minimum < each.maximum:
            bins, _ = numpy.histogram(numbers, BINS, (each.minimum, each.maximum))
            assert sum(each.bins) == numbers.size
            assert numpy.abs(numpy.cumsum(each.bins) - numpy.cumsum(bins)).max() <= 1
        else:
            assert each.bins == ()


def test_the_change_is_the_norm_of_the_difference_from_the_other_file(tmp_path: Path) -> None:
    one, two = state_of(seed=1), state_of(seed=2)
    found = looked(saved(tmp_path / "a.pth", 1), str(saved(tmp_path / "b.pth", 2)))
    for each in found.tensors:
        wanted = numpy.linalg.norm((one[each.name] - two[each.name]).double().numpy())
        assert each.change == pytest.approx(wanted)
    assert all(each.change is None for each in looked(tmp_path / "a.pth").tensors)


def test_weights_of_another_network_are_refused_as_a_second_file(tmp_path: Path) -> None:
    other = tmp_path / "other.pth"
    torch.save(state_of("resnet20,stages=1-1-1,classes=3"), other)
    with pytest.raises(UserError, match=r"other\.pth"):
        looked(saved(tmp_path / "a.pth"), str(other))


def test_numbers_that_are_not_finite_are_counted_and_left_out() -> None:
    found = tensor_figures("a", torch.tensor([1.0, float("nan"), -3.0, float("inf")]))
    assert (found.minimum, found.maximum, found.mean) == (-3.0, 1.0, -1.0)
    assert (found.count, found.unusable, sum(found.bins)) == (4, 2, 2)
    assert found.norm == pytest.approx(10**0.5)


def test_a_tensor_without_any_finite_number_has_figures_of_zero() -> None:
    for tensor in (torch.full((3,), float("nan")), torch.empty(0)):
        found = tensor_figures("a", tensor)
        assert (found.minimum, found.maximum, found.mean, found.norm) == (0, 0, 0, 0)
        assert found.bins == ()
        assert found.unusable == found.count == tensor.numel()


def test_a_change_to_what_is_not_finite_is_not_known() -> None:
    one, two = torch.tensor([1.0, 2.0]), torch.tensor([1.0, float("nan")])
    assert tensor_figures("a", one, two).change is None


def test_large_tensors_in_portions_have_the_figures_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tensor = torch.randn(7, 11, generator=torch.Generator().manual_seed(3)).half()
    whole = tensor_figures("a", tensor, tensor.flip(0))
    monkeypatch.setattr(looked_at, "PORTION", 5)
    parts = tensor_figures("a", tensor, tensor.flip(0))
    assert parts.bins == whole.bins
    assert (parts.minimum, parts.maximum, parts.zeros) == (
        whole.minimum,
        whole.maximum,
        whole.zeros,
    )
    for field in ("mean", "deviation", "norm", "change"):
        assert getattr(parts, field) == pytest.approx(getattr(whole, field), abs=1e-12)


def test_each_tensor_is_a_step_of_progress(tmp_path: Path) -> None:
    steps: list[Step] = []
    network = network_named(PLAIN)
    looked_at.looked_at(network, str(saved(tmp_path / "a.pth")), "", steps.append)
    total = sum(value.is_floating_point() for value in state_of().values())
    assert [(step.done, step.total) for step in steps[1:]] == [(n, total) for n in range(total)]
