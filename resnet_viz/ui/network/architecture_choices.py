"""What the controls of the architecture say: names, values and tips, a row for each."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.spec import Block, Downsample, Order, ShortcutOption, Stem, StrideIn
from resnet_viz.ui.parts.tip import set_tip

MOST = 10  # times more can be typed than is legal, so that the rules can say what is

TITLES: Mapping[str, str] = {
    "name": "ImageNet",
    "cifar": "CIFAR",
    "block": "Block",
    "depth": "Depth",
    "stages": "Stages",
    "shortcut": "Shortcut",
    "order": "Order",
    "stride_in": "Stride on",
    "downsample": "Downsample",
    "se": "SE",
    "se_min": "SE minimum",
    "stem": "Stem",
    "stem_width": "Stem width",
    "width": "Width",
    "groups": "Groups",
    "group_width": "Group width",
    "input": "Input",
    "classes": "Classes",
    "weights": "Weights",
}

COMBOS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "shortcut": (
        (ShortcutOption.ZERO_PAD, "A: zero-padded"),
        (ShortcutOption.PROJECTION, "B: projection"),
        (ShortcutOption.ALL_PROJECTIONS, "C: all projected"),
        (ShortcutOption.NONE, "None (plain)"),
    ),
    "order": (
        (Order.POST, "Post-activation (2015)"),
        (Order.PRE, "Pre-activation (2016)"),
    ),
    "stride_in": (
        (StrideIn.CONV3X3, "3×3 (v1.5)"),
        (StrideIn.CONV1X1, "1×1 (v1, paper)"),
    ),
    "downsample": (
        (Downsample.CONV, "Strided 1×1"),
        (Downsample.AVG, "Average pool + 1×1 (D)"),
    ),
    "stem": (
        (Stem.IMAGENET, "7×7 + max pool"),
        (Stem.DEEP, "Three 3×3 + max pool"),
        (Stem.CIFAR, "3×3 (CIFAR)"),
    ),
}

SPINS: Mapping[str, tuple[int, int]] = {
    "se": (0, MOST * rules.MAX_WIDTH),
    "se_min": (0, MOST * rules.MAX_SE_MIN),
    "width": (0, MOST * rules.MAX_WIDTH),
    "groups": (0, MOST * rules.MAX_GROUPS),
    "group_width": (0, MOST * rules.MAX_GROUP_WIDTH),
    "classes": (0, MOST * rules.MAX_CLASSES),
}

TIPS: Mapping[str, str] = {
    "depth": "Layers with weights as the paper counts them, the fc layer included",
    "shortcut": (
        "How a block's input reaches its sum. A: identity, padded with zeros. B: projection "
        "where the shape changes. C: projection everywhere (paper, section 3.3)"
    ),
    "plain": "The same layers without shortcuts, and back (Ctrl+Shift+B)",
    "twin": "The same stages with the other block, so that the depth follows (Ctrl+B)",
    "order": "Batch norm and ReLU after each convolution, or before it (He et al. 2016)",
    "stride_in": "Which convolution of a downsampling bottleneck has the stride",
    "downsample": "How a projection downsamples: by stride, or by average pooling (ResNet-D)",
    "se": "SE reduction ratio: squeeze-and-excitation in each block, or none",
    "se_min": "The fewest channels that SE squeezes to. Widely used code has 8.",
    "stem": "The layers before the first stage",
    "stem_width": "Channels of the stem. A deep stem has one number for each convolution: 24-32-64",
    "width": "Channels of the first stage. Each further stage has twice as many.",
    "groups": "Groups of a bottleneck's 3×3 convolution, as in ResNeXt",
    "group_width": "Channels of a group where the stage has 64, as torchvision's width_per_group",
    "input": "224, 224x192 (height × width) or 3x224x224 (channels first)",
    "classes": "Outputs of the last, fully connected layer. With 0 the network has none.",
    Block.BASIC: "Use basic blocks and keep the stages, so that the depth follows",
    Block.BOTTLENECK: "Use bottleneck blocks and keep the stages, so that the depth follows",
}


def add_tips(controls: Mapping[str, QWidget]) -> None:
    """Puts its tip on each control that has one."""
    for key, control in controls.items():
        if key in TIPS:
            set_tip(control, TIPS[key])
