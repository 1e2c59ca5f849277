"""Networks that learn: what they find, and that they find it again, to the bit."""

from dataclasses import replace
from itertools import groupby, islice
from math import isfinite, log
from statistics import fmean

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Init, Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learning.learner import Learner
from resnet_viz.engine.experiments.nets import fitted_arch, net_named, net_of
from resnet_viz.engine.experiments.training import run, trained
from tests.engine.experiments.conftest import (
    DEEP_ARCHS,
    DEEP_LEARNED,
    LEARNED,
    LEARNED_ARCHS,
    trainings_of,
)

SMALL = ("plain8,width=4", "resnet8,width=4", "resnet8,width=4,order=pre")


def by_name(trainings: tuple[Training, ...]) -> dict[str, Training]:
    return {each.net.name: each for each in trainings}


def final(training: Training, upto: int = 60) -> float:
    return fmean(training.loss[upto - 20 : upto])


def fresh(arch: str, setting: Setting) -> Learner:
    data = data_of(setting)
    fitted = fitted_arch(arch, data)
    return Learner(net_of(fitted, setting, setting.seed), net_named(fitted), setting.seed, data)


def state_of(network: nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in network.state_dict().items()}


def is_same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_60_steps_show_what_the_shortcut_is_worth_at_20_layers(learned: Kept) -> None:
    found = by_name(trainings_of(LEARNED_ARCHS, LEARNED, learned))
    assert final(found["plain-20"]) / final(found["residual-20"]) > 2.5
    assert found["residual-20"].test_accuracy is not None
    assert found["residual-20"].test_accuracy > 0.9
    first = found["plain-20"].loss[0]
    assert first == pytest.approx(log(10), rel=0.3)


@pytest.mark.deep
def test_without_batch_norm_plain_20_guesses_on_and_residual_20_learns_well() -> None:
    setting = Setting(steps=120, has_batch_norm=False)
    found = by_name(trainings_of(("plain20", "resnet20"), setting, Kept()))
    assert final(found["plain-20"], 120) > 2.2
    assert final(found["residual-20"], 120) < 0.7


def test_without_batch_norm_60_steps_do_not_move_plain_20_from_guessing() -> None:
    setting = Setting(steps=60, has_batch_norm=False)
    found = by_name(trainings_of(("plain20", "resnet20"), setting, Kept()))
    assert final(found["plain-20"]) == pytest.approx(log(10), abs=0.05)
    assert final(found["residual-20"]) < 1.2


@pytest.mark.deep
def test_120_steps_show_degradation_at_56_layers(deeply_learned: Kept) -> None:
    found = by_name(trainings_of(DEEP_ARCHS, DEEP_LEARNED, deeply_learned))
    at_60 = {name: final(each) for name, each in found.items()}
    assert at_60["plain-56"] / at_60["residual-56"] > 4
    assert at_60["plain-56"] / at_60["plain-20"] > 2
    assert at_60["plain-20"] / at_60["residual-20"] > 2.5
    at_120 = {name: final(each, 120) for name, each in found.items()}
    assert at_120["plain-56"] > 1
    assert at_120["plain-20"] < 0.4
    assert at_120["residual-56"] < 0.15
    assert at_120["residual-20"] < 0.05
    assert at_120["plain-56"] / at_120["plain-20"] > 4


@pytest.mark.deep
def test_the_explosion_of_plain_56_turns_round_within_20_steps(deeply_learned: Kept) -> None:
    found = by_name(trainings_of(DEEP_ARCHS, DEEP_LEARNED, deeply_learned))
    plain = {each.step: each for each in found["plain-56"].records}
    assert tuple(plain) == (0, 1, 2, 5, 10, 20, 40, 80)
    assert plain[0].weights[0] / plain[0].weights[-1] > 500
    assert plain[20].weights[0] / plain[20].weights[-1] < 0.5
    assert plain[0].signal[0] / plain[0].signal[-1] > 500
    assert plain[20].signal[0] / plain[20].signal[-1] < 5
    assert plain[20].stem_norm / plain[0].stem_norm > 20
    for record in found["residual-56"].records:
        assert 0.5 < record.weights[0] / record.weights[-1] < 30


def test_the_same_seed_gives_the_same_bits() -> None:
    setting = Setting(steps=5, seed=3)
    assert trainings_of(SMALL, setting, Kept()) == trainings_of(SMALL, setting, Kept())


@pytest.mark.parametrize(
    ("archs", "first", "steps"), [(SMALL, 10, 12), (SMALL[:1], 0, 2), (SMALL[1:2], 22, 24)]
)
def test_a_longer_run_that_goes_on_finds_what_a_fresh_one_does(
    archs: tuple[str, ...], first: int, steps: int
) -> None:
    longer, kept = Setting(steps=steps), Kept()
    trainings_of(archs, replace(longer, steps=first), kept)
    went_on = trainings_of(archs, longer, kept)
    assert [each.taken_over for each in went_on] == [first] * len(archs)
    at_once = Kept()
    assert tuple(replace(each, taken_over=0) for each in went_on) == trainings_of(
        archs, longer, at_once
    )
    for each in went_on:
        one = kept.get(each.net.arch, longer, 0)
        other = at_once.get(each.net.arch, longer, 0)
        assert one is not None
        assert other is not None
        assert is_same(state_of(one.network), state_of(other.network))


def test_a_shorter_run_after_a_longer_one_starts_where_it_is_the_same() -> None:
    kept = Kept()
    trainings_of(SMALL, Setting(steps=4), kept)
    assert trainings_of(SMALL, Setting(steps=2), kept) == trainings_of(
        SMALL, Setting(steps=2), Kept()
    )


def test_networks_of_a_run_that_is_stopped_go_on_in_the_next_one() -> None:
    kept, setting = Kept(), Setting(steps=4)
    stopped = run(RunExperiment(Experiment.DEGRADATION, SMALL, setting), kept)
    *_, progressed = islice(stopped, 3 + 4)
    assert [len(each.loss) for each in progressed.found().training] == [2, 1, 1]
    stopped.close()  # type: ignore[attr-defined]
    assert [each.taken_over for each in trainings_of(SMALL, setting, kept)] == [2, 1, 1]


@pytest.mark.parametrize("has_batch_norm", [True, False])
def test_every_step_is_counted_in_its_part_of_the_run(has_batch_norm: bool) -> None:
    setting = Setting(steps=3, seeds=2, has_batch_norm=has_batch_norm)
    steps = list(run(RunExperiment(Experiment.DEGRADATION, SMALL, setting), Kept()))
    for _, part in groupby(steps, key=lambda each: each.doing):
        counted = list(part)
        assert [each.done for each in counted] == list(range(1, len(counted) + 1))
        assert {each.total for each in counted} == {len(counted)}
    assert [len(each.loss) for each in steps[-1].found().training] == [3] * 6
    assert all(each.test_accuracy is not None for each in steps[-1].found().training)


def test_each_seed_of_several_finds_what_a_run_of_its_own_does() -> None:
    several = trainings_of(SMALL, Setting(steps=3, seed=4, seeds=2), Kept())
    one_by_one = [trainings_of(SMALL, Setting(steps=3, seed=seed), Kept()) for seed in (4, 5)]
    assert several == one_by_one[0] + one_by_one[1]


def test_the_steps_are_those_of_plain_pytorch() -> None:
    setting = Setting(seed=1)
    learning = fresh("resnet8,width=4", setting)
    twin = net_of(learning.net.arch, setting, 1)
    optimizer = torch.optim.SGD(twin.parameters(), lr=0.02, momentum=0.9, weight_decay=1e-4)
    for step in range(4):
        x, y = learning.batch(step)
        assert x.shape == (64, 1, 8, 8)
        optimizer.zero_grad()
        loss = cross_entropy(twin(x), y)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        learning.learn()
        assert learning.found.loss[-1] == pytest.approx(loss.item(), rel=1e-4)


def test_an_epoch_shows_each_picture_once_in_an_order_of_its_own() -> None:
    learning = fresh("resnet8,width=1", Setting())
    data, orders = learning.data, []
    numbered = torch.arange(len(data.train_y))
    learning.data = data._replace(train_y=numbered)
    for epoch in range(2):
        seen = torch.cat([learning.batch(22 * epoch + step)[1] for step in range(22)])
        assert len(set(seen.tolist())) == len(seen) == 22 * 64
        orders.append(seen)
    assert not torch.equal(*orders)


@pytest.mark.parametrize("arch", [*SMALL, "resnet,stages=1-1,block=bottleneck,width=4,se=4"])
@pytest.mark.parametrize("has_batch_norm", [True, False])
def test_recorded_gradients_are_those_of_plain_autograd(arch: str, has_batch_norm: bool) -> None:
    learning = fresh(arch, Setting(has_batch_norm=has_batch_norm))
    x, y = learning.batch(0)
    twin = net_of(learning.net.arch, Setting(has_batch_norm=has_batch_norm), 0)
    outputs = []
    for part in twin.children():
        blocks = part.children() if isinstance(part, nn.Sequential) else [part]
        for block in blocks:
            x = block(x)
            outputs.append(x)
    stem = 3 if "maxpool" not in dict(twin.named_children()) else 4
    count = sum(len(getattr(twin, f"layer{n}", ())) for n in range(1, 9))
    places = outputs[stem - 1 : stem + count]
    gradients = torch.autograd.grad(cross_entropy(x, y), [*places, *twin.parameters()])
    learning.learn()
    [record] = learning.found.records
    expected = [each.norm().item() for each in gradients[: len(places)]]
    assert record.signal == pytest.approx(expected, rel=1e-4)
    named = dict(zip(dict(twin.named_parameters()), gradients[len(places) :], strict=True))
    convs = [
        named[f"{path}.weight"].norm().item()
        for path, module in twin.named_modules()
        if isinstance(module, nn.Conv2d) and "downsample" not in path and ".se." not in path
    ]
    assert record.weights == pytest.approx(convs, rel=1e-4)
    assert record.stem_norm == pytest.approx(twin.get_submodule("conv1").weight.norm().item())  # type: ignore[operator]


def test_recording_changes_no_bit_of_what_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    watched, bare = fresh(SMALL[1], Setting()), fresh(SMALL[1], Setting())
    watched.learn()
    monkeypatch.setattr(
        "resnet_viz.engine.experiments.learning.learner.RECORDED_STEPS", frozenset()
    )
    bare.learn()
    assert len(watched.found.records) == 1
    assert bare.found.records == ()
    assert is_same(state_of(watched.network), state_of(bare.network))


WILD = Setting(steps=3, has_batch_norm=False)
WILD_ARCHS = ("resnet20,depth=362,width=4", "plain8,width=4")


def test_a_loss_that_is_not_finite_ends_its_network_and_no_other() -> None:
    kept = Kept()
    wild, tame = trainings_of(WILD_ARCHS, WILD, kept)
    assert wild.ended_at == len(wild.loss) > 0
    assert all(map(isfinite, wild.loss))
    assert wild.test_accuracy is None
    numbers = [each for record in wild.records for each in (*record.signal, *record.weights)]
    assert all(map(isfinite, numbers))
    assert (len(tame.loss), tame.ended_at) == (3, None)
    assert tame.test_accuracy is not None
    again = trainings_of(WILD_ARCHS, WILD, kept)
    assert replace(again[0], taken_over=0) == wild


def test_a_network_whose_loss_was_not_finite_is_looked_at_no_further() -> None:
    with pytest.raises(UserError, match=r"residual-362 .* not finite at step \d+\. Take fewer"):
        list(trained(WILD_ARCHS, WILD, Kept()))


def test_lack_of_memory_is_one_sentence_and_what_was_measured_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, setting = Kept(), Setting(steps=4)
    steps = run(RunExperiment(Experiment.DEGRADATION, SMALL, setting), kept)
    *_, progressed = islice(steps, len(SMALL) + 4)

    def lack(*_: object) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1")

    monkeypatch.setattr(Learner, "learn", lack)
    with pytest.raises(UserError, match=r"width=4.* is too large to be trained here: memory ran"):
        next(steps)
    assert [len(each.loss) for each in progressed.found().training] == [2, 1, 1]


def test_a_trained_network_is_one_that_was_kept(learned: Kept) -> None:
    steps = trained(("resnet20", "resnet8"), LEARNED, learned)
    found: tuple[nn.Module, ...] = ()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found = end.value
            break
    for arch, network in zip(("resnet20", "resnet8"), found, strict=True):
        kept = learned.get(fitted_arch(arch, data_of(LEARNED)), LEARNED, 0)
        assert kept is not None
        assert kept.network is network


@pytest.mark.parametrize("init", Init)
def test_each_start_learns(init: Init) -> None:
    [training] = trainings_of(("resnet8,width=4",), Setting(steps=40, init=init), Kept())
    assert fmean(training.loss[-10:]) < fmean(training.loss[:10])
