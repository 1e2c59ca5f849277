"""Networks grown by blocks that change nothing: the same logits, to the last bit where residual."""

from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.identity import Growth
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Init, Setting
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import Block, ResNetSpec, ShortcutOption
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.growing.grown import grown_arch, grown_network
from resnet_viz.engine.experiments.growing.identity import run
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.nets import block_paths, fitted_arch, net_of
from tests.engine.experiments.conftest import LEARNED
from tests.samples.legal_specs import SMALL_SPECS

PAIR = ("plain20", "resnet20")


def growths_of(archs: tuple[str, ...], setting: Setting, kept: Kept) -> tuple[Growth, ...]:
    *_, last = run(RunExperiment(Experiment.IDENTITY, archs, setting), kept)
    return last.found().growth


def test_residual_20_grows_to_56_layers_without_any_difference(learned: Kept) -> None:
    plain, residual = growths_of(PAIR, LEARNED, learned)
    assert (residual.net.depth, residual.grown.depth, residual.added) == (20, 56, 18)
    assert residual.eval_difference == residual.training_difference == 0
    assert residual.logits == residual.grown_logits
    assert residual.accuracy == residual.grown_accuracy > 0.9
    assert plain.eval_difference < 1e-3
    assert plain.training_difference > 1
    assert plain.logits == pytest.approx(plain.grown_logits, abs=1e-3)
    assert residual.trained_on is None


def test_the_trained_network_is_as_it_was_and_is_not_trained_again(learned: Kept) -> None:
    arch = fitted_arch("resnet20", data_of(LEARNED))
    kept = learned.get(arch, LEARNED, 0)
    assert kept is not None
    before = {name: value.clone() for name, value in kept.network.state_dict().items()}
    growths_of(("resnet20",), LEARNED, learned)
    after = kept.network.state_dict()
    assert all(torch.equal(value, after[name]) for name, value in before.items())


def test_a_longer_run_trains_the_grown_networks_on() -> None:
    setting = Setting(steps=4, is_longer=True)
    [growth] = growths_of(("resnet8,width=4",), setting, Kept())
    assert growth.trained_on is not None
    assert growth.trained_on.net == growth.grown
    assert len(growth.trained_on.loss) == 4
    again = growths_of(("resnet8,width=4",), setting, Kept())
    assert again == (growth,)
    [short] = growths_of(("resnet8,width=4",), replace(setting, is_longer=False), Kept())
    assert short == replace(growth, trained_on=None)


def is_growable(spec: ResNetSpec) -> bool:
    if spec.is_plain:
        return False
    return spec.shortcut is not ShortcutOption.ALL_PROJECTIONS and sum(spec.stages) <= 12


@pytest.mark.parametrize(
    "arch",
    [
        "resnet8,width=4",
        "resnet8,width=4,order=pre",
        "resnet,stages=1-2,block=bottleneck,width=4,se=4",
        "resnet,stages=1-1,block=bottleneck,width=4,order=pre",
        "resnext50_32x4d,stages=1-1,width=16",
        "resnet,stages=2-1,stem=deep,downsample=avg,width=4",
    ],
)
def test_every_kind_of_residual_network_grows_without_any_difference(arch: str) -> None:
    check_growth(arch)


@pytest.mark.deep
@given(SMALL_SPECS.filter(is_growable))
@settings(max_examples=6)
def test_any_residual_network_grows_without_any_difference(spec: ResNetSpec) -> None:
    check_growth(str(spec))


def check_growth(text: str) -> None:
    data = data_of(Setting())
    arch = fitted_arch(text, data)
    shallow = net_of(arch, Setting(), 0)
    deep = grown_network(shallow, grown_arch(arch), Setting(), 0)
    assert len(block_paths(deep)) == 3 * len(block_paths(shallow))
    x = data.train_x[:5]
    with torch.no_grad():
        assert torch.equal(shallow.train()(x), deep.train()(x))
        shallow.eval()
        deep.eval()
        deep.load_state_dict(shallow.state_dict(), strict=False)
        assert torch.equal(shallow(x), deep(x))


@pytest.mark.parametrize("arch", ["resnet8,width=4", "resnet8,width=4,order=pre", "plain8,width=4"])
@pytest.mark.parametrize("init", [Init.HE, Init.DEFAULT])
def test_without_batch_norm_every_kind_grows_without_a_difference(arch: str, init: Init) -> None:
    setting = Setting(steps=2, has_batch_norm=False, init=init)
    [growth] = growths_of((arch,), setting, Kept())
    assert growth.eval_difference == growth.training_difference == 0


@pytest.mark.parametrize(
    ("arch", "reason"),
    [
        ("resnet8,shortcut=C,width=4", "each of its shortcuts is a projection"),
        ("plain8,order=pre,width=4", "its blocks begin with a ReLU"),
        ("resnet,stages=1-1,block=bottleneck,shortcut=none,width=4", "a part of its channels"),
        ("plain8,se=4,width=4", "scale their channels"),
    ],
)
def test_what_can_not_be_grown_is_said_before_anything_is_trained(arch: str, reason: str) -> None:
    asked = RunExperiment(Experiment.IDENTITY, ("resnet8,width=4", arch), Setting(steps=2))
    with pytest.raises(
        UserError, match=rf"can't be grown by blocks that change nothing: .*{reason}"
    ):
        next(iter(run(asked, Kept())))


def test_a_network_of_too_many_blocks_is_not_grown() -> None:
    with pytest.raises(UserError, match="1000 in total"):
        grown_arch("resnet,stages=400-1,width=4")


def test_grown_networks_are_of_the_same_kind() -> None:
    spec = parse(grown_arch("resnet,stages=1-2,block=bottleneck,width=8,order=pre"))
    assert (spec.block, spec.stages, spec.order) == (Block.BOTTLENECK, (3, 6), "pre")
