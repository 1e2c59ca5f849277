"""The loss around weights: directions as long as filters, the same batch, counts on a grid."""

import copy
from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.landscape import MOST_LOSS, Landscape
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.landscape.directions import Moved, direction_of
from resnet_viz.engine.experiments.landscape.landscape import (
    DIRECTION_SEED,
    GRID_POINTS,
    LINE_POINTS,
    PICTURES,
    places_of,
    run,
)
from resnet_viz.engine.experiments.landscape.surface import cells_below, minima_in
from resnet_viz.engine.experiments.nets import fitted_arch, net_of
from resnet_viz.engine.model.model import ResNet
from tests.engine.experiments.conftest import DEEP_LEARNED, LEARNED


def found_by(setting: Setting, kept: Kept, *archs: str) -> tuple[Landscape, ...]:
    *_, last = run(RunExperiment(Experiment.LANDSCAPE, archs, setting), kept)
    return last.found().landscapes


def network(arch: str = "resnet8", setting: Setting = LEARNED) -> ResNet:
    return net_of(fitted_arch(arch, data_of(setting)), setting, setting.seed)


def test_each_filter_of_a_direction_is_as_long_as_the_networks_own() -> None:
    net = network()
    direction = direction_of(net, 5)
    weights = dict(net.named_parameters())
    for name, moved in direction.items():
        for filter_, own in zip(moved, weights[name].detach(), strict=True):
            assert filter_.norm() == pytest.approx(float(own.norm()), rel=1e-5)


def test_batch_norm_and_biases_get_no_direction() -> None:
    net = network()
    kinds = {name: net.get_submodule(name.rpartition(".")[0]) for name in direction_of(net, 5)}
    assert {type(each) for each in kinds.values()} == {nn.Conv2d, nn.Linear}
    assert not any(name.endswith("bias") for name in kinds)
    convs = [each for each in net.modules() if isinstance(each, nn.Conv2d | nn.Linear)]
    assert len(kinds) == len(convs)


def test_directions_of_two_seeds_and_the_start_are_unrelated() -> None:
    """A direction of the seed that weights were drawn with would be those weights again."""
    setting = Setting(seed=0)
    net = network("resnet20", setting)
    own = {name: each.detach() for name, each in net.named_parameters() if each.dim() > 1}
    first, second = direction_of(net, DIRECTION_SEED), direction_of(net, DIRECTION_SEED + 1)

    def cosine(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> float:
        one = torch.cat([a[name].flatten() for name in own])
        other = torch.cat([b[name].flatten() for name in own])
        return float(functional.cosine_similarity(one, other, dim=0))

    assert abs(cosine(dict(first), dict(second))) < 0.03
    assert abs(cosine(dict(first), own)) < 0.03


def test_moving_back_gives_the_start_to_the_bit() -> None:
    net = network()
    before = copy.deepcopy(net.state_dict())
    moved = Moved(net, (direction_of(net, 1), direction_of(net, 2)))
    moved.to((0.7, -0.3))
    assert any(not torch.equal(value, before[name]) for name, value in net.state_dict().items())
    moved.to((0.0, 0.0))
    assert all(torch.equal(value, before[name]) for name, value in net.state_dict().items())


def test_the_line_is_what_hand_moved_weights_give(learned: Kept) -> None:
    (found,) = found_by(LEARNED, learned, "resnet8")
    assert found.at == places_of(LINE_POINTS)
    data = data_of(LEARNED)
    learner = learned.nearest(found.net.arch, LEARNED, 0)
    assert learner
    for place in (0, 25, 40):
        net = copy.deepcopy(learner.network).train()
        direction = direction_of(net, DIRECTION_SEED)
        with torch.no_grad():
            for name, each in net.named_parameters():
                if name in direction:
                    each.add_(direction[name], alpha=found.at[place])
            loss = functional.cross_entropy(net(data.train_x[:PICTURES]), data.train_y[:PICTURES])
        assert found.line[place] == pytest.approx(float(loss), rel=1e-4)


def test_the_kept_network_is_left_as_it_was(learned: Kept) -> None:
    first = found_by(LEARNED, learned, "resnet8")
    assert found_by(LEARNED, learned, "resnet8") == first
    assert first[0].pictures == PICTURES


def test_trained_weights_are_lower_than_all_around_them_and_networks_take_turns(
    learned: Kept,
) -> None:
    asked = RunExperiment(Experiment.LANDSCAPE, ("plain20", "resnet20"), LEARNED)
    halfway: tuple[Landscape, ...] = ()
    for last in run(asked, learned):
        if last.total - last.done == LINE_POINTS:
            halfway = last.found().landscapes
    assert last.done == last.total
    assert {len(each.line) for each in halfway} <= {25, 26}
    assert all(each.at == places_of(LINE_POINTS)[: len(each.line)] for each in halfway)
    for found in last.found().landscapes:
        middle = found.line[LINE_POINTS // 2]
        assert middle < min(found.line[0], found.line[-1]) / 2


def test_a_longer_run_has_a_grid_whose_middle_row_is_the_line(learned: Kept) -> None:
    setting = replace(LEARNED, is_longer=True)
    begun: tuple[Landscape, ...] = ()
    for last in run(RunExperiment(Experiment.LANDSCAPE, ("resnet8",), setting), learned):
        if last.total - last.done == GRID_POINTS:
            begun = last.found().landscapes
    (found,) = last.found().landscapes
    assert found.grid_at == places_of(GRID_POINTS)
    assert len(found.grid) == len(found.grid[0]) == GRID_POINTS
    middle = found.grid[GRID_POINTS // 2]
    shared = [
        (found.line[found.at.index(x)], middle[found.grid_at.index(x)])
        for x in (-1.0, -0.6, -0.2, 0.0, 0.2, 0.6, 1.0)
    ]
    assert [a for a, _ in shared] == pytest.approx([b for _, b in shared], rel=1e-5)
    assert found.low_cells == cells_below(found.grid, 1.0)
    assert len(begun[0].grid) == GRID_POINTS - 1
    assert begun[0].minima is None


def test_losses_that_are_not_finite_are_cut_and_never_in_a_result(
    learned: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(functional, "cross_entropy", lambda *_: torch.tensor(torch.nan))
    (found,) = found_by(LEARNED, learned, "resnet8")
    assert set(found.line) == {MOST_LOSS}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), unique=True, max_size=8))
def test_minima_are_counted_as_by_hand(lows: list[tuple[int, int]]) -> None:
    rows = [[10.0 + y + 6 * x for x in range(5)] for y in range(6)]
    for y, x in lows:
        rows[y][x] = 1.0
    expected = {
        (y, x)
        for y in range(1, 5)
        for x in range(1, 4)
        if all(
            rows[y][x] < rows[b][a]
            for b in range(y - 1, y + 2)
            for a in range(x - 1, x + 2)
            if (b, a) != (y, x)
        )
    }
    assert set(minima_in(rows)) == expected
    assert cells_below(rows, 5.0) == len(lows)


def test_a_bowl_has_one_minimum_and_a_slope_or_an_edge_none() -> None:
    at = range(-3, 4)
    assert minima_in([[float(x * x + y * y) for x in at] for y in at]) == ((3, 3),)
    assert minima_in([[float(x + y) for x in at] for y in at]) == ()
    assert minima_in([[2.0] * 5 for _ in range(5)]) == ()


@pytest.mark.deep
def test_around_20_layers_the_residual_one_has_one_minimum_and_more_low_places(
    deeply_learned: Kept,
) -> None:
    setting = Setting(steps=DEEP_LEARNED.steps, is_longer=True)
    plain, residual = found_by(setting, deeply_learned, "plain20", "resnet20")
    assert residual.minima is not None
    assert plain.minima is not None
    assert 1 <= len(residual.minima) <= 2
    assert len(plain.minima) >= 2
    assert (residual.low_cells or 0) > (plain.low_cells or 0)
