"""All kinds of layer by their names: one row for each."""

from collections.abc import Mapping

from resnet_viz.core.graph.join_layers import Add, Cat, Scale, ZeroPad
from resnet_viz.core.graph.layer import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Input,
    Layer,
    Linear,
    Other,
    ReLU,
    Sigmoid,
)
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d

KINDS: Mapping[str, type[Layer]] = {
    kind.__name__: kind
    for kind in (
        Input,
        Conv2d,
        BatchNorm2d,
        ReLU,
        Sigmoid,
        Scale,
        MaxPool2d,
        AvgPool2d,
        GlobalAvgPool,
        Flatten,
        Linear,
        Add,
        Cat,
        ZeroPad,
        Other,
    )
}
