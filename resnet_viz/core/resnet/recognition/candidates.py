"""Each residual network that a file of weights may hold: a set, a prefix in it, names as ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.state import StateShapes
from resnet_viz.core.resnet.naming.anchors import Anchor, anchors_in
from resnet_viz.core.resnet.naming.head import head_in
from resnet_viz.core.resnet.naming.leftovers import left_out_of
from resnet_viz.core.resnet.naming.shaped import Body, as_convolution, settled
from resnet_viz.core.resnet.naming.translate import translated
from resnet_viz.core.weights.faults import QUANTISED, is_packed
from resnet_viz.core.weights.roles import role_of
from resnet_viz.core.weights.sets import NamedSet, sets_in
from resnet_viz.core.weights.stored import StoredTensor

MOST = 64  # of one file; each takes as long as its network is deep
TOP = "top"  # the name of a set that nothing leads to
NUMBERS = "not all names of its tensors are text. Save model.state_dict()"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tensors by our names, and by their own where we have none for what seems a layer.

    `name` is what the set can be chosen by; `left_out` are the names of what doesn't belong to a
    network; `fault` says why these can't be weights, whatever their shapes are; `has_blocks` is
    whether residual blocks are named.
    """

    name: str
    tensors: Mapping[str, StoredTensor]
    left_out: tuple[str, ...] = ()
    fault: str = ""
    has_blocks: bool = False

    @property
    def shapes(self) -> StateShapes:
        return {name: tensor.shape for name, tensor in self.tensors.items()}


def candidates_in(tree: object) -> tuple[Candidate, ...]:
    """The candidates of a file's tree, the one to take first: plain weights before averages.

    Within one role they are in the order of the file. At most `MOST` that have blocks.
    """
    every = (candidate for each in sets_in(tree) for candidate in _candidates_of(each))
    found = list(_first_of(every))
    found.sort(key=lambda candidate: role_of(candidate.name))
    return _with_own_names(found)


def _first_of(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """Those with blocks, as many as are looked at, and the first one without."""
    counts = {True: MOST, False: 1}
    for candidate in candidates:
        if counts[candidate.has_blocks]:
            counts[candidate.has_blocks] -= 1
            yield candidate


def _candidates_of(each: NamedSet) -> list[Candidate]:
    anchors = anchors_in(each.tensors)
    if not anchors:
        return [Candidate(_name_of(each, ""), each.tensors, each.others, _fault_of(each))]
    return [_candidate(each, anchor, anchors) for anchor in anchors]


def _candidate(each: NamedSet, anchor: Anchor, anchors: tuple[Anchor, ...]) -> Candidate:
    """The candidate behind one of the anchors of a set."""
    shapes = {theirs: tensor.shape for theirs, tensor in each.tensors.items()}
    body = settled(Body(translated(anchor, shapes), shapes), anchor.prefix)
    names, others = dict(body.names), _prefixes_of_others(anchor, anchors)
    if head := head_in(shapes, anchor.prefix, body.channels, others):
        names |= {f"fc.{end}": f"{head}.{end}" for end in ("weight", "bias")}
    own = set(names.values())
    rest = [theirs for theirs in shapes if theirs not in own and not theirs.startswith(others)]
    left = left_out_of(rest, anchor.prefix, body)
    found = {ours: theirs for ours, theirs in names.items() if theirs in each.tensors}
    strange = set(rest).difference(left)
    found |= {theirs: theirs for theirs in rest if theirs in strange}
    tensors = {ours: _shaped(ours, each.tensors[theirs]) for ours, theirs in found.items()}
    name = _name_of(each, anchor.prefix if len(anchors) > 1 else "")
    return Candidate(name, tensors, (*left, *each.others), _fault_of(each), has_blocks=True)


def _prefixes_of_others(anchor: Anchor, anchors: tuple[Anchor, ...]) -> tuple[str, ...]:
    """What is another network's, which one that is around this one is not."""
    prefixes = (other.prefix for other in anchors)
    return tuple([prefix for prefix in prefixes if not anchor.prefix.startswith(prefix)])


def _fault_of(each: NamedSet) -> str:
    if not each.is_named:
        return NUMBERS
    return QUANTISED if is_packed((*each.tensors, *each.others)) else ""


def _shaped(name: str, tensor: StoredTensor) -> StoredTensor:
    """The tensor with the shape that ours has: the same numbers, sides of one added."""
    shape: Shape = as_convolution(name, tensor.shape)
    more = len(shape) - len(tensor.shape)
    return replace(tensor, shape=shape, stride=(*tensor.stride, *(1,) * more)) if more else tensor


def _name_of(each: NamedSet, prefix: str) -> str:
    return ".".join((*each.path, *filter(None, prefix.split(".")))) or TOP


def _with_own_names(found: list[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, each under a name of its own."""
    names: dict[str, Candidate] = {}
    for candidate in found:
        name, number = candidate.name, 2
        while name in names:
            name, number = f"{candidate.name}#{number}", number + 1
        names[name] = replace(candidate, name=name)
    return tuple(names.values())
