"""Captions of identity by construction say what was measured of both networks."""

from dataclasses import replace

import pytest

from resnet_viz.core.experiments.captions.identity import caption
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.identity import Growth
from resnet_viz.core.experiments.net import NetKind
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.plots.identity import plots
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.experiments.telling import json_of
from tests.core.experiments.captions.read_back import numbers_in
from tests.core.experiments.learned import PLAIN, RESIDUAL, learned, outcome

IDENTITY = Experiment.IDENTITY
BASES = (learned(PLAIN, 20, 0.351), learned(RESIDUAL, 20, 0.0588))


def grown(kind: NetKind, evaluation: float, training: float) -> Growth:
    net, deep = learned(kind, 20, 1.0).net, learned(kind, 56, 1.0).net
    logits = (1.5, -2.5)
    return Growth(net, deep, 0, 18, 360, logits, logits, evaluation, training, 0.9, 0.9)


def text_of(*growths: Growth, setting: Setting | None = None) -> str:
    told = outcome(*BASES, setting=setting, experiment=IDENTITY)
    told = replace(told, found=Found(training=BASES, growth=growths))
    return " ".join(map(str, caption(told)))


def test_the_usual_result_is_said_for_both_kinds() -> None:
    text = text_of(grown(PLAIN, 0.0, 6.66), grown(RESIDUAL, 0.0, 0.0))
    assert text.startswith(
        "Identity costs a residual block nothing: residual-20 with 18 more blocks whose branch "
        "gives 0 is residual-56, and its logits are the same to the last bit, for 360 test "
        "pictures in evaluation and for a batch in training mode. "
        "A plain block can be the identity too, but only with one exact pattern in its kernels: "
        "with 18 such blocks added to plain-20, the logits of plain-56 are the same in evaluation. "
        "And only as long as batch norm's statistics are fixed: in training mode, where each batch "
        "has its own, they differ by up to 6.66. "
    )
    assert {18, 6.66, 360} <= set(numbers_in(text))
    rounded = text_of(grown(PLAIN, 0.0004, 6.66))
    assert "differ by no more than 4.0 × 10⁻⁴ in evaluation" in rounded


def test_the_reversed_result_claims_no_identity() -> None:
    text = text_of(grown(PLAIN, 0.0, 0.0), grown(RESIDUAL, 0.5, 8.9))
    assert "residual-56 isn't quite the same: its logits differ by up to 0.5 in" in text
    assert "costs a residual block nothing" not in text
    assert "plain-20 with 18 more blocks whose kernels pass on one place is plain-56" in text
    assert "only with one exact pattern" not in text


@pytest.mark.parametrize("kind", [PLAIN, RESIDUAL])
def test_a_large_difference_is_said_for_any_kind(kind: NetKind) -> None:
    text = text_of(grown(kind, 3.0, 3.0))
    assert "isn't quite the same" in text
    assert "identity" not in text.lower()


def test_one_bit_of_difference_is_no_identity() -> None:
    assert "costs a residual block nothing" not in text_of(grown(RESIDUAL, 0.0, 1e-7))


def test_the_statistics_are_blamed_only_where_there_are_some() -> None:
    setting = Setting(steps=60, has_batch_norm=False)
    assert "statistics" not in text_of(grown(PLAIN, 0.0, 5.0), setting=setting)


def test_before_anything_grew_the_losses_are_said() -> None:
    assert "at 0.0588 after the same 60 steps" in text_of()
    assert "grown" not in text_of()


def test_what_the_grown_networks_learned_is_said_with_where_they_began() -> None:
    on = replace(learned(PLAIN, 56, 0.325), loss=(1.34, *[0.325] * 59))
    text = text_of(replace(grown(PLAIN, 0.0, 6.66), trained_on=on))
    assert "plain-56 does not begin where plain-20 was, at 0.351: its first loss is 1.34." in text
    assert "After 60 more steps it is at 0.325." in text
    kept = replace(learned(RESIDUAL, 56, 0.0047), loss=(0.0191, *[0.0047] * 59))
    text = text_of(replace(grown(RESIDUAL, 0.0, 0.0), trained_on=kept))
    assert "residual-56 begins with a loss of 0.0191, where residual-20 was at 0.0588." in text
    short = replace(kept, loss=kept.loss[:5])
    assert "more steps" not in text_of(replace(grown(RESIDUAL, 0.0, 0.0), trained_on=short))


def test_plots_show_both_logits_and_the_loss_on_from_where_it_grew() -> None:
    told = outcome(*BASES, experiment=IDENTITY)
    assert [each.key for each in plots(told)] == ["loss"]
    growths = (grown(PLAIN, 0.0, 6.66), grown(RESIDUAL, 0.0, 0.0))
    told = replace(told, found=Found(training=BASES, growth=growths))
    first, second = plots(told)
    assert [each.name for each in first.series] == ["plain-20", "plain-56"]
    assert first.note == "Largest difference of any logit: 0 in evaluation, 6.7 in training mode."
    assert second.series[0].points == second.series[1].points == ((0.0, 1.5), (1.0, -2.5))
    on = replace(growths[1], trained_on=learned(RESIDUAL, 56, 0.01, steps=3))
    told = replace(told, found=Found(training=BASES, growth=(growths[0], on)))
    *_, loss = plots(told)
    assert [each.name for each in loss.series] == ["plain-20", "residual-20", "residual-56"]
    assert [x for x, _ in loss.series[2].points] == [60.0, 61.0, 62.0]
    assert [each.x for each in loss.marked] == [60.0]
    assert plots(outcome(experiment=IDENTITY)) == ()


def test_the_json_has_both_networks_and_what_was_learned_on() -> None:
    growth = replace(grown(RESIDUAL, 0.0, 0.0), trained_on=learned(RESIDUAL, 56, 0.01))
    told = replace(outcome(experiment=IDENTITY), found=Found(growth=(growth,)))
    networks = json_of(told)["networks"]
    assert isinstance(networks, list)
    [entry] = networks
    assert entry["arch"] == "resnet20,input=1x8x8"
    assert entry["grown"] == "resnet56,input=1x8x8"
    assert entry["eval_difference"] == 0
    assert entry["trained_on"]["final_loss"] == pytest.approx(0.01)
