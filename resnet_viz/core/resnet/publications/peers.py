"""What other sources say of a network, each as our MACs and the exact terms of the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.counters import COUNTERS, Counter
from resnet_viz.core.cost.peer import Peer, Term, terms_kept
from resnet_viz.core.cost.recorded_counters import recorded_peers, total_macs
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, spec_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.wording import digits_grouped


class Printed(NamedTuple):
    """What a publication prints for its networks, in units of `step`: figures by ARCH.

    `limits` says which networks it has.
    """

    name: str
    version: str
    unit: str
    step: int
    figures: Mapping[str, int]
    limits: str


def peers_of(network: Network, batch: int = 1) -> tuple[Peer, ...]:
    """What each source says of a legal network and a batch; UserError for an illegal batch."""
    check_batch(batch)
    if network.traced:
        return recorded_peers(network, batch)
    spec = spec_of(network)
    printed = (_printed_peer(each, spec, batch) for each in PRINTED)
    return (*printed, *(_counted_peer(each, spec, batch) for each in COUNTERS))


def peers_dict(network: Network, batch: int = 1) -> dict[str, Any]:
    """The JSON of `cost --why`."""
    peers = [asdict(peer) for peer in peers_of(network, batch)]
    macs = total_macs(network.graph) * batch
    return {"arch": network.name, "batch": batch, "macs": macs, "peers": peers}


def _counted_peer(counter: Counter, spec: ResNetSpec, batch: int) -> Peer:
    images = 1 if counter.is_of_one_image else batch
    nodes = graph_of(spec).nodes
    terms = [Term(words, images * sum(map(count, nodes))) for words, count in counter.adds]
    terms.insert(0, _first_term(spec, counter.convention, images, batch))
    return _peer_of(counter, images, terms, counter.note)


def _printed_peer(printed: Printed, spec: ResNetSpec, batch: int) -> Peer:
    arch = next((arch for arch in printed.figures if _is_variant(spec, parse(arch))), "")
    if not arch:
        return _peer_of(printed, 1, (), printed.limits)
    theirs = parse(arch)
    moved = replace(spec, stride_in=theirs.stride_in)
    counted, says = _macs(theirs), printed.figures[arch] * printed.step
    is_rounded = 2 * abs(says - counted) <= printed.step
    terms = (
        _first_term(spec, Convention.MACS, 1, batch),
        Term(f"stride in the {theirs.stride_in.replace('x', '×')}", _macs(moved) - _macs(spec)),
        Term(f"shortcuts of option {theirs.shortcut}", counted - _macs(moved)),
        Term(f"{'rounded' if is_rounded else 'cut off'} to {_steps(printed)}", says - counted),
    )
    return _peer_of(printed, 1, terms, f"its {arch} has {digits_grouped(counted)} MACs")


def _peer_of(row: Counter | Printed, images: int, terms: Sequence[Term], note: str) -> Peer:
    """The answer with the terms that there are."""
    kept = terms_kept(terms)
    says = sum(term.amount for term in kept) if terms else None
    return Peer(row.name, says, row.unit, images, kept, row.version, note)


def _first_term(spec: ResNetSpec, convention: Convention, images: int, batch: int) -> Term:
    of = "" if images == batch else " of one image"
    times = 2 if convention is Convention.DOUBLE else 1
    return Term(convention.label + of, times * images * _macs(spec))


def _steps(printed: Printed) -> str:
    return f"{printed.step / 10**9:g} × 10⁹"


def _is_variant(spec: ResNetSpec, theirs: ResNetSpec) -> bool:
    """Whether two networks are the same but for the place of the stride and the option."""
    same = replace(spec, stride_in=theirs.stride_in, shortcut=theirs.shortcut)
    return same == theirs and spec.is_plain == theirs.is_plain


def _macs(spec: ResNetSpec) -> int:
    """Of one image."""
    return sum(node.layer.macs(node.in_shapes, node.out_shape) for node in graph_of(spec).nodes)


# Section 4.1: residual networks with basic blocks have option A, those with bottlenecks option B.
# The bottlenecks of the authors' own models stride in the 1×1.
_TABLE_1 = {
    "resnet18,shortcut=A": 18,
    "resnet34,shortcut=A": 36,
    "resnet50,stride_in=1x1": 38,
    "resnet101,stride_in=1x1": 76,
    "resnet152,stride_in=1x1": 113,
    "plain18": 18,
    "plain34": 36,
}
_TORCHVISION = {
    "resnet18": 181,
    "resnet34": 366,
    "resnet50": 409,
    "resnet101": 780,
    "resnet152": 1151,
    "resnext50_32x4d": 423,
    "resnext101_32x8d": 1641,
    "resnext101_64x4d": 1546,
    "wide_resnet50_2": 1140,
    "wide_resnet101_2": 2275,
}

PRINTED: tuple[Printed, ...] = (
    Printed(
        "ResNet paper",
        "He et al. 2015, table 1",
        "FLOPs",
        10**8,
        _TABLE_1,
        "it has 18, 34, 50, 101 and 152 layers alone, for 3 × 224 × 224 and 1000 classes",
    ),
    Printed(
        "torchvision",
        "torchvision 0.29, documents, in GFLOPS",
        "FLOPS",
        10**7,
        _TORCHVISION,
        "it has ten networks of this family alone, for 3 × 224 × 224 and 1000 classes",
    ),
)
