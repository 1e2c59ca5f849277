"""What autograd holds of a forward pass, counted by its own hooks."""

import torch
from torch import Tensor, nn

from resnet_viz.engine.timing.memory import storages_of


def held_for_backward_bytes(model: nn.Module, image: Tensor) -> int:
    """What autograd saves of a forward pass, each storage once; weights and image aside.

    The model runs as it is: in training mode its running statistics move on.
    """
    own = storages_of(model, [image])
    held: dict[int, int] = {}

    def save(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            held[storage.data_ptr()] = storage.nbytes()
        return tensor.detach()  # the same storage; an output itself would hold its own graph

    with torch.enable_grad(), torch.autograd.graph.saved_tensors_hooks(save, lambda saved: saved):
        output = model(image)  # what holds the graph, so that no storage's place is taken again
    del output
    return sum(held.values())
