"""Plots of what networks learn, whole or not, of any networks."""

from dataclasses import replace
from math import log

from resnet_viz.core.experiments.plot import Dash, Hue, Mark
from resnet_viz.core.experiments.plots.degradation import plots as degradation_plots
from resnet_viz.core.experiments.plots.training import plots, plots_at, recorded_steps
from tests.core.experiments.learned import (
    PLAIN,
    PRE,
    RESIDUAL,
    TRAINING,
    learned,
    outcome,
    record,
    with_seeds,
)

FOUR = (
    learned(PLAIN, 20, 0.35),
    learned(RESIDUAL, 20, 0.05),
    learned(PLAIN, 56, 2.1),
    learned(RESIDUAL, 56, 0.2),
)
RECORDS = (record(0, 1790.0), record(1, 20.0), record(20, 0.02))


def test_kinds_have_colours_and_depths_strokes() -> None:
    loss, depth = degradation_plots(outcome(*FOUR))
    assert [(each.name, each.hue, each.dash) for each in loss.series] == [
        ("plain-20", Hue.PLAIN, Dash.DASHED),
        ("residual-20", Hue.RESIDUAL, Dash.DASHED),
        ("plain-56", Hue.PLAIN, Dash.SOLID),
        ("residual-56", Hue.RESIDUAL, Dash.SOLID),
    ]
    assert loss.y.is_log
    assert [(each.y, each.text) for each in loss.levels] == [(log(10), "guessing")]
    assert [each.points for each in depth.series] == [
        ((20.0, 0.35), (56.0, 2.1)),
        ((20.0, 0.05), (56.0, 0.2)),
    ]
    assert {each.mark for each in depth.series} == {Mark.DOTS}
    assert depth.shares_y


def test_a_curve_is_the_mean_of_ten_steps_or_of_all_there_are() -> None:
    rising = replace(FOUR[0], loss=tuple(float(step) for step in range(1, 31)))
    [loss] = degradation_plots(outcome(rising))
    points = loss.series[0].points
    assert points[0] == (0.0, 1.0)
    assert points[3] == (3.0, 2.5)
    assert points[29] == (29.0, 25.5)
    assert len(points) == 30
    assert (loss.x.least, loss.x.most) == (0.0, 60.0)


def test_a_run_that_has_just_begun_has_no_depths_and_no_accuracy() -> None:
    begun = [replace(each, loss=each.loss[:3]) for each in FOUR]
    assert [each.key for each in degradation_plots(outcome(*begun))] == ["loss"]
    empty = [replace(each, loss=()) for each in FOUR]
    assert [each.points for each in degradation_plots(outcome(*empty))[0].series] == [()] * 4
    assert degradation_plots(outcome()) == ()
    assert plots(outcome()) == ()
    assert plots_at(outcome(), 0) == ()


def test_further_seeds_are_thin_and_a_loss_that_was_not_finite_breaks_its_curve() -> None:
    broken = replace(FOUR[0], ended_at=60)
    loss, *_ = degradation_plots(outcome(broken, *with_seeds(*FOUR[1:])))
    assert [each.is_thin for each in loss.series] == [False] * 4 + [True] * 3
    assert [each.is_broken for each in loss.series] == [True] + [False] * 6


def test_accuracy_has_bars_by_depth_and_dots_for_further_seeds() -> None:
    tested = [replace(each, test_accuracy=0.5 + each.seed / 4) for each in with_seeds(*FOUR[::-1])]
    *_, accuracy = degradation_plots(outcome(*tested))
    assert (accuracy.x.title, accuracy.x.names) == ("depth", ("20", "56"))
    assert [(each.hue, each.mark, each.points) for each in accuracy.series] == [
        (Hue.PLAIN, Mark.BARS, ((0.0, 0.5), (1.0, 0.5))),
        (Hue.RESIDUAL, Mark.BARS, ((0.0, 0.5), (1.0, 0.5))),
        (Hue.PLAIN, Mark.DOTS, ((0.0, 0.75), (1.0, 0.75))),
        (Hue.RESIDUAL, Mark.DOTS, ((0.0, 0.75), (1.0, 0.75))),
    ]
    assert [each.y for each in accuracy.levels] == [0.1]


def test_accuracy_has_a_bar_a_network_where_depths_do_not_tell_them_apart() -> None:
    wide = replace(FOUR[0], net=replace(FOUR[0].net, arch="plain20,width=32"))
    tested = [replace(each, test_accuracy=0.5) for each in (*FOUR[:2], wide)]
    *_, accuracy = degradation_plots(outcome(*tested))
    assert accuracy.x.names == (FOUR[0].net.arch, "residual-20", "plain20,width=32")
    assert [each.points for each in accuracy.series] == [((0.0, 0.5), (2.0, 0.5)), ((1.0, 0.5),)]


def test_networks_of_the_same_kind_and_depth_have_names_of_their_own() -> None:
    wide = replace(FOUR[0].net, arch="plain20,width=32,input=1x8x8")
    loss, *_ = degradation_plots(outcome(FOUR[0], replace(FOUR[0], net=wide)))
    assert [each.name for each in loss.series] == [FOUR[0].net.arch, wide.arch]


def test_recorded_steps_go_from_the_first_rank_to_the_last() -> None:
    pair = [replace(each, records=RECORDS) for each in FOUR[2:]]
    told = outcome(*pair, experiment=TRAINING)
    loss, plain, residual = plots(told)
    assert (loss.key, plain.title) == ("loss", "plain-56: weights' gradients")
    assert [each.name for each in plain.series] == ["step 0", "step 1", "step 20"]
    assert [each.rank for each in plain.series] == [0.0, 0.5, 1.0]
    assert {each.hue for each in plain.series} == {Hue.STEPS}
    assert plain.series[2].points == ((0.0, 0.02), (1.0, 1.0))
    assert (plain.shares_y, residual.shares_y) == (False, True)
    assert recorded_steps(told) == (0, 1, 20)


def test_one_step_shows_all_networks_and_is_marked_in_the_curve() -> None:
    pair = [replace(each, records=RECORDS) for each in FOUR[2:]]
    loss, weights, signal = plots_at(outcome(*pair, experiment=TRAINING), 20)
    assert [each.x for each in loss.marked] == [20.0]
    assert [each.name for each in weights.series] == ["plain-56", "residual-56"]
    assert weights.series[0].points == ((0.0, 0.02), (1.0, 1.0))
    assert signal.series[0].points == ((0.0, 2.0), (1.0, 1.0))
    assert [each.key for each in (loss, weights, signal)] == ["loss", "weights", "signal"]


def test_pre_activation_has_a_colour_of_its_own() -> None:
    _, depth = degradation_plots(outcome(*FOUR, learned(PRE, 56, 0.2)))
    assert [each.hue for each in depth.series] == [Hue.PLAIN, Hue.RESIDUAL, Hue.PRE]
