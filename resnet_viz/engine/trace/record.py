"""One forward pass of any module as a recording, in whichever way it lets itself be seen."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.garbage import uncollected
from resnet_viz.core.memory_limits import tightest
from resnet_viz.core.message import Message
from resnet_viz.core.structure.recording import GivenInput, Recording, Way
from resnet_viz.core.wording import bytes_text
from resnet_viz.engine.trace.copies import on_cpu, on_meta, structure_copy
from resnet_viz.engine.trace.given import Given, inputs_of
from resnet_viz.engine.trace.modes import recording_to
from resnet_viz.engine.trace.parameters import Listed, containers_of, listed, paths_of
from resnet_viz.engine.trace.quiet import exporting_if, quiet_pass
from resnet_viz.engine.trace.recorder import Recorder
from resnet_viz.engine.trace.storages import Tag
from resnet_viz.engine.trace.tensors import facts_of, tensors_in

NOTES = {
    Way.REAL: Message(
        "The network reads the values of its input, so another input may take another way"
    ),
    Way.EXPORTING: Message(
        "The network was recorded as PyTorch exports it, where it reads no values of its input"
    ),
}
LONGEST_REASON = 300


def recorded(
    model: nn.Module, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] = {}, *, title: str
) -> Recording:  # fmt: skip
    """Records one forward pass in evaluation, without gradients; the module stays as it is.

    The first way that works is taken: on the meta device, there with PyTorch's exporting flag set,
    with real tensors on the CPU. UserError where the module can't run with these arguments.
    """
    given = Given(tuple(args), dict(kwargs))
    for way in (Way.META, Way.EXPORTING):
        with suppress(Exception):  # whatever a network of others raises where nothing has values
            return pass_on_meta(model, given, title, way)
    return _real_pass(model, given, title)


def pass_on_meta(model: nn.Module, given: Given, title: str, way: Way) -> Recording:
    """One pass in one of the two ways without memory; whatever it raises."""
    with exporting_if(way), uncollected():  # a collection walks all of PyTorch
        copied = structure_copy(model, on_meta)
        return _pass(copied, given.changed(on_meta), title, way)


def _real_pass(model: nn.Module, given: Given, title: str) -> Recording:
    _check_memory(model)
    try:
        copied = structure_copy(model, on_cpu)
        return _pass(copied, given.changed(on_cpu), title, Way.REAL)
    except Exception as error:
        raise UserError(f"{title} can't run with this input: {reason_of(error)}") from error


def _check_memory(model: nn.Module) -> None:
    tensors = [*model.parameters(), *model.buffers()]
    if any(each.is_meta for each in tensors):
        raise UserError(
            "the network needs the values of its tensors, and it was built without them. "
            "Build it on the CPU"
        )
    moved = sum(each.nbytes for each in tensors if each.device.type != "cpu")
    limit = tightest()
    if limit and limit.free_bytes is not None and moved > limit.free_bytes:
        raise UserError(
            f"the network has to run on the CPU, where its {bytes_text(moved)} of weights don't "
            f"fit: {bytes_text(limit.free_bytes)} are left",
            "memory",
        )


def _pass(model: nn.Module, given: Given, title: str, way: Way) -> Recording:
    """Runs a copy that is ours, and says what it did."""
    model.eval()
    own, entering = listed(model), inputs_of(model, given)
    recorder = Recorder(paths_of(model), own.places)
    for place, tensor in enumerate(own.tensors):
        recorder.storages.given(tensor, Tag(0, None, (place,)))
    for number, (_, tensor) in enumerate(entering):
        recorder.enters(tensor, number)
    with quiet_pass(), recording_to(recorder, is_meta=way is not Way.REAL):
        out = model(*given.args, **given.kwargs)
    outputs = [recorder.tag_of(each) for each in tensors_in(out)]
    read = {place for op in recorder.ops for place in op.params}
    return Recording(
        title=title,
        inputs=tuple(GivenInput(name, facts_of(tensor)) for name, tensor in entering),
        calls=tuple(recorder.calls),
        ops=tuple(recorder.ops),
        params=own.params,
        outputs=tuple(tag.read for tag in outputs if tag and tag.read),
        way=way,
        containers=containers_of(model),
        unread=_unread(own, read),
        peak_bytes=recorder.storages.peak_bytes,
        notes=(NOTES[way],) if way in NOTES else (),
    )


def _unread(own: Listed, read: set[int]) -> tuple[int, ...]:
    return tuple(
        place for place, param in enumerate(own.params) if place not in read and not param.is_buffer
    )


def reason_of(error: BaseException) -> str:
    """What an error of others says, as one line that is not long."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= LONGEST_REASON else text[:LONGEST_REASON] + "…"
