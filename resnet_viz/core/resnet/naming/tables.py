"""Other projects' names for the same layers: one row each.

Ours are torchvision's: `conv1 bn1 layer1.0.conv1 layer1.0.bn1 layer1.0.downsample.0 fc`. Only
names whose layers compute the same are here. Cadene's `layer0` with `se_module` is not: its max
pool has other borders. Nor is timm's ResNetV2, which pools before its first batch norm.
"""

import re
from typing import NamedTuple

Rule = tuple[str, str]
"""The beginning of a name as a pattern, and what it is with us; what follows stays."""


class Dialect(NamedTuple):
    """One way to name a network: where its blocks are, their parts, and what is before them.

    `block` has a group `stage` and a group `block`, numbers in rising order from any start.
    `first` is what the first convolution of a block is called, by which a network is found.
    """

    title: str
    block: str
    parts: tuple[Rule, ...]
    stem: tuple[Rule, ...]
    first: str = r"conv1\.(?:conv\.)?weight"


NORM = r"(?:bn|norm|normalization|batch_norm|batchnorm)"
SIDE = r"(?:downsample|shortcut|skip|proj|projection)"

PARTS: tuple[Rule, ...] = (
    (r"conv(\d)\.(?=weight$|bias$)", r"conv\1."),
    (r"conv(\d)\.conv\.", r"conv\1."),
    (rf"conv(\d)\.{NORM}\.", r"bn\1."),  # detectron2, which has a norm within its convolution
    (rf"{NORM}(\d)\.", r"bn\1."),
    (rf"{SIDE}\.(?=weight$)", "downsample.0."),
    (rf"{SIDE}\.{NORM}\.", "downsample.1."),
    (rf"{SIDE}\.(?:conv|convolution)\.", "downsample.0."),
    (rf"{SIDE}\.(\d)\.", r"downsample.\1."),
    (r"convShortcut\.", "downsample.0."),  # xternalz/WideResNet-pytorch
    (r"se\.fc([12])\.", r"se.fc\1."),
    (r"se\.conv_reduce\.", "se.fc1."),  # timm's EfficientNet blocks and who took them over
    (r"se\.conv_expand\.", "se.fc2."),
    (r"se_layer\.conv([12])\.conv\.", r"se.fc\1."),  # OpenMMLab
    (r"se\.(?:fc|excitation)\.0\.", "se.fc1."),
    (r"se\.(?:fc|excitation)\.2\.", "se.fc2."),
)
STEM: tuple[Rule, ...] = (
    (r"final_bn\.", "final_bn."),  # ours, after pre-activated blocks
    (r"(?:stem\.|layer0\.)?conv1?\.(?=weight$|bias$)", "conv1."),
    (rf"(?:stem\.|layer0\.)?{NORM}1?\.", "bn1."),
    (rf"(?:stem\.|layer0\.)?conv1\.{NORM}\.", "bn1."),
    (r"conv1\.(\d)\.", r"conv1.\1."),
    (r"(?:stem|layer0)\.(\d)\.", r"conv1.\1."),  # OpenMMLab's deep stem, semseg's layer0
)
FUNCTIONAL_PARTS: tuple[Rule, ...] = (
    *((rf"conv{place}(?:\.|$)(?:weight)?", f"conv{place + 1}.weight") for place in range(3)),
    *((rf"bn{place}\.", f"bn{place + 1}.") for place in range(3)),
    (r"convdim(?:\.|$)(?:weight)?", "downsample.0.weight"),
)
TRANSFORMERS_PARTS: tuple[Rule, ...] = (
    *((rf"layer\.{place}\.convolution\.", f"conv{place + 1}.") for place in range(3)),
    *((rf"layer\.{place}\.normalization\.", f"bn{place + 1}.") for place in range(3)),
    *PARTS,
)
SEQUENTIAL_PARTS: tuple[Rule, ...] = (
    *((rf"residual_function\.{3 * place}\.", f"conv{place + 1}.") for place in range(3)),
    *((rf"residual_function\.{3 * place + 1}\.", f"bn{place + 1}.") for place in range(3)),
    *PARTS,
)

DIALECTS: tuple[Dialect, ...] = (
    Dialect("torchvision, timm", r"layer(?P<stage>[1-9]\d?)\.(?P<block>\d{1,4})\.", PARTS, STEM),
    Dialect("detectron2", r"res(?P<stage>\d)\.(?P<block>\d{1,4})\.", PARTS, STEM),
    Dialect(
        "weiaicunzai/pytorch-cifar100",
        r"conv(?P<stage>\d)_x\.(?P<block>\d{1,4})\.",
        SEQUENTIAL_PARTS,
        STEM,
        r"residual_function\.0\.weight",
    ),
    Dialect(
        "Hugging Face's transformers",
        r"encoder\.stages\.(?P<stage>\d)\.layers\.(?P<block>\d{1,4})\.",
        TRANSFORMERS_PARTS,
        (
            (r"embedder\.embedder\.convolution\.", "conv1."),
            (r"embedder\.embedder\.normalization\.", "bn1."),
        ),
        r"layer\.0\.convolution\.weight",
    ),
    Dialect(
        "hysts/pytorch_resnet_cifar10",
        r"stage(?P<stage>\d)\.block(?P<block>\d{1,4})\.",
        PARTS,
        STEM,
    ),
    Dialect(
        "xternalz/WideResNet-pytorch",
        r"block(?P<stage>\d)\.layer\.(?P<block>\d{1,4})\.",
        PARTS,
        STEM,
    ),
    Dialect(
        "szagoruyko/wide-residual-networks",
        r"group(?P<stage>\d)\.block(?P<block>\d{1,4})\.",
        FUNCTIONAL_PARTS,
        ((r"conv0(?:\.|$)(?:weight)?", "conv1.weight"), (r"bn\.", "bn1.")),
        r"conv0(?:\.weight)?",
    ),
    Dialect("stages by number", r"stages?\.(?P<stage>\d)\.(?P<block>\d{1,4})\.", PARTS, STEM),
    Dialect("layers by number", r"layers\.(?P<stage>\d)\.(?P<block>\d{1,4})\.", PARTS, STEM),
)
NUMBERED = Dialect(
    "nn.Sequential",
    r"(?P<stage>\d{1,3})\.(?P<block>\d{1,4})\.",
    PARTS,
    STEM,
)
FINAL_NORMS = ("final_bn", "bn_final", "bn_last", "last_bn", "final_norm", "bn", "bn1", "norm")
HEADS = (
    "fc",
    "linear",
    "last_linear",
    "classifier",
    "head",
    "head.fc",
    "output",
    "logits",
)
# What training leaves in a model: counters of FLOP counters, of averages, and of queues.
LEFTOVERS = re.compile(r"(?:.*\.)?(?:total_ops|total_params|n_averaged|num_batches_tracked)")
