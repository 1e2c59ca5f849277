"""What PyTorch allocates aside while one layer runs on a CPU, and gives back when it is done.

Known from the allocator's own events (docs/memory.md): PyTorch 2.13 with oneDNN 3.12 on a CPU with
AVX-512. Elements of four bytes are fp32, shorter ones bf16 where the CPU computes in it.
"""

from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d
from resnet_viz.core.graph.pooling import GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.shape import image_of
from resnet_viz.core.graph.tree import Node

FP32_BYTES = 4  # sums are kept in it, whatever the activations are in
INDEX_BYTES = 8  # the place that max pooling took, int64
LANES = 16  # channels side by side in oneDNN's blocked layout: 512 bits of fp32
LEAST_LANES = 4  # the shortest blocks there are, which groups may have
ALIGNMENT_BYTES = 128  # what oneDNN adds to each piece of scratch
SMALL_IMAGE = 20_480  # elements up to which PyTorch's own kernel takes a single image
LARGE_BATCH = 16  # images from which oneDNN takes a 1×1 on one thread


class PassConditions(NamedTuple):
    """How a forward pass is run: on so many threads of a CPU, or with none on an accelerator."""

    batch: int
    bytes_per_element: int
    threads: int

    @property
    def is_on_cpu(self) -> bool:
        return self.threads > 0

    @property
    def is_fp32(self) -> bool:
        return self.bytes_per_element == FP32_BYTES

    def bytes_of(self, *sizes: int) -> int:
        """Bytes of a batch of activations of these sizes."""
        return self.batch * prod(sizes) * self.bytes_per_element


def workspace_bytes(node: Node, run: PassConditions) -> int:
    """The most that is allocated on top of a layer's output while it runs, in bytes.

    On an accelerator only what PyTorch itself allocates: its libraries choose their own workspace.
    """
    match node.layer:
        case MaxPool2d():
            return run.batch * prod(node.out_shape) * INDEX_BYTES  # not only for training
        case _ if not run.is_on_cpu:
            return 0
        case Conv2d() as conv:
            return _conv_bytes(conv, node, run)
        case BatchNorm2d(channels=channels):
            return 2 * channels * FP32_BYTES  # its scale and shift
        case GlobalAvgPool() if not run.is_fp32:
            return run.batch * (prod(node.in_shape) + prod(node.out_shape)) * FP32_BYTES
    return 0


def _conv_bytes(conv: Conv2d, node: Node, run: PassConditions) -> int:
    if not _is_in_onednn(conv, node, run):
        return _columns_bytes(conv, node, run)
    if conv.groups > 1 and not _is_in_blocks(conv):
        return max(run.bytes_of(*image_of(node.out_shape)), _group_columns_bytes(conv, node, run))
    # Image and weights are gone when the plain output is allocated next to the blocked one.
    blocked = run.bytes_of(_padded(conv, conv.out_channels), *node.out_shape[2:])
    output = run.bytes_of(*image_of(node.out_shape))
    return max(blocked, _packed_bytes(conv, node, run) + blocked - output)


def _is_in_onednn(conv: Conv2d, node: Node, run: PassConditions) -> bool:
    """PyTorch's choice: `ConvParams::use_mkldnn` in aten/src/ATen/native/Convolution.cpp."""
    is_faster = conv.is_strided or not conv.is_pointwise
    is_faster = is_faster or run.batch >= LARGE_BATCH or run.threads > 1
    is_large = conv.groups > 1 or max(conv.kernel) > 3 or run.batch > 1
    is_large = is_large or prod(node.in_shape) > SMALL_IMAGE
    return not run.is_fp32 or (is_faster and is_large)


def _columns_bytes(conv: Conv2d, node: Node, run: PassConditions) -> int:
    """PyTorch's own kernel multiplies matrices: each window of the batch is a column of one."""
    if conv.is_pointwise and not conv.is_strided:
        return 0  # the image is that matrix
    return run.bytes_of(conv.in_channels * prod(conv.kernel), *node.out_shape[2:])


def _group_columns_bytes(conv: Conv2d, node: Node, run: PassConditions) -> int:
    """The columns of one group for each thread; oneDNN cuts those of large images into pieces."""
    columns = conv.weights_per_output * prod(node.out_shape[2:])
    return run.threads * columns * run.bytes_per_element + ALIGNMENT_BYTES


def _packed_bytes(conv: Conv2d, node: Node, run: PassConditions) -> int:
    """Copies of image and weights in oneDNN's blocked layout, and its scratch."""
    image = run.bytes_of(_padded(conv, conv.in_channels), *node.in_shape[2:])
    weights_per_output = conv.weights_per_output
    is_read_as_is = conv.in_channels < LANES and not _is_pointwise(conv, node)
    if conv.groups == 1 and is_read_as_is:
        image = 0
    elif conv.groups == 1:
        weights_per_output = _padded(conv, conv.in_channels) * prod(conv.kernel)
    weights = _padded(conv, conv.out_channels) * weights_per_output
    return image + weights * run.bytes_per_element + sum(_scratch_bytes(conv, node, run))


def _scratch_bytes(conv: Conv2d, node: Node, run: PassConditions) -> Iterator[int]:
    """Of a 1×1: the places that its stride leaves, and fp32 sums where activations are shorter."""
    if not _is_pointwise(conv, node):
        return
    places = prod(node.out_shape[2:])
    if conv.is_strided:
        strided = _padded(conv, conv.in_channels) * places * run.bytes_per_element
        yield run.threads * strided + ALIGNMENT_BYTES
    if not run.is_fp32:
        sums = _padded(conv, conv.out_channels) * places * FP32_BYTES
        yield run.threads * sums + ALIGNMENT_BYTES


def _is_pointwise(conv: Conv2d, node: Node) -> bool:
    """Whether oneDNN has a kernel of its own for it: a 1×1 whose stride divides the sides."""
    places = prod(node.out_shape[2:]) * prod(conv.stride)
    return conv.is_pointwise and places == prod(node.in_shape[2:])


def _is_in_blocks(conv: Conv2d) -> bool:
    """Whether the channels of a group fill blocks; single ones share blocks with others."""
    per_group = conv.in_channels // conv.groups
    return per_group == 1 or per_group % LEAST_LANES == 0


def _padded(conv: Conv2d, channels: int) -> int:
    """Channels in whole blocks; groups of several take blocks that they fill."""
    if 1 < conv.groups < conv.in_channels:
        return channels
    return -(-channels // LANES) * LANES
