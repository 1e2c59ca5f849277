"""What is inside as lines by block."""

from dataclasses import replace

from resnet_viz.core.experiments.plot import Dash, Hue
from resnet_viz.core.experiments.plots.inside import plots
from tests.samples.looked_into import CLEAR, DARK, inside_outcome


def test_a_probe_starts_at_the_stem_and_a_ratio_at_the_first_block() -> None:
    probe, readout, ratio, cosine = plots(inside_outcome(DARK, CLEAR))
    assert list(probe.series[0].points) == [(0, 0.8), (1, 0.5), (2, 0.12), (3, 0.09)]
    assert list(readout.series[1].points) == [(0, 0.8), (1, 0.7), (2, 0.65), (3, 0.6)]
    assert [x for x, _ in ratio.series[0].points] == [1, 2, 3]
    assert [y for _, y in cosine.series[0].points] == list(CLEAR.cosine)
    assert [series.hue for series in probe.series] == [Hue.PLAIN, Hue.RESIDUAL]


def test_untrained_is_dashed_and_a_further_seed_is_thin() -> None:
    trained, further = replace(CLEAR, is_trained=True), replace(CLEAR, seed=1)
    probe = plots(inside_outcome(CLEAR, further, trained))[0]
    assert [each.dash for each in probe.series] == [Dash.DASHED, Dash.DASHED, Dash.SOLID]
    assert [each.is_thin for each in probe.series] == [False, True, False]


def test_only_networks_with_shortcuts_have_sums() -> None:
    assert [plot.key for plot in plots(inside_outcome(DARK))] == ["probe", "readout"]
    keys = [plot.key for plot in plots(inside_outcome(DARK, CLEAR))]
    assert keys == ["probe", "readout", "branch_ratio", "cosine"]


def test_a_line_that_ends_at_what_is_not_finite_is_broken() -> None:
    (series,) = plots(inside_outcome(replace(DARK, ended_at=4)))[0].series
    assert series.is_broken


def test_nothing_measured_gives_nothing_to_draw() -> None:
    assert plots(inside_outcome()) == ()
