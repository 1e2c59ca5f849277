"""All kinds of layer by their names: one row for each."""

from collections.abc import Mapping

from resnet_viz.core.graph.any_pooling import Pool
from resnet_viz.core.graph.convolution import Conv
from resnet_viz.core.graph.join_layers import Add, Cat, Scale, Stack, ZeroPad
from resnet_viz.core.graph.layer import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Input,
    Layer,
    Linear,
    ReLU,
    Sigmoid,
)
from resnet_viz.core.graph.pointwise import Activation, Elementwise, Norm
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.products import Attention, MatMul, MultiheadAttention
from resnet_viz.core.graph.recurrent import Recurrent
from resnet_viz.core.graph.several import Other, Several
from resnet_viz.core.graph.views import Embedding, View

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
        Stack,
        Conv,
        MatMul,
        Attention,
        MultiheadAttention,
        Norm,
        Activation,
        Pool,
        Embedding,
        Recurrent,
        Elementwise,
        View,
        Several,
        Other,
    )
}
