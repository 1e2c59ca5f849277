"""The tree, repeats and shortcuts of networks as their authors wrote them.

The counts are those that were worked out from the source of 125 networks before any of this was
written; where a publication draws its blocks, they are what it draws.
"""

from collections import Counter
from typing import NamedTuple

import pytest

from resnet_viz.core.cost.cost import costs_of, sums_of
from resnet_viz.core.cost.totals import tree_sums
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Group, GroupKind, Join, ShortcutKind
from resnet_viz.core.models.source import source_in
from resnet_viz.core.structure.graph import graph_of, unfolded_nodes
from resnet_viz.core.structure.recording import Recording
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.record import recorded
from tests.deep import mostly_deep
from tests.samples.modules import SAMPLES, sample


class Joined(NamedTuple):
    """How many shortcuts of each kind a network has, and other sums and branchings."""

    identity: int = 0
    projection: int = 0
    normed: int = 0
    side_by_side: int = 0
    sums: int = 0
    branchings: int = 0


LIBRARIES = {
    "timm:resnet50": Joined(identity=12, projection=4),
    "timm:vit_base_patch16_224": Joined(identity=24),
    "timm:swin_tiny_patch4_window7_224": Joined(identity=24),
    "timm:convnext_tiny": Joined(identity=18),
    "timm:densenet121": Joined(side_by_side=58),
    "timm:efficientnet_b0": Joined(identity=9),
    "timm:mobilenetv3_large_100": Joined(identity=10),
    "timm:regnety_016": Joined(identity=23, projection=4),
    "timm:inception_v3": Joined(branchings=15),
    "timm:hrnet_w18": Joined(identity=107, projection=5, sums=65),
    "timm:repvgg_a0": Joined(normed=17, sums=22),
    "timm:poolformer_s12": Joined(identity=24),
    "transformers:GPT2LMHeadModel": Joined(identity=24),
    "transformers:BertModel": Joined(identity=24),
    "transformers:LlamaForCausalLM": Joined(identity=64),
}
QUICK = ("timm:resnet50", "timm:repvgg_a0")
RUNS = {  # the longest runs: period and count
    "timm:resnet50": (1, 5),
    "timm:vit_base_patch16_224": (1, 12),
    "timm:swin_tiny_patch4_window7_224": (2, 3),
    "timm:hrnet_w18": (1, 4),
    "transformers:LlamaForCausalLM": (1, 32),
}


@pytest.mark.parametrize("name", mostly_deep(LIBRARIES, QUICK))
def test_shortcuts_of_networks_of_libraries_are_those_that_were_counted(name: str) -> None:
    graph = assert_unfolds(_recording(name))
    assert _joined(graph) == LIBRARIES[name]
    assert graph.shortcut_count == len(graph.shortcuts)


@pytest.mark.parametrize("name", mostly_deep(RUNS, QUICK[:1]))
def test_equal_blocks_of_networks_of_libraries_are_kept_once(name: str) -> None:
    runs = _runs(graph_of(_recording(name)))
    assert max(runs, key=lambda run: (run[0] * run[1], run[1])) == RUNS[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_unfolding_any_network_gives_back_its_layers_and_what_they_cost(name: str) -> None:
    model, args, kwargs = sample(name)
    assert_unfolds(recorded(model, args, kwargs, title=name))


def assert_unfolds(recording: Recording) -> Graph:
    """The graph, once its layers one by one and their costs are those of the recording."""
    graph = graph_of(recording)
    assert graph.nodes == unfolded_nodes(recording)
    assert tree_sums(graph) == sums_of(costs_of(graph))
    return graph


def _recording(name: str) -> Recording:
    source = source_in(name)
    assert source
    model, (args, kwargs), _ = loaded(source, "")
    return recorded(model, args, kwargs, title=name)


def _joined(graph: Graph) -> Joined:
    kinds = Counter(each.kind for each in graph.shortcuts if each.how is Join.ADD)
    sides = Counter(each.how for each in graph.shortcuts)
    plain = Counter(each.how for each in graph.plain_joins)
    assert kinds.total() == sum(
        kinds[kind]
        for kind in (ShortcutKind.IDENTITY, ShortcutKind.PROJECTION, ShortcutKind.NORMED)
    )
    return Joined(
        kinds[ShortcutKind.IDENTITY],
        kinds[ShortcutKind.PROJECTION],
        kinds[ShortcutKind.NORMED],
        sides[Join.CAT],
        plain[Join.ADD],
        plain[Join.CAT],
    )


def _runs(graph: Graph) -> list[tuple[int, int]]:
    """Period and count of each run."""
    found: list[tuple[int, int]] = []
    waiting = list(graph.groups)
    while waiting:
        group = waiting.pop()
        if group.kind is GroupKind.RUN:
            found.append((len(group.children), group.count))
        waiting += [child for child in group.children if isinstance(child, Group)]
    return found
