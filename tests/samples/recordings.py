"""Recorded passes written by hand, as the recorder writes them, without PyTorch."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import prod

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.structure.recording import (
    Aten,
    Call,
    GivenInput,
    Op,
    Parameter,
    Plain,
    Read,
    Recording,
    TensorFacts,
    Way,
)


class Tape:
    """Writes a recording: calls are entered and left, operations are put one after the other."""

    def __init__(self, title: str = "net") -> None:
        self.title = title
        self.inputs: list[GivenInput] = []
        self.calls: list[Call] = [Call("", title, -1, 0, 0)]
        self.ops: list[Op] = []
        self.params: list[Parameter] = []
        self.lists: list[tuple[str, str]] = []
        self._open = [0]

    def input(self, *shape: int, name: str = "input") -> Read:
        """A tensor that enters."""
        self.inputs.append(GivenInput(name, TensorFacts(shape)))
        return Read(-len(self.inputs))

    def shape(self, read: Read) -> Shape:
        """What is known of a tensor."""
        if read.op < 0:
            return self.inputs[-1 - read.op].facts.shape
        return self.ops[read.op].outputs[read.port].shape

    def param(self, name: str, *shape: int, is_buffer: bool = False) -> int:
        """A parameter, made once by its name."""
        names = [each.name for each in self.params]
        if name not in names:
            self.params.append(Parameter(name, TensorFacts(shape), is_buffer))
            return len(names)
        return names.index(name)

    @contextmanager
    def call(
        self, path: str, kind: str, *, is_torch: bool = False, **attributes: Plain
    ) -> Iterator[None]:
        """A call of a module, with all that is done within."""
        place, start = len(self.calls), len(self.ops)
        number = 1 + sum(each.path == path for each in self.calls)
        own = tuple(attributes.items())
        self.calls.append(Call(path, kind, self._open[-1], start, start, number, is_torch, own))
        self._open.append(place)
        yield
        self._open.pop()
        self.calls[place] = replace(self.calls[place], end=len(self.ops))

    def op(
        self,
        name: str,
        *reads: Read,
        outs: tuple[Shape, ...] | None = None,
        params: tuple[int, ...] = (),
        macs: int = 0,
        is_view: bool = False,
    ) -> Read:
        """One operation; its output has the shape of what it reads unless told otherwise."""
        shapes = tuple(map(self.shape, reads))
        outputs = tuple(TensorFacts(each, storage=len(self.ops)) for each in outs or shapes[:1])
        aten = (Aten(f"aten.{name.strip('_')}", macs),)
        known = (*shapes, *(self.params[each].facts.shape for each in params))
        self.ops.append(Op(name, self._open[-1], reads, known, outputs, (), params, aten, is_view))
        return Read(len(self.ops) - 1)

    def view(self, name: str, read: Read, *shape: int) -> Read:
        """The same elements in another shape."""
        return self.op(name, read, outs=(shape,), is_view=True)

    def conv(self, path: str, read: Read, out: int, kernel: int = 3, stride: int = 1) -> Read:
        """A convolution that keeps the size, with no bias."""
        batch, channels, *sides = self.shape(read)
        weight = self.param(f"{path}.weight", out, channels, kernel, kernel)
        shape = (batch, out, *(-(-side // stride) for side in sides))
        given: dict[str, Plain] = {
            "in_channels": channels,
            "out_channels": out,
            "kernel_size": (kernel, kernel),
            "stride": (stride, stride),
            "padding": (kernel // 2, kernel // 2),
            "dilation": (1, 1),
            "groups": 1,
            "padding_mode": "zeros",
        }
        macs = prod(shape) * channels * kernel * kernel
        with self.call(path, "Conv2d", is_torch=True, **given):
            return self.op("conv2d", read, outs=(shape,), params=(weight,), macs=macs)

    def norm(self, path: str, read: Read) -> Read:
        """A batch norm."""
        channels = self.shape(read)[1]
        names = ("weight", "bias", "running_mean", "running_var")
        params = [
            self.param(f"{path}.{name}", channels, is_buffer=name.startswith("running"))
            for name in names
        ]
        params.append(self.param(f"{path}.num_batches_tracked", is_buffer=True))
        with self.call(path, "BatchNorm2d", is_torch=True, num_features=channels):
            return self.op("batch_norm", read, params=tuple(params))

    def relu(self, path: str, read: Read) -> Read:
        """A ReLU in place."""
        with self.call(path, "ReLU", is_torch=True, inplace=True):
            return self.op("relu_", read)

    def linear(self, path: str, read: Read, out: int) -> Read:
        """A linear layer with a bias, over the last dimension."""
        *front, entering = self.shape(read)
        params = (
            self.param(f"{path}.weight", out, entering),
            self.param(f"{path}.bias", out),
        )
        shape = (*front, out)
        given: dict[str, Plain] = {"in_features": entering, "out_features": out}
        with self.call(path, "Linear", is_torch=True, **given):
            return self.op(
                "linear", read, outs=(shape,), params=params, macs=prod(shape) * entering
            )

    def layer_norm(self, path: str, read: Read) -> Read:
        """A layer norm over the last dimension."""
        side = self.shape(read)[-1]
        params = (self.param(f"{path}.weight", side), self.param(f"{path}.bias", side))
        with self.call(path, "LayerNorm", is_torch=True, normalized_shape=(side,)):
            return self.op("layer_norm", read, params=params)

    def recording(self, *outputs: Read) -> Recording:
        """All of it."""
        calls = (replace(self.calls[0], end=len(self.ops)), *self.calls[1:])
        return Recording(
            self.title,
            tuple(self.inputs),
            calls,
            tuple(self.ops),
            tuple(self.params),
            outputs or (Read(len(self.ops) - 1),),
            Way.META,
            tuple(self.lists),
        )


def residual(blocks: int = 4, width: int = 8) -> Recording:
    """A stem, residual blocks in a Sequential, the first with a projection, and a head."""
    tape = Tape("ResidualNet")
    x = tape.relu("relu", tape.norm("bn1", tape.conv("conv1", tape.input(1, 3, 32, 32), width)))
    with tape.call("layer1", "Sequential", is_torch=True):
        for place in range(blocks):
            x = _basic_block(tape, f"layer1.{place}", x, 2 * width, 1 if place else 2)
    with tape.call("avgpool", "AdaptiveAvgPool2d", is_torch=True, output_size=(1, 1)):
        x = tape.op("adaptive_avg_pool2d", x, outs=((1, 2 * width, 1, 1),))
    x = tape.view("flatten", x, 1, 2 * width)
    return tape.recording(tape.linear("fc", x, 10))


def _basic_block(tape: Tape, path: str, x: Read, out: int, stride: int) -> Read:
    with tape.call(path, "BasicBlock"):
        y = tape.norm(f"{path}.bn1", tape.conv(f"{path}.conv1", x, out, 3, stride))
        y = tape.relu(f"{path}.relu", y)
        y = tape.norm(f"{path}.bn2", tape.conv(f"{path}.conv2", y, out))
        if stride > 1:
            with tape.call(f"{path}.downsample", "Sequential", is_torch=True):
                x = tape.conv(f"{path}.downsample.0", x, out, 1, stride)
                x = tape.norm(f"{path}.downsample.1", x)
        return tape.relu(f"{path}.relu", tape.op("add", y, x))


def transformer(depth: int = 4, width: int = 16, tokens: int = 12) -> Recording:
    """Blocks in a ModuleList, each with two shortcuts; every one reads a table from outside."""
    tape = Tape("Transformer")
    tape.lists.append(("blocks", "ModuleList"))
    x, angles = tape.input(1, tokens, width), tape.input(1, tokens, width, name="angles")
    table = tape.op("cos", angles)
    for place in range(depth):
        x = _encoder_block(tape, f"blocks.{place}", x, table)
    return tape.recording(tape.linear("head", tape.layer_norm("norm", x), 10))


def _encoder_block(tape: Tape, path: str, x: Read, table: Read) -> Read:
    with tape.call(path, "Block"):
        y = tape.layer_norm(f"{path}.norm1", x)
        with tape.call(f"{path}.attn", "Attention"):
            y = _attention(tape, f"{path}.attn", y, table)
        x = tape.op("add", x, y)
        y = tape.layer_norm(f"{path}.norm2", x)
        with tape.call(f"{path}.mlp", "Mlp"):
            y = tape.linear(f"{path}.mlp.fc1", y, 4 * tape.shape(y)[-1])
            with tape.call(f"{path}.mlp.act", "GELU", is_torch=True):
                y = tape.op("gelu", y)
            y = tape.linear(f"{path}.mlp.fc2", y, tape.shape(x)[-1])
        return tape.op("add", x, y)


def _attention(tape: Tape, path: str, x: Read, table: Read) -> Read:
    """Queries and keys are turned by the table, as rotary embeddings are."""
    batch, tokens, width = tape.shape(x)
    qkv = tape.linear(f"{path}.qkv", x, 3 * width)
    out = (batch, tokens, width)
    parts = tape.op("chunk", qkv, outs=(out, out, out), is_view=True)
    q, k = (_turned(tape, Read(parts.op, port), table) for port in range(2))
    k = tape.view("transpose", k, batch, width, tokens)
    weights = tape.op("__matmul__", q, k, outs=((batch, tokens, tokens),), macs=tokens**2 * width)
    weights = tape.op("softmax", weights)
    mixed = tape.op("__matmul__", weights, Read(parts.op, 2), outs=(out,), macs=tokens**2 * width)
    return tape.linear(f"{path}.proj", mixed, width)


def _turned(tape: Tape, x: Read, table: Read) -> Read:
    return tape.op("add", tape.op("mul", x, table), tape.op("mul", tape.op("neg", x), table))


def dense(layers: int = 4, growth: int = 4) -> Recording:
    """Each layer reads all before it, side by side."""
    tape = Tape("Dense")
    found = [tape.conv("stem", tape.input(1, 3, 16, 16), growth)]
    for place in range(layers):
        path = f"block.{place}"
        with tape.call(path, "DenseLayer"):
            x = _cat(tape, found) if len(found) > 1 else found[0]
            x = tape.relu(f"{path}.relu", tape.norm(f"{path}.norm", x))
            found.append(tape.conv(f"{path}.conv", x, growth))
    return tape.recording(_cat(tape, found))


def _cat(tape: Tape, reads: list[Read]) -> Read:
    batch, _, *sides = tape.shape(reads[0])
    channels = sum(tape.shape(each)[1] for each in reads)
    return tape.op("cat", *reads, outs=((batch, channels, *sides),))


def u_shape(levels: int = 3, width: int = 4) -> Recording:
    """An encoder and a decoder, each level's output read by the level across."""
    tape = Tape("UShape")
    x, skips = tape.input(1, 3, 32, 32), []
    for level in range(levels):
        x = tape.relu(f"down.{level}.act", tape.conv(f"down.{level}.conv", x, width << level))
        skips.append(x)
        batch, channels, height, across = tape.shape(x)
        with tape.call(f"pools.{level}", "MaxPool2d", is_torch=True, kernel_size=2, stride=2):
            x = tape.op("max_pool2d", x, outs=((batch, channels, height // 2, across // 2),))
    x = tape.conv("middle", x, width << levels)
    for level in reversed(range(levels)):
        batch, channels, height, across = tape.shape(x)
        x = tape.op("interpolate", x, outs=((batch, channels, 2 * height, 2 * across),))
        x = _cat(tape, [x, skips[level]])
        x = tape.relu(f"up.{level}.act", tape.conv(f"up.{level}.conv", x, width << level))
    return tape.recording(tape.conv("head", x, 2, 1))


def shared(times: int = 4, width: int = 8) -> Recording:
    """One module called over and over, with a shortcut of its own, as in ALBERT."""
    tape = Tape("Shared")
    x = tape.linear("embed", tape.input(1, 5, width), width)
    for _ in range(times):
        with tape.call("layer", "Layer"):
            y = tape.linear("layer.fc", x, width)
            with tape.call("act", "ReLU", is_torch=True):
                y = tape.op("relu", y)
            x = tape.op("add", x, y)
    return tape.recording(tape.linear("head", x, 3))


def outer_sums(blocks: int = 5, width: int = 8) -> Recording:
    """`x = x + block(x)` written in the network itself."""
    tape = Tape("OuterSums")
    tape.lists.append(("blocks", "ModuleList"))
    x = tape.linear("embed", tape.input(1, 5, width), width)
    for place in range(blocks):
        with tape.call(f"blocks.{place}", "Mlp"):
            y = tape.linear(f"blocks.{place}.fc1", x, 2 * width)
            with tape.call(f"blocks.{place}.act", "GELU", is_torch=True):
                y = tape.op("gelu", y)
            y = tape.linear(f"blocks.{place}.fc2", y, width)
        x = tape.op("add", x, y)
    return tape.recording(tape.linear("head", x, 3))


SAMPLES = (residual, transformer, dense, u_shape, shared, outer_sums)
