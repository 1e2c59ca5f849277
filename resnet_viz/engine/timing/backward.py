"""Times of each layer's backward pass: marks before and after its nodes of the autograd graph.

Hooks on modules' gradients can't be used: they make views of what ReLU and sum write in place.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from torch import Tensor

from resnet_viz.engine.timing.clocks import Mark

GradNode = Any  # torch.autograd.graph.Node
LEAF = "AccumulateGrad"  # where a parameter's gradient arrives; no layer's work


def nodes_of(tensors: Sequence[Tensor]) -> tuple[GradNode, ...]:
    """The nodes that made tensors, where any did."""
    return tuple(tensor.grad_fn for tensor in tensors if tensor.grad_fn is not None)


def nodes_between(begin: Sequence[GradNode], end: Tensor) -> Iterator[GradNode]:
    """The nodes from a layer's output back to those that made its inputs, which are not its own."""
    seen, waiting = set(begin), list(nodes_of([end]))
    while waiting:
        node = waiting.pop()
        if node in seen or node.name().endswith(LEAF):
            continue
        seen.add(node)
        yield node
        waiting.extend(following for following, _ in node.next_functions if following is not None)


def watch_node(
    node: GradNode, keep: Callable[[tuple[Mark, Mark]], None], mark: Callable[[], Mark]
) -> None:
    """Gives the begin and the end of a node's work to `keep` when it has run."""
    begun: list[Mark] = []
    node.register_prehook(lambda _: begun.append(mark()))
    node.register_hook(lambda _, __: keep((begun.pop(), mark())))
