"""Plots of gradients: every value at its place, further seeds thin, depths told apart."""

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.plot import Dash, Hue
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.experiments.telling import plots_of

PLAIN = Net("plain20", NetKind.PLAIN, 20)
RESIDUAL = Net("resnet56", NetKind.RESIDUAL, 56)
SHALLOW = Net("resnet8", NetKind.RESIDUAL, 8)
FIRST = Setting(seed=4, seeds=2)


def flow_of(net: Net, seed: int) -> Flow:
    return Flow(net, seed, 2.3, (0.0, 0.5), (3.0, 2.0, 1.0), (1.0, 1.5))


def test_flow_is_signal_weights_and_activations_with_every_value_and_the_zeros() -> None:
    flows = tuple(flow_of(net, seed) for seed in (4, 5) for net in (PLAIN, RESIDUAL, SHALLOW))
    outcome = Outcome(Experiment.GRADIENTS, (), FIRST, Found(flow=flows), 0.1, "2.13")
    signal, weights, activations = plots_of(outcome)
    assert [each.key for each in plots_of(outcome)] == ["signal", "weights", "activations"]
    assert all(plot.y.is_log for plot in (signal, weights, activations))
    assert signal.series[0].points == ((0.0, 0.0), (1.0, 0.5))
    assert weights.series[0].points == ((0.0, 3.0), (1.0, 2.0), (2.0, 1.0))
    assert activations.series[0].points == ((0.0, 1.0), (1.0, 1.5))
    assert [each.is_thin for each in signal.series] == [False] * 3 + [True] * 3
    assert [each.hue for each in signal.series[:3]] == [Hue.PLAIN, Hue.RESIDUAL, Hue.RESIDUAL]
    assert [each.dash for each in signal.series[:3]] == [Dash.DASHED, Dash.SOLID, Dash.DOTTED]
    assert [each.name for each in signal.series[:3]] == ["plain-20", "residual-56", "residual-8"]


def test_shattered_shows_the_deepest_networks_curves_and_all_correlations() -> None:
    found = tuple(
        Shattered(net, seed, (0.5, -0.5), (1.0, 0.25))
        for seed in (4, 5)
        for net in (PLAIN, RESIDUAL, SHALLOW)
    )
    outcome = Outcome(Experiment.SHATTERED, (), FIRST, Found(shattered=found), 0.1, "2.13")
    curve, correlation, by_depth = plots_of(outcome)
    assert curve.series[0].name == "residual-56"
    assert curve.series[0].points == ((0.0, 0.5), (1.0, -0.5))
    assert len(correlation.series) == 6
    assert correlation.series[0].points == ((0.0, 1.0), (1.0, 0.25))
    assert [each.points for each in by_depth.series] == [
        ((20.0, 0.25), (20.0, 0.25)),
        ((8.0, 0.25), (8.0, 0.25), (56.0, 0.25), (56.0, 0.25)),
    ]


def test_a_network_without_a_result_has_an_empty_line_and_no_dot() -> None:
    found = (Shattered(PLAIN, 4, (), (), has_overflowed=True), Shattered(SHALLOW, 4, (0.0,), ()))
    outcome = Outcome(Experiment.SHATTERED, (), FIRST, Found(shattered=found), 0.1, "2.13")
    _, correlation, by_depth = plots_of(outcome)
    assert [each.points for each in correlation.series] == [(), ()]
    assert [each.points for each in by_depth.series] == [(), ()]


def test_correlations_are_drawn_of_as_many_depths_as_can_be_told_apart() -> None:
    nets = [Net(f"resnet{depth}", NetKind.RESIDUAL, depth) for depth in (8, 20, 56, 110)]
    found = tuple(Shattered(net, 4, (0.5,), (1.0, 0.25)) for net in nets)
    outcome = Outcome(Experiment.SHATTERED, (), FIRST, Found(shattered=found), 0.1, "2.13")
    _, correlation, by_depth = plots_of(outcome)
    assert [each.dash for each in correlation.series] == [Dash.DOTTED, Dash.DASHED, Dash.SOLID]
    assert len(by_depth.series[0].points) == 4
