"""What goes into a network in a run: a person's own tensors, else random ones of their shapes."""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.shape import batched
from resnet_viz.engine.trace.given import Given, inputs_of
from resnet_viz.engine.trace.match import without_number

IMAGES = 4  # dimensions of what has channels in front, and may have them last


def given_on(
    given: Given, model: nn.Module, graph: Graph, device: torch.device, batch: int
) -> Given:
    """The arguments on a device, `batch` times as many along their first dimension.

    Tensors of the meta device get values at random: whole numbers are words that the network has.
    """
    words = words_of(model, graph)
    made = {
        id(tensor): _made(tensor, batch, words.get(name), device)
        for name, tensor in inputs_of(model, given)
    }
    return given.changed(lambda each: made[id(each)])


def converted(given: Given, dtype: torch.dtype, *, is_channels_last: bool) -> Given:
    """The arguments with floats of this type, and images with their channels last."""

    def convert(tensor: Tensor) -> Tensor:
        if not tensor.is_floating_point():
            return tensor
        tensor = tensor.to(dtype)
        is_image = is_channels_last and tensor.dim() == IMAGES
        return tensor.contiguous(memory_format=torch.channels_last) if is_image else tensor

    return given.changed(convert)


def words_of(model: nn.Module, graph: Graph) -> Mapping[str, int]:
    """For each input that reaches embeddings how many words the smallest of them has."""
    embeddings = {
        path: module.num_embeddings
        for path, module in model.named_modules()
        if isinstance(module, nn.Embedding)
    }
    reached = {each.path: frozenset([each.path]) for each in graph.inputs}
    found: dict[str, int] = {}
    for node in graph.nodes:
        sources = frozenset(name for path in node.inputs for name in reached.get(path, ()))
        words = embeddings.get(without_number(node.path))
        if words is None:
            reached[node.path] = sources
            continue
        for name in sources:  # what comes out of an embedding isn't a word
            found[name] = min(words, found.get(name, words))
    return found


def _made(tensor: Tensor, batch: int, words: int | None, device: torch.device) -> Tensor:
    if not tensor.is_meta:
        return _repeated(tensor.detach(), batch).to(device)
    shape = batched(tuple(tensor.shape), batch) if tensor.dim() else ()
    if tensor.is_floating_point():
        return torch.randn(shape, device=device).to(tensor.dtype)
    if words:
        return torch.randint(words, shape, device=device).to(tensor.dtype)
    return torch.ones(shape, dtype=tensor.dtype, device=device)  # as a mask it hides nothing


def _repeated(tensor: Tensor, batch: int) -> Tensor:
    if batch == 1 or not tensor.dim():
        return tensor
    return tensor.repeat(batch, *(1 for _ in tensor.shape[1:]))
