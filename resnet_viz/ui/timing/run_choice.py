"""The options of a timed run that a person can switch, one row each."""

from dataclasses import dataclass

THREADS_TIP = (
    "CPU threads that a pass may use. 'auto' leaves the choice to PyTorch, usually one per core"
)
CASTING_TIP = (
    "How a pass uses bf16 or fp16. Convert all: weights and image are converted beforehand. "
    "Autocast: PyTorch converts operation by operation, and keeps some in fp32"
)
NO_CASTING = "fp32 needs no conversion. Choose bf16 or fp16 first"
LONG_TIP = "Takes at least 64 passes, up to a minute, so that the 90th percentile is known too"


@dataclass(frozen=True, slots=True)
class Switch:
    """A field of `WhatIf` as a check box; `excludes` is the field that it can't be on with.

    One that `is_of_family` is for networks that this program builds.
    """

    field: str
    text: str
    tip: str
    is_cuda: bool = False
    is_of_family: bool = False
    excludes: str = ""
    reason: str = ""


TOGETHER = (
    "Fusing needs fixed batch norm statistics, and training changes them. "
    "Only one of the two can be on."
)
OF_FAMILY = "A network of others runs as it was written, so it can't be fused here."
SWITCHES = (
    Switch(
        "is_channels_last",
        "Channels last",
        "Keeps the channels of a pixel side by side in memory (NHWC). On a CPU ResNet-50 at "
        "batch 1 ran 1.02 × as fast with it, and 1.1 × with bf16",
    ),
    Switch(
        "is_fused",
        "Fuse conv + BN",
        "Fuses each batch norm into the convolution before it, as one does to deploy a network. "
        "On a CPU ResNet-50 at batch 1 ran 1.03 × as fast",
        is_of_family=True,
        excludes="is_training",
        reason=TOGETHER,
    ),
    Switch(
        "is_training",
        "Forward + backward",
        "Times a pass in train mode and the gradients of all weights. Typically takes three "
        "times as long as the forward pass",
        excludes="is_fused",
        reason=TOGETHER,
    ),
    Switch(
        "is_autotuned",
        "cuDNN autotune",
        "Lets cuDNN try its algorithms in the warm-up and keep the fastest for these shapes",
        is_cuda=True,
    ),
    Switch(
        "is_tf32",
        "TF32",
        "Multiplies fp32 numbers in CUDA's 19-bit format: faster on tensor cores, less exact",
        is_cuda=True,
    ),
)
