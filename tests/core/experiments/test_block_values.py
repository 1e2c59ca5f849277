"""A value for each block, whatever the experiment."""

import pytest

from resnet_viz.core.experiments.block_values import BlockFigure, BlockValues, nets_in, values_of
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.found.lesion import BlockLesion, Lesions
from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting

NET = Net("resnet8", NetKind.RESIDUAL, 8)
OTHER = Net("plain8", NetKind.PLAIN, 8)


def outcome(experiment: Experiment, found: Found, seed: int = 0) -> Outcome:
    return Outcome(experiment, ("resnet8",), Setting(seed=seed), found, 0.1, "2.13")


def test_the_signal_of_a_flow_begins_with_the_stem() -> None:
    flows = tuple(
        Flow(net, seed, 2.3, (9.0 + seed, 3.0, 2.0, 1.0), (), ())
        for seed in (4, 5)
        for net in (NET, OTHER)
    )
    found = outcome(Experiment.GRADIENTS, Found(flow=flows), seed=4)
    assert list(nets_in(found).values()) == ["residual-8", "plain-8"]
    values = values_of(found, NET)
    assert values == BlockValues(BlockFigure.SIGNAL, (3.0, 2.0, 1.0), 13.0)
    assert values.span == (1.0, 13.0)
    assert values.is_log


def test_the_signal_while_training_is_that_of_the_step_or_of_the_one_before() -> None:
    records = tuple(Record(step, (step + 0.5, 1.0), (), 1.0) for step in (0, 5, 20))
    training = Training(NET, 0, (2.3,), None, records)
    found = outcome(Experiment.TRAINING, Found(training=(training,)))
    stems = [values.stem for step in (0, 7, 20, None) if (values := values_of(found, NET, step))]
    assert stems == [0.5, 5.5, 20.5, 20.5]


def test_of_inside_the_trained_network_is_shown_where_there_is_one() -> None:
    inside = [
        Inside(NET, 0, is_trained, 0.1, 360, branch_ratio=(1.4, 0.3 - is_trained / 10))
        for is_trained in (False, True)
    ]
    found = outcome(Experiment.INSIDE, Found(inside=tuple(inside)))
    values = values_of(found, NET)
    assert values is not None
    assert values.blocks == pytest.approx((1.4, 0.2))
    untrained = values_of(outcome(Experiment.INSIDE, Found(inside=(inside[0],))), NET)
    assert untrained is not None
    assert untrained.blocks == (1.4, 0.3)


def test_accuracy_lost_is_none_where_a_block_can_not_be_dropped() -> None:
    blocks = (
        BlockLesion("layer1.0", "layer1.0.add", False, 0.5, 0.4, None),
        BlockLesion("layer2.0", "layer2.0.add", True, None, 0.4, None),
        BlockLesion("layer3.0", "layer3.0.add", True, 0.96, 0.4, None),
    )
    lesions = Lesions(NET, 0, 0.95, 0.1, 360, blocks)
    values = values_of(outcome(Experiment.LESION, Found(lesions=(lesions,))), NET)
    assert values is not None
    assert values.blocks[0] == pytest.approx(0.45)
    assert values.blocks[1] is None
    assert values.span == pytest.approx((-0.01, 0.45))


def test_where_nothing_was_measured_there_is_nothing() -> None:
    broken = Flow(NET, 0, 0.0, (), (), (), has_overflowed=True)
    assert values_of(outcome(Experiment.GRADIENTS, Found(flow=(broken,))), NET) is None
    assert values_of(outcome(Experiment.GRADIENTS, Found()), NET) is None
    plain = Inside(OTHER, 0, False, 0.1, 360)
    assert values_of(outcome(Experiment.INSIDE, Found(inside=(plain,))), OTHER) is None
    none = Lesions(NET, 0, 0.95, 0.1, 360)
    assert values_of(outcome(Experiment.LESION, Found(lesions=(none,))), NET) is None
    assert not nets_in(outcome(Experiment.PATHS, Found()))


def test_networks_of_experiments_without_values_by_block_are_known_too() -> None:
    found = outcome(Experiment.SHATTERED, Found(shattered=(Shattered(NET, 0, (0.5,), (1.0,)),)))
    assert list(nets_in(found).values()) == ["residual-8"]
    assert values_of(found, NET) is None
