"""Landscapes are one slice of all networks and contours of each, along the same losses."""

from dataclasses import replace

from resnet_viz.core.experiments.plots.landscape import MOST_CONTOURS, levels_of, plots
from tests.samples.paths_and_landscapes import BASIN, RIPPLES, landscape_outcome


def test_a_slice_has_all_networks_on_one_axis() -> None:
    slices, *_ = plots(landscape_outcome(RIPPLES, BASIN))
    assert [tuple(y for _, y in each.points) for each in slices.series] == [
        RIPPLES.line,
        BASIN.line,
    ]
    assert not slices.y.is_log
    high = replace(RIPPLES, line=(5e4, 2.0, 0.1, 2.0, 3e4))
    assert plots(landscape_outcome(high, BASIN))[0].y.is_log


def test_contours_are_the_same_losses_for_both_networks() -> None:
    _, first, second = plots(landscape_outcome(RIPPLES, BASIN))
    assert first.grid
    assert second.grid
    assert first.grid.levels == second.grid.levels
    losses = [value for each in (RIPPLES, BASIN) for row in each.grid for value in row]
    assert all(min(losses) < level < max(losses) for level in first.grid.levels)
    assert list(first.grid.levels) == sorted(first.grid.levels)
    assert {0.2, 0.5, 1.0, 2.5} <= set(first.grid.levels)
    assert first.grid.spots == RIPPLES.minima


def test_however_far_apart_losses_are_there_are_only_so_many_contours() -> None:
    wide = replace(BASIN, grid=((1e-7, 1e8), (1.0, 2.0)), grid_at=(0.0, 1.0))
    assert levels_of([wide]) == tuple(10.0**power for power in range(-6, 8))
    assert len(levels_of([wide])) <= MOST_CONTOURS


def test_equal_losses_have_no_contours() -> None:
    even = replace(BASIN, grid=((2.0, 2.0), (2.0, 2.0)), grid_at=(0.0, 1.0), minima=())
    *_, grid = plots(landscape_outcome(even))
    assert grid.grid
    assert grid.grid.levels == ()


def test_a_grid_that_has_just_begun_waits_for_its_second_row() -> None:
    begun = replace(BASIN, grid=BASIN.grid[:1], minima=None, low_cells=None)
    assert len(plots(landscape_outcome(begun))) == 1
    assert len(plots(landscape_outcome(replace(begun, grid=BASIN.grid[:2])))) == 2


def test_nothing_measured_is_nothing_to_draw() -> None:
    assert plots(landscape_outcome()) == ()
