"""Trees of files of weights, made by hand: tensors by their shapes alone."""

from collections.abc import Mapping

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.weights.stored import NOWHERE, StoredTensor, Stub, TensorKind
from tests.samples.torchvision_state import torchvision_state

Tree = dict[str, object]


def tensor(
    *shape: int, dtype: str = "float32", kind: TensorKind = TensorKind.DENSE
) -> StoredTensor:
    """A tensor of this shape, nowhere in a file."""
    stride = tuple(_product(shape[place + 1 :]) for place in range(len(shape)))
    return StoredTensor(dtype, shape, stride, 0, NOWHERE, kind)


def tensors(shapes: Mapping[str, Shape]) -> Tree:
    """A state_dict of these shapes; counters are whole numbers."""
    return {
        name: tensor(*shape, dtype="int64" if name.endswith("tracked") else "float32")
        for name, shape in shapes.items()
    }


def resnet18(**more: Shape) -> Tree:
    """What torchvision documents for its ResNet-18."""
    return tensors({**dict(torchvision_state((2, 2, 2, 2), groups=0)), **more})


def resnet50() -> Tree:
    """What torchvision documents for its ResNet-50."""
    return tensors(dict(torchvision_state((3, 4, 6, 3))))


def prefixed(state: Mapping[str, object], prefix: str) -> Tree:
    """The state with something before every name."""
    return {prefix + name: value for name, value in state.items()}


def without(state: Mapping[str, object], start: str) -> Tree:
    """The state without the entries whose names begin so."""
    return {name: value for name, value in state.items() if not name.startswith(start)}


def module(state: Mapping[str, object]) -> Stub:
    """A whole pickled module with these entries, as torch.nn.Module keeps them."""
    own = {name: value for name, value in state.items() if "." not in name}
    children: dict[str, Tree] = {}
    for name, value in state.items():
        head, dot, rest = name.partition(".")
        if dot:
            children.setdefault(head, {})[rest] = value
    buffers = {name: own.pop(name) for name in list(own) if name not in ("weight", "bias")}
    modules = {name: module(child) for name, child in children.items()}
    state_of = {"training": True, "_parameters": own, "_buffers": buffers, "_modules": modules}
    return Stub("somewhere.Net", state=state_of)


def _product(numbers: tuple[int, ...]) -> int:
    found = 1
    for number in numbers:
        found *= number
    return found
