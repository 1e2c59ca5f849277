"""What only shapes tell of a network's names: projections, pre-activation, squeezing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.resnet.naming.tables import FINAL_NORMS
from resnet_viz.core.resnet.naming.translate import Names

CONV_DIMS = 4
_PROJECTION = re.compile(r"(layer\d+\.\d+)\.downsample\.(\d)\.weight", re.ASCII)
_FIRST_CONV = re.compile(r"(layer\d+\.\d+)\.conv1\.weight", re.ASCII)
_LAST_CONV = re.compile(r"layer(\d+)\.(\d+)\.conv(\d)\.weight", re.ASCII)
_SQUEEZE = re.compile(r"layer\d+\.\d+\.se\.fc[12]\.weight", re.ASCII)
_STEM_PLACE = re.compile(r"conv1\.(\d)\.(.*)", re.ASCII)
DEEP_LAST = "conv1.6.weight"


@dataclass(frozen=True, slots=True)
class Body:
    """A network up to its pooling by our names: which entries of the file, and their shapes."""

    names: Names
    shapes: Mapping[str, Shape]

    def shape(self, name: str) -> Shape:
        """The shape of one of our names, () for one that is not there."""
        return self.shapes.get(self.names.get(name, ""), ())

    @property
    def channels(self) -> int:
        """What the last block gives, 0 for a network without blocks."""
        places = (match for match in map(_LAST_CONV.fullmatch, self.names) if match)
        last = max(places, key=lambda match: tuple(map(int, match.groups())), default=None)
        return self.shape(last[0])[0] if last and self.shape(last[0]) else 0

    def renamed(self, changes: Mapping[str, str]) -> "Body":
        """The same with our names changed; what is changed to '' has none of ours."""
        pairs = ((changes.get(name, name), theirs) for name, theirs in self.names.items())
        return Body({name: theirs for name, theirs in pairs if name}, self.shapes)


def settled(body: Body, prefix: str) -> Body:
    """The body with each layer where ours has it."""
    for step in (_with_stem, _with_projections):
        body = body.renamed(step(body))
    return _with_order(body, prefix)


def as_convolution(name: str, shape: Shape) -> Shape:
    """The shape with us: a squeezing linear layer is a 1×1 convolution of the same numbers."""
    is_linear = len(shape) == CONV_DIMS - 2 and _SQUEEZE.fullmatch(name)
    return (*shape, 1, 1) if is_linear else shape


def _with_stem(body: Body) -> dict[str, str]:
    """A stem in a sequence: of one convolution with its norm, or of three with norms between."""
    places = [(name, match) for name in body.names if (match := _STEM_PLACE.fullmatch(name))]
    if DEEP_LAST in body.names:
        return {name: f"bn1.{match[2]}" for name, match in places if match[1] == "7"}
    heads = {"0": "conv1", "1": "bn1"}
    return {name: f"{heads[match[1]]}.{match[2]}" for name, match in places if match[1] in heads}


def _with_projections(body: Body) -> dict[str, str]:
    """Convolution and norm of each projection where ours are, which leave a place for pooling.

    Where any projection has its convolution second, all are pooled before; other code leaves the
    place out where the pooling would change nothing.
    """
    convs = {
        match[1]: int(match[2])
        for name in body.names
        if (match := _PROJECTION.fullmatch(name)) and len(body.shape(name)) == CONV_DIMS
    }
    shift = 1 if 1 in convs.values() else 0
    changes = {}
    for name in body.names:
        block, mark, rest = name.partition(".downsample.")
        if mark and block in convs:
            place, _, entry = rest.partition(".")
            number = shift + int(place) - convs[block]
            changes[name] = f"{block}.downsample.{number}.{entry}"
    return changes


def _with_order(body: Body, prefix: str) -> Body:
    """Pre-activation as ours has it: the first norm is the stem's, the last one `final_bn`."""
    if not _is_preactivated(body):
        return body
    outer = _outer_norms(body, prefix)
    own = {name: f"bn1.{name.rpartition('.')[2]}" for name in _entries(body, "layer1.0.bn1")}
    if own:  # any other norm outside of the blocks is after them
        body = body.renamed(dict.fromkeys(_entries(body, "bn1"), "")).renamed(own)
    last = next((norm for norm in reversed(outer) if own or norm not in _stem_norm(body)), "")
    found = {
        f"final_bn.{theirs.rpartition('.')[2]}": theirs
        for theirs in body.shapes
        if last and theirs.rpartition(".")[0] == last
    }
    return Body({**body.names, **found}, body.shapes)


def _is_preactivated(body: Body) -> bool:
    """Whether some block's first norm comes before its first convolution, by their channels."""
    for name in body.names:
        match = _FIRST_CONV.fullmatch(name)
        norm = body.shape(f"{match[1]}.bn1.weight") if match else ()
        if norm and norm[0] != body.shape(name)[0]:
            return True
    return False


def _outer_norms(body: Body, prefix: str) -> list[str]:
    """The norms outside of the blocks that may be the last, by their names in the file."""
    return [prefix + name for name in FINAL_NORMS if f"{prefix}{name}.running_mean" in body.shapes]


def _stem_norm(body: Body) -> set[str]:
    return {body.names[name].rpartition(".")[0] for name in _entries(body, "bn1")}


def _entries(body: Body, layer: str) -> list[str]:
    return [name for name in body.names if name.rpartition(".")[0] == layer]
