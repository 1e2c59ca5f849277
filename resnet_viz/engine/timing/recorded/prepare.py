"""A recorded network's real model as a run wants it, in place of one that is built of a spec."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import Casting
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.timing.clocks import Clock
from resnet_viz.engine.timing.prepare import DTYPES, Context, Prepare, Prepared, context_of, prepare
from resnet_viz.engine.timing.recorded.calibrate import MARKS, calibrate
from resnet_viz.engine.timing.recorded.inputs import converted, given_on
from resnet_viz.engine.timing.recorded.plan import plan_of
from resnet_viz.engine.timing.recorded.training import nodes_made, training_pass
from resnet_viz.engine.timing.recorded.watch import CallWatch
from resnet_viz.engine.timing.switches import seed
from resnet_viz.engine.trace.copies import own_or_clone, structure_copy
from resnet_viz.engine.trace.given import Given, inputs_of
from resnet_viz.engine.trace.quiet import exporting_if
from resnet_viz.engine.trace.script import script_of
from resnet_viz.engine.trace.weights import with_weights


class Loaded(NamedTuple):
    """A recorded network's real model, and the arguments of one pass.

    Arguments on the meta device have no values and get random ones.
    """

    model: nn.Module
    given: Given


def preparing(models: Mapping[str, Loaded]) -> Prepare:
    """What prepares networks of the family as ever, and those of others from `models`, by name."""

    def prepare_one(network: Network, device: Device, options: TimingOptions) -> Prepared:
        loaded = models.get(network.name)
        if loaded is None:
            return prepare(network, device, options)
        return prepare_recorded(network, loaded, device, options)

    return prepare_one


def prepare_recorded(
    network: Network, loaded: Loaded, device: Device, options: TimingOptions
) -> Prepared:
    """A copy of the model that takes no memory where it is as options want it already.

    It seeds PyTorch's generators of the CPU and of the device: call it in `own_state`. UserError
    for a model without weights, and for one that does something else than was recorded.
    """
    what_if, precision = options.what_if, DTYPES[options.precision]
    place, is_cast = torch.device(device.id), what_if.casting is Casting.CAST
    dtype = precision if is_cast else torch.float32
    is_trained = what_if.is_training
    seed(device.id)
    model = model_on(_weighted(loaded.model, network, options), place, dtype, is_trained=is_trained)
    if what_if.is_channels_last:
        model.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # undeclared
    given = given_on(loaded.given, model, network.graph, place, options.batch)
    given = converted(given, dtype, is_channels_last=what_if.is_channels_last)
    casts = not is_cast and options.precision is not Precision.FP32
    as_asked = context_of(device, precision if casts else None, is_training=is_trained)
    context = _as_recorded(network, model, as_asked)
    nodes = nodes_made(training_pass(model, given, context), network.title) if is_trained else 0
    counting = context if is_trained else _counting(context)
    script = script_of(model, _forward_pass(model, given, counting))
    plan = plan_of(network.graph, script, options.batch)
    if plan.has_aten:  # which are others in inference mode
        context = counting
    run = (training_pass if is_trained else _forward_pass)(model, given, context)

    def marking(clock: Clock) -> CallWatch:
        return CallWatch(plan, clock, calibrate(clock, device.id), has_backward=is_trained)

    marks = MARKS + 4 * len(script.calls) + 2 * sum(plan.is_row_op) + 2 * (nodes + 1)
    tensors = tuple(tensor for _, tensor in inputs_of(model, given))
    return Prepared(model, tensors, run, context, network.graph, marking, marks)


def _weighted(model: nn.Module, network: Network, options: TimingOptions) -> nn.Module:
    """The model, or a copy of it with the weights of the options' file."""
    if not options.weights:
        return model
    return with_weights(model, place_of(options.weights), network.title)


def model_on(
    model: nn.Module, device: torch.device, dtype: torch.dtype, *, is_trained: bool = False
) -> nn.Module:
    """The modules made again, in evaluation; parameters that fit already are shared.

    In train mode, where `is_trained`, with values of their own: a pass writes into some of them.
    """
    if any(each.is_meta for each in (*model.parameters(), *model.buffers())):
        raise UserError("this network has shapes and no weights. Build it on a device to time it")

    def moved(tensor: Tensor) -> Tensor:
        kind = dtype if tensor.is_floating_point() else tensor.dtype
        if tensor.device == device and tensor.dtype == kind and not is_trained:
            return own_or_clone(tensor)
        again = tensor.detach().to(device, kind, copy=is_trained)
        learns = is_trained and tensor.requires_grad
        return nn.Parameter(again, learns) if isinstance(tensor, nn.Parameter) else again

    return structure_copy(model, moved).train(is_trained)


def _as_recorded(network: Network, model: nn.Module, context: Context) -> Context:
    """The same where the network takes the way that was recorded.

    That is with PyTorch's exporting flag, if so, and without the one operation that PyTorch has
    for all of a TransformerEncoderLayer: nobody sees the layers in it.
    """
    is_exporting = network.traced is not None and network.traced.way == Way.EXPORTING
    has_encoders = any(isinstance(each, nn.TransformerEncoderLayer) for each in model.modules())

    @contextmanager
    def as_recorded() -> Iterator[None]:
        with ExitStack() as stack:
            if is_exporting:
                stack.enter_context(exporting_if(Way.EXPORTING))
            if has_encoders:
                stack.enter_context(_without_fast_path())
            stack.enter_context(context())
            yield

    return as_recorded if is_exporting or has_encoders else context


@contextmanager
def _without_fast_path() -> Iterator[None]:
    before = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        torch.backends.mha.set_fastpath_enabled(before)


def _counting(context: Context) -> Context:
    """The same out of inference mode, where tensors don't count what is written into them."""

    @contextmanager
    def counting() -> Iterator[None]:
        with context(), torch.inference_mode(False), torch.no_grad():
            yield

    return counting


def _forward_pass(model: nn.Module, given: Given, context: Context) -> Callable[[], None]:
    args, kwargs = given.args, given.kwargs

    def run() -> None:
        with context():
            model(*args, **kwargs)

    return run
