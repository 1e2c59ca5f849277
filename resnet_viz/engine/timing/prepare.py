"""A network made ready for a timed run: the model as the options want it, and one pass of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from resnet_viz.core.graph.fuse import folded_norms, fused
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import Casting
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.model.fusion import fold_norms
from resnet_viz.engine.model.weights import load_file
from resnet_viz.engine.timing.clocks import Clock
from resnet_viz.engine.timing.hooks import Marking, Watch
from resnet_viz.engine.timing.switches import seed

DTYPES = {
    Precision.FP32: torch.float32,
    Precision.BF16: torch.bfloat16,
    Precision.FP16: torch.float16,
}


MARKS_PER_MODULE = 8  # begin and end, forward and of up to three backward nodes

Context = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A model and what goes in on their device, `run` one pass, and the graph of what it runs.

    `context` is what a forward pass runs in, `marking` marks the layers of a pass by a clock, which
    leaves at most so many `marks`.
    """

    model: nn.Module
    inputs: tuple[Tensor, ...]
    run: Callable[[], None]
    context: Context
    graph: Graph
    marking: Callable[[Clock], Marking]
    marks: int


Prepare = Callable[[Network, Device, TimingOptions], Prepared]


def prepare(network: Network, device: Device, options: TimingOptions) -> Prepared:
    """The network of a legal network as legal options want it, the same weights each time.

    It seeds PyTorch's generators of the CPU and of the device: call it in `own_state`.
    """
    what_if, dtype = options.what_if, DTYPES[options.precision]
    is_cast = what_if.casting is Casting.CAST
    seed(device.id)
    graph, model = network.graph, _model(network, device, options.weights)
    model.train(what_if.is_training)
    if what_if.is_fused:
        fold_norms(model, folded_norms(graph))
        graph = fused(graph)
    image = torch.randn(options.batch, *network.image, device=device.id)
    if is_cast:
        model, image = model.to(dtype), image.to(dtype)
    if what_if.is_channels_last:
        model.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # undeclared
        image = image.contiguous(memory_format=torch.channels_last)
    casts = not is_cast and options.precision is not Precision.FP32
    context = context_of(device, dtype if casts else None, is_training=what_if.is_training)
    if what_if.is_training:
        run = _training_pass(model, image, network.classes, context)
    else:
        run = _forward_pass(model, image, context)
    marking = partial(Watch, model, has_backward=what_if.is_training)
    marks = MARKS_PER_MODULE * sum(1 for _ in model.modules())
    return Prepared(model, (image,), run, context, graph, marking, marks)


def _model(network: Network, device: Device, weights: str) -> nn.Module:
    return (
        load_file(network, place_of(weights), device.id)
        if weights
        else model_of(network, device.id)
    )


def context_of(
    device: Device, autocast_to: torch.dtype | None, *, is_training: bool = False
) -> Context:
    """What a forward pass runs in: with gradients or without, converted as it goes or not."""

    @contextmanager
    def context() -> Iterator[None]:
        gradients = torch.enable_grad() if is_training else torch.inference_mode()
        casts = torch.autocast(device.type, autocast_to) if autocast_to else nullcontext()
        with gradients, casts:
            yield

    return context


def _forward_pass(model: nn.Module, image: Tensor, context: Context) -> Callable[[], None]:
    def run() -> None:
        with context():
            model(image)

    return run


def _training_pass(
    model: nn.Module, image: Tensor, classes: int, context: Context
) -> Callable[[], None]:
    """Forward, cross-entropy against fixed labels, backward; no step of an optimiser."""
    labels = torch.arange(len(image), device=image.device) % classes

    def run() -> None:
        model.zero_grad(set_to_none=True)
        with context():
            loss = functional.cross_entropy(model(image), labels)
        loss.backward()  # type: ignore[no-untyped-call]  # PyTorch's own

    return run
