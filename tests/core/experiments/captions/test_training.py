"""Captions of gradients while training say what was measured, also where nothing turned round."""

from dataclasses import replace

from resnet_viz.core.experiments.captions.training import caption
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.setting import Setting
from tests.core.experiments.captions.read_back import numbers_in
from tests.core.experiments.learned import PLAIN, RESIDUAL, TRAINING, learned, outcome, record

TURNED = (record(0, 1790.0), record(10, 0.06), record(20, 0.02, stem_norm=98.5))
EVEN = (record(0, 8.44), record(10, 3.74), record(20, 2.05, stem_norm=1.66))


def recorded(*records: Record, seed: int = 0) -> Training:
    return replace(learned(PLAIN, 56, 2.1, seed), records=records)


def text_of(*trainings: Training, setting: Setting | None = None) -> str:
    told = outcome(*trainings, setting=setting, experiment=TRAINING)
    return " ".join(map(str, caption(told)))


def test_the_explosion_that_turns_round_is_said_with_its_cause() -> None:
    residual = replace(learned(RESIDUAL, 56, 0.22), records=EVEN)
    text = text_of(recorded(*TURNED), residual)
    assert text.startswith(
        "In plain-56 the gradient of the first convolution's weights is 1\u202f790 times that of "
        "the last one's at step 0, and only 0.02 times at step 20: the explosion has turned round. "
        "By then the steps have thrown the stem's weights to 98.5 times their norm, and with batch "
        "norm after them a weight's gradient shrinks as the weight grows. "
        "What has become small is the weights' gradient. The signal itself, |dL/dx|, is 2 times as "
        "large at the stem as at the last block. "
        "In residual-56 the gradient of the first convolution's weights is 2.05 to 8.44 times that "
        "of the last one's at all recorded steps, from 0 to 20. "
    )
    assert "With shortcuts residual-56 is at 0.22 after the same 60 steps" in text
    numbers = numbers_in(text)
    assert {1790, 0.02, 98.5, 2.05, 8.44} <= set(numbers)


def test_what_did_not_turn_round_is_not_said_to() -> None:
    for records in (EVEN, (*TURNED[:1], record(5, 0.8)), tuple(reversed_of(TURNED))):
        text = text_of(recorded(*records))
        assert "turned round" not in text
        assert "thrown" not in text
        assert "become small" not in text
        assert "at all recorded steps" in text


def reversed_of(records: tuple[Record, ...]) -> list[Record]:
    steps = [each.step for each in records]
    return [replace(each, step=step) for step, each in zip(steps, records[::-1], strict=True)]


def test_the_cause_is_said_only_where_it_was_measured() -> None:
    still = (*TURNED[:2], replace(TURNED[2], stem_norm=2.0))
    assert "thrown" not in text_of(recorded(*still))
    vanished = (*TURNED[:2], replace(TURNED[2], signal=(1e-4, 1.0)))
    assert "The signal itself" not in text_of(recorded(*vanished))


def test_seeds_must_agree_before_it_is_said_to_turn_round() -> None:
    setting = Setting(steps=60, seeds=2)
    both = recorded(*TURNED), recorded(record(0, 3500.0), record(20, 0.05, stem_norm=150.0), seed=1)
    text = text_of(*both, setting=setting)
    assert "1\u202f790 to 3\u202f500 times" in text
    assert "only 0.02 to 0.05 times at step 20" in text
    assert "98.5 to 150 times their norm" in text
    torn = both[0], recorded(*EVEN, seed=1)
    assert "turned round" not in text_of(*torn, setting=setting)


def test_untrained_networks_have_no_course() -> None:
    assert "gradient of the first" not in text_of(recorded(TURNED[0]))
    assert text_of() == ""


def test_gradients_of_exactly_0_are_said_and_divided_by_by_nobody() -> None:
    zero = (record(0, 3.0, 0.0), record(1, 2.0, 0.1))
    text = text_of(recorded(*zero))
    assert "At the first step the gradient is 0 for 1 of 2 convolutions in plain-56." in text
    assert "gradient of the first" not in text


def test_without_batch_norm_only_the_signal_is_said_to_shrink() -> None:
    setting = Setting(steps=60, has_batch_norm=False)
    faint = [replace(each, signal=(3e-9, 1.0)) for each in TURNED]
    text = text_of(recorded(*faint), setting=setting)
    assert text.startswith(
        "In plain-56 the signal, |dL/dx|, is 3.0 × 10⁻⁹ times as large at the stem as at the last "
        "block at all recorded steps, from 0 to 20. "
    )
    assert "weights" not in text
    gone = [replace(each, signal=(0.0, 0.0)) for each in TURNED]
    assert "signal" not in text_of(recorded(*gone), setting=setting)
