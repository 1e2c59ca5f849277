"""The operations of an exported program in order, those in graphs within it among them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.structure.exported.values import (
    Argument,
    Meta,
    Object,
    argument_of,
    examples_of,
    meta_of,
    module_path,
    name_of,
)

MOST_NODES = 200_000  # of all graphs of a program together
MOST_DEPTH = 20  # of graphs within graphs
MOST_MODULES = 100  # within each other
ATEN, TORCH = "torch.ops.aten.", "torch.ops."
WRAPPED = "torch.ops.higher_order.wrap"  # gradients off, autocast: runs the graph within, once
GETTER = "__get__"  # of a property such as `T`: the name is not in the file
KEPT_NAMES = ("__getitem__", "__setitem__")
IN_PLACE = ("iadd", "isub", "imul", "itruediv", "imatmul")
NO_STACK = "_empty_nn_module_stack_from_metadata_hook"


class Level(NamedTuple):
    """A module that was being called: what tells its calls apart, its path and its class."""

    key: str
    path: str
    kind: str


class Node(NamedTuple):
    """One aten operation. `function` tells apart what the author called, `name` is its name.

    `operator` is `conv2d`, with its library in front where that is not aten; `stack` are the
    modules around it from the outermost on, empty where the file doesn't say.
    """

    operator: str
    function: str
    name: str
    stack: tuple[Level, ...]
    arguments: tuple[Argument, ...]
    outputs: tuple[str, ...]

    @property
    def tensors(self) -> tuple[str, ...]:
        return tuple(each for argument in self.arguments for each in argument.tensors)

    @property
    def plain(self) -> dict[str, Any]:
        return {each.name: each.value for each in self.arguments if not each.tensors}


class Nodes(NamedTuple):
    """All of them, the tensors by their names, and which names mean the same tensor."""

    nodes: list[Node]
    metas: dict[str, Meta]
    same: dict[str, str]

    def actual(self, name: str) -> str:
        """The name under which a tensor was made."""
        for _ in range(MOST_NODES):
            if name not in self.same:
                return name
            name = self.same[name]
        raise ValueError("names that mean each other")


def nodes_of(graph: Object) -> Nodes:
    """The operations that give tensors. UserError where there are too many."""
    found = Nodes([], {}, {})
    _add(graph, "", found, 0)
    return found


def _add(graph: Object, prefix: str, found: Nodes, depth: int) -> None:
    if depth > MOST_DEPTH or len(found.nodes) + len(graph["nodes"]) > MOST_NODES:
        raise UserError(f"it has more than {MOST_NODES} operations")
    for name, tensor in graph["tensor_values"].items():
        found.metas[prefix + name_of(name)] = meta_of(tensor)
    sizes = examples_of(graph.get("sym_int_values", {}))
    for number, node in enumerate(graph["nodes"]):
        inner = _inner_graph(node)
        if inner is not None:
            place = f"{prefix}{number}/"
            _join(node, inner, prefix, place, found)
            _add(inner, place, found, depth + 1)
        else:
            _add_one(node, prefix, sizes, found)


def _inner_graph(node: Object) -> Object | None:
    """The graph that an operation runs once as it is, None for any other."""
    if not str(node["target"]).startswith(WRAPPED):
        return None
    graphs = [each["arg"]["as_graph"] for each in node["inputs"] if "as_graph" in each["arg"]]
    return graphs[0]["graph"] if len(graphs) == 1 else None


def _join(node: Object, inner: Object, prefix: str, place: str, found: Nodes) -> None:
    """Inputs of a graph are what it is given, and what it gives is what the operation gives."""
    given = [argument_of(each, {}) for each in node["inputs"]]
    outer = [each for argument in given for each in argument.tensors]
    entered = [each for each in map(_tensor_name, inner["inputs"]) if each]
    for name, within in zip(outer, entered, strict=True):
        if place + within != prefix + name:
            found.same[place + within] = prefix + name
    for name, within in zip(_names(node["outputs"]), _names(inner["outputs"]), strict=True):
        found.same[prefix + name] = place + within


def _tensor_name(argument: Object) -> str:
    return name_of(argument["as_tensor"]["name"]) if "as_tensor" in argument else ""


def _names(outputs: list[Object]) -> list[str]:
    return [name for each in outputs for name in argument_of({"arg": each}, {}).tensors]


def _add_one(node: Object, prefix: str, sizes: Mapping[str, Any], found: Nodes) -> None:
    outputs = tuple(prefix + name for name in _names(node["outputs"]))
    if not outputs:
        return
    given = [argument_of(each, sizes) for each in node["inputs"]]
    arguments = tuple(
        each._replace(tensors=tuple(found.actual(prefix + name) for name in each.tensors))
        for each in given
    )
    metadata = node.get("metadata") or {}
    operator = _operator(name_of(node["target"]))
    function, name = _function(metadata, operator)
    stack = _stack(metadata)
    found.nodes.append(Node(operator, function, name, stack, arguments, outputs))


def _operator(target: str) -> str:
    """`conv2d` of `torch.ops.aten.conv2d.default`, `mine.op` of `torch.ops.mine.op.default`."""
    if target.startswith(ATEN):
        return target.removeprefix(ATEN).partition(".")[0]
    if target.startswith(TORCH):
        return ".".join(target.removeprefix(TORCH).split(".")[:2])
    return target.rpartition(".")[2]


def _function(metadata: Object, operator: str) -> tuple[str, str]:
    """What the author called (`conv2d_1;function.conv2d`), else the operator itself."""
    text = name_of(metadata.get("torch_fn", ""))
    place, _, kind = text.partition(";")
    name = kind.rpartition(".")[2]
    is_own = not name or name == GETTER or "OpOverload" in kind
    if is_own:
        return "", plain_name(operator.rpartition(".")[2])
    return place, plain_name(name)


def plain_name(name: str) -> str:
    """`add` of `add_`, `__add__` and `__iadd__`, as the recorder of a pass names operations."""
    if name in KEPT_NAMES:
        return name
    if name.startswith("__") and name.endswith("__"):
        inner = name.strip("_")
        return inner[1:] if inner in IN_PLACE else inner
    return name.removesuffix("_") or name


def _stack(metadata: Object) -> tuple[Level, ...]:
    text = metadata.get("nn_module_stack") or ""
    if not isinstance(text, str) or text.startswith(NO_STACK) or not text:
        return ()
    levels = text.split(";")
    if len(levels) > MOST_MODULES:
        raise UserError(f"its modules are nested more than {MOST_MODULES} deep")
    return tuple(map(_level, levels))


def _level(text: str) -> Level:
    key, path, kind = map(name_of, text.rsplit(",", 2))
    return Level(key, module_path(path), kind)
