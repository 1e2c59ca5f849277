"""The settings of a timed run: in words, and as they travel."""

import json

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.plain import plain_of, read_as
from resnet_viz.core.timing.option_words import settings_text
from resnet_viz.core.timing.options import Precision, TimingOptions, precision_named
from resnet_viz.core.timing.what_if import Casting, WhatIf


def test_nothing_chosen_is_plain() -> None:
    assert settings_text(TimingOptions()) == "plain fp32"


def test_every_choice_is_named() -> None:
    what_if = WhatIf(is_channels_last=True, is_fused=True)
    chosen = TimingOptions(precision=Precision.BF16, what_if=what_if, threads=2)
    assert settings_text(chosen) == "bf16 cast, channels last, fused, 2 threads"


def test_the_casting_is_named_where_there_is_one() -> None:
    autocast = WhatIf(casting=Casting.AUTOCAST)
    assert settings_text(TimingOptions(precision=Precision.FP16, what_if=autocast)) == (
        "fp16 autocast"
    )
    assert settings_text(TimingOptions(what_if=autocast)) == "plain fp32"


def test_other_choices_at_fp32_name_it() -> None:
    assert settings_text(TimingOptions(what_if=WhatIf(is_training=True))) == "fp32, training"


def test_options_come_over_as_json_whole() -> None:
    what_if = WhatIf(casting=Casting.AUTOCAST, is_tf32=True)
    options = TimingOptions("cuda:0", 8, Precision.BF16, 4, "w.pth", what_if, is_long=True)
    assert read_as(TimingOptions, json.loads(json.dumps(plain_of(options)))) == options


def test_a_precision_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(UserError, match="Choose fp32, bf16 or fp16"):
        precision_named("fp8")
    assert precision_named("bf16") is Precision.BF16
