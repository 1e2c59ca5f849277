"""The settings of a timed run in words: what of them is not plain."""

from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.core.wording import counted

PLAIN_WORDS = "plain fp32"
SHORT_WORDS = {
    "is_channels_last": "channels last",
    "is_fused": "fused",
    "is_training": "training",
    "is_autotuned": "cuDNN autotuned",
    "is_tf32": "TF32",
}


def settings_text(options: TimingOptions) -> str:
    """`bf16 cast, channels last, fused, 2 threads`; `plain fp32` where nothing differs."""
    chosen = option_texts(options.what_if, options.threads)
    precision = precision_text(options.precision, options.what_if.casting)
    return ", ".join((precision, *chosen)) if chosen or precision != "fp32" else PLAIN_WORDS


def precision_text(precision: Precision, casting: Casting) -> str:
    """`bf16 cast`; only `fp32`, which needs none."""
    return str(precision) if precision is Precision.FP32 else f"{precision} {casting}"


def option_texts(what_if: WhatIf, threads: int = 0) -> tuple[str, ...]:
    """The options that are on, and how many threads where that was chosen; the casting not."""
    words = tuple(short for name, short in SHORT_WORDS.items() if getattr(what_if, name))
    return (*words, counted(threads, "thread")) if threads else words
