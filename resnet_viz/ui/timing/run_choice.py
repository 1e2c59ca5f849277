"""The options of a timed run that a person can switch, one row each, and what is remembered."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSettings

from resnet_viz.core.limits import MAX_THREADS
from resnet_viz.core.timing.device_kind import DeviceKind, kind_of_device
from resnet_viz.core.timing.measurement import Precision, TimingOptions
from resnet_viz.core.timing.option_words import SHORT_WORDS
from resnet_viz.core.timing.what_if import PLAIN, Casting, WhatIf

THREADS = "run/threads"  # keys of the stored settings
CASTING = "run/casting"
IS_LONG = "run/is_long"
THREADS_TIP = (
    "Threads of the CPU that a pass may use; 'auto' leaves PyTorch's own choice, one for each core"
)
CASTING_TIP = (
    "How a pass comes to bf16 or fp16. Cast: weights and image are converted beforehand. "
    "Autocast: PyTorch converts operation by operation, and keeps some in fp32"
)
NO_CASTING = "fp32 needs no casting; choose bf16 or fp16 in the toolbar"
LONG_TIP = "Takes 64 passes and more, so that the 90th percentile is known too; up to a minute"


@dataclass(frozen=True, slots=True)
class Switch:
    """A field of `WhatIf` as a check box; `excludes` is the field that it can't be on with."""

    field: str
    text: str
    tip: str
    is_cuda: bool = False
    excludes: str = ""
    reason: str = ""


TOGETHER = (
    "Folding needs batch norm's fixed statistics, training changes them: "
    "one of the two can be on, not both."
)
SWITCHES = (
    Switch(
        "is_channels_last",
        "Channels last",
        "Keeps the channels of a pixel side by side in memory (NHWC). On a CPU ResNet-50 at "
        "batch 1 ran 1.02 × as fast with it, and 1.1 × with bf16",
    ),
    Switch(
        "is_fused",
        "Fold conv–BN",
        "Folds each batch norm into the convolution before it, as one does to deploy a network. "
        "On a CPU ResNet-50 at batch 1 ran 1.03 × as fast",
        excludes="is_training",
        reason=TOGETHER,
    ),
    Switch(
        "is_training",
        "Forward + backward",
        "Times a pass in train mode and the gradients of all weights; typically three times as "
        "long as only the forward pass",
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


@dataclass(frozen=True, slots=True)
class RunChoice:
    """What is switched, whatever device and precision are chosen."""

    threads: int = 0
    what_if: WhatIf = PLAIN
    is_long: bool = False

    def apply_to(self, options: TimingOptions) -> TimingOptions:
        """The options with these; without what their device or precision doesn't know."""
        is_fp32 = options.precision is Precision.FP32
        is_cuda = kind_of_device(options.device) is DeviceKind.CUDA
        what_if = replace(
            self.what_if,
            casting=Casting.CAST if is_fp32 else self.what_if.casting,
            is_autotuned=is_cuda and self.what_if.is_autotuned,
            is_tf32=is_cuda and self.what_if.is_tf32,
        )
        return replace(options, threads=self.threads, what_if=what_if, is_long=self.is_long)


def remembered_choice() -> RunChoice:
    """What was chosen the last time; a damaged entry is as if never chosen."""
    settings = QSettings()
    casting, threads = str(settings.value(CASTING, "")), str(settings.value(THREADS, "0"))
    is_on = {each.field: settings.value(_key(each.field)) == "true" for each in SWITCHES}
    is_on["is_training"] = is_on["is_training"] and not is_on["is_fused"]
    known = Casting(casting) if casting in set(Casting) else Casting.CAST
    return RunChoice(
        min(int(threads), MAX_THREADS) if threads.isdecimal() else 0,
        WhatIf(casting=known, **is_on),
        settings.value(IS_LONG) == "true",
    )


def remember(choice: RunChoice) -> None:
    """Keeps a choice for the next time."""
    settings = QSettings()
    settings.setValue(THREADS, str(choice.threads))
    settings.setValue(CASTING, str(choice.what_if.casting))
    settings.setValue(IS_LONG, _flag(choice.is_long))
    for field in SHORT_WORDS:
        settings.setValue(_key(field), _flag(getattr(choice.what_if, field)))


def _key(field: str) -> str:
    return f"run/{field}"


def _flag(is_on: bool) -> str:
    return "true" if is_on else "false"
