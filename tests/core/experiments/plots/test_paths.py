"""Paths are three charts: how many, what one carries, what all of a length carry."""

from dataclasses import replace

from resnet_viz.core.experiments.plot import Dash, Hue
from resnet_viz.core.experiments.plots.paths import plots
from tests.samples.paths_and_landscapes import AFTER, BEFORE, COUNTS, PRE, paths_outcome


def test_there_are_three_charts_of_the_measured_values() -> None:
    counts, gradient, share = plots(paths_outcome(BEFORE, AFTER))
    assert [y for _, y in counts.series[0].points] == list(COUNTS)
    assert [tuple(y for _, y in each.points) for each in gradient.series] == [
        BEFORE.gradient,
        AFTER.gradient,
    ]
    assert gradient.y.is_log
    assert [tuple(y for _, y in each.points) for each in share.series[1:]] == [
        BEFORE.share,
        AFTER.share,
    ]
    assert share.series[0].hue is Hue.NEUTRAL


def test_trained_networks_are_solid_and_untrained_ones_dashed() -> None:
    _, gradient, _ = plots(paths_outcome(BEFORE, AFTER))
    assert [each.dash for each in gradient.series] == [Dash.DASHED, Dash.SOLID]
    assert gradient.series[0].name == "residual-20, untrained"


def test_networks_of_as_many_branches_share_the_line_of_all_paths() -> None:
    counts, *_ = plots(paths_outcome(BEFORE, replace(BEFORE, net=PRE)))
    assert len(counts.series) == 1
    other = replace(BEFORE, net=PRE, counts=(0.5, 0.5), gradient=(1.0, 1.0), share=(0.5, 0.5))
    counts, *_ = plots(paths_outcome(BEFORE, other))
    assert [each.name for each in counts.series] == [
        "share of paths, 3 branches",
        "share of paths, 1 branches",
    ]


def test_further_seeds_are_thin() -> None:
    _, gradient, _ = plots(paths_outcome(BEFORE, replace(BEFORE, seed=1), seeds=2))
    assert [each.is_thin for each in gradient.series] == [False, True]


def test_nothing_measured_is_nothing_to_draw() -> None:
    assert plots(paths_outcome()) == ()
