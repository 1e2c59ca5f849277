"""What people call a part of a network, the same wherever it is named: `conv4_x (layer3)`.

A part of a network that is not laid out in stages has the names of the groups around it, and a
numbered one its class: `blocks · Block 3 · attn`.
"""

from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.group_names import group_name, name_within
from resnet_viz.core.graph.paths import TOP_MARK, is_within
from resnet_viz.core.graph.tree import Group, GroupKind, StageView

BETWEEN = " · "
PLAIN_LISTS = ("ModuleList", "ModuleDict", "Sequential")  # classes that say nothing of a part
OPERATION_TITLES = {
    "conv2d": "convolution",
    "batch_norm": "batch norm",
    "relu": "ReLU",
    "max_pool": "max pooling",
    "avg_pool": "average pooling",
    "add": "sum",
    "cat": "concatenation",
    "scale": "scaling (SE)",
    "zero_pad": "zero padding",
    "gelu": "GELU",
    "getitem": "indexing",
    "gru": "GRU",
    "lstm": "LSTM",
    "matmul": "matrix product",
    "multihead_attention": "multi-head attention",
    "rms_norm": "RMS norm",
    "rnn": "RNN",
    "silu": "SiLU",
}


class Step(NamedTuple):
    """A part on the way from the network to what is named: its path, its words and its short ones.

    `conv4_x (layer3)` is `conv4_x` in short, `block 2 (layer3.2)` is `block 2`.
    """

    path: str
    words: str
    brief: str


def steps_to(graph: Graph, path: str) -> tuple[Step, ...]:
    """Stage, block and layer of a path, as far as it goes; none for the network itself."""
    if not path:
        return ()
    if not has_stages(graph):
        return _tree_steps(graph, path)
    stage = _stage_of(graph, path)
    if stage is None:
        return _plain_steps(path)
    first = Step(stage.path, _with_path(stage.title, stage.path), stage.title)
    inside = path[len(stage.path) + 1 :]
    if not inside:
        return (first,)
    number, _, rest = inside.partition(".")
    if not number.isdigit():
        return first, Step(path, inside, inside)
    block = f"{stage.path}.{number}"
    second = Step(block, f"block {number} ({block})", f"block {number}")
    return (first, second, Step(path, rest, rest)) if rest else (first, second)


def full_name(graph: Graph, path: str) -> str:
    """`conv4_x (layer3) · block 2 · conv1`; '' for the network itself."""
    steps = steps_to(graph, path)
    return BETWEEN.join([step.words for step in steps[:1]] + [step.brief for step in steps[1:]])


def brief_name(graph: Graph, path: str, count: int = 1) -> str:
    """`conv4_x · block 2`, to stand next to the path; of a run of blocks `conv4_x · blocks 1–5`.

    In any other network the part itself, with the group around it where its name isn't a class:
    `SwinTransformerBlock 3`, `attn · qkv`.
    """
    *before, last = steps_to(graph, path) or (Step("", "", ""),)
    number = last.path.rpartition(".")[2]
    words, is_numbered = last.brief, last.brief.endswith(f" {number}")
    if count > 1 and number.isdigit():
        kind = "blocks" if has_stages(graph) else last.brief.removesuffix(number).rstrip()
        words = f"{kind} {number}–{int(number) + count - 1}".lstrip()
    if not has_stages(graph):
        before = [] if is_numbered else before[-1:]
    return BETWEEN.join([*(step.brief for step in before), words])


def has_stages(graph: Graph) -> bool:
    """Whether a network is laid out in stages of blocks, as those of the family are."""
    return any(group.kind is GroupKind.STAGE for group in graph.groups)


def _tree_steps(graph: Graph, path: str) -> tuple[Step, ...]:
    """The groups around a part, and the part itself; what is not in the tree by its path alone."""
    steps: list[Step] = []
    at = path
    while place := graph.places.get(at):
        if isinstance(place.part, Group):
            name = group_name(place.part, place.parent)
            if at == path or not at.startswith(TOP_MARK):
                steps.append(Step(at, _with_class(name, place.part), name))
        else:
            name = name_within(at, place.parent)
            steps.append(Step(at, name, name))
        at = place.parent
    return tuple(reversed(steps)) or _plain_steps(path)


def _with_class(name: str, group: Group) -> str:
    title = group.title
    is_said = not title or title in PLAIN_LISTS or title == name or name.startswith(f"{title} ")
    return name if is_said else f"{name} ({title})"


def _stage_of(graph: Graph, path: str) -> StageView | None:
    """The stage of blocks that a path is in or names."""
    stages = (stage for stage in graph.stages if is_within(path, stage.path))
    return next((stage for stage in stages if stage.title != stage.path), None)


def _plain_steps(path: str) -> tuple[Step, ...]:
    parts = path.split(".")
    paths = [".".join(parts[: end + 1]) for end in range(len(parts))]
    return tuple(Step(each, each, each) for each in paths)


def _with_path(title: str, path: str) -> str:
    return title if title == path else f"{title} ({path})"


def operation_title(op: str) -> str:
    """What people call an operation by its word in JSON: `batch norm` for `batch_norm`."""
    return OPERATION_TITLES.get(op) or op.replace("_", " ")
